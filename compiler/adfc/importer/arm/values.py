"""The values of a template's resources, with the expressions in them evaluated."""

from dataclasses import dataclass

from adfc.diagnostic import Problems
from adfc.importer.arm.expressions import UnknownValueError
from adfc.importer.arm.scope import Scope
from adfc.importer.withheld import SECURE_STRING
from adfc.model import Data, Document
from adfc.source import Path


@dataclass(frozen=True, slots=True)
class Values:
    """Evaluates the values of one template."""

    document: Document
    scope: Scope
    problems: Problems
    """Takes ADF070 (no object) and ADF074 (a value that only the deployment knows)."""
    unknown: set[str]
    """Takes the expressions that stay as they are."""

    def of(self, resource: dict[str, Data], key: str, path: Path) -> tuple[dict[str, Data], dict[Path, str]]:
        """The object under a key of the resource at `path`, and the secure parameters in it by their paths."""
        secure: dict[Path, str] = {}
        data = self._value(resource.get(key, {}), (*path, key), (), secure)
        if not isinstance(data, dict):
            self.problems.error("ADF070", f'"{key}" must be a JSON object', self.document.span((*path, key)))
            return {}, {}
        return data, secure

    def plain(self, data: Data, at: Path) -> Data:
        """A value that holds no secrets, which stands at `at` in the document."""
        return self._value(data, at, (), {})

    def _value(self, data: Data, at: Path, path: Path, secure: dict[Path, str]) -> Data:
        """A value; `at` is where it stands in the document, `path` where in the object."""
        name = self._secret(data)
        if name:
            secure[path] = name
            return {"type": SECURE_STRING, "value": ""}
        if isinstance(data, str):
            return self._text(data, at)
        if isinstance(data, dict):
            return {key: self._value(one, (*at, key), (*path, key), secure) for key, one in data.items()}
        if isinstance(data, list):
            return [self._value(one, (*at, index), (*path, index), secure) for index, one in enumerate(data)]
        return data

    def _secret(self, data: Data) -> str:
        """The secure parameter that stands for a whole secret, written as a text or as an object."""
        is_object = isinstance(data, dict) and data.get("type") == SECURE_STRING
        try:
            return self.scope.secret(data.get("value") if is_object else data, anyway=is_object)
        except UnknownValueError:
            return ""

    def _text(self, text: str, at: Path) -> Data:
        try:
            return self.scope.value(text)
        except UnknownValueError as error:
            message = f'can\'t know the value of "{text}": {error}'
            way_out = "write the value itself into the spec, or give the template's parameters with --parameters"
            self.problems.error("ADF074", message, self.document.span(at), way_out)
            self.unknown.add(text)
            return text
