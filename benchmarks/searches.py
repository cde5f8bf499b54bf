"""What the searches take on policies made to be hard for them, as these grow: seconds, and whether the bound was met.

    python -m benchmarks.searches [KIND …]

Each policy is asked with next to nothing known, in a process that has asked nothing else of it: `missing`, `ask_next`,
`turns_on` and `why_not`. A figure with a + is of a search that stopped at its bound (docs/explanation/limits.md).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from afterschool_policy import Policy
from afterschool_policy.decision.decision import SingleDecision

Facts = Mapping[str, object]

LABEL = {"zh": "某事", "en": "something"}
NUMBER = {"type": "number", "unit": "yuan", "minimum": 0, "label": LABEL, "question": LABEL}
FLAG = {"type": "boolean", "label": LABEL, "negation": LABEL, "question": LABEL}
ANSWERS = {
    "permission": {"permitted": LABEL, "prohibited": LABEL},
    "duty": {"violated": LABEL, "required": LABEL, "satisfied": LABEL},
    "amount": {"satisfied": LABEL},
}


@dataclass
class Made:
    """A policy in the making: its facts, rules and questions, and what is asked of it with which facts."""

    asked: str = "ask"
    known: Facts = field(default_factory=dict)
    wanted: str = "permitted"
    groups: dict[str, dict[str, object]] = field(default_factory=dict)
    rules: list[dict[str, object]] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=lambda: {"ask": "permission"})

    def flags(self, count: int) -> None:
        """So many facts that are so or not."""
        self.groups["flag"] = {f"f{number}": FLAG for number in range(count)}

    def rule(self, name: str, modality: str, decision: str | None = "ask", **parts: object) -> None:
        """One more rule."""
        head = {"rule": name, "version": 1, "effective": {"from": "in_force"}, "title": LABEL, "clauses": [name[0]]}
        self.rules.append({**head, "modality": modality, **({"decision": decision} if decision else {}), **parts})

    def write(self, folder: Path) -> None:
        """The policy as a folder."""
        kinds = {str(rule["clauses"][0]): str(rule["modality"]) for rule in self.rules}  # type: ignore[index]
        quotes = {clause: f"第{clause}条" for clause in ("0", *kinds)}
        day = {"type": "date", "label": LABEL, "question": LABEL}
        groups = {"context": {"as_of": day, "in_force": day}, **self.groups}
        basis: dict[str, object] = {"operative": False, "reason": LABEL}
        files: dict[str, object] = {
            "policy.yaml": {
                "id": "grown", "name": LABEL, "issuer": LABEL, "level": LABEL, "source": "source/text.txt",
                "languages": ["zh", "en"], "in_force": "2025-01-01", "in_force_fact": "context.in_force",
                "as_of_fact": "context.as_of", "interpreter": LABEL, "interpreter_clauses": ["0"],
            },
            "clauses.yaml": {
                "actors": {"office": LABEL}, "relations": {},
                "clauses": [
                    {"clause": clause, "heading": [], "line": line, "quote": quote, **(basis if clause == "0" else
                     {"operative": True, "modality": kinds[clause], "actors": ["office"]})}
                    for line, (clause, quote) in enumerate(quotes.items(), 1)
                ],
            },
            "decisions.yaml": {
                "sections": {"all": LABEL},
                "units": {"yuan": {"zh": "元", "en": "yuan"}, "person": {"zh": "人", "en": "people"}},
                "decisions": {
                    name: {"section": "all", "question": LABEL, "answers": ANSWERS[kind],
                           **({"amounts": {"sum": {"label": LABEL, "unit": "yuan"}}} if kind == "amount" else {})}
                    for name, kind in self.questions.items()
                },
            },
            "facts.yaml": {
                "enumerations": {},
                "groups": {
                    name: {"label": LABEL, "supplied_by": ["office"], "facts": facts} for name, facts in groups.items()
                },
            },
            "readings.yaml": {},
        }  # fmt: skip
        for name, content in files.items():  # JSON is YAML, too
            (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        (folder / "source").mkdir()
        (folder / "source" / "text.txt").write_text("\n".join(quotes.values()) + "\n", encoding="utf-8")
        (folder / "rules").mkdir()
        rules = "\n---\n".join(json.dumps(rule, ensure_ascii=False) for rule in self.rules)
        (folder / "rules" / "all.yaml").write_text(rules, encoding="utf-8")


def exceptions(count: int) -> Made:
    """So many exceptions to one ban."""
    made = Made(wanted="prohibited")
    made.flags(count)
    unless = [{"when": f"flag.f{number}", "clauses": ["b"]} for number in range(count)]
    made.rule("ban", "must_not", applies="flag.f0 or not flag.f0", unless=unless)
    return made


def overrides(count: int) -> Made:
    """So many permissions, each of which prevails over one ban."""
    made = Made(wanted="prohibited")
    made.flags(count + 1)
    made.rule("ban", "must_not", applies=f"flag.f{count}")
    for number in range(count):
        over = [{"rule": "ban", "basis": LABEL}]
        made.rule(f"permission-{number}", "may", condition=f"flag.f{number}", overrides=over)
    return made


def rules(count: int) -> Made:
    """So many bans on one question, each on two facts of its own."""
    made = Made()
    made.flags(2 * count)
    for number in range(count):
        made.rule(f"ban-{number}", "must_not", applies=f"flag.f{2 * number} and flag.f{2 * number + 1}")
    return made


def tests_of_one_number(count: int) -> Made:
    """So many bans, each on another amount."""
    made = Made()
    made.groups["thing"] = {"fee": NUMBER}
    for number in range(count):
        made.rule(f"ban-{number}", "must_not", applies=f"thing.fee == {number}")
    return made


def tests_in_one_rule(count: int) -> Made:
    """One ban on so many amounts."""
    made = Made()
    made.groups["thing"] = {"fee": NUMBER}
    made.rule("ban", "must_not", applies={"any": [f"thing.fee == {number}" for number in range(count)]})
    return made


def members(count: int) -> Made:
    """A household of so many, of whom nothing is known, and a test on the sum of what they have."""
    made = Made(known={"household": {"members": [{} for _ in range(count)]}})
    listed = {"type": "records", "of": "person", "complete": "household.listed", "label": LABEL, "question": LABEL}
    made.groups["household"] = {"members": listed, "listed": FLAG, "savings": NUMBER}
    made.groups["person"] = {"income": NUMBER, "student": FLAG}
    income = {"cases": [{"when": "person.student", "is": 0}], "otherwise": {"is": "person.income"}}
    made.rule("a-income", "definition", None, define="person.counted", label=LABEL, unit="yuan", value=income)
    counted = "sum(person.counted for person in household.members)"
    heads = "max(count(person for person in household.members), 1)"
    made.rule("permission", "may", condition=f"{counted} / {heads} < 800 and household.savings < 1000")
    return made


def chain(count: int) -> Made:
    """So many questions, each of which reads the amount of the one before it."""
    made = Made(asked="last", questions={"last": "duty"}, wanted="satisfied")
    made.groups["thing"] = {f"n{number}": NUMBER for number in range(count + 2)}
    made.flags(count)
    for number in range(count):
        made.questions[f"q{number}"] = "amount"
        before = f"amount(q{number - 1}.sum)" if number else f"thing.n{count}"
        table = {
            "cases": [{"when": f"flag.f{number}", "is": f"min({before} + thing.n{number}, {1000 * (number + 1)})"}]
        }
        rest = {"otherwise": {"is": f"{before} * 2"}}
        made.rule(f"a-sum-{number}", "definition", f"q{number}", amounts={"sum": {**table, **rest}})
    owed = f"amount(q{count - 1}.sum)"
    made.rule("duty", "must", "last", applies=f"{owed} > 500", condition=f"thing.n{count + 1} == {owed}")
    return made


KINDS: dict[str, tuple[Callable[[int], Made], tuple[int, ...]]] = {
    "exceptions": (exceptions, (16, 100, 500)),
    "overrides": (overrides, (16, 100, 400)),
    "rules": (rules, (80, 400, 1200)),
    "tests of one number": (tests_of_one_number, (300, 3000)),
    "tests in one rule": (tests_in_one_rule, (300, 3000)),
    "members": (members, (3, 10, 50)),
    "chain": (chain, (3, 8)),
}


def measured(made: Made) -> Iterator[tuple[str, float, bool]]:
    """The searches on a policy: the name of each, the seconds that it took, and whether it came to its end."""
    with TemporaryDirectory() as folder:
        made.write(Path(folder))
        policy = Policy.load(folder, cache=False)
    decision = policy.decide(made.asked, made.known)
    assert isinstance(decision, SingleDecision)
    searches: dict[str, Callable[[], bool]] = {
        "missing": lambda: decision.basis.missing_complete,
        "ask_next": lambda: decision.ask_next().complete,
        "turns_on": lambda: decision.turns_on().complete,
        "why_not": lambda: decision.why_not(made.wanted).complete,
    }
    for name, search in searches.items():
        start = process_time()
        complete = search()
        yield name, process_time() - start, complete


def main(kinds: list[str]) -> None:
    """A line for each policy."""
    for kind, (make, sizes) in KINDS.items():
        for size in sizes if not kinds or kind in kinds else ():
            found = (f"{name} {took:.2f}{'' if complete else '+'}" for name, took, complete in measured(make(size)))
            print(f"{kind} {size}:", *found, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
