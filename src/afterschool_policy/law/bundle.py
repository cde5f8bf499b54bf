"""Bundles: a checked law as data to ship and to pin.

A bundle is two lines of JSON and never code: what it is, then a list of values, each built of those before it, the law
last. Equal values stand once, so a law from a bundle shares them. The digest of the second line is the revision: it is
worked out anew wherever a bundle is read, so a revision names the law that decides. Places in the authored files stay
behind: only a folder has them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass, replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from functools import partial

from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy
from afterschool_policy.language import tree
from afterschool_policy.language.windows import Window
from afterschool_policy.law import gate, model
from afterschool_policy.law.answers import Answers
from afterschool_policy.law.references import check_references
from afterschool_policy.positions import Span
from afterschool_policy.text import Text
from afterschool_policy.values.later import written_fields
from afterschool_policy.values.numbers import Percent
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.periods import PeriodKind
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entailment import Entailment
from afterschool_policy.vocabulary.entities import EntityType, Membership, Tally
from afterschool_policy.vocabulary.model import Changeable, Enumeration, FactSpec, RecordList, Vocabulary
from afterschool_policy.vocabulary.unit_words import UnitWords

FORMAT = "afterschool-policy/bundle/4"

RECORDS: dict[str, type] = {
    record.__name__: record
    for record in (
        model.Law, model.Era, model.InstrumentSpec, model.LegalText, model.Actor, model.Audience, model.Clause,
        model.Relation,
        model.Reading, model.DecisionSpec, model.OutputSpec, model.Rounding, model.Rule, model.Effective,
        model.Alternative, model.Body, model.Exemption, model.Referral, model.Due, Answers, Vocabulary, Enumeration,
        FactSpec, RecordList, EntityType, Tally, Membership, Entailments, Entailment, Type, Unit, UnitWords,
        tree.Constant, tree.Fact, tree.Parameter, tree.Derived, tree.Apply, tree.Quantified, tree.ListOf, tree.Row,
        tree.Table, tree.Gathered, tree.OverTime, tree.Answered, tree.AmountOf, tree.Known, tree.Given, Window,
        PeriodKind,
    )
}  # fmt: skip
"""The classes of the parts of a law, by their names in a bundle."""

_LEAVES: dict[str, Callable[..., object]] = {
    "Text": gate.text,
    "decimal": gate.written(r"-?[0-9]{1,4000}(\.[0-9]{1,4000})?", Decimal),
    "percent": gate.written(r"-?[0-9]{1,4000}(\.[0-9]{1,4000})?", Percent),
    "fraction": gate.written(r"-?[0-9]{1,4000}(/[0-9]{1,4000})?", Fraction),
    "date": gate.written(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat),
    "time": gate.written(r"[0-9]{2}:[0-9]{2}:[0-9]{2}", time.fromisoformat),
    "outcome": gate.written(r"[a-z_]+", Outcome),
    "kind": gate.written(r"[a-z]+", Kind),
    "changeable": gate.written(r"[a-z]+", Changeable),
}
"""What is written in words and not made of other values."""

_OF_VALUES: dict[str, Callable[[list[object]], object]] = {
    "tuple": tuple,
    "set": frozenset,
    "map": lambda pairs: dict(zip(pairs[::2], pairs[1::2], strict=True)),
    **{name: partial(gate.made, record) for name, record in RECORDS.items()},
}
"""What is made of the values before it."""


def revision_of(law: model.Law) -> str:
    """The revision of a law: a digest of all that it decides and explains by."""
    return _digest(_body(law))


def dumps(law: model.Law) -> bytes:
    """The law as a bundle: UTF-8, the same bytes for the same law."""
    body = _body(law)
    return _head(_digest(body)) + b"\n" + body


def of_revision(law: model.Law) -> bytes:
    """The law as the bundle that its revision is of.

    Raises:
        InvalidPolicy: where it came from a bundle with its values in another order than they are written here.
    """
    data = dumps(law)
    if not data.startswith(_head(law.fingerprint) + b"\n"):
        raise _unreadable("revision")
    return data


def loads(data: bytes) -> model.Law:
    """The law in a bundle.

    Raises:
        InvalidPolicy: where the bytes are no bundle, are not as they were written, hold what no compiler writes, or are
            of a format that this version does not read.
    """
    head, _, body = data.partition(b"\n")
    revision = _digest(body)
    if head != _head(revision):
        raise _unreadable(_named(head))
    try:
        values = _values(json.loads(body))
        law = values[-1]
        if not isinstance(law, model.Law):
            raise gate.NotAdmitted(type(law).__name__)
        check_references(law, values)
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise _unreadable(f"{type(error).__name__}: {error}") from error
    return replace(law, fingerprint=revision)


def _head(revision: str) -> bytes:
    return _compact({"format": FORMAT, "revision": revision})


def _digest(body: bytes) -> str:
    return "sha256:" + hashlib.sha256(body).hexdigest()


def _named(head: bytes) -> str:
    """What is wrong with the first line of a bundle."""
    try:
        form = json.loads(head)["format"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "format"
    return "revision" if form == FORMAT else f"{form!r:.60}, {FORMAT}"


def _values(pool: list[object]) -> list[object]:
    """The values of all entries: a plain value, a leaf in its words, or a type's name with the places of its parts."""
    values: list[object] = []
    value_at = values.__getitem__
    for entry in pool:
        if type(entry) is not list:
            values.append(entry)
            continue
        name, *parts = entry
        if (leaf := _LEAVES.get(name)) is not None:
            values.append(leaf(*parts))
        else:
            values.append(_OF_VALUES[name](list(map(value_at, parts))))
    return values


def _body(law: model.Law) -> bytes:
    """The second line: what the revision is a digest of, so the revision itself is left out."""
    writer = _PoolWriter()
    writer.place(replace(law, fingerprint=""))
    return _compact(writer.pool) + b"\n"


class _PoolWriter:
    """The pool as it grows; each value is placed after those that it is made of."""

    def __init__(self) -> None:
        self.pool: list[object] = []
        self._places: dict[object, int] = {}

    def place(self, value: object) -> int:
        """Where the value stands in the pool."""
        match value:
            case Text():
                entry: object = ["Text", value.zh, value.en]
            case Outcome() | Kind() | Changeable():
                entry = [type(value).__name__.lower(), value.value]
            case None | bool() | int() | str():
                entry = value
            case Decimal():
                entry = [type(value).__name__.lower(), format(value, "f")]
            case Fraction():
                entry = ["fraction", str(value)]
            case date() | time():
                entry = [type(value).__name__, value.isoformat()]
            case tuple():
                entry = ["tuple", *map(self.place, value)]
            case frozenset():
                entry = ["set", *map(self.place, sorted(value))]
            case _ if is_dataclass(value) and not isinstance(value, type):
                parts = (getattr(value, name) for name in written_fields(value))
                entry = [type(value).__name__, *(self.place(None if isinstance(p, Span) else p) for p in parts)]
            case Mapping():
                entry = ["map", *(self.place(part) for pair in value.items() for part in pair)]
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
