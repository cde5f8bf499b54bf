"""Bundles: a checked law as data to ship and to pin.

A bundle is two lines of JSON and never code: what it is, then a list of values, each built of those before it, the law
last. Equal values stand once, so a law from a bundle shares them. Places in the authored files stay behind: only a
folder has them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from zlib import crc32

from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy
from afterschool_policy.language import tree
from afterschool_policy.law import model
from afterschool_policy.law.answers import Answers
from afterschool_policy.positions import Span
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entailment import Entailment
from afterschool_policy.vocabulary.entities import EntityType, Tally
from afterschool_policy.vocabulary.model import Enumeration, FactSpec, Vocabulary

FORMAT = "afterschool-policy/bundle/1"

_RECORDS: tuple[type, ...] = (
    model.Law, model.InstrumentSpec, model.Clause, model.Relation, model.Reading, model.DecisionSpec, model.OutputSpec,
    model.Rule, model.Effective, model.Alternative, model.Body, model.Exemption, model.Referral, model.Due,
    Vocabulary, Enumeration, FactSpec, EntityType, Tally, Text, Type, Unit,
    tree.Constant, tree.Fact, tree.Parameter, tree.Derived, tree.Apply, tree.Quantified, tree.ListOf, tree.Known,
    tree.Given, Entailment,
)  # fmt: skip

_OF_TEXT: dict[str, Callable[[str], object]] = {
    "decimal": Decimal,
    "fraction": Fraction,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "outcome": Outcome,
    "kind": Kind,
}
_OF_VALUES: dict[str, Callable[..., object]] = {
    "tuple": lambda *members: members,
    "set": lambda *members: frozenset(members),
    "map": lambda *pairs: dict(zip(pairs[::2], pairs[1::2], strict=True)),
    **{record.__name__: record for record in _RECORDS},
    "DecisionSpec": lambda name, section, question, answers, *others: model.DecisionSpec(
        name, section, question, Answers(answers), *others
    ),
    "Entailments": Entailments,
}


def dumps(law: model.Law) -> bytes:
    """The law as a bundle: UTF-8, the same bytes for the same law."""
    writer = _Writer()
    writer.place(law)
    body = _compact(writer.pool)
    head = {"format": FORMAT, "fingerprint": law.fingerprint, "crc32": crc32(body)}
    return _compact(head) + b"\n" + body + b"\n"


def loads(data: bytes) -> model.Law:
    """The law in a bundle.

    Raises:
        InvalidPolicy: where the bytes are no bundle, are damaged, or are of a format that this version does not read.
    """
    first, _, body = data.partition(b"\n")
    try:
        head = json.loads(first)
        form = head["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable("format") from error
    if form != FORMAT:
        raise _unreadable(f"{form}, {FORMAT}")
    if crc32(body.rstrip(b"\n")) != head.get("crc32"):
        raise _unreadable("crc32")
    try:
        law = _last(json.loads(body))
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise _unreadable(f"{type(error).__name__}: {error}") from error
    if not isinstance(law, model.Law) or law.fingerprint != head.get("fingerprint"):
        raise _unreadable("fingerprint")
    return law


def _last(pool: list[object]) -> object:
    """The value of the last entry: an entry is a plain value, or a type's name with the places of its parts."""
    values: list[object] = []
    for entry in pool:
        if type(entry) is not list:
            values.append(entry)
        elif (of_values := _OF_VALUES.get(entry[0])) is not None:
            values.append(of_values(*[values[place] for place in entry[1:]]))
        else:
            values.append(_OF_TEXT[entry[0]](entry[1]))
    return values[-1]


class _Writer:
    """The pool as it grows; each value is placed after those that it is made of."""

    def __init__(self) -> None:
        self.pool: list[object] = []
        self._places: dict[object, int] = {}

    def place(self, value: object) -> int:
        """Where the value stands in the pool."""
        match value:
            case Outcome() | Kind():
                entry: object = [type(value).__name__.lower(), value.value]
            case None | bool() | int() | str():
                entry = value
            case Decimal() | Fraction():
                entry = [type(value).__name__.lower(), str(value)]
            case date() | time():
                entry = [type(value).__name__, value.isoformat()]
            case tuple():
                entry = ["tuple", *map(self.place, value)]
            case frozenset():
                entry = ["set", *map(self.place, sorted(value))]
            case Mapping():
                entry = ["map", *(self.place(part) for pair in value.items() for part in pair)]
            case _ if is_dataclass(value):
                parts = (getattr(value, field.name) for field in fields(value) if field.init)
                entry = [type(value).__name__, *(self.place(None if isinstance(p, Span) else p) for p in parts)]
            case _:
                raise TypeError(value)
        key = (type(entry), tuple(entry) if isinstance(entry, list) else entry)
        if key not in self._places:
            self._places[key] = len(self.pool)
            self.pool.append(entry)
        return self._places[key]


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _unreadable(problem: str) -> InvalidPolicy:
    return InvalidPolicy([Diagnostic.of("bundle-unreadable", problem=problem)])
