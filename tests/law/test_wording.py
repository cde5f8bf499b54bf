"""Every rule can be read aloud: in every truth value of its condition, in both languages, without an identifier."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.language.evaluate import truth_of, value_of
from afterschool_policy.language.tree import Node, Value, facts_of
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.values import truth
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN
from afterschool_policy.vocabulary.facts import Facts
from tests.sampling import told_apart

ROOT = Path(__file__).parents[2]
POLICY = Policy.load(ROOT / "policy")
LINKED = [each for each in link(POLICY.law, None, None, {}).rules if each.rule.decisions]
IDENTIFIER = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\b[a-z_]+\.[a-z_]+\b")
BRACKETED = re.compile(r"\[[^\]]*\]")
MAX_STEPS = 20_000


def truth_under(node: Node, facts: Mapping[str, Value], *, presuming: bool = True) -> Truth:
    return truth_of(node, lambda atom: truth.of(value_of(atom, facts)), presuming=presuming)


def reach(trees: list[Node], wanted: list[Truth]) -> dict[str, Value] | None:
    """Facts under which each tree has the truth that is wanted of it; every fact is tried unknown, too."""
    choices = told_apart(trees, POLICY.law.vocabulary)
    names = list(dict.fromkeys(name for tree in trees for name in facts_of(tree)))
    steps = 0

    def extend(facts: dict[str, Value], place: int) -> dict[str, Value] | None:
        nonlocal steps
        steps += 1
        reached = [truth_under(tree, facts) for tree in trees]
        if reached == wanted:
            return facts
        # What is only presumed can still be shown, so it cuts no branch off.
        known = [truth_under(tree, facts, presuming=False) for tree in trees]
        settled = (have is not Truth.UNKNOWN and have is not want for have, want in zip(known, wanted, strict=True))
        if steps > MAX_STEPS or place == len(names) or any(settled):
            return None
        for value in choices[names[place]]:
            found = extend({**facts, names[place]: value}, place + 1)
            if found is not None:
                return found
        return extend(facts, place + 1)

    return extend({}, 0)


@pytest.mark.parametrize("linked", LINKED, ids=lambda linked: linked.rule.name)
def test_a_rule_reads_well_in_every_truth_value(linked: LinkedRule) -> None:
    body = linked.body
    scope = [body.applies] if body.applies is not None else []
    rendered = 0
    limit = MODALITIES[linked.rule.modality].over_all
    for wanted in Truth:
        tested = body.condition if body.condition is not None else None
        trees = [*scope, *([tested] if tested is not None else [])]
        if not trees:
            facts: dict[str, Value] | None = {}
        else:
            facts = reach(trees, [*([Truth.TRUE] * len(scope)), *([wanted] if tested is not None else [])])
        if facts is None:
            continue
        decision = POLICY.decide(linked.rule.decisions[0], Facts(facts))
        for lang in ("zh", "en"):
            told = BRACKETED.sub("", decision.explain(lang))
            stray = set(IDENTIFIER.findall(told))
            assert not stray, (lang, stray)
            # A limit of the whole policy is told where it takes a matter out of the policy, and only there.
            assert linked.rule.title[lang] in told or (limit and wanted is not Truth.TRUE)
        rendered += 1
    assert rendered, "no facts reach this rule"


def test_every_definition_that_is_a_boolean_has_words_for_its_contrary() -> None:
    definitions = [rule for rule in POLICY.law.rules if rule.define is not None]
    booleans = [rule for rule in definitions if rule.body.value is not None and rule.body.value.type == BOOLEAN]
    assert [rule.name for rule in booleans if rule.negation is None or rule.negation == rule.label] == []
    assert all(rule.negation is None for rule in definitions if rule not in booleans)
