"""A whole table decided from file to file: answers beside its columns, bad rows apart, a count of what came of it."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from afterschool_policy import Policy
from afterschool_policy.cli import app
from afterschool_policy.population import files
from afterschool_policy.population.run import TableFile
from afterschool_policy.population.sample import drawn

POLICY = Policy.load(Path(__file__).parents[2] / "policy")
GOOD = """\
学号,fee.kind,实收,fee.standard_yuan,student.hardship_recognised
1,service_fee,300.50,600,true
2,service_fee,,600,是
3,agency_collection,0,600,FALSE
4,service_fee,600,600,true
"""
BAD = GOOD + "5,tuition,many,600,maybe\n6,fines,1,600,true\n"
FACTS = {
    "fee": {"kind": "service_fee", "amount_yuan": None, "standard_yuan": 600},
    "student": {"hardship_recognised": True},
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(BAD, encoding="utf-8")
    (tmp_path / "names.yaml").write_text("实收: fee.amount_yuan\n", encoding="utf-8")
    return tmp_path


def run(*args: str, lang: str = "en") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["run", "hardship_relief", *args, "--mapping", "names.yaml", "--lang", lang])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def rows_in(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".parquet":
        return pa.parquet.read_table(path).to_pylist()
    if path.suffix == ".csv":
        return pa.csv.read_csv(path, convert_options=pa.csv.ConvertOptions(strings_can_be_null=True)).to_pylist()
    return pa.ipc.open_file(path).read_all().to_pylist()


@pytest.mark.parametrize("out", ["out.csv", "out.parquet", "out.arrow", "out.feather"])
def test_the_answers_stand_beside_the_columns(here, out):
    status, said, _ = run("--in", "good.csv", "--out", out)
    assert status == 0, said
    rows = rows_in(here / out)
    assert [str(row["学号"]) for row in rows] == ["1", "2", "3", "4"]
    wanted = POLICY.decide("hardship_relief", FACTS)
    assert rows[1]["outcome"] == wanted.outcome
    told = {name: row for name, row in rows[1].items() if name in ("missing", "decided_rules")}
    as_list = {name: value.split(";") if isinstance(value, str) else value for name, value in told.items()}
    assert as_list["missing"] == list(wanted.missing)
    assert Decimal(str(rows[0]["amount.relief_yuan"])) == Decimal("299.5")
    assert rows[1]["amount.relief_yuan"] is None


@pytest.mark.parametrize("form", ["csv", "parquet", "arrow"])
def test_every_sort_of_file_is_read(here, form):
    run("--in", "good.csv", "--out", f"first.{form}")
    (here / "names.yaml").write_text("{}", encoding="utf-8")
    with files.Written(here / f"again.{form}") as again:
        for table in files.batches(here / f"first.{form}"):
            again.write(table.select(["学号", "fee.kind"]))
    assert run("--in", f"again.{form}", "--out", "out.parquet")[0] == 0
    assert [row["fee.kind"] for row in rows_in(here / "out.parquet")] == [
        "service_fee", "service_fee", "agency_collection", "service_fee",
    ]  # fmt: skip


def test_the_terminal_counts_outcomes_and_the_facts_worth_collecting(here):
    _, said, _ = run("--in", "good.csv", "--out", "out.csv")
    assert "4 rows" in said
    assert "satisfied: 1 (25.0%)" in said
    assert "fee.amount_yuan" in said.split("the facts most worth collecting:")[1]
    _, said, _ = run("--in", "good.csv", "--out", "out.csv", lang="zh")
    assert "符合 1 行（25.0%）" in said


def test_bad_rows_end_it_where_nothing_is_said_of_them(here):
    status, _, told = run("--in", "bad.csv", "--out", "out.csv")
    assert status == 3
    assert "fee.kind" in told and "2 in all (see row 5, 6)" in told
    assert sorted(path.name for path in here.iterdir()) == ["bad.csv", "good.csv", "names.yaml"]


def test_bad_rows_go_apart_with_what_is_wrong(here):
    status, said, _ = run("--in", "bad.csv", "--out", "out.csv", "--rejects", "rejects.csv")
    assert status == 0
    assert [row["学号"] for row in rows_in(here / "rejects.csv")] == [5, 6]
    assert "tuition" in str(rows_in(here / "rejects.csv")[0]["problem"])
    assert len(rows_in(here / "out.csv")) == 4
    assert "not decided, as a value cannot be used: 2, in rejects.csv" in said


def test_batches_are_counted_together(here, monkeypatch):
    monkeypatch.setattr(files, "BATCH", 2)
    status, said, _ = run("--in", "bad.csv", "--out", "out.parquet", "--rejects", "rejects.parquet")
    assert status == 0
    assert "6 rows" in said and "2 in all (see row 5, 6)" in said
    assert [row["学号"] for row in rows_in(here / "out.parquet")] == ["1", "2", "3", "4"]
    assert [row["学号"] for row in rows_in(here / "rejects.parquet")] == ["5", "6"]


@pytest.mark.parametrize("batch", [2, 1000])
def test_one_row_is_explained_in_the_words_of_decide(here, monkeypatch, batch):
    monkeypatch.setattr(files, "BATCH", batch)
    status, said, _ = run("--in", "good.csv", "--explain", "2")
    assert status == 0
    wanted = POLICY.decide("hardship_relief", FACTS).explain("en").splitlines()
    assert said.splitlines()[: len(wanted)] == wanted
    assert not list(here.glob("out*"))


def test_a_file_of_another_encoding(here):
    (here / "gb.csv").write_text(GOOD, encoding="gb18030")
    status, _, told = run("--in", "gb.csv", "--out", "out.csv")
    assert (status, "gb18030" in told) == (2, True)
    assert run("--in", "gb.csv", "--out", "out.csv", "--encoding", "gb18030")[0] == 0
    assert len(rows_in(here / "out.csv")) == 4


def test_a_file_of_a_spreadsheet_has_a_mark_of_its_encoding(here):
    (here / "sheet.csv").write_text(GOOD.replace("学号,", ""), encoding="utf-8-sig")
    (here / "sheet.csv").write_text("fee.kind,实收\nservice_fee,1\n", encoding="utf-8-sig")
    assert run("--in", "sheet.csv", "--out", "out.csv")[0] == 0
    assert rows_in(here / "out.csv")[0]["fee.kind"] == "service_fee"


def test_a_table_without_rows(here):
    (here / "none.csv").write_text("fee.kind,实收\n", encoding="utf-8")
    assert run("--in", "none.csv", "--out", "out.parquet")[0] == 0
    assert rows_in(here / "out.parquet") == []


WRONG = {
    "no place for the results": (("--in", "good.csv"), "table-output"),
    "another sort of file": (("--in", "good.csv", "--out", "out.xlsx"), "table-format"),
    "no such row": (("--in", "good.csv", "--explain", "5"), "table-no-row"),
    "no row nought": (("--in", "good.csv", "--explain", "0"), "table-no-row"),
    "no table": (("--in", "not.parquet", "--out", "out.csv"), "table-file"),
    "a column that a result needs": (("--in", "taken.csv", "--out", "out.csv"), "table-taken"),
    "a reading that there is not": (
        ("--in", "good.csv", "--out", "out.csv", "--reading", "no=such"),
        "request-unknown",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told(here, wrong):
    (here / "not.parquet").write_bytes(b"not a table")
    (here / "taken.csv").write_text("outcome,实收\n1,2\n", encoding="utf-8")
    args, code = WRONG[wrong]
    status, _, told = run(*args)
    assert (status, f"[{code}]" in told) == (2, True), told
    assert not list(here.glob("out*"))


def test_an_amount_of_too_many_places_is_told(here):
    (here / "tiny.csv").write_text(GOOD.replace("300.50", "300.12345678"), encoding="utf-8")
    status, _, told = run("--in", "tiny.csv", "--out", "out.parquet")
    assert (status, "[table-amount]" in told) == (2, True)
    assert not list(here.glob("out*"))


def test_a_mapping_in_json(here):
    (here / "names.yaml").write_text(json.dumps({"实收": "fee.amount_yuan"}), encoding="utf-8")
    assert run("--in", "good.csv", "--out", "out.csv")[0] == 0


@pytest.mark.parametrize("batch", [2, 1000])
def test_rows_are_drawn_by_lot_and_have_a_page_each(here, monkeypatch, batch):
    many = GOOD.splitlines()[0] + "\n" + "\n".join(f"{row},service_fee,600,600,true" for row in range(40)) + "\n"
    (here / "many.csv").write_text(many + "41,service_fee,many,600,true\n42,service_fee,1,600,true\n", encoding="utf-8")
    monkeypatch.setattr(files, "BATCH", batch)
    drawn = ("--in", "many.csv", "--sample", "5", "--outcome", "violated")
    status, said, _ = run(*drawn, "--pages", "one")
    assert status == 0
    assert "5 of 40 rows (violated), drawn with seed 0: a page of each is in one" in said
    names = sorted(path.name for path in (here / "one").iterdir())
    assert len(names) == 5
    assert all("600 yuan" in (here / "one" / name).read_text(encoding="utf-8") for name in names)
    run(*drawn, "--pages", "again")
    assert sorted(path.name for path in (here / "again").iterdir()) == names
    run(*drawn, "--pages", "other", "--seed", "1")
    assert sorted(path.name for path in (here / "other").iterdir()) != names
    assert run("--in", "many.csv", "--sample", "99")[0] == 0
    assert len([*(here / "pages").iterdir()]) == 41


def test_every_row_has_the_same_chance_to_be_drawn(here):
    names = {"实收": "fee.amount_yuan"}
    table = TableFile(here / "good.csv", POLICY.law.vocabulary, names, "utf-8")
    over = partial(POLICY.over, names=names, on_error="collect")
    met = Counter(
        row for seed in range(400) for row in drawn(table, over, "hardship_relief", None, size=1, seed=seed).rows
    )
    assert set(met) == {1, 2, 3, 4}
    assert min(met.values()) > 60  # of a hundred each
