"""Whatever bytes are read, what comes is an answer or an error of the library. `make fuzz` tries more, guided."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.inputs import SEEDS, TARGETS
from tests.strategies import conditions

mutated = st.one_of(
    st.binary(max_size=40),
    st.lists(st.integers(0, 300), max_size=14).map(lambda row: b"".join(n.to_bytes(2) for n in row)),
)


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_are_read(name: str) -> None:
    for seed in SEEDS[name]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGETS)
def test_bytes_are_read_or_refused(name: str) -> None:
    @settings(max_examples=40, deadline=None)
    @given(mutated)
    def tried(data: bytes) -> None:
        TARGETS[name](data)

    tried()


@given(conditions(), st.integers(0, 200), st.text("()[]<>=!,.:'\"~ \n\0，：（）and or not in 0123456789", max_size=3))
def test_an_expression_with_a_slip_is_read_or_refused(written: str, place: int, slip: str) -> None:
    TARGETS["expression"]((written[:place] + slip + written[place + 1 :]).encode())
