"""The activity `copy` of ours: source and sink take their ADF types from the connectors of their datasets."""

from collections.abc import Iterable

from adfc.adf.model import load
from adfc.diagnostic import Problems
from adfc.lower.catalog import Catalog
from adfc.lower.ends import Side
from adfc.lower.flatten import Where
from adfc.lower.mapping import mapping_good, translator
from adfc.model import Data
from adfc.suggest import hint

POLICY = {
    "timeout": "0.12:00:00",
    "retry": 0,
    "retryIntervalInSeconds": 30,
    "secureOutput": False,
    "secureInput": False,
}
"""What ADF Studio writes for a new activity."""

BESIDE = ("name", "description", "type", "state", "onInactiveMarkAs", "dependsOn", "policy", "userProperties")
OWN = ("source", "sink", "mapping")


def lower_copy(body: dict[str, Data], catalog: Catalog, where: Where, problems: Problems) -> dict[str, Data] | None:
    """ADF's Copy activity of a `copy`, complete as ADF Studio writes it; None when it fails.

    Adds ADF120 (unknown property), ADF129 (a mapping that can't be used), and what its two ends complain about.
    """
    settings = load().shape("CopyActivityTypeProperties").fields
    if not _known(body, settings, where, problems):
        return None
    source, sink = (Side(role, body, catalog, where, problems).end() for role in ("source", "sink"))
    if source is None or sink is None or not mapping_good(body, source, sink, where, problems):
        return None
    properties = {"source": source.body, "sink": sink.body, "enableStaging": False}
    properties |= {key: value for key, value in body.items() if key in settings and key not in ("source", "sink")}
    columns = translator(body.get("mapping"), source, sink)
    if columns is not None:
        properties.setdefault("translator", columns)
    policy = body.get("policy", {})
    return _without_null(
        {
            **{key: body[key] for key in BESIDE if key in body},
            "type": "Copy",
            "dependsOn": body.get("dependsOn", []),
            "policy": {**POLICY, **policy} if isinstance(policy, dict) else policy,
            "userProperties": body.get("userProperties", []),
            "typeProperties": _without_null(properties),
            "inputs": [source.reference],
            "outputs": [sink.reference],
        }
    )


def _without_null(made: dict[str, Data]) -> dict[str, Data]:
    """Null means absent: it takes away what would be written by itself, be it the translator or `enableStaging`."""
    return {key: value for key, value in made.items() if value is not None}


def _known(body: dict[str, Data], settings: Iterable[str], where: Where, problems: Problems) -> bool:
    known = {*OWN, *BESIDE, "after", *settings}
    unknown = [key for key in body if key not in known]
    for key in unknown:
        message = f'unknown property "{key}" in activity "{body["name"]}" of type "copy"'
        problems.error("ADF120", message, where((key,), key=True), hint(key, sorted(known - body.keys())))
    return not unknown
