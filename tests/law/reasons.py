"""The reasons that people read, a case or two for each outcome, as the golden files hold them.

`python -m tests.law.reasons` writes the files anew; read them aloud before committing what changed.
"""

from __future__ import annotations

from pathlib import Path

from afterschool_policy import Policy
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.testing.cases import LoadedCase, load_cases
from afterschool_policy.text import Lang

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "reasons"
POLICY = Policy.load(ROOT / "policy")
SHOWN_OF_EACH = 3


def decided(case: LoadedCase) -> SingleDecision | None:
    """The decision that a case asks for, where it asks one question."""
    made = POLICY.decide(case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings)
    return made if isinstance(made, SingleDecision) else None


def told(lang: Lang) -> str:
    """The reasons of a few cases of every outcome, each of another question, as they are read."""
    cases = load_cases(ROOT / "fixtures")
    made = {case.id: decision for case in cases if (decision := decided(case)) is not None}
    blocks: list[str] = []
    for outcome in sorted({decision.outcome for decision in made.values()}):
        first = {
            decision.name: (name, decision) for name, decision in reversed(made.items()) if decision.outcome is outcome
        }
        chosen = sorted(first.values(), key=lambda each: each[0])
        step = max(len(chosen) // SHOWN_OF_EACH, 1)
        blocks += [_block(name, decision, lang) for name, decision in chosen[::step][:SHOWN_OF_EACH]]
    return "\n".join(blocks)


def _block(name: str, decision: SingleDecision, lang: Lang) -> str:
    explanation = decision.explanation
    steps = [
        f"  → {step.what[lang]}" + (f" [{', '.join(who[lang] for who in step.who)}]" if step.who else "")
        for step in explanation.next_steps
    ]
    lines = [
        f"{decision.outcome.value} · {name}",
        f"  {explanation.question[lang]}",
        f"  {explanation.label[lang]}: {explanation.answer[lang]}",
        f"  {explanation.reason[lang]}",
        *steps,
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in ("zh", "en"):
        (GOLDEN / f"{each}.txt").write_text(told(each), encoding="utf-8")
