"""Whether a body is one that the service takes.

Judged by the generated model of ADF's types, and where the environment variable ADFC_CONTRACTS names a folder with
Microsoft's contracts, by these too. What each can't see is left: the service itself complains in words of its own, so
the words here are a guess.
"""

import json
import os
import re
from functools import cache, lru_cache
from pathlib import Path

from adfc.adf.names import ACCEPTED
from adfc.kinds import GLOBAL_PARAMETERS, Kind
from adfc.model import Data
from adfc.validate.adf import check_properties
from tests.conformance.contracts import CONTRACT_LAGS, ArmSchemas, BicepTypes
from tests.importing import ORIGIN

WRONG_TYPE = "ADF104"
"""Only a warning of adfc: a factory published long ago may hold what the service refuses today."""


def name_is_good(kind: Kind, name: str) -> bool:
    """Whether the service takes the name; the global parameters are one resource of a fixed name."""
    if kind is GLOBAL_PARAMETERS:
        return name == "default"
    return ACCEPTED[kind.section].allows(name.rpartition("/")[2])


def complaint(kind: Kind, name: str, properties: dict[str, Data]) -> str:
    """What is wrong with a body, in a line; empty if nothing is."""
    return _complaint(kind, name, json.dumps(properties), os.environ.get("ADFC_CONTRACTS", ""))


@lru_cache(maxsize=4096)
def _complaint(kind: Kind, name: str, text: str, contracts: str) -> str:
    properties = json.loads(text)
    findings = check_properties(kind.section, properties, ORIGIN)
    found = [one.message for one in findings if one.is_error or one.code == WRONG_TYPE]
    if not found and contracts:
        resource = {"name": name, "apiVersion": "2018-06-01", "type": kind.arm_type, "properties": properties}
        schemas, types = _contracts(Path(contracts))
        complaints = (*schemas.resource_errors(resource), *types.resource_errors(resource))
        found = [one for one in complaints if not any(re.search(known, one) for known in CONTRACT_LAGS)]
    return "; ".join(found)


@cache
def _contracts(folder: Path) -> tuple[ArmSchemas, BicepTypes]:
    return ArmSchemas(folder / "arm"), BicepTypes(folder / "bicep/Microsoft.DataFactory.bicep-types.json")
