"""What is left of a question, told by the command line: in words, or as a query."""

import sqlite3

import pytest
from typer.testing import CliRunner

from afterschool_policy.cli.app import app

runner = CliRunner()
FACTS = """
context: {instrument_in_force: true, in_changle_district: true}
school: {stage: primary}
student: {stage: primary, attending: true}
fee: {kind: service_fee}
"""
COLUMNS = [part for name in ("recognised", "paid", "fee.standard_yuan", "fee.charged") for part in ("--column", name)]
MAPPING = "recognised: student.hardship_recognised\npaid: fee.amount_yuan\n"


@pytest.fixture
def asked(tmp_path):
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "names.yaml").write_text(MAPPING, encoding="utf-8")

    def ask(*options):
        names = ["--mapping", str(tmp_path / "names.yaml"), *COLUMNS]
        return runner.invoke(
            app, ["residual", "hardship_relief", "--facts", str(tmp_path / "facts.yaml"), *names, *options]
        )

    return ask


def test_in_words(asked):
    told = asked("--lang", "en", "--outcome", "violated")
    assert told.exit_code == 0
    assert "violated if all of these hold" in told.output
    assert "student.hardship_recognised" in told.output


def test_as_a_query_that_runs(asked):
    told = asked("--sql", "sqlite", "--table", "pupils", "--outcome", "violated")
    assert told.exit_code == 0
    database = sqlite3.connect(":memory:")
    database.execute('CREATE TABLE pupils (id, recognised BOOLEAN, paid, "fee.standard_yuan", "fee.charged" BOOLEAN)')
    rows = [(1, True, 600, 600, True), (2, True, 300, 600, True), (3, None, 600, 600, True), (4, True, 600, 600, None)]
    database.executemany("INSERT INTO pupils VALUES (?, ?, ?, ?, ?)", rows)
    assert [row[0] for row in database.execute(told.output)] == [1, 4]


@pytest.mark.parametrize(
    ("options", "code", "status"),
    [
        (("--sql", "oracle"), "request-unknown", 2),
        (("--outcome", "good"), "request-unknown", 2),
        (("--column", "fee.amount_yaun"), "fact-unknown", 3),
    ],
)
def test_wrong_use(asked, options, code, status):
    told = asked(*options)
    assert told.exit_code == status
    assert code in told.output
