"""Published factories against the schemas for editors: nothing is found where the compiler finds nothing."""

import pytest

from adfc.importer.lift import specs_of
from adfc.kinds import MANAGED_PRIVATE_ENDPOINTS
from adfc.validate.adf import check
from tests.conformance.published import Published, all_published, needs_corpus
from tests.editing import complaints
from tests.packaged import LIBRARY

pytestmark = needs_corpus


@pytest.mark.parametrize("published", all_published(), ids=lambda one: one.name)
def test_factory(published: Published) -> None:
    """Each resource as ADF's own JSON, and as the spec that the importer makes of it."""
    factory = published.folder.factory
    good = {one.key for one in factory.resources if not list(check(one))}
    specs = [(one.kind, one.name, one.body) for one in specs_of(factory, LIBRARY)]
    natives = [(one.kind, one.name, one.properties) for one in factory.resources]
    for kind, name, body in [*specs, *natives]:
        if (kind.section, name.lower()) in good and kind is not MANAGED_PRIVATE_ENDPOINTS:
            assert complaints({kind.section: {name: body}}) == []
