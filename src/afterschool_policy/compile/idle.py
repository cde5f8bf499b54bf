"""The parts of a rule that no facts can bring into play: tests that read nothing, exceptions where nothing bites."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Derived, Fact, Node, Parameter, walk
from afterschool_policy.law.modalities import Modality
from afterschool_policy.law.model import Body
from afterschool_policy.text import Text

_NEVER_BITES = {
    True: Text("条件总是成立的规则", "a rule whose condition always holds"),
    False: Text("条件总不成立的规则", "a rule whose condition never holds"),
}
_NO_EXCEPTION = Text(
    "删去例外，或者使 condition 取决于事实：规则将要发生作用时才检查例外。",
    "Remove the exceptions, or let `condition` depend on facts: they are tried where the rule bites.",
)


def idle_parts(
    document: AuthoredDocument[RuleEntry], modality: Modality, body: Body, path: KeyPath, written: Collection[str]
) -> Iterator[Diagnostic]:
    """A diagnostic for each part written at a path that no facts bring into play; `body` is the rule with them."""
    if "applies" in written and not path and body.applies is not None and _is_constant(body.applies):
        yield Diagnostic.of("part-constant", document.span("applies"), part="applies")
    for part in ("unless", "refer"):
        for place, case in enumerate(getattr(body, part) if part in written else ()):
            if _is_constant(case.when) and value_of(case.when, {}) is not True:
                yield Diagnostic.of("part-constant", document.span(*path, part, place, "when"), part="when")
    if "unless" in written and body.condition is not None and _is_constant(body.condition):
        holds = value_of(body.condition, {}) is True
        if holds is not modality.bites:
            span, where = document.key_span(*path, "unless"), _NEVER_BITES[holds]
            yield Diagnostic.of("part-not-allowed", span, part="unless", where=where, instead=_NO_EXCEPTION)


def _is_constant(node: Node) -> bool:
    """Whether a tree reads nothing, so that it is always the same."""
    return not any(isinstance(part, Fact | Derived | Parameter) for part in walk(node))
