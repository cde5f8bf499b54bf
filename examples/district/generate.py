"""A register of students of an invented district: a row for each student and term, as a school would send it.

What is plausible stands in `district.yaml`; the same seed gives the same bytes on every machine.

    python examples/district/generate.py --students 80000 --seed 7 --out students.csv

一个虚构的区的学生登记表：每名学生每学期一行。各种情形各占多少，写在 district.yaml 里；种子相同，结果一字不差。
"""

from __future__ import annotations

import argparse
import csv
from bisect import bisect
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TextIO

import yaml

HERE = Path(__file__).parent
CALLERS = ("student", "school", "term")
"""Columns that tell no fact: a decision carries them along, and a report counts by them."""


class Draw:
    """Values with their chances. `random()` is the one draw that is the same in every version of Python."""

    def __init__(self, chances: Mapping[object, float]) -> None:
        self._values, self._ends = [*chances], [*accumulate(chances.values())]

    def __call__(self, source: Random) -> object:
        """One of them."""
        return self._values[min(bisect(self._ends, source.random() * self._ends[-1]), len(self._values) - 1)]


class District:
    """The district of a file like `district.yaml`."""

    def __init__(self, path: Path = HERE / "district.yaml") -> None:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._terms, self._schools, self._mistyped = told["terms"], told["schools"], told["mistyped"]
        self._school = Draw({name: each["weight"] for name, each in self._schools.items()})
        self._facts = {
            name: (each["blank"], Draw(each.get("values", {None: 1}))) for name, each in told["facts"].items()
        }
        self._paid = {
            recognised: Draw(told["paid"][name]) for recognised, name in ((True, "recognised"), (False, "others"))
        }

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the register."""
        return (*CALLERS, *self._facts)

    def rows(self, students: int, seed: int) -> Iterator[list[str]]:
        """The rows of so many students, term by term."""
        source = Random(seed)
        for number in range(1, students + 1):
            school = str(self._school(source))
            recognised = source.random() < self._schools[school]["hardship"]
            for term in self._terms:
                yield [f"S{number:06}", school, term, *self._told(source, school, recognised=recognised)]

    def _told(self, source: Random, school: str, *, recognised: bool) -> Iterator[str]:
        """The cells of the facts of one student in one term, empty where the register does not say."""
        of_school = self._schools[school]
        reported = source.random() >= of_school.get("blank", 0)
        standard, share = of_school["standard_yuan"], self._paid[recognised](source)
        paid = standard - 1 if share == "symbolic" else round(standard * float(str(share)))
        follows = {
            "student.hardship_recognised": recognised if reported else None,
            "fee.standard_yuan": standard,
            "fee.amount_yuan": f"{paid}元" if source.random() < self._mistyped else paid,
        }
        for name, (blank, draw) in self._facts.items():
            drawn = draw(source)
            yield _cell(None if source.random() < blank else follows.get(name, drawn))


def _cell(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def write(out: TextIO, students: int, seed: int) -> None:
    """Write the register as CSV."""
    district = District()
    written = csv.writer(out, lineterminator="\n")
    written.writerow(district.columns)
    written.writerows(district.rows(students, seed))


def main() -> None:
    """The register that the arguments ask for."""
    parser = argparse.ArgumentParser(
        description="一个虚构的区的学生登记表。 A register of students of an invented district."
    )
    parser.add_argument("--students", type=int, default=80_000, help="多少名学生。 How many students.")
    parser.add_argument("--seed", type=int, default=7, help="随机数的种子。 The seed of the draws.")
    parser.add_argument("--out", type=Path, required=True, help="写入的 CSV 文件。 The CSV file to write.")
    given = parser.parse_args()
    with given.out.open("w", encoding="utf-8", newline="") as out:
        write(out, given.students, given.seed)


if __name__ == "__main__":
    main()
