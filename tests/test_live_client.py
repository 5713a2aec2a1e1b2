"""The room of live factories, as far as it needs no service to answer: clouds, wording, what is dropped."""

import time
from typing import Any

import pytest
from azure.core import AzureClouds
from azure.mgmt.core.tools import get_arm_endpoints
from azure.mgmt.datafactory import models

from adfc.kinds import INTEGRATION_RUNTIMES, MANAGED_PRIVATE_ENDPOINTS, MANAGED_VIRTUAL_NETWORKS
from adfc.publish import CLOUDS, cloud_of, live_files
from adfc.publish.live import READ_ONLY, READ_ONLY_OF_FACTORY
from adfc.publish.refusals import not_reached, not_signed_in
from adfc.publish.together import together


def test_clouds_are_those_of_the_library() -> None:
    names = {
        "AzureCloud": AzureClouds.AZURE_PUBLIC_CLOUD,
        "AzureUSGovernment": AzureClouds.AZURE_US_GOVERNMENT,
        "AzureChinaCloud": AzureClouds.AZURE_CHINA_CLOUD,
    }
    assert names.keys() == CLOUDS.keys()
    for name, known in names.items():
        endpoints = get_arm_endpoints(known)
        cloud = cloud_of(name.lower())
        assert cloud
        assert (f"{cloud.endpoint}/", [cloud.scope]) == (endpoints["resource_manager"], endpoints["credential_scopes"])


def test_what_is_dropped_is_what_the_library_declares_as_read_only() -> None:
    def read_only(model: Any) -> set[str]:
        fields = type(model())._attr_to_rest_field.values()
        return {one._rest_name for one in fields if one._visibility == ["read"]}

    def dropped(paths: Any, below: str) -> set[str]:
        return {path[1] for path in paths if path[0] == below and len(path) == 2}

    def of(kind: Any) -> set[str]:
        return dropped(READ_ONLY[kind], "properties")

    assert dropped(READ_ONLY_OF_FACTORY, "properties") == read_only(models.FactoryProperties)
    assert dropped(READ_ONLY_OF_FACTORY, "identity") == read_only(models.FactoryIdentity)
    assert of(MANAGED_VIRTUAL_NETWORKS) == read_only(models.ManagedVirtualNetwork)
    assert of(MANAGED_PRIVATE_ENDPOINTS) == {*read_only(models.ManagedPrivateEndpoint), "connectionState"}
    assert read_only(models.ConnectionStateProperties) == {"status", "description", "actionsRequired"}
    assert of(INTEGRATION_RUNTIMES) == read_only(models.ManagedIntegrationRuntime)
    assert read_only(models.InteractiveQueryProperties) == {"status", "autoTerminationMinutes"}


SEEN = {
    "HTTPSConnectionPool(host='h', port=443): Max retries exceeded with url: /a (Caused by NewConnectionError(\"H: "
    'Failed to establish a new connection: [Errno 111] Connection refused"))': "[Errno 111] Connection refused",
    "Cannot connect (Caused by NameResolutionError(\"H: Failed to resolve 'h' ([Errno -2] Name or service not known)"
    '"))': "[Errno -2] Name or service not known",
    "Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
    "self-signed certificate (_ssl.c:1006)'))": "certificate verify failed: self-signed certificate",
    "Connection to h timed out. (connect timeout=15)": "timed out",
    "something else": "something else",
}
"""Errors as the library words them, and what is worth telling of each."""


@pytest.mark.parametrize("reason", SEEN)
def test_nobody_answers(reason: str) -> None:
    assert not_reached("https://h", reason).message == f"can't reach https://h: {SEEN[reason]}"


def test_nobody_who_signs_in_answers() -> None:
    told = "Attempted credentials:\n\tEnvironmentCredential: Authentication failed: [Errno 111] Connection refused\n"
    assert not_signed_in(told).message == "can't sign in to Azure: [Errno 111] Connection refused"
    lack = "Could not find a suitable TLS CA certificate bundle, invalid path: proxy.pem"
    told = told.replace("[Errno 111] Connection refused", lack)
    assert not_signed_in(told).message == f"can't sign in to Azure: {lack}"


def test_the_first_failure_is_raised_and_nobody_waits_for_the_rest() -> None:
    def fail() -> str:
        raise ValueError("no")

    def sleep() -> str:
        time.sleep(60)
        return "late"

    with pytest.raises(ValueError, match="no"):
        together([sleep, fail])
    assert together([lambda: 1, lambda: 2, lambda: 3]) == [1, 2, 3]


def test_files_are_those_of_git_mode() -> None:
    class Stored:
        def factory(self) -> dict[str, Any]:
            return {"id": "x", "name": "sales-df", "type": "t", "properties": {}}

        def resources(self, kind: Any, network: str = "") -> list[dict[str, Any]]:
            if kind is MANAGED_VIRTUAL_NETWORKS:
                return [{"id": "x", "name": "default", "properties": {}}]
            return [{"name": "lake", "properties": {}}] if network else []

    assert [one.name for one in live_files(Stored())] == [
        "factory/sales-df.json",
        "managedVirtualNetwork/default.json",
        "managedVirtualNetwork/default/managedPrivateEndpoint/lake.json",
    ]
