"""Which of two rules gives way can be what a reading says: where it is chosen and nowhere else."""

from dataclasses import replace

import pytest

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import citations
from afterschool_policy.explain.explanation import explain
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.law.model import Alternative, Body, Law, Reading
from afterschool_policy.semantics.edition import link, under_readings
from afterschool_policy.semantics.question import question_of
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.text import Text
from afterschool_policy.values import truth
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.facts import Facts
from tests.support import law, rule, text, typed

REASON = Text("特别规定", "the special rule")
WIDELY = {"R-1": "wide"}


def made(*, default: tuple[str, ...] = ()) -> Law:
    """A grant and a ban that both speak; read widely, the grant prevails by a clause of its own."""
    wide = Alternative("R-1", "wide", frozenset({"overrides"}), Body(), (("ban", REASON),), (("ban", ("special",)),))
    ban = rule("ban", "must_not", Body(condition=typed("thing.ready")), overrides=default)
    grant = rule("grant", "may", Body(condition=typed("thing.sound")), alternatives=(wide,), readings=("R-1",))
    law_ = law([grant, ban])
    reading = Reading("R-1", text("which"), ("1",), "narrow", {"narrow": text("n"), "wide": text("w")}, text("why"))
    clauses = {name: replace(law_.clauses["1"], id=name) for name in ("1", "special")}
    return replace(law_, clauses=clauses, readings={"R-1": reading})


def decided(law_: Law, readings: dict[str, str]) -> Basis:
    put = question_of(link(law_, None, None, readings), law_.decisions["ask"])
    known = {"thing.ready": True, "thing.sound": True}
    verdict = verdict_of(put, {atom: truth.of(value_of(atom, known)) for atom in put.atoms})
    return Basis(put, verdict, Facts(known), None)


@pytest.mark.parametrize(("readings", "outcome"), [({}, Outcome.PROHIBITED), (WIDELY, Outcome.PERMITTED)])
def test_it_holds_where_that_reading_is_chosen(readings: dict[str, str], outcome: Outcome) -> None:
    assert decided(made(), readings).verdict.outcome is outcome


def test_going_over_to_another_reading_leaves_it_behind() -> None:
    wide = link(made(), None, None, WIDELY)
    overrides = [
        edition.linked(next(each for each in edition.current if each.id == "grant")).rule.overrides
        for edition in (wide, under_readings(wide, {}), under_readings(under_readings(wide, {}), WIDELY))
    ]
    assert [len(each) for each in overrides] == [1, 0, 1]


def test_it_is_cited_and_told_with_its_reading() -> None:
    basis = decided(made(), WIDELY)
    assert {each.clause for each in citations(basis)} == {"1", "special"}
    defeated = next(each for each in explain(basis).rules if each.rule == "ban@1")
    assert defeated.defeated_by == "grant@1"
    assert defeated.by_which == Text(
        "（特别规定；依据条款special；R-1理解为“w”）",
        " (the special rule; by clause special; R-1 being read as “w”)",
    )
