"""The rules by size: the twelve, copies of them, or copies that each have numbers and sets of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from benchmarks.workload.conditions import (
    All,
    Compare,
    Condition,
    Either,
    Equals,
    In,
    Is,
    Not,
    Record,
    Shares,
    Times,
    holds,
)

FEE_ITEMS = ("care", "material", "meal", "insurance")
FUND_USES = (
    "teacher_subsidy",
    "material",
    "venue",
    "insurance",
    "training",
    "meal_support",
    "transport",
    "special_needs",
    "evaluation",
)
SANCTIONS = ("blacklisted", "licence_revoked", "fee_fraud", "safety_incident")
ALL_FEE_ITEMS = (*FEE_ITEMS, "tutoring", "test_prep")
ALL_FUND_USES = (*FUND_USES, "bonus", "banquet", "construction")
ALL_SANCTIONS = (*SANCTIONS, "late_report", "warning")

UNKNOWN = "unknown"
Pairs = list[tuple[str, str]]
Variant = Literal["alike", "own"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition with its outcome where it holds and where it does not.

    Where the fact named by `open` is null, the outcome is `unknown`. `of` is the id of the rule it is a copy of.
    """

    id: str
    condition: Condition
    held: str
    failed: str
    open: str | None = None
    of: str = ""


TWELVE = (
    Rule(
        "R01",
        All((Equals("stage", "compulsory"), Is("enrolled"), Is("applied_voluntarily"))),
        "eligible",
        "not_eligible",
    ),
    Rule("R02", Is("coerced"), "prohibited", "ok"),
    Rule("R03", All((Not(Is("fee_published")), Compare(">", "fee_amount", 0))), "prohibited", "ok"),
    Rule("R04", Is("hardship"), "waive", "no_waiver", open="hardship"),
    Rule("R05", Either((Is("single_parent"), Is("left_behind"), Is("migrant_worker_child"))), "priority", "normal"),
    Rule("R06", In("fee_item", FEE_ITEMS), "allowed", "prohibited"),
    Rule("R07", In("fund_use", FUND_USES), "allowed", "prohibited"),
    Rule(
        "R08",
        Either(
            (
                Equals("vendor_kind", "subject_tutoring"),
                Not(Is("vendor_listed")),
                Shares("vendor_sanctions", SANCTIONS),
            )
        ),
        "excluded",
        "ok",
    ),
    Rule("R09", Either((Equals("vendor_kind", "none"), Is("contract_signed"))), "ok", "prohibited"),
    Rule(
        "R10",
        Either(
            (
                All(
                    (
                        Compare(">=", "session_start", 930),
                        Compare("<=", "session_end", 1080),
                        Compare("<", "session_start", "session_end"),
                    )
                ),
                All((Compare(">=", "session_start", 435), Compare("<=", "session_end", 480))),
            )
        ),
        "ok",
        "outside",
    ),
    Rule("R11", Is("new_lesson"), "prohibited", "ok"),
    # For whole numbers the same as teachers >= ceil(students / 30); several engines have no ceil.
    Rule("R12", Compare(">=", Times("teachers", 30), "students"), "ok", "short"),
)


def rules(copies: int = 1, variant: Variant = "alike") -> tuple[Rule, ...]:
    """12 × `copies` rules. `alike`: a copy differs by its id only. `own`: no two copies make the same comparison."""
    if copies == 1:
        return tuple(replace(rule, of=rule.id) for rule in TWELVE)
    return tuple(
        replace(rule if variant == "alike" else _own(rule, copy, 12 * copy + place), id=f"{rule.id}_{copy}", of=rule.id)
        for copy in range(copies)
        for place, rule in enumerate(TWELVE)
    )


def _own(rule: Rule, copy: int, place: int) -> Rule:
    """The rule with numbers and sets of its own; one that has none gets a comparison of its own beside it."""
    own = Compare(">=", "fund_amount", 70 * place + 1)
    match rule.id:
        case "R03":
            return replace(rule, condition=All((Not(Is("fee_published")), Compare(">", "fee_amount", 4 * copy + 1))))
        case "R04":  # nothing beside it, so that null alone leaves it open in every engine
            return rule
        case "R06":
            return replace(rule, condition=All((In("fee_item", _some(ALL_FEE_ITEMS, copy)), own)))
        case "R07":
            return replace(rule, condition=All((In("fund_use", _some(ALL_FUND_USES, copy)), own)))
        case "R08":
            shares = Shares("vendor_sanctions", _some(ALL_SANCTIONS, copy))
            tutoring = All((Equals("vendor_kind", "subject_tutoring"), own))
            return replace(rule, condition=Either((tutoring, Not(Is("vendor_listed")), shares)))
        case "R10":
            late = (Compare(">=", "session_start", 930 - copy), Compare("<=", "session_end", 1080 + copy))
            early = (Compare(">=", "session_start", 435 - copy), Compare("<=", "session_end", 480 + copy))
            ordered = Compare("<", "session_start", "session_end")
            return replace(rule, condition=Either((All((*late, ordered)), All(early))))
        case "R12":
            return replace(rule, condition=Compare(">=", Times("teachers", 15 + copy), "students"))
    return replace(rule, condition=All((rule.condition, own)))


def _some(codes: tuple[str, ...], copy: int) -> tuple[str, ...]:
    """The subset that the bits of the number pick, never empty."""
    chosen = copy % (2 ** len(codes) - 1) + 1
    return tuple(code for place, code in enumerate(codes) if chosen >> place & 1)


def expected(written: tuple[Rule, ...], record: Record) -> Pairs:
    """What every engine has to answer: each rule with its outcome."""
    return [(rule.id, outcome(rule, record)) for rule in written]


def outcome(rule: Rule, record: Record) -> str:
    """The outcome of one rule for a record."""
    if rule.open is not None and record[rule.open] is None:
        return UNKNOWN
    return rule.held if holds(rule.condition, record) else rule.failed
