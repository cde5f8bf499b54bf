"""The parts of a rule that no facts can bring into play: tests that read nothing, and what others leave no room for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import (
    AmountOf,
    Answered,
    Derived,
    Fact,
    Gathered,
    Node,
    OverTime,
    Parameter,
    walk,
)
from afterschool_policy.law.modalities import Modality
from afterschool_policy.law.model import Body
from afterschool_policy.text import Text

_READS = Fact | Derived | Parameter | Gathered | OverTime | Answered | AmountOf
"""What a tree reads: the last four stand for what is written out where the law is linked."""
_NEVER_BITES = {
    True: Text("条件总是成立的规则", "a rule whose condition always holds"),
    False: Text("条件总不成立的规则", "a rule whose condition never holds"),
}
_NO_EXCEPTION = Text(
    "删去例外，或者使 condition 取决于事实：规则将要发生作用时才检查例外。",
    "Remove the exceptions, or let `condition` depend on facts: they are tried where the rule bites.",
)
_SETTLED_BY = {
    part: (
        Text(f" {part} 总是成立的规则", f"a rule whose `{part}` always holds"),
        Text(
            f"删去它，或者使 {part} 的 when 取决于事实，否则轮不到它。",
            f"Remove it, or let `when` of `{part}` depend on facts: its turn never comes.",
        ),
    )
    for part in ("unless", "refer")
}
_AFTER_EXCEPTION = (
    Text("例外总是成立、其后又列例外的规则", "a rule after an exception that always holds"),
    Text("删去其后的例外，或者使前面的 when 取决于事实。", "Remove those after it, or let its `when` depend on facts."),
)


def idle_parts(
    document: AuthoredDocument[RuleEntry],
    modality: Modality,
    body: Body,
    path: KeyPath,
    written: Collection[str],
    *,
    others: Collection[tuple[Collection[str], Body]] = (),
) -> Iterator[Diagnostic]:
    """A diagnostic for each part written at a path that no facts bring into play.

    Args:
        document: the rule as it is written.
        modality: what it is.
        body: the rule with the parts written at the path.
        path: of the rule's readings, where the parts stand; of the rule itself, nothing.
        written: these parts.
        others: the readings that keep to the other parts, each as the parts that it changes and the rule under it.
    """
    if "applies" in written and not path and body.applies is not None and _is_constant(body.applies):
        yield Diagnostic.of("part-constant", document.span("applies"), part="applies")
    for part in ("unless", "refer"):
        for place, case in enumerate(getattr(body, part) if part in written else ()):
            if _is_constant(case.when) and not _always_holds(case.when):
                yield Diagnostic.of("part-constant", document.span(*path, part, place, "when"), part="when")
    if "unless" in written and body.condition is not None and _is_constant(body.condition):
        holds = value_of(body.condition, {}) is True
        if holds is not modality.bites:
            span, where = document.key_span(*path, "unless"), _NEVER_BITES[holds]
            yield Diagnostic.of("part-not-allowed", span, part="unless", where=where, instead=_NO_EXCEPTION)
    under_others = [(changed, _left_nothing(modality, other)) for changed, other in others]
    for part, settling in _left_nothing(modality, body).items():
        if part in written and all(part in left for changed, left in under_others if part not in changed):
            where, instead = _SETTLED_BY[settling]
            span = document.key_span(*path, part)
            yield Diagnostic.of("part-not-allowed", span, part=part, where=where, instead=instead)
    if "unless" in written and any(_always_holds(each.when) for each in body.unless[:-1]):
        where, instead = _AFTER_EXCEPTION
        span = document.key_span(*path, "unless")
        yield Diagnostic.of("part-not-allowed", span, part="unless", where=where, instead=instead)


def _left_nothing(modality: Modality, body: Body) -> dict[str, str]:
    """The parts that are never tried, each by the part that always holds before them."""
    left: dict[str, str] = {}
    if any(_always_holds(each.when) for each in body.refer):
        before = ("due", "reason", "otherwise") if body.unless else ("condition", "due", "reason", "otherwise")
        left |= dict.fromkeys(before, "refer")
    if any(_always_holds(each.when) for each in body.unless):
        if body.condition is None:
            left |= dict.fromkeys(("refer", "due", "amounts", "values"), "unless")
        elif not modality.bites:
            left |= dict.fromkeys(("reason", "otherwise"), "unless")
    return left


def _always_holds(node: Node) -> bool:
    return _is_constant(node) and value_of(node, {}) is True


def _is_constant(node: Node) -> bool:
    """Whether a tree reads nothing, so that it is always the same."""
    return not any(isinstance(part, _READS) for part in walk(node))
