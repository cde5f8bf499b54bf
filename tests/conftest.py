"""Hypothesis profiles: `dev` on the desk, `ci` always the same examples, `nightly` many; HYPOTHESIS_PROFILE chooses.

Policies that tests compile are kept for one run only, in a folder of its own.
"""

import os
import tempfile

from hypothesis import settings

_KEPT = tempfile.TemporaryDirectory()
os.environ["XDG_CACHE_HOME"] = _KEPT.name

settings.register_profile("dev", max_examples=30, deadline=None)
settings.register_profile("ci", max_examples=50, deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("nightly", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
