"""The columns of a copy: ADF's translator of what a spec says, or of the columns that the sink's dataset has."""

from adfc.diagnostic import Problems
from adfc.lower.ends import End
from adfc.lower.flatten import Where
from adfc.model import Data

CONVERSION = {
    "typeConversion": True,
    "typeConversionSettings": {"allowDataTruncation": True, "treatBooleanAsNumber": False},
}
"""What ADF Studio writes for a copy from columns to columns; without it ADF converts in its old, narrower way."""

INGESTION = ("ingestionMappingName", "ingestionMappingAsJson")


def mapping_good(body: dict[str, Data], source: End, sink: End, where: Where, problems: Problems) -> bool:
    """Whether the `mapping` of an activity, if there is one, can be used (ADF129)."""
    mapping = body.get("mapping")
    if mapping is None:
        return True
    place = where(("mapping",), key=True)
    if "translator" in body:
        problems.error("ADF129", '"mapping" and "translator" say the same thing', place, "write one of them")
        return False
    if not isinstance(mapping, dict) or not all(isinstance(taken, str) for taken in mapping.values()):
        example = "write {COLUMN OF THE SINK: COLUMN OF THE SOURCE}"
        problems.error("ADF129", '"mapping" must be a mapping from column to column, by name', place, example)
        return False
    unnamed = [end.dataset for end in (source, sink) if end.column is None]
    for dataset in unnamed:
        message = f'how columns of dataset "{dataset.name}" of type "{dataset.body.get("type")}" are named is not known'
        problems.error("ADF129", message, place, "write a translator in ADF's own words")
    return not unnamed


def translator(mapping: Data, source: End, sink: End) -> dict[str, Data] | None:
    """ADF's mapping of columns: as written, or by name when the sink's dataset says its columns; else None.

    A copy into an existing table fails when the source has a column that the table lacks, so a table with known columns
    is always mapped (Microsoft: copy-activity-schema-and-type-mapping). Where the sink has an ingestion mapping of
    Kusto, that says what goes where, and nothing is added to it (Microsoft: connector-azure-data-explorer).
    """
    if source.column is None or sink.column is None:
        return None
    if mapping is None and any(sink.body.get(key) for key in INGESTION):
        return None
    pairs = mapping if mapping is not None else {name: name for name in sink.columns}
    mappings = [
        {"source": source.column.render({"name": taken}), "sink": sink.column.render({"name": name})}
        for name, taken in pairs.items()
    ]
    mapped = {"mappings": mappings} if mappings else {}
    flat = all("name" in column.skeleton for column in (source.column, sink.column))
    return {"type": "TabularTranslator", **mapped, **(CONVERSION if flat else {})} if mapped or flat else None
