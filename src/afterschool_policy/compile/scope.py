"""The scope of a policy's expressions: facts, derived facts and parameters with their types."""

from __future__ import annotations

from collections.abc import Iterable

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.compile.parameters import parameter_value
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.checker import Scope
from afterschool_policy.values.types import BOOLEAN, Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.model import Vocabulary


def scope_of(vocabulary: Vocabulary, rules: Iterable[AuthoredDocument[RuleEntry]]) -> tuple[Scope, list[Diagnostic]]:
    """The names that rules may use, and a diagnostic for each parameter whose value has no type."""
    faults: list[Diagnostic] = []
    derived: dict[str, Type] = {}
    parameters: dict[str, Type] = {}
    codes = {name: tuple(enumeration.codes) for name, enumeration in vocabulary.enumerations.items()}
    for document in rules:
        rule = document.model
        if rule.parameter is not None:
            constant, found = parameter_value(document, rule.value, ("value",), codes)
            faults += found
            if constant is not None:
                parameters[rule.parameter] = constant.type
        if rule.define is not None:
            derived[rule.define] = _derived_type(rule)
    facts = vocabulary.facts.values()
    positive = frozenset(spec.name for spec in facts if spec.minimum is not None and spec.minimum > 0)
    return Scope({spec.name: spec.type for spec in facts}, derived, parameters, codes, positive), faults


def _derived_type(rule: RuleEntry) -> Type:
    """A derived fact is a boolean, or with a unit a number, or with codes a code."""
    if rule.unit is not None:
        return Type(Kind.NUMBER, unit=Unit.parse(rule.unit))
    return Type(Kind.CODE, codes=rule.codes) if rule.codes is not None else BOOLEAN
