"""The two ends of a copy: ADF's source or sink of the connector of a dataset."""

from dataclasses import dataclass

from adfc.configure.spec import Spec
from adfc.connectors import Connector, Part
from adfc.diagnostic import Problems
from adfc.kinds import DATASETS, LINKED_SERVICES
from adfc.lower.catalog import Catalog, is_own, name_of
from adfc.lower.connector import Render
from adfc.lower.flatten import Where
from adfc.model import Data
from adfc.suggest import hint

SETTINGS = {"source": "readSettings", "sink": "writeSettings"}
DONE = {"source": "read", "sink": "written"}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a copy: the dataset it names and what ADF's source or sink object is."""

    dataset: Spec
    connector: Connector | None
    reference: Data
    body: dict[str, Data]

    @property
    def column(self) -> Part | None:
        """How a mapping names a column of the dataset, or None when that is not known."""
        return self.connector.part("column") if self.connector else None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the dataset says it has."""
        known = self.dataset.body.get("columns")
        return tuple(known) if isinstance(known, dict) else ()


class Side:
    """Makes one end of a copy. Adds ADF128 (it can't be made), ADF202 (no such dataset) and what a schema refuses."""

    def __init__(self, role: str, body: dict[str, Data], catalog: Catalog, where: Where, problems: Problems) -> None:
        self._role, self._catalog, self._problems = role, catalog, problems
        self._written = body.get(role)
        self._where: Where = lambda path=(), key=False: where((role, *path), key=key)
        self._what = f'{role} of activity "{body["name"]}"'

    def end(self) -> End | None:
        """This end, or None when it can't be made."""
        written = self._written
        if not isinstance(written, dict) or not name_of(written.get("dataset")):
            self._fail(f"{self._what} names no dataset", (), f"write {self._role}: {{dataset: NAME}}")
            return None
        dataset = self._dataset(name_of(written["dataset"]))
        if dataset is None:
            return None
        if "type" in written:
            return self._native(dataset, written)
        return self._rendered(dataset, written)

    def _dataset(self, name: str) -> Spec | None:
        found = self._catalog.dataset(name)
        if found is None and not self._catalog.failed(DATASETS, name):
            way_out = hint(name, self._catalog.names(DATASETS))
            self._problems.error("ADF202", f'there is no dataset "{name}"', self._where(("dataset",)), way_out)
        return found

    def _native(self, dataset: Spec, written: dict[str, Data]) -> End:
        """A source or sink in ADF's own words."""
        body = {key: value for key, value in written.items() if key != "dataset"}
        return End(dataset, self._catalog.connector(dataset, "dataset"), written["dataset"], body)

    def _rendered(self, dataset: Spec, written: dict[str, Data]) -> End | None:
        connector = self._catalog.connector(dataset, "dataset")
        part = connector.part(self._role) if connector else None
        if connector is None or part is None:
            self._no_part(dataset, connector)
            return None
        store = self._settings(dataset) if connector.is_format else None
        if connector.is_format and store is None:
            return None
        parts = (part, store) if store else (part,)
        what = f"{self._what} ({self._kinds(dataset, connector)})"
        render = Render(self._role, parts, self._where, self._problems, what)
        shared, own = render.split(written)
        if not render.check(own):
            return None
        body = render.fill(part, own, **({"storeSettings": render.fill(store, own)} if store else {}))
        return End(dataset, connector, written["dataset"], {**body, **shared}) if body else None

    def _kinds(self, dataset: Spec, connector: Connector) -> str:
        store = self._catalog.store(dataset) if connector.is_format else None
        return f"{connector.name} on {store.name}" if store else connector.name

    def _settings(self, dataset: Spec) -> Part | None:
        """How the store of a format's dataset is read or written; None, mostly with ADF128, when nobody knows."""
        role, done = SETTINGS[self._role], DONE[self._role]
        store = self._catalog.store(dataset)
        if store is None:
            service = name_of(dataset.body.get("linkedService", dataset.body.get("linkedServiceName")))
            # Where the dataset is of ours, or its linked service is missing, that complaint stands there.
            if not is_own(dataset.body["type"]) and self._catalog.find(LINKED_SERVICES, service):
                self._unknown(f'how files on linked service "{service}" are {done} is not known')
            return None
        if not store.has(role) and store.has("location"):  # else the dataset can't lie there, and its own spec says so
            message = f'dataset "{dataset.name}" can\'t be {done}: it lies on a linked service of type "{store.name}"'
            self._fail(message, ("dataset",), self._fitting(role))
        return store.part(role)

    def _no_part(self, dataset: Spec, connector: Connector | None) -> None:
        done = DONE[self._role]
        if connector is None:
            self._unknown(f'how dataset "{dataset.name}" of type "{dataset.body.get("type")}" is {done} is not known')
        elif not connector.has(self._role):  # else it is broken, and its own file says so
            message = f'dataset "{dataset.name}" of type "{connector.name}" can\'t be {done}'
            self._fail(message, ("dataset",), self._fitting(self._role))

    def _fitting(self, part: str) -> str:
        return f"types that can be {DONE[self._role]}: {', '.join(self._catalog.library.with_part(part))}"

    def _unknown(self, message: str) -> None:
        self._fail(message, ("dataset",), f"write the {self._role} in ADF's own words, with its type")

    def _fail(self, message: str, path: tuple[str, ...], way_out: str) -> None:
        self._problems.error("ADF128", message, self._where(path), way_out)
