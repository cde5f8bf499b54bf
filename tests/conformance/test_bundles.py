"""No changed bundle loads under the revision that it had; the long run is `python -m tests.conformance.bundles`."""

from tests.conformance.bundles import run


def test_changed_bundles_are_refused_or_are_another_revision():
    found = run(400, seed=1)
    assert found["body: refused"] + found["head: refused"] == sum(
        times for name, times in found.items() if not name.startswith("sealed")
    )
    assert found["sealed anew: genuine"] == 0
    assert found["sealed anew: refused"] > 50
