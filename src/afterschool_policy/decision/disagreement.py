"""What happens where two engines differ: the exception that holds both decisions with their reasons."""

from __future__ import annotations

from collections.abc import Iterable

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.decision.setting import Setting
from afterschool_policy.diagnostics import Diagnostic, EngineDisagreement
from afterschool_policy.engines.choice import DEFAULT
from afterschool_policy.engines.cross_check import VerdictsDiffer
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Node
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth
from afterschool_policy.vocabulary.facts import Facts

_PARTS = {
    "outcome": Text("结论", "outcome"),
    "findings": Text("逐条规则的结论", "findings"),
    "missing": Text("尚需查明的事实", "missing facts"),
    "amounts": Text("金额和数量", "amounts"),
    "values": Text("计算结果", "values"),
    "readings": Text("依据的读法", "readings"),
}
_TRUTHS = {
    Truth.TRUE: Text("成立", "holds"),
    Truth.FALSE: Text("不成立", "does not hold"),
    Truth.UNKNOWN: Text("未知", "unknown"),
}
_TESTS = Text("个别条件的真假，未影响结论", "single tests, without effect on the answer")


def checked_decision(setting: Setting, facts: Facts) -> SingleDecision:
    """The decision of a setting. What another engine than the default refuses it refuses here, not at a later reading.

    Raises:
        EngineDisagreement: where the setting's engine is two that differ.
        EngineFault, InvalidFacts: where the engine cannot answer.
    """
    decision = SingleDecision(setting, facts)
    if setting.engine.name != DEFAULT:
        try:
            _ = decision.outcome
        except VerdictsDiffer as differing:
            raise disagreement_on(setting, facts, differing) from differing
    return decision


def disagreement_on(setting: Setting, facts: Facts, differing: VerdictsDiffer) -> EngineDisagreement:
    """The exception for two engines that differ on these facts, with the decision that each makes of them."""
    settings = (Setting.of(setting.question, engine, setting.as_of, setting.chosen) for engine in differing.engines)
    one, other = (SingleDecision(each, facts) for each in settings)
    return disagreement(one, other, differing.tests)


def disagreement(one: Decision, other: Decision, tests: Iterable[tuple[Node, Truth, Truth]]) -> EngineDisagreement:
    """The exception, naming what differs, with both explanations in both languages.

    `tests` are the single tests on which the engines differ, with what each found.
    """
    differing = [label for part, label in _PARTS.items() if getattr(one, part) != getattr(other, part)] or [_TESTS]
    first, second = (Text(each.explain("zh"), each.explain("en")) for each in (one, other))
    return EngineDisagreement(
        [
            Diagnostic.of(
                "engines-differ",
                decision=one.name,
                one=one.engine,
                other=other.engine,
                parts=Text("、", ", ").join(differing),
                tests=_listed(tests),
                first=first,
                second=second,
            )
        ]
    )


def _listed(tests: Iterable[tuple[Node, Truth, Truth]]) -> Text:
    """A line for each test, with what either engine found."""
    lines = [(print_expression(atom), _TRUTHS[one], _TRUTHS[other]) for atom, one, other in tests]
    return Text(
        "".join(f"\n  {test}：{one.zh} / {other.zh}" for test, one, other in lines),
        "".join(f"\n  {test}: {one.en} / {other.en}" for test, one, other in lines),
    )
