"""The answers that people read, of every question in up to five states, as the golden files hold them.

`python -m tests.law.answers` writes the files anew; read them aloud before committing what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from afterschool_policy.testing.cases import LoadedCase, load_cases
from afterschool_policy.text import LANGUAGES
from tests.law.reasons import POLICY, ROOT, decided

GOLDEN = Path(__file__).parent / "answers"
STATES = 5


def chosen() -> dict[str, list[LoadedCase]]:
    """For every question the first case of each outcome, then others from the end on, up to five."""
    by_question: dict[str, list[LoadedCase]] = {name: [] for name in POLICY.decisions}
    for case in load_cases(ROOT / "fixtures"):
        by_question[case.decision].append(case)
    return {name: list(_five(cases)) for name, cases in by_question.items() if cases and decided(cases[0]) is not None}


def _five(cases: list[LoadedCase]) -> Iterator[LoadedCase]:
    first = {case.case.expect.outcome: case for case in reversed(cases)}
    every = [*first.values(), *(case for case in reversed(cases) if case not in first.values())]
    yield from sorted(every[:STATES], key=cases.index)


def told(cases: list[LoadedCase]) -> str:
    """The answers of the cases in both languages, under their titles."""
    blocks = []
    for case in cases:
        decision = decided(case)
        assert decision is not None
        answers = [decision.explain(lang, depth="answer") for lang in LANGUAGES]
        blocks.append("\n".join([f"# {case.name}", "", *answers]))
    return "\n".join(blocks)


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name, cases in chosen().items():
        (GOLDEN / f"{name}.txt").write_text(told(cases), encoding="utf-8")


if __name__ == "__main__":
    main()
