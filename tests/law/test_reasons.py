"""The reason of every decision reads in two sentences, and says no more than was decided."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from afterschool_policy import Decision, InvalidRequest
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.explain.contested import contested
from afterschool_policy.explain.passages import Passage, passages
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import Outcome
from tests.law.reasons import GOLDEN, POLICY, ROOT, decided, told
from tests.law.test_wording import BRACKETED, IDENTIFIER
from tests.support import spread

CASES = load_cases(ROOT / "fixtures")
DECIDED = {case.id: made for case in CASES if (made := decided(case)) is not None}
IN_BRACKETS = re.compile(r"（[^（）]*）")
every_language = pytest.mark.parametrize("lang", ["zh", "en"])


@every_language
def test_the_reasons_read_as_they_were_approved(lang: Lang) -> None:
    assert told(lang) == (GOLDEN / f"{lang}.txt").read_text(encoding="utf-8"), "python -m tests.law.reasons"


def test_there_is_a_golden_reason_for_every_outcome() -> None:
    golden = (GOLDEN / "zh.txt").read_text(encoding="utf-8")
    assert set(re.findall(r"^([a-z_]+) · ", golden, re.MULTILINE)) == set(Outcome)


def test_a_reason_is_two_sentences_and_cites_the_rule_that_leads() -> None:
    for name, decision in DECIDED.items():
        told = decision.explanation.reason
        assert IN_BRACKETS.sub("", told.zh).count("。") == 2, (name, told.zh)
        deciding = [rule for rule in decision.explanation.rules if rule.decided]
        still_open = (rule for rule in deciding if rule.outcome is Outcome.UNDETERMINED)
        leading = next(still_open, deciding[0] if deciding else None)
        if leading is None:
            assert not decision.explanation.rules
            continue
        for lang in ("zh", "en"):
            assert leading.title[lang] in told[lang], name
        assert all(clause.id in told.zh for clause in leading.clauses), name


@every_language
def test_a_reason_holds_no_identifier(lang: Lang) -> None:
    for name, decision in DECIDED.items():
        given = str(decision.facts.values)  # what callers call things is shown as they call it
        stray = IDENTIFIER.findall(BRACKETED.sub("", decision.explanation.reason[lang]))
        assert all(each in given for each in stray), (name, stray)


def test_only_an_outcome_that_asks_for_something_names_a_next_step() -> None:
    asks = {
        Outcome.PROHIBITED,
        Outcome.VIOLATED,
        Outcome.REQUIRED,
        Outcome.NEEDS_HUMAN_JUDGEMENT,
        Outcome.UNDETERMINED,
    }
    for name, decision in DECIDED.items():
        assert bool(decision.explanation.next_steps) is (decision.outcome in asks), name


def test_the_facts_told_are_those_known_of_the_question() -> None:
    for decision in DECIDED.values():
        known = [name for name in decision.basis.question.facts if name in decision.facts.values]
        assert [fact.name for fact in decision.explanation.facts] == known


# ------------------------------------------------------------------------------------------- the text around
def segments(passage: Passage) -> list[str]:
    return [each.clause.id for paragraph in passage.paragraphs for each in paragraph]


def test_the_passages_hold_what_is_cited_in_whole_sentences_of_the_text() -> None:
    ledger = [*POLICY.clauses.values()]
    order = {clause.id: place for place, clause in enumerate(ledger)}
    for name, decision in DECIDED.items():
        around = passages(ledger, {each.clause for each in decision.citations})
        cited = [each.clause.id for passage in around for each in chain(*passage.paragraphs) if each.cited]
        assert cited == [each.clause for each in decision.citations], name
        for passage in around:
            places = [order[each] for each in segments(passage)]
            assert places == [*range(places[0], places[-1] + 1)], name
            assert any(each.cited for paragraph in passage.paragraphs for each in paragraph), name
            assert {ledger[place].heading for place in places} == {passage.heading}, name
            assert ledger[places[-1]].quote.endswith("。") or ledger[places[-1] + 1].heading != passage.heading, name


# ------------------------------------------------------------------------------------------- other readings
def decided_again(decision: Decision, reading: str, code: str) -> tuple[object, ...]:
    """The outcome, amounts and values of the front door; None for the outcome where it refuses the combination."""
    chosen = {**decision.chosen_readings, reading: code}
    try:
        again = POLICY.decide(
            decision.name, decision.facts, as_of=decision.as_of, readings=chosen, engine="walking"
        )  # so many editions are not worth compiling
    except InvalidRequest as refused:
        assert [fault.code for fault in refused.diagnostics] == ["reading-clash"]
        return None, {}, {}
    return again.outcome, dict(again.amounts), dict(again.values)


@pytest.mark.parametrize(("audits", "most"), [(False, 400), (True, 3)], ids=["questions", "audits"])
def test_other_readings_are_what_deciding_again_says(audits: bool, most: int) -> None:
    clashes = 0
    choosing = [case for case in CASES if case.case.readings and not audits]
    for case in [*choosing, *spread([each for each in CASES if (each.id not in DECIDED) is audits], most)]:
        decision = POLICY.decide(case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings)
        chosen = {used.id: used.chosen for used in decision.readings}
        alternatives = [(id_, code) for id_ in chosen for code in POLICY.readings[id_].choices if code != chosen[id_]]
        assert [(other.reading, other.alternative) for other in decision.other_readings] == alternatives, case.id
        for other in decision.other_readings:
            outcome, amounts, values = decided_again(decision, other.reading, other.alternative)
            clashes += outcome is None
            assert other.outcome == outcome, (case.id, other)
            assert other.clash is (outcome is None)
            if outcome is not None:
                assert other.changes_outcome is (outcome != decision.outcome)
                assert {**decision.amounts, **other.amounts} == {**dict.fromkeys(decision.amounts), **amounts}, case.id
                assert {**decision.values, **other.values} == {**dict.fromkeys(decision.values), **values}, case.id
    assert clashes or audits  # some cases choose a reading that another cannot be combined with


def test_the_page_says_for_each_other_reading_what_it_would_change() -> None:
    decisions = {(case.name, case.outcome): case for case in DECIDED.values()}
    for decision in [*decisions.values(), *(case for case in DECIDED.values() if case.chosen_readings)]:
        effects = {
            (matter.id, other.code): bool(other.effects)
            for matter in contested(decision.basis)
            for other in matter.others
        }
        changes = {
            (other.reading, other.alternative): other.changes or other.clash for other in decision.other_readings
        }
        assert effects == changes, decision


def test_a_reading_that_cannot_be_taken_together_with_a_chosen_one_is_said_to_be_so() -> None:
    chosen = {"IC-32": "wait_for_directory"}
    facts = {"school": {"provides_service": True}, "vendor": {"kind": "off_campus_training", "non_subject": True}}
    decision = POLICY.decide("vendor_admission", facts, readings=chosen)
    assert isinstance(decision, SingleDecision)
    said = {effect.en for each in contested(decision.basis) for other in each.others for effect in other.effects}
    assert "it cannot be combined with another reading that was chosen" in said
