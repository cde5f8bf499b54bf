"""The page of a change to be signed: old and new text and rules, what they do to answers, how far they are tested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from afterschool_policy.comparison.clauses import ClauseTextChange, clause_changes
from afterschool_policy.comparison.comparison import PolicyComparison
from afterschool_policy.comparison.facts_in_words import facts_in_words
from afterschool_policy.comparison.rules import VersionChange
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.explain.render.as_text import shown_revision
from afterschool_policy.explain.render.html_page import numbers
from afterschool_policy.law.model import Rule
from afterschool_policy.site.render import render_page
from afterschool_policy.site.rule import in_force, source_of
from afterschool_policy.testing.cases import CaseResult
from afterschool_policy.testing.coverage.coverage import Coverage
from afterschool_policy.testing.coverage.in_words import left_in_words
from afterschool_policy.text import Lang, Text
from afterschool_policy.tooling.impact.document import LISTED, REFUSED, Impact, below
from afterschool_policy.values.grades import GRADES, Grade
from afterschool_policy.values.outcomes import OUTCOMES


@dataclass(frozen=True, slots=True)
class Review:
    """What a change is judged by.

    Attributes:
        comparison: What lies between the policies.
        impacts: What the change does to the cases, and to a log, by what each is called.
        results: What comes of the cases under the policy as it is; none where no cases were given.
        coverage: What they reach of the rules that differ.
        warnings: What the check of the policy as it is warns of.
        day: The day of the page.
        by: Who has prepared it.
    """

    comparison: PolicyComparison
    impacts: Sequence[tuple[Text, Impact]]
    results: Sequence[CaseResult]
    coverage: Coverage | None
    warnings: Sequence[Diagnostic]
    day: date
    by: str


class SideBySide(NamedTuple):
    """A line as it was and as it is; None where it is not there, `alike` where it is the same."""

    before: str | None
    after: str | None
    alike: bool


class ReviewedRule(NamedTuple):
    """A version that differs, with its text on both sides, the clauses that it cites, and what no case reaches."""

    change: VersionChange
    title: Text
    days: Text
    clauses: tuple[str, ...]
    lines: tuple[SideBySide, ...]
    coverage: Coverage | None


def review_page(review: Review, lang: Lang) -> str:
    """One self-contained page, without script or network, that prints on A4."""
    comparison = review.comparison
    return render_page(
        "review.html",
        lang,
        review=review,
        old=comparison.old,
        new=comparison.new,
        number=numbers(lang).__next__,
        shown_revision=shown_revision,
        clauses=[*clause_changes(comparison.old.law, comparison.new.law)],
        clause_lines=_clause_lines,
        rules=[*_rules(review)],
        counts=_counts(comparison),
        questions=comparison.questions,
        unchanged=comparison.asked - len(comparison.questions),
        failed=[result for result in review.results if not result.passed],
        facts_in_words=facts_in_words,
        left_in_words=left_in_words,
        below=below,
        line=lambda parts: "".join(part[lang] if isinstance(part, Text) else f" [{part.text[lang]}]" for part in parts),
        LISTED=LISTED,
        REFUSED=REFUSED,
        GRADES=GRADES,
        OUTCOMES=OUTCOMES,
        WORDING=Grade.WORDING,
    )


def _counts(comparison: PolicyComparison) -> list[tuple[Text, int]]:
    """How many questions there are of each grade that was found, the gravest first."""
    found = [change.grade for change in comparison.questions]
    return [(row.label, found.count(grade)) for grade, row in GRADES.items() if found.count(grade)]


def _rules(review: Review) -> Iterator[ReviewedRule]:
    old, new = ({rule.name: rule for rule in each.rules} for each in (review.comparison.old, review.comparison.new))
    for change in review.comparison.rules:
        rule = new.get(change.name) or old[change.name]
        clauses = (*rule.clauses, *rule.effective.ended_by)
        own = review.coverage.of_rule(change.name) if review.coverage is not None and change.after is not None else None
        # A new version is read beside the one that it follows.
        before = old.get(change.name) or next((each for each in reversed(old.values()) if each.id == rule.id), None)
        lines = tuple(_lines(before, new.get(change.name)))
        if all(line.alike for line in lines):  # an amendment ended it elsewhere
            lines = ()
        yield ReviewedRule(change, rule.title, in_force(rule.effective), clauses, lines, own)


def _lines(before: Rule | None, after: Rule | None) -> Iterator[SideBySide]:
    """The two texts line by line; none where the policies no longer know what was written, as a bundle."""
    was, now = ([] if rule is None else source_of(rule)[1].splitlines() for rule in (before, after))
    if (before is not None and not was) or (after is not None and not now):
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (SideBySide(line, line, alike=True) for line in was[i1:i2])
            continue
        for place in range(max(i2 - i1, j2 - j1)):
            left = was[i1 + place] if i1 + place < i2 else None
            right = now[j1 + place] if j1 + place < j2 else None
            yield SideBySide(left, right, alike=False)


def _clause_lines(change: ClauseTextChange) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """The words of a clause as it was and as it is, in pieces, each with whether the other side has it, too."""
    was, now = (each.quote if each is not None else "" for each in (change.before, change.after))
    before: list[tuple[str, bool]] = []
    after: list[tuple[str, bool]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        before.append((was[i1:i2], tag == "equal"))
        after.append((now[j1:j2], tag == "equal"))
    return [each for each in before if each[0]], [each for each in after if each[0]]
