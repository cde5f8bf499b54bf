"""What changed, gathered by the document that changed it and the day from which it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from afterschool_policy.comparison.clauses import ClauseTextChange, clause_changes
from afterschool_policy.comparison.comparison import PolicyComparison
from afterschool_policy.comparison.questions import QuestionChange
from afterschool_policy.comparison.rules import VersionChange
from afterschool_policy.law.model import Actor, Clause, LegalText, Reading, Rule

_ONE_DAY = timedelta(days=1)
_Key = tuple[str | None, date | None]


@dataclass(slots=True)
class ChangeEntry:
    """What a document changes from a day on.

    Attributes:
        text: The document; None where the policy has its own text alone.
        day: The first day; None for a correction, which has no day of its own.
        clauses: The clauses that it brings, amends or ends.
        rules: What becomes of rules, each with the version that it follows, where there is one.
        readings: The contested matters that are taken otherwise, as they were and as they are.
        actors: Those whom these clauses name.
        questions: The questions that are answered otherwise for it.
    """

    text: LegalText | None
    day: date | None
    clauses: list[ClauseTextChange] = field(default_factory=list)
    rules: list[tuple[VersionChange, Rule | None]] = field(default_factory=list)
    readings: list[tuple[Reading, Reading]] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    questions: list[QuestionChange] = field(default_factory=list)


def entries(comparison: PolicyComparison) -> list[ChangeEntry]:
    """The changes by document and day, the earliest first, corrections without a day last."""
    gathered = _Gathered(comparison)
    for change in clause_changes(comparison.old.law, comparison.new.law):
        gathered.add_clause(change)
    for name, after in comparison.new.readings.items():
        before = comparison.old.readings.get(name)
        if before is not None and before.choices[before.default] != after.choices[after.default]:
            gathered.add_reading(before, after)
    for version in comparison.rules:
        gathered.add_rule(version)
    for question in comparison.questions:
        gathered.add_question(question)
    return sorted(gathered.entries.values(), key=lambda each: each.day or date.max)


class _Gathered:
    """Entries as they are found."""

    def __init__(self, comparison: PolicyComparison) -> None:
        self.entries: dict[_Key, ChangeEntry] = {}
        self._laws = comparison.new.law, comparison.old.law
        self._old = comparison.old.rules
        self._ended = {change.name for change in comparison.rules if change.is_an_end}
        self._of_rule: dict[str, ChangeEntry] = {}

    def add_clause(self, change: ClauseTextChange) -> None:
        entry = self._entry(self._amending(change.by, change.text), change.first)
        entry.clauses.append(change)
        self._name(entry, (change.clause,))

    def add_rule(self, change: VersionChange) -> None:
        """A version that is added or differs; the end of one that another follows is told with that one."""
        rule = change.after or change.before
        assert rule is not None, change.name
        known = {each.name: each for each in (*self._old, *self._laws[0].rules)}.values()
        earlier = [each for each in known if each.id == rule.id and each.version < rule.version]
        days = rule.effective
        if change.name in self._ended:
            cited, day = days.ended_by, days.last + _ONE_DAY if days.last is not None else None
        else:
            cited, day = rule.clauses, days.first if isinstance(days.first, date) and change.before is None else None
        clauses = [clause for name in cited if (clause := self._clause(name)) is not None]
        if day is None and change.before is None and clauses:
            day = clauses[0].first
        entry = self._entry(self._text(clauses[0]) if clauses else None, day)
        self._of_rule[change.name] = entry
        if change.name not in self._ended or not self._is_followed(rule):
            entry.rules.append((change, earlier[-1] if earlier and change.before is None else None))
            self._name(entry, clauses)

    def add_question(self, change: QuestionChange) -> None:
        """A question that is answered otherwise, told with what makes it so by the day of its example."""
        by_rule = [self._of_rule[name] for name in change.rules if name in self._of_rule]
        amending = [each for each in self.entries.values() if each.clauses or each.readings]
        behind = sorted(by_rule or amending or self.entries.values(), key=lambda each: each.day or date.max)
        as_of = change.witnesses[0].as_of if change.witnesses else None
        begun = [each for each in behind if as_of is not None and each.day is not None and each.day <= as_of]
        entry = begun[-1] if begun else behind[0] if behind else self._entry(None, None)
        entry.questions.append(change)

    def add_reading(self, before: Reading, after: Reading) -> None:
        """A contested matter that is now taken otherwise."""
        eras = [era for era in self._laws[0].eras if era.readings.get(after.id, after).default == after.default]
        era = next((each for each in eras if each.first is not None), eras[0] if eras else None)
        clause = self._clause(after.clauses[0]) if after.clauses else None
        own = None if clause is None else self._text(clause)
        text = own if era is None else self._amending(era.by, own)
        entry = self._entry(text, None if era is None else era.first)
        entry.readings.append((before, after))

    def _amending(self, by: Sequence[str], own: LegalText | None) -> LegalText | None:
        """The text that changes another on a day: of those that begin the day, the first that is not that one."""
        clauses = (clause for name in by if (clause := self._clause(name)) is not None)
        texts = [text for clause in clauses if (text := self._text(clause)) is not None]
        return next((text for text in texts if text != own), texts[0] if texts else own)

    def _entry(self, text: LegalText | None, day: date | None) -> ChangeEntry:
        key = (None if text is None else text.id, day)
        return self.entries.setdefault(key, ChangeEntry(text, day))

    def _name(self, entry: ChangeEntry, clauses: Sequence[Clause]) -> None:
        entry.actors += [actor for clause in clauses for actor in clause.actors if actor not in entry.actors]

    def _clause(self, name: str) -> Clause | None:
        return next((law.clauses[name] for law in self._laws if name in law.clauses), None)

    def _text(self, clause: Clause) -> LegalText | None:
        texts = (law.instruments.get(clause.instrument or "") for law in self._laws)
        return next((text for text in texts if text is not None), None)

    def _is_followed(self, rule: Rule) -> bool:
        return any(each.id == rule.id and each.version > rule.version for each in self._laws[0].rules)


def changed_answers(entry: ChangeEntry) -> Iterator[QuestionChange]:
    """The questions of an entry for which there is an example."""
    yield from (each for each in entry.questions if each.witnesses)
