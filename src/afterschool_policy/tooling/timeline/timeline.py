"""The timeline of a rule, a clause or a question: its own changes, and those of what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from afterschool_policy.comparison.rules import changed_parts, part_changes
from afterschool_policy.explain.phrases import plain
from afterschool_policy.law.model import Clause, DecisionSpec, Era, Law, Reading, Rule
from afterschool_policy.policy import Policy
from afterschool_policy.semantics.listing import listed
from afterschool_policy.text import Text
from afterschool_policy.tooling.mentions import Name, in_words, spoken_of, stated
from afterschool_policy.tooling.stated_value import stated_value
from afterschool_policy.tooling.timeline.model import Stretch, Timeline, Track
from afterschool_policy.values.outcomes import OUTCOMES
from afterschool_policy.vocabulary.model import FactSpec

_RULE, _PARAMETER, _DEFINITION = Text("规则", "rule"), Text("参数", "parameter"), Text("定义", "definition")
_CLAUSE, _READING = Text("条款", "clause"), Text("解释", "reading")
_QUESTION, _FACT = Text("事项", "question"), Text("事实", "fact")
_VERSION = Text("第{number}版", "version {number}")
_WORDING = Text("第{number}种表述", "wording {number}")
_ONE_DAY = timedelta(days=1)
_Entry = TypeVar("_Entry")


def timeline(policy: Policy, name: str, today: date) -> Timeline | None:
    """The timeline of a rule (by its id, with or without a version), a clause or a question; None for another name."""
    return _Tracks(policy).of(name, today)


class _Tracks:
    """What a policy tells over time, track by track."""

    def __init__(self, policy: Policy) -> None:
        self._law: Law = policy.law
        self._told = listed(policy.law)
        self._starts = policy.law.instrument.in_force
        self._titles = {rule.name: rule.title for rule in self._told.rules}
        self._versions: dict[str, list[Rule]] = {}
        for rule in policy.law.rules:
            self._versions.setdefault(rule.id, []).append(rule)

    def of(self, name: str, today: date) -> Timeline | None:
        """What goes by a name, also where a rule and a question share it."""
        own: list[Track] = []
        rules: set[str] = set()
        titles: list[Text] = []
        if name in self._law.decisions:
            rules |= {each for each, found in self._versions.items() if any(name in rule.decisions for rule in found)}
            own.append(self._question(name))
            titles.append(self._told.decisions[name].question)
        if name in self._law.clauses:
            rules |= {each for each, versions in self._versions.items() if _cite(versions, name)}
            own.append(self._clause(name))
            titles.append(plain(self._law.clauses[name].quote))
        if (rule := name.partition("@")[0]) in self._versions:
            rules.add(rule)
            own.append(self._rule(rule))
            titles.append(own[-1].title)
        return self._timeline(name, titles[0], today, own, rules) if own else None

    def _timeline(self, name: str, title: Text, today: date, own: list[Track], rules: set[str]) -> Timeline:
        """The tracks of what was asked about, of these rules, and of what they rest on where that ever changes."""
        reached = self._reached(rules)
        named = {mention for rule in reached for mention in self._mentions(rule)}
        beside = [self._rule(rule) for rule in self._versions if rule in reached - rules]
        beside += [self._clause(clause) for clause in self._law.clauses if ("clause", clause) in named]
        beside += [self._reading(reading) for reading in self._law.readings if ("reading", reading) in named]
        beside += [self._fact(fact) for fact in self._law.vocabulary.facts if ("fact", fact) in named]
        turning = (track for track in beside if track.kind == _PARAMETER or _turns(track))
        every = (*own, *(self._rule(rule) for rule in self._versions if rule in rules), *turning)
        tracks = {(track.kind, track.name): track for track in every}
        return Timeline(name, title, today, tuple(tracks.values()))

    def _reached(self, rules: set[str]) -> set[str]:
        """These rules, and those that define or give a value to what they speak of, and so on."""
        stating: dict[Name, set[str]] = {}
        for rule, versions in self._versions.items():
            for mention in set().union(*map(stated, versions)):
                if mention[0] != "question":
                    stating.setdefault(mention, set()).add(rule)
        reached: set[str] = set()
        waiting = [*rules]
        while waiting:
            rule = waiting.pop()
            if rule not in reached:
                reached.add(rule)
                waiting += [each for mention in self._mentions(rule) for each in stating.get(mention, ())]
        return reached

    def _mentions(self, rule: str) -> set[Name]:
        versions = self._versions[rule]
        asked = (self._law.decisions[name] for version in versions for name in version.decisions)
        return set().union(*map(spoken_of, versions), *map(in_words, asked))

    def _rule(self, name: str) -> Track:
        """The versions of a rule; of a parameter what it came to."""
        versions = self._versions[name]
        last = versions[-1]
        kind = _PARAMETER if last.parameter is not None else _DEFINITION if last.define is not None else _RULE
        spans: list[Stretch] = []
        for before, rule in pairwise((None, *versions)):
            assert rule is not None
            days = rule.effective
            first = self._starts if days.first == "in_force" else days.first
            label = stated_value(rule, self._law) or _VERSION.format(number=str(rule.version))
            changes = () if before is None else tuple(changed_parts(before, rule))
            spans.append(
                Stretch(first, days.last, label, self._titles[rule.name], changes, rule.clauses, days.ended_by)
            )
        return Track(kind, name, self._titles[last.name], tuple(spans))

    def _clause(self, name: str) -> Track:
        clause = self._law.clauses[name]

        def told(entry: Clause) -> Mapping[str, Text]:
            return {"quote": plain(entry.quote)}

        spans = self._over_time(clause, lambda era: era.clauses.get(name), told, lambda entry: plain(entry.quote))
        if clause.first is not None:
            spans[0] = spans[0]._replace(first=clause.first)
        spans[-1] = spans[-1]._replace(last=clause.last)
        return Track(_CLAUSE, name, clause.named, tuple(spans))

    def _reading(self, name: str) -> Track:
        entry = self._law.readings[name]

        def told(each: Reading) -> Mapping[str, Text]:
            return {"default": plain(each.default), **each.choices}

        spans = self._over_time(
            entry, lambda era: era.readings.get(name), told, lambda each: each.choices[each.default]
        )
        return Track(_READING, name, entry.matter, tuple(spans))

    def _question(self, name: str) -> Track:
        spec = self._law.decisions[name]

        def told(each: DecisionSpec) -> Mapping[str, Text]:
            answers = {OUTCOMES[outcome].label.zh: sentence for outcome, sentence in each.answers.items()}
            return {"question": each.question, **answers}

        spans = self._over_time(spec, lambda era: era.decisions.get(name), told, lambda each: each.question)
        return Track(_QUESTION, name, spec.question, tuple(spans))

    def _fact(self, name: str) -> Track:
        spec = self._law.vocabulary.facts[name]

        def told(each: FactSpec) -> Mapping[str, Text]:
            return {"label": each.label, "question": each.question}

        spans = self._over_time(spec, lambda era: era.facts.get(name), told, lambda each: each.question)
        return Track(_FACT, name, spec.label, tuple(spans))

    def _over_time(
        self,
        entry: _Entry,
        in_era: Callable[[Era], _Entry | None],
        told: Callable[[_Entry], Mapping[str, Text]],
        words: Callable[[_Entry], Text],
    ) -> list[Stretch]:
        """The spans in which an entry without versions read the same."""
        read: list[tuple[Era | None, _Entry]] = []
        for era in self._law.eras or (None,):
            now = (in_era(era) if era is not None else None) or entry
            if not read or told(read[-1][1]) != told(now):
                read.append((era, now))
        spans: list[Stretch] = []
        for place, (era, each) in enumerate(read):
            first = self._starts if era is None or era.first is None else era.first
            following = read[place + 1][0] if place + 1 < len(read) else None
            last = following.first - _ONE_DAY if following is not None and following.first is not None else None
            changes = tuple(part_changes(told(read[place - 1][1]), told(each))) if place else ()
            label = _WORDING.format(number=str(place + 1)) if len(read) > 1 else words(each)
            spans.append(Stretch(first, last, label, words(each), changes, era.by if era is not None and place else ()))
        return spans


def _cite(versions: Iterable[Rule], clause: str) -> bool:
    return any(clause in rule.cited_clauses for rule in versions)


def _turns(track: Track) -> bool:
    """Whether something in it begins on a day of its own, or ends."""
    return len(track.spans) > 1 or any(span.last is not None for span in track.spans)
