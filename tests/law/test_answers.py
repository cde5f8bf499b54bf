"""The answer is short, hides nothing, and says one thing in one way; the longer documents begin with it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice

import pytest

from afterschool_policy import InvalidRequest
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.explain import signs
from afterschool_policy.explain.model import Explanation, Statement
from afterschool_policy.explain.phrases import quoted
from afterschool_policy.language.tree import Value
from afterschool_policy.text import LANGUAGES, Lang
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.facts import Facts
from tests.law import test_reasons
from tests.law.answers import GOLDEN, chosen, told
from tests.law.reasons import POLICY

DECIDED = [*test_reasons.DECIDED.values()]
MIXED = 2000
CHOSEN = chosen()


# ------------------------------------------------------------------------------------------- as approved
@pytest.mark.parametrize("name", CHOSEN)
def test_the_answers_read_as_they_were_approved(name: str) -> None:
    golden = GOLDEN / f"{name}.txt"
    assert told(CHOSEN[name]) == golden.read_text(encoding="utf-8"), "python -m tests.law.answers"


def test_every_question_has_golden_answers_of_several_states() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {*CHOSEN}
    assert {*CHOSEN} == {name for name, spec in POLICY.decisions.items() if spec.background is None}
    assert all(len(cases) >= 3 for cases in CHOSEN.values())


# ------------------------------------------------------------------------------------------- how deep
def test_every_depth_begins_with_the_answer() -> None:
    for decision in DECIDED[::25]:
        answer = decision.explain("zh", depth="answer").splitlines()
        for depth in ("reasons", "whole"):
            assert decision.explain("zh", depth=depth).splitlines()[: len(answer)] == answer, (decision, depth)
        assert decision.explain("zh") == decision.explain("zh", depth="whole")


# ------------------------------------------------------------------------------------------- nothing hidden
def mixed() -> Iterator[SingleDecision]:
    """Decisions of the fixtures, and the same questions with fewer facts and other readings."""
    yield from DECIDED
    chance = random.Random(5)
    for decision in islice(cycle(DECIDED), MIXED - len(DECIDED)):
        facts: dict[str, Value] = {
            name: value for name, value in decision.facts.values.items() if chance.random() < 0.7
        }
        readings = dict(decision.chosen_readings)
        for used in decision.readings:
            if chance.random() < 0.2:
                readings[used.id] = chance.choice([*POLICY.readings[used.id].choices])
        try:
            made = POLICY.decide(decision.name, Facts(facts), as_of=decision.as_of, readings=readings)
        except InvalidRequest:  # readings that cannot be combined
            made = POLICY.decide(decision.name, Facts(facts), as_of=decision.as_of)
        assert isinstance(made, SingleDecision)
        yield made


def presumptions(explanation: Explanation) -> list[Statement]:
    def below(statement: Statement) -> Iterator[Statement]:
        if statement.presumed and statement.decides:
            yield statement
        for member in statement.members:
            yield from below(member)

    steps = (step for rule in explanation.rules if rule.decided for step in rule.steps)
    return [found for step in steps for found in below(step.statement)]


def test_a_headline_says_what_it_rests_on() -> None:
    met = dict.fromkeys(("open", "presumed", "reading", "several", "contradicted", "settled"), 0)
    for decision in mixed():
        explanation = decision.explanation
        headline = explanation.headline
        settled = decision.outcome is not Outcome.UNDETERMINED
        if decision.missing and not settled:
            assert f"查明{len(decision.missing)}项事实" in headline.zh or decision.spec.answers, headline.zh
        if decision.missing and settled:
            met["open"] += 1
            assert "就已知事实而言" in headline.zh
            assert (
                POLICY.law.vocabulary.facts[decision.missing[0]].label.zh.replace("“", "‘").replace("”", "’")
                in headline.zh
            )
            assert f"等{len(decision.missing)}项事实查明后可能改变结论" in headline.zh or len(decision.missing) < 3
            assert "查明后可能改变结论" in headline.zh
            assert "n the facts known" in headline.en
        could_turn = {fact for each in presumptions(explanation) if each.presumed for fact in each.presumed.facts}
        if settled and could_turn & {*decision.missing}:
            met["presumed"] += 1
            assert "没有人提出相反情况" in headline.zh
            assert "obody has said otherwise" in headline.en
        unusual = [used for used in decision.readings if used.chosen != POLICY.readings[used.id].default]
        for used in unusual:
            met["reading"] += 1
            said = POLICY.readings[used.id].choices[used.chosen]
            assert quoted(said).zh[1:-1].removesuffix("。") in headline.zh
        deciding = [finding for finding in decision.findings if finding.decided]
        if settled and len(deciding) > 1:
            met["several"] += 1
            assert f"由{len(deciding)}条规则共同得出" in headline.zh
        if decision.contradictions:
            met["contradicted"] += 1
            assert "互相矛盾" in headline.zh
        if settled and not explanation.rests_on:
            met["settled"] += 1
            assert headline == explanation.answer
    assert all(met.values()), met


def test_a_determination_that_ends_is_taken_to_stand_where_no_day_was_asked_about() -> None:
    determined = {"value": True, "asserted_by": "资助工作小组", "until": "2022-08-31"}
    facts = {"student": {"hardship_recognised": determined}, "fee": FEE}
    headline = POLICY.decide("hardship_relief", facts).explanation.headline
    assert "依据资助工作小组的认定，有效期至2022年8月31日，没有给出所问之日" in headline.zh
    on_the_day = POLICY.decide("hardship_relief", facts, as_of=date(2022, 3, 1)).explanation.headline
    assert "没有给出所问之日" not in on_the_day.zh


def test_an_answer_shows_its_headline_in_every_format() -> None:
    for decision in DECIDED[::60]:
        headline = decision.explanation.headline
        for lang in LANGUAGES:
            assert headline[lang] in decision.explain(lang, depth="answer")
            told_in_json = json.loads(decision.explain(lang, "json", depth="answer"))
            assert told_in_json["rests_on"] == [text[lang] for text in decision.explanation.rests_on]


# ------------------------------------------------------------------------------------------- one sense, one mark
MARKED = re.compile(rf"^\s+([{''.join(signs.NAMES)}]) (.+)$")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_of_an_explanation_stands_with_two_signs(lang: Lang) -> None:
    lines = 0
    for decision in DECIDED:
        told_with: dict[str, str] = {}
        text = decision.explain(lang)
        assert "✗" not in text
        for line in text.splitlines():
            found = MARKED.match(line)
            if found is not None and found[1] in (signs.KNOWN, signs.PRESUMED):
                lines += 1
                assert told_with.setdefault(found[2], found[1]) == found[1], (decision, line)
                assert not re.search(r"：(是|否)$|: (yes|no)$", found[2]), line
                assert not found[2].startswith(("并非：", "not:")), (decision, line)
    assert lines > 5000


def test_what_is_known_is_told_as_true_and_what_is_unknown_as_asked() -> None:
    def every(statement: Statement) -> Iterator[Statement]:
        yield statement
        for member in statement.members:
            yield from every(member)

    for decision in DECIDED:
        for rule in decision.explanation.rules:
            for step in rule.steps:
                assert {each.truth.name for each in every(step.statement)} <= {"TRUE", "UNKNOWN"}


# ------------------------------------------------------------------------------------------- for whom
FEE = {"kind": "service_fee", "amount_yuan": 600, "standard_yuan": 600}
OWED = POLICY.decide("hardship_relief", {"student": {"hardship_recognised": True}, "fee": FEE})
OPEN = POLICY.decide("voluntariness", {"school": {"provides_service": True}})


def next_steps(lang: Lang, audience: str | None) -> str:
    answer = OWED.explain(lang, depth="answer", audience=audience).splitlines()
    start = next(place for place, line in enumerate(answer) if line.startswith(("下一步", "Next")))
    return "\n".join(answer[start : start + 2])


def test_each_reader_is_told_what_is_theirs_to_do() -> None:
    assert next_steps("zh", "school").startswith("下一步：请学校")
    assert next_steps("zh", "parent").startswith("下一步：由学校")
    assert "可以向区教育局提出" in next_steps("zh", "parent")
    assert next_steps("zh", "auditor").startswith("下一步：由学校")
    assert next_steps("en", "parent").startswith("Next: For the school")
    willing = {audience: OPEN.explain("zh", depth="answer", audience=audience) for audience in ("parent", "school")}
    assert "请您提供：家长是否愿意" in willing["parent"]
    assert "向家长查明：家长是否愿意" in willing["school"]
    charged = POLICY.decide("hardship_relief", {"student": {"hardship_recognised": True}})
    assert "请学校提供" in charged.explain("zh", depth="answer", audience="school")
    assert "向学校、家长查明" in charged.explain("zh", depth="answer", audience="auditor")


def test_an_audience_chooses_how_much_is_told() -> None:
    for name, audience in POLICY.law.audiences.items():
        assert OWED.explain("zh", audience=name) == OWED.explain("zh", audience=name, depth=audience.depth)
    with pytest.raises(InvalidRequest) as refused:
        OWED.explain(audience="pupil")
    assert refused.value.diagnostics[0].code == "request-unknown"


def test_json_leaves_out_what_is_beyond_its_depth() -> None:
    keys = {depth: json.loads(OWED.explain("zh", "json", depth=depth)) for depth in ("answer", "reasons", "whole")}
    assert "rules" not in keys["answer"]
    assert all(rule["decided"] for rule in keys["reasons"]["rules"])
    assert {*keys["answer"]} < {*keys["reasons"]} < {*keys["whole"]}
