"""The invented district: one seed makes one register, as real ones are: with cells that are empty or wrong."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
from collections import Counter

from afterschool_policy import Policy
from tests.docs.blocks import ROOT

SCRIPT = ROOT / "examples" / "district" / "generate.py"
STUDENTS = 2_000


def register(folder, students: int = STUDENTS, seed: int = 7) -> bytes:
    out = folder / f"{students}-{seed}.csv"
    arguments = ["--students", str(students), "--seed", str(seed), "--out", str(out)]
    subprocess.run([sys.executable, str(SCRIPT), *arguments], check=True)
    return out.read_bytes()


def test_one_seed_makes_the_same_bytes_everywhere(tmp_path):
    digest = hashlib.sha256(register(tmp_path, 200)).hexdigest()
    assert digest == "50a054c221a982d740e5ce3516b64f76142b281c50b273c584a67372b7b734aa"
    assert register(tmp_path, 200, seed=8) != register(tmp_path, 200)


def test_it_is_a_register_with_empty_and_mistyped_cells(tmp_path):
    rows = [*csv.DictReader(io.StringIO(register(tmp_path).decode()))]
    assert Counter(row["student"] for row in rows).most_common(1)[0][1] == len({row["term"] for row in rows}) == 2
    assert len({row["student"] for row in rows}) == STUDENTS
    facts = [name for name in rows[0] if "." in name]
    for name in facts:
        assert 0 < sum(not row[name] for row in rows) < len(rows) / 2, name
    policy = Policy.load(ROOT / "policy")
    columns = {name: [row[name] or None for row in rows] for name in facts}
    for name in facts:
        kind = policy.law.vocabulary.facts[name].type.kind
        if kind == "boolean":
            columns[name] = [None if cell is None else cell == "true" for cell in columns[name]]
        elif kind == "number":
            columns[name] = [int(cell) if cell and cell.isdigit() else cell for cell in columns[name]]
    population = policy.over(columns, on_error="collect")
    assert {bad.column for bad in population.rejects.by_column()} == {"fee.amount_yuan"}
    outcomes = population.decide("hardship_relief").counts()
    assert {"satisfied", "violated", "undetermined", "not_applicable", "needs_human_judgement"} == {*outcomes}
