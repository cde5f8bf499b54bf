"""What an outcome or an amount rests on is cited in full, whichever rule it comes from."""

from __future__ import annotations

from dataclasses import replace

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import citations
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.law.model import Body, Exemption, Law
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.values import truth
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.facts import Facts
from tests.support import law, number, question, rule, typed

SILENT = Outcome.NOT_APPLICABLE


def citing(*rules, **facts) -> tuple[Outcome, set[str]]:
    """The outcome of rules that each have a clause of their own name, and whose clauses are cited."""
    asked, known = question(clauses_apart(law(rules))), {f"thing.{name}": value for name, value in facts.items()}
    verdict = verdict_of(asked, {atom: truth.of(value_of(atom, known)) for atom in asked.atoms})
    cited = citations(Basis(asked, verdict, Facts(known), None))
    return verdict.outcome, {citation.clause for citation in cited}


def clauses_apart(made: Law) -> Law:
    """The same law, each rule of it with a clause of its own name."""
    clause = made.clauses["1"]
    return replace(
        made,
        clauses={each.id: replace(clause, id=each.id) for each in made.rules},
        rules=tuple(replace(each, clauses=(each.id,)) for each in made.rules),
    )


def test_rules_that_agree_while_each_is_open_cite_the_definitions_of_what_is_known_of_them():
    lifted, waived = (
        rule(name, "must_not", Body(condition=typed("thing.usable"), unless=(Exemption(typed(when), (), SILENT),)))
        for name, when in (("lifted", "thing.wanted"), ("waived", "not thing.wanted"))
    )
    outcome, cited = citing(lifted, waived, sound=True, ready=False)
    assert outcome is Outcome.PROHIBITED
    assert cited == {"lifted", "waived", "defines-usable"}


def test_an_amount_cites_the_rule_that_tells_it_and_the_definitions_of_its_scope():
    bans = rule("bans", "must_not", Body(condition=typed("thing.wanted")))
    pays = rule(
        "pays",
        "must",
        Body(
            applies=typed("thing.usable"),
            condition=typed("thing.people > 0"),
            amounts=(("sum", typed("thing.total", number("yuan"))),),
        ),
    )
    outcome, cited = citing(bans, pays, wanted=True, sound=True, ready=False, people=2, fee=2, price=1)
    assert outcome is Outcome.PROHIBITED
    assert cited == {"bans", "pays", "defines-usable", "defines-total"}
    _, cited = citing(bans, pays, wanted=True, sound=True, ready=False, people=2)
    assert cited == {"bans"}
