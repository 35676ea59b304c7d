"""What holds for all tests."""

import os

from hypothesis import settings

# The same examples each time, so that a red run can be repeated and a green one means what it did yesterday.
# To look for new ones: HYPOTHESIS_PROFILE=explore
settings.register_profile("steady", derandomize=True)
settings.register_profile("explore")
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
