"""The cells of a text file: read as their fact has it, and nothing guessed."""

from decimal import Decimal

import pytest

from afterschool_policy.population.cells import read_cell
from afterschool_policy.values.types import BOOLEAN, DATE, MAPPING, NUMBER, TEXT, TIME, Kind, Type

CODE = Type(Kind.CODE, codes="kinds")
CODES = Type(Kind.LIST, item=CODE)
CELLS = [
    (BOOLEAN, "true", True), (BOOLEAN, "FALSE", False), (BOOLEAN, "是", True), (BOOLEAN, " 否 ", False),
    (BOOLEAN, "1", "1"), (BOOLEAN, "yes", "yes"), (BOOLEAN, "", None),
    (NUMBER, "300.50", Decimal("300.50")), (NUMBER, "-1", Decimal(-1)),
    (NUMBER, "1e3", "1e3"), (NUMBER, "1,000", "1,000"),
    (NUMBER, "１", "１"), (NUMBER, " ", None), (NUMBER, "9" * 100, "9" * 100),
    (DATE, "2021-09-01", "2021-09-01"), (TIME, " 7:30", "7:30"),
    (CODE, "red", "red"), (TEXT, " as it is ", " as it is "),
    (CODES, "red;blue", ["red", "blue"]), (CODES, "red；blue", ["red", "blue"]),
    (CODES, "[]", []), (CODES, "red;", ["red", None]),
    (Type(Kind.LIST, item=NUMBER), "1;2", [Decimal(1), Decimal(2)]),
    (MAPPING, '{"a": 0.1}', {"a": Decimal("0.1")}), (MAPPING, "a=1", "a=1"),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "text", "value"), CELLS)
def test_a_cell_says(type_, text, value):
    assert read_cell(type_, text) == value
    assert type(read_cell(type_, text)) is type(value)
