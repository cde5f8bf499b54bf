"""The names of a policy as a module of Python types, so that a type checker finds a wrong one in a caller's code.

The module is text for the caller's own repository. Names of the policy stand in it as string literals only, so that
none of them can be anything else there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterschool_policy.policy import Policy
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

_HEAD = '''\
"""The names of the policy {id}, for type checkers. Made by `afterschool-policy types`; make it anew, do not edit it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Literal, Protocol, TypedDict, cast

import afterschool_policy as library

REVISION = {revision}
'''

_TAIL = '''
class TypedPolicy(Protocol):
    """A policy whose questions, facts, readings and clauses a type checker knows; what it does is that of `Policy`."""

    def decide(
        self,
        decision: DecisionName,
        facts: Facts | library.Facts,
        *,
        as_of: date | None = None,
        readings: Readings | None = None,
        clauses: Sequence[ClauseId] = (),
        engine: Literal["compiled", "durable", "both", "walking"] = "compiled",
    ) -> library.Decision: ...

    def decide_many(
        self,
        decision: DecisionName,
        facts: Iterable[Facts | library.Facts],
        *,
        as_of: date | None = None,
        readings: Readings | None = None,
        clauses: Sequence[ClauseId] = (),
        engine: Literal["compiled", "durable", "both", "walking"] = "compiled",
    ) -> Iterator[library.Decision]: ...

    def facts(self, given: Facts) -> library.Facts: ...


def typed(policy: library.Policy) -> TypedPolicy:
    """The same policy, to be asked by names that are checked."""
    return cast(TypedPolicy, policy)
'''

_SCALARS = {
    Kind.BOOLEAN: "bool",
    Kind.NUMBER: "int | float | Decimal",
    Kind.TIME: "time | str",
    Kind.DATE: "date | str",
    Kind.TEXT: "str",
    Kind.MAPPING: "Mapping[str, object]",
}


def python_types(policy: Policy) -> str:
    """The module for one policy."""
    return "\n".join(_lines(policy))


def _lines(policy: Policy) -> Iterator[str]:
    law = policy.law
    vocabulary = law.vocabulary
    yield _HEAD.format(id=_plain(law.instrument.id), revision=repr(policy.fingerprint))
    yield from _literal("DecisionName", policy.decisions)
    yield from _literal("OutcomeName", (outcome.value for outcome in Outcome))
    yield from _literal("ClauseId", policy.clauses)
    for name, enumeration in vocabulary.enumerations.items():
        yield from _literal(_code_type(name), enumeration.codes)
    choices = {name: (_choice(reading.choices), reading.matter) for name, reading in policy.readings.items()}
    yield from _dictionary("Readings", choices)
    for records in vocabulary.records.values():
        yield from _dictionary(_group_type(records.member), _fields(records.fields.values(), vocabulary))
    for group in vocabulary.groups:
        specs = [spec for spec in vocabulary.facts.values() if spec.group == group]
        yield from _dictionary(_group_type(group), _fields(specs, vocabulary))
    yield from _dictionary("Facts", {name: (_group_type(name), label) for name, label in vocabulary.groups.items()})
    yield _TAIL


def _fields(specs: Iterable[FactSpec], vocabulary: Vocabulary) -> dict[str, tuple[str, Text]]:
    """The facts of a group, or of a record, each with its type."""
    types = {spec: _records(spec, vocabulary) or _told(spec, vocabulary) for spec in specs}
    return {spec.short: (type_, spec.label) for spec, type_ in types.items()}


def _told(spec: FactSpec, vocabulary: Vocabulary) -> str:
    """A fact by its value, or one that is told period by period by a value for each."""
    value = f"{_fact(spec, vocabulary)} | library.Evidence | None"
    return value if spec.by is None else f"Mapping[str, {value}] | None"


def _records(spec: FactSpec, vocabulary: Vocabulary) -> str | None:
    records = vocabulary.records.get(spec.name)
    return None if records is None else f"Sequence[{_group_type(records.member)}] | None"


def _literal(name: str, members: Iterable[str]) -> Iterator[str]:
    values = [repr(str(member)) for member in members]
    yield f"{name} = Literal[" if values else f"{name} = str"
    if values:
        yield from (f"    {value}," for value in values)
        yield "]"


def _dictionary(name: str, fields: dict[str, tuple[str, Text]]) -> Iterator[str]:
    yield f"{name} = TypedDict("
    yield f"    {name!r},"
    yield "    {"
    for key, (type_, label) in fields.items():
        yield f"        {key!r}: {type_!r},  # {_plain(label.zh)} / {_plain(label.en)}"
    yield "    },"
    yield "    total=False,"
    yield ")"


def _choice(codes: Iterable[str]) -> str:
    return f"Literal[{', '.join(map(repr, codes))}]"


def _fact(spec: FactSpec, vocabulary: Vocabulary) -> str:
    return "int" if spec.type.kind is Kind.NUMBER and spec.whole else _type(spec.type, vocabulary)


def _type(type_: Type, vocabulary: Vocabulary) -> str:
    match type_.kind:
        case Kind.CODE:
            return "str" if vocabulary.enumerations[type_.codes or ""].open else _code_type(type_.codes or "")
        case Kind.LIST if type_.item is not None:
            return f"Sequence[{_type(type_.item, vocabulary)}]"
    return _SCALARS[type_.kind]


def _code_type(name: str) -> str:
    return f"{_camel(name)}Code"


def _group_type(name: str) -> str:
    return f"{_camel(name)}Facts"


def _camel(name: str) -> str:
    """A name of the vocabulary as that of a class."""
    return "".join(part.title() for part in "".join(char if char.isalnum() else "_" for char in name).split("_"))


def _plain(text: str) -> str:
    """A text that stays in its comment, whatever it holds."""
    return "".join(char if char.isprintable() and char not in '"\\' else " " for char in text)
