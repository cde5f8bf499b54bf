"""The explanation of a decision: the reasons as a tree of statements, each with its truth, in both languages.

Nothing is decided here: the truths are those of the verdict, the words those of the policy and the tables.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from afterschool_policy.explain import phrases, summary
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.branch_wording import branches
from afterschool_policy.explain.citations import citations
from afterschool_policy.explain.headline import rests_on
from afterschool_policy.explain.model import (
    Computed,
    Explanation,
    FactUsed,
    MissingFact,
    ReadingTaken,
    RuleExplained,
    Step,
    Told,
)
from afterschool_policy.explain.next_steps import next_steps
from afterschool_policy.explain.outputs import amount_of, amounts, is_exact, open_values, values, values_missing
from afterschool_policy.explain.results import Amount
from afterschool_policy.explain.rules_in_words import RulesInWords
from afterschool_policy.explain.statements import Statements
from afterschool_policy.explain.unread import in_words
from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.rounding import MODES
from afterschool_policy.language.tree import facts_of
from afterschool_policy.law.modalities import MODALITIES, Tested
from afterschool_policy.law.model import Clause, Law, OutputSpec, Rounding
from afterschool_policy.semantics.finding import clauses_of
from afterschool_policy.semantics.outputs import Output
from afterschool_policy.semantics.question import trees
from afterschool_policy.semantics.verdict import RuleVerdict
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.entailment import Contradiction
from afterschool_policy.vocabulary.model import FactSpec
from afterschool_policy.vocabulary.written import written_day

_HOLDS, _FAILS = Text("成立", "holds"), Text("不成立", "does not hold")
_ROLES = {
    "applies": Tested(Text("适用范围", "scope"), Text("在范围之内", "inside"), Text("不在范围之内", "outside")),
    "unless": Tested(Text("例外", "exception"), _HOLDS, _FAILS),
    "refer": Tested(Text("交由人判断的情形", "left to a person"), _HOLDS, _FAILS),
    "recorded": Tested(
        Text("偏离原则的理由", "reason for departing"),
        Text("已经记录", "on record"),
        Text("没有记录", "not on record"),
    ),
}
_OPEN = Text("尚不能确定", "not known yet")
_MORE = Text(
    "至少有{members}，是否还有其他尚不能确定", "at least {members}, and it is not known yet whether there are more"
)
_MAY_CHANGE = Text("（{facts}尚未查明，查明后可能改变）", " (may change when known: {facts})")
_NOTHING = Text("", "")
_ABOUT = Text("约{value}", "about {value}")
_TOWARDS = Text("计入{total}", "towards {total}")
_LACKING = Text("（缺少{facts}）", " (for want of {facts})")
_LACKING_AT_MOST = 2


def explain(basis: Basis) -> Explanation:
    """The explanation of the decision that was made on this basis."""
    return _Explainer(basis).explanation()


def explain_parts(basis: Basis, settled: RuleVerdict, places: Container[int]) -> tuple[Step, ...]:
    """The parts of one rule at these places, in words; those that only the engine tests have none."""
    worded = [place for place, part in enumerate(settled.conclusion.parts) if _is_worded(part.role) and place in places]
    return tuple(_Explainer(basis).steps(settled, worded))


def names_of_texts(law: Law, clauses: Iterable[str]) -> tuple[Text, ...]:
    """The names of the texts that these clauses belong to, in the order of the policy; at least one, its own."""
    used = law.texts_of(clauses)
    return tuple(text.name for text in law.instruments.values() if text in used) or (law.instrument.name,)


def explain_day(day: date | None) -> Text | None:
    """A day as it is written in each language."""
    return written_day(day) if day is not None else None


def _is_worded(role: str) -> bool:
    """Whether a part has words: those that only the engine tests have none."""
    return role == "condition" or role in _ROLES


def _is_limit(rule: RuleVerdict) -> bool:
    """Whether a rule says where the whole policy does not apply: worth telling only where it does not."""
    return rule.conclusion.linked.is_limit


class _Explainer:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._spec = basis.question.spec
        self._edition = basis.question.edition
        self._law = self._edition.law
        self._facts = basis.facts.values
        self._written = {name: repr(value) for name, value in self._facts.items()}
        self._outcome = basis.verdict.outcome
        self._wording = Wording(self._edition, self._facts)
        self._statements = Statements(
            self._wording, basis.verdict.of_atom, Wording(self._edition, self._facts, supposing=True)
        )

    def explanation(self) -> Explanation:
        basis, law = self._basis, self._law
        shown = [place for place, rule in enumerate(basis.verdict.rules) if rule.decided or not _is_limit(rule)]
        by_weight = sorted(shown, key=lambda place: not basis.verdict.rules[place].decided)
        rules = tuple(map(self._rule, by_weight))
        unknown = [law.vocabulary.facts[name] for name in basis.missing]
        missing = tuple(map(self._missing, unknown))
        facts = tuple(self._known())
        turns_on = branches(basis)
        asked_first = self._open_first(missing)
        texts = names_of_texts(law, [each.clause for each in citations(basis)] if law.instruments else [])
        return Explanation(
            decision=self._spec.name,
            question=self._spec.question,
            outcome=self._outcome,
            label=OUTCOMES[self._outcome].label,
            answer=phrases.with_drafts(
                law.drafts, phrases.on_clauses(self._clauses(basis.question.clauses), self._answer(rules))
            ),
            rests_on=rests_on(basis, rules, facts),
            reason=summary.NO_RULE_YET
            if basis.question.unanswered and not rules
            else summary.reason(self._outcome, rules, asked_first, turns_on),
            outputs=tuple(self._outputs()),
            next_steps=next_steps(law, self._spec, self._outcome, rules, asked_first),
            turns_on=turns_on,
            rules=rules,
            missing=missing,
            facts=facts,
            expired=tuple(self._wording.label(name) for name in basis.facts.expired),
            contradictions=tuple(map(self._contradiction, basis.facts.contradictions)),
            unread=in_words(law, basis.unread),
            interpreter=law.instrument.interpreter,
            interpreter_clauses=tuple(law.clauses[name] for name in law.instrument.interpreter_clauses),
            instrument=texts[0],
            further=texts[1:],
            as_of=explain_day(basis.as_of),
            asked_clauses=basis.question.clauses,
            fingerprint=law.fingerprint,
        )

    def _missing(self, fact: FactSpec) -> MissingFact:
        supplied_by = tuple(self._law.actors[code].label for code in fact.supplied_by)
        return MissingFact(fact.name, fact.label, fact.question, fact.judgement, supplied_by)

    def _open_first(self, missing: Sequence[MissingFact]) -> tuple[MissingFact, ...]:
        """The missing facts, those first that the first open rule among the deciding ones turns on."""
        deciding = (rule for rule in self._basis.verdict.rules if rule.decided)
        opened = next((rule for rule in deciding if rule.outcome is Outcome.UNDETERMINED), None)
        if opened is None:
            return tuple(missing)
        unknown = (tree for tree in trees(opened.conclusion.linked))
        read = {name for tree in unknown for name in facts_of(tree)}
        return tuple(sorted(missing, key=lambda fact: fact.name not in read))

    def _outputs(self) -> Iterator[Told]:
        """The amounts and values of the whole decision, as callers read them."""
        for name, amount in amounts(self._basis).items():
            spec = self._spec.amounts[name]
            days = self._basis.periods or (self._basis,)
            outputs = [[each for each in of_day.amounts if each.name == name] for of_day in days]
            told = self._as_reported(amount, outputs, spec)
            if amount.value is None and amount.missing:
                told = phrases.joined(told, self._lacking(amount.missing))
            yield Told(name, spec.label, told)
        for name, value in values(self._basis).items():
            code = Type(Kind.CODE, codes=self._spec.values[name].codes)
            type_ = code if isinstance(value, str) else Type(Kind.LIST, item=code)
            said = self._wording.value(value, type_)
            if name in open_values(self._basis):
                said = phrases.joined(_MORE.format(members=said), self._lacking(values_missing(self._basis)[name]))
            yield Told(name, self._spec.values[name].label, said)

    def _lacking(self, missing: Sequence[str]) -> Text:
        """For want of which facts something cannot be told, in brackets: the first of them."""
        lacking = [phrases.quoted(self._wording.label(fact)) for fact in missing[:_LACKING_AT_MOST]]
        return _LACKING.format(facts=phrases.listed(lacking, zh=""))

    def _as_reported(self, amount: Amount, outputs: Sequence[Sequence[Output]], spec: OutputSpec) -> Text:
        """An amount in words, with how it is rounded; where nobody says how, that it is about so.

        Args:
            outputs: What the rules compute; where no day was asked for, those of each day.
        """
        told = self._wording.amount(amount)
        if amount.value is None or all(is_exact(amount.value, each, spec) for each in outputs):
            return told
        if spec.rounding is None:
            return _ABOUT.format(value=told)
        return phrases.joined(told, phrases.aside(self._rounding(spec, spec.rounding)))

    def _rounding(self, spec: OutputSpec, rounding: Rounding) -> Text:
        """To what an amount is rounded, and by which clauses."""
        step = self._wording.value(rounding.step, Type(Kind.NUMBER, unit=Unit.parse(spec.unit or "1")))
        words = MODES[rounding.mode].wording
        said = Text(words.zh.format("", step.zh).lstrip("，"), words.en.format("", step.en).lstrip(", "))
        cited = self._clauses(rounding.clauses)
        return phrases.listed([said, phrases.clauses_cited(cited)], "，") if cited else said

    def _answer(self, rules: Sequence[RuleExplained]) -> Text:
        deciding = [rule for rule in rules if rule.decided]
        if self._basis.question.clauses and deciding and self._outcome is not Outcome.UNDETERMINED:
            return summary.rules_say(deciding)  # the answers of the question speak for all its rules
        if self._outcome in self._spec.answers:
            return self._spec.answers[self._outcome]
        if self._outcome is Outcome.UNDETERMINED:
            if self._basis.question.unanswered:
                return summary.UNANSWERED
            return summary.open_answer(self._basis.missing, self._strongest_first(rules))
        if not self._basis.verdict.rules:
            return Text("所问之日没有施行中的规则。", "No rule is in force on the day asked about.")
        return phrases.sentence(OUTCOMES[self._outcome].meaning)

    def _strongest_first(self, rules: Sequence[RuleExplained]) -> list[RuleExplained]:
        weight = self._spec.answers.weight
        return sorted(rules, key=lambda rule: weight(rule.outcome), reverse=True)

    def _rule(self, place: int) -> RuleExplained:
        """The rule at a place of the question: what it computes may turn on other rules, and is put into words anew."""
        settled = self._basis.verdict.rules[place]
        kept = self._basis.question.once(RulesInWords)
        rule = kept.of(place, self._basis.verdict, self._written, lambda: self._but_for_computed(settled))
        body = settled.conclusion.body
        return rule._replace(computed=tuple(self._computed(settled))) if body.amounts or body.values else rule

    def _but_for_computed(self, settled: RuleVerdict) -> RuleExplained:
        linked = settled.conclusion.linked
        rule = linked.rule
        modality = MODALITIES[rule.modality]
        clear = modality.clear if settled.conclusion.outcome is modality.when_false else None
        act = linked.body.due.act if linked.body.due is not None else None
        clauses = tuple(self._law.clauses[name] for name in clauses_of(settled.conclusion))
        steps = tuple(self.steps(settled, {*self._tried(settled)}))
        return RuleExplained(
            rule=rule.name,
            title=phrases.joined(rule.title, phrases.DRAFT) if rule.draft else rule.title,
            modality=rule.modality,
            norm=summary.norm(modality.leads, rule.title, clauses, settled.outcome),
            outcome=settled.outcome,
            says=clear or OUTCOMES[settled.outcome].label,
            decided=settled.decided,
            defeated_by=settled.defeated_by,
            clauses=clauses,
            steps=steps,
            grounds=summary.grounds(steps, settled.outcome),
            computed=(),
            readings=tuple(self._reading(name, code) for name, code in linked.chosen),
            act=act,
            due=act if settled.outcome is Outcome.REQUIRED else None,
            by_which=self._by_which(settled),
        )

    def _clauses(self, names: Iterable[str]) -> list[Clause]:
        return [self._law.clauses[name] for name in names]

    def _by_which(self, settled: RuleVerdict) -> Text | None:
        """Which text prevails over a rule, why, by which clauses and in which reading.

        None where it is the text of both, and neither a clause nor a reading says so.
        """
        if settled.defeated_by is None:
            return None
        rule, winner = settled.conclusion.rule, self._edition.named[settled.defeated_by]
        text = next(iter(self._law.texts_of(winner.clauses)), None)
        is_another = text is not None and text not in self._law.texts_of(rule.clauses)
        clauses = dict(winner.bases).get(rule.id, ())
        basis = dict(self._edition.in_words(winner).overrides).get(rule.id)
        chosen = self._edition.reordering(winner)
        if basis is None or not (is_another or clauses or chosen):
            return None
        reading = (
            None if chosen is None else (chosen.reading, self._edition.reading(chosen.reading).choices[chosen.code])
        )
        return phrases.by_which(text.short if text is not None else None, basis, self._clauses(clauses), reading)

    def steps(self, settled: RuleVerdict, places: Container[int]) -> Iterator[Step]:
        """The parts of a rule at these places, whether they were tried or not."""
        body = settled.conclusion.body
        exemptions, referrals = iter(body.unless), iter(body.refer)
        for place, part in enumerate(settled.conclusion.parts):
            clauses = next(exemptions).clauses if part.role == "unless" else ()
            question = to = None
            if part.role == "refer":
                referral = next(referrals)
                question, to = referral.question, referral.to or self._law.instrument.interpreter
            if place in places:
                statement = self._statements.of(part.tree, decides=True)
                tested = _ROLES.get(part.role) or MODALITIES[settled.conclusion.rule.modality].tested
                found = tested.of(part.presumed)
                cited = tuple(clause.named for clause in self._clauses(clauses))
                yield Step(part.role, tested.label, part.presumed, found, statement, clauses, question, to, cited)

    def _tried(self, settled: RuleVerdict) -> Iterator[int]:
        referrals = iter(settled.conclusion.body.refer)
        is_met = any(part.role == "condition" and part.presumed is Truth.TRUE for part in settled.conclusion.parts)
        for place, part in enumerate(settled.conclusion.parts):
            # An exception to a ban that was kept, or to a duty that was done, is not tried.
            idle = part.role == "unless" and not settled.conclusion.may_bite
            if part.role == "refer" and next(referrals).asked is not None and part.presumed is Truth.FALSE:
                continue  # the other question is not left to a person, which its answer tells
            if _is_worded(part.role) and not idle and not (part.role == "recorded" and is_met):
                yield place
            if part.role == "applies" and part.presumed is Truth.FALSE:
                return  # where a rule does not apply, nothing else of it is tried

    def _computed(self, settled: RuleVerdict) -> Iterator[Computed]:
        for output in self._basis.amounts:
            if output.rule is settled:
                spec = self._spec.amounts[output.name]
                own = spec if spec.total is None else replace(spec, total=None, rounding=None)
                amount = amount_of(output, own)
                how = self._wording.how(output.node) if amount.value is not None else _NOTHING
                told = self._presumed(self._as_reported(amount, [[output]], own), output)
                label = spec.label if spec.total is None else _TOWARDS.format(total=spec.label)
                yield Computed(output.name, label, how, told, self._statements.rows(output.node))
        for output in self._basis.values:
            # What a rule would add that is presumed to be silent is named in `values_missing` alone.
            if output.rule is settled and (output.value is not None or settled.conclusion.speaks is not Truth.FALSE):
                told = self._listed(output)
                label = self._spec.values[output.name].label
                rows = self._statements.rows(output.node)
                yield Computed(output.name, label, _NOTHING, self._presumed(told, output), rows)

    def _listed(self, output: Output) -> Text:
        """A list or code of one rule; where that is open, the members that it has in any case."""
        if output.value is None:
            certain = self._wording.value(output.certain, output.node.type)
            return _MORE.format(members=certain) if output.certain else _OPEN
        return self._wording.value(output.value, output.node.type)

    def _presumed(self, told: Text, output: Output) -> Text:
        """What is told of an amount or value, and if that rests on a presumption, the facts that may change it."""
        if output.value is None or not output.missing:
            return told
        facts = [phrases.quoted(self._wording.label(name)) for name in output.missing]
        return phrases.joined(told, _MAY_CHANGE.format(facts=phrases.listed(facts, zh="")))

    def _reading(self, name: str, code: str) -> ReadingTaken:
        entry = self._edition.reading(name)
        others = tuple((other, text) for other, text in entry.choices.items() if other != code)
        return ReadingTaken(name, entry.matter, code, entry.choices[code], others)

    def _known(self) -> Iterator[FactUsed]:
        for name in self._basis.question.facts:
            value = self._facts.get(name)
            if value is not None:
                spec = self._law.vocabulary.facts[name]
                evidence = self._basis.facts.evidence.get(name)
                said = self._wording.value(value, spec.type)
                undated = self._basis.as_of is None and evidence is not None and evidence.until is not None
                yield FactUsed(name, spec.label, said, evidence, self._entailed(name), undated)

    def _entailed(self, name: str) -> Text | None:
        """From what a fact follows that nobody gave, and by which clauses."""
        found = self._basis.facts.entailed.get(name)
        if found is None:
            return None
        told = phrases.listed([phrases.quoted(self._wording.label(source)) for source in found.sources], zh="")
        clauses = [self._law.clauses[clause] for clause in found.by.clauses]
        return phrases.joined(phrases.FOLLOWS.format(facts=told), phrases.said_in(clauses))

    def _contradiction(self, found: Contradiction) -> Text:
        """Which given facts cannot all be true, and why."""
        withdrawn, specs = self._basis.facts.withdrawn, self._law.vocabulary.facts
        said = [
            phrases.joined(specs[name].label, phrases.COLON, self._wording.value(withdrawn[name], specs[name].type))
            for name in found.facts
        ]
        return phrases.CONTRADICT.format(facts=phrases.in_series(said), reason=found.reason)
