"""What holds for all tests."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# The same examples each time, so that a red run can be repeated and a green one means what it did yesterday.
# To look for new ones: HYPOTHESIS_PROFILE=explore
settings.register_profile("steady", derandomize=True)
settings.register_profile("explore")
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session", autouse=True)
def _own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what the program keeps for whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRUSTDESK_DATA", str(tmp_path_factory.mktemp("data")))
        yield
