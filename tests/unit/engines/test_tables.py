"""A table of answers looks for each once, never grows beyond its bound, and answers the same when it was emptied."""

from afterschool_policy.engines import tables
from afterschool_policy.engines.tables import Table


def test_an_answer_is_looked_for_once():
    looked: list[int] = []
    table: Table[int, int] = Table(lambda key: looked.append(key) or key * 2)
    assert [table[3], table[3], table[4], table[3]] == [6, 6, 8, 6]
    assert looked == [3, 4]


def test_a_full_table_is_emptied_and_answers_the_same(monkeypatch):
    monkeypatch.setattr(tables, "MAX_KEPT", 10)
    table: Table[int, int] = Table(lambda key: key * 2)
    assert [table[key] for key in range(95)] == [key * 2 for key in range(95)]
    assert len(table) <= 10
    assert table[0] == 0
