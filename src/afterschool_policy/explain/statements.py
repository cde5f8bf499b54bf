"""Conditions as statements: each says what is the case, so that all that is known reads as true.

A test that fails is put as its contrary, and a negation is carried down to the tests, so that no line says one thing
in one place and its opposite in another. What is unknown is put as it is asked; what is taken for granted because
nobody raised it is a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from afterschool_policy.explain import phrases
from afterschool_policy.explain.model import Presumed, Statement
from afterschool_policy.explain.phrases import quoted
from afterschool_policy.explain.wording import Wording, negative
from afterschool_policy.language.connectives import TRUE
from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.operators import OPERATORS, Operator
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    Node,
    Parameter,
    Presuming,
    Row,
    Table,
    children,
    facts_of,
    is_connective,
)
from afterschool_policy.text import Text, enumerated
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import NUMBER, Kind

_ALL_OF, _ANY_OF = (row.heading or row.words(Kind.BOOLEAN) for row in (OPERATORS["and"], OPERATORS["or"]))
ALWAYS = Text("在任何情形下", "in every case")
NEVER = Text("没有这样的情形", "in no case")
_THESE, _ONE_OF_THESE = Text("下列情形", "these are so"), Text("下列情形之一", "one of these is so")
_OR = Text("或者", " or ")
_TO_CONFIRM = Text("还要进一步查明", "still to be confirmed")
_EACH_IS_SO = Text("下列各项都是事实，有一项即可", "each of these is so, and one would do")
OTHERWISE = Text("其余情形", "in all other cases")
_BESIDE = Text("其余各项，不影响这里的结论", "the rest, which makes no difference here")


class Statements:
    """Puts conditions into statements, by the truths of one verdict."""

    def __init__(self, wording: Wording, of_atom: Callable[[Node], Truth], supposing: Wording) -> None:
        self._wording = wording
        self._of_atom = of_atom
        self._supposing = supposing

    def of(self, node: Node, *, decides: bool, negated: bool = False) -> Statement:
        """The condition, or with `negated` its contrary, as it is; where that is unknown, as it is asked."""
        truth = truth_of(node, self._of_atom)
        holds = not negated if truth is Truth.UNKNOWN else truth is Truth.TRUE
        known = Truth.UNKNOWN if truth is Truth.UNKNOWN else Truth.TRUE
        match node:
            case Constant():
                return Statement(ALWAYS if holds else NEVER, known, decides=False)
            case Derived(body=body) if body is not None:
                below = self.of(body, decides=decides, negated=not holds)
                members = below.members if below.plain_list else (below,)
                text = self._wording.defined(node.name, holds=holds)
                return Statement(text, known, decides, members, definition=True)
            case Apply(operator=row, operands=operands) if is_connective(node):
                if row.truth is truths.negate:
                    return self.of(operands[0], decides=decides, negated=not negated)
                if row.presumes:
                    return self._shown(row, operands[0], decides=decides, negated=negated)
                if row.asks_again:
                    return self._confirmed(operands[0], truth, decides=decides, negated=negated)
                if row.is_junction:
                    return self._junction(node, truth, decides=decides, holds=holds)
                members = tuple(self.of(operand, decides=decides) for operand in operands)
                heading = row.heading or row.words(Kind.BOOLEAN)
                text = heading if holds else row.contrary or negative(heading)
                return Statement(text, known, decides, members)
            case Presuming(test=test):
                node = test
        rows = self.rows(node)
        if known is Truth.TRUE:
            tells = not self._wording.asks_only_whether_known(node)
            text, fact = self._wording.as_it_is(node, truth), _fact_told(node)
            return Statement(text, known, decides and tells, rows, definition=rows != (), fact=fact, tabled=rows != ())
        asked = self._asked(node, holds=holds)
        return Statement(asked, known, decides, rows, definition=rows != (), tabled=rows != ())

    def rows(self, node: Node) -> tuple[Statement, ...]:
        """Of each table in a term, the rows that give its value or still can: when, what and by which clauses."""
        match node:
            case Table() if node.hit.completes:
                return tuple(inner for row in node.rows for inner in self.rows(row.value))
            case Table():
                return tuple(self._row(row, node) for row in self._wording.rows(node) if not _is_counted_alike(row))
            case Derived(rule=None, body=Table(rows=(row,)) as table):  # an amount of another question
                return (self._row(replace(row, value=node), table, self.rows(row.value)),)
        return tuple(row for child in children(node) for row in self.rows(child))

    def _row(self, row: Row, table: Table, below: tuple[Statement, ...] | None = None) -> Statement:
        truth = truth_of(row.when, self._wording.truth)
        open_ = truth is Truth.UNKNOWN or not self._wording.is_known(row.value)
        known = Truth.UNKNOWN if open_ else Truth.TRUE
        if row is not table.otherwise and row.when == TRUE:
            text = self._wording.told(row)
        else:
            when = OTHERWISE if row is table.otherwise else self._in_one_line(row)
            is_one = row.value == Constant(1, NUMBER) and table.type == NUMBER  # one of what is counted, and no number
            text = when if is_one else phrases.joined(when, phrases.COLON, self._wording.given(row))
        if row.clauses:
            text = phrases.joined(text, phrases.said_in(self._wording.clauses(row.clauses)))
        return Statement(text, known, decides=True, members=self.rows(row.value) if below is None else below)

    def _in_one_line(self, row: Row) -> Text:
        """The condition of a row in one line."""
        statements = Statements(self._wording, self._wording.truth, self._supposing)
        return _one_line(statements.of(row.when, decides=True))

    def _asked(self, node: Node, *, holds: bool) -> Text:
        """A single test that is unknown, in the sense in which it is asked: its sign says that it is unknown."""
        if isinstance(node, Fact):
            return self._wording.as_it_is(node, Truth.TRUE if holds else Truth.FALSE)
        return self._wording.test(node, negated=not holds)

    def _shown(self, row: Operator, inner: Node, *, decides: bool, negated: bool) -> Statement:
        """What the facts show is put as it is; of what nobody raised, the contrary is taken to be so, which is said."""
        if truth_of(inner, self._of_atom) is not Truth.UNKNOWN:
            return self.of(inner, decides=decides, negated=negated)
        if self._wording.asks_only_whether_known(inner):
            return Statement(self._wording.test(inner, negated=True), Truth.TRUE, decides=False)
        supposing = Statements(self._supposing, self._of_atom, self._supposing)
        contrary = supposing.of(inner, decides=False, negated=row.presumption is not None)
        taken = tuple(_unknown(contrary))
        texts, either = [each.text for each in taken], contrary.text == _ANY_OF
        if row.presumption is not None:
            heading = row.presumption.format(what=_ONE_OF_THESE if either else _THESE)
            said = row.presumption.format(what=_taken(texts, either=either))
        else:
            heading = row.contrary or negative(row.words(Kind.BOOLEAN))
            said = phrases.joined(heading, phrases.COLON, phrases.listed(texts))
        presumed = Presumed(said, facts_of(inner))
        if len(taken) == 1:
            return Statement(said, Truth.TRUE, decides, presumed=presumed)
        return Statement(heading, Truth.TRUE, decides, taken, presumed=presumed)

    def _confirmed(self, inner: Node, truth: Truth, *, decides: bool, negated: bool) -> Statement:
        """What has to be looked into again although something is known against it says so."""
        stated = self.of(inner, decides=decides, negated=negated)
        if truth is not Truth.UNKNOWN or stated.truth is Truth.UNKNOWN:
            return stated
        return Statement(_TO_CONFIRM, Truth.UNKNOWN, decides, (stated,))

    def _junction(self, node: Apply, truth: Truth, *, decides: bool, holds: bool) -> Statement:
        """An `and` or `or`: the contrary of one is the other of the contraries, so all of them are so, or some."""
        needs_all = (node.operator.truth is truths.all_of) is holds
        below = [(truth_of(each, self._of_atom), each) for each in node.operands]
        carrying = [each for own, each in below if own is truth]
        beside = [each for own, each in below if own is not truth]
        told = [self.of(each, decides=decides, negated=not holds) for each in carrying]
        members = [*dict.fromkeys(told)]  # one test may be asked for in several ways
        if truth is Truth.UNKNOWN:
            others = [self.of(each, decides=False, negated=not holds) for each in beside]
            if needs_all or len(members) == 1:
                shown, rest = ([*members, *others], []) if needs_all else (members, others)
                return Statement(_ALL_OF, truth, decides, _listed(shown, rest), plain_list=True)
            return Statement(_ANY_OF, truth, decides, (*members, *_beside(others, members)))
        others = [self.of(each, decides=False, negated=not holds) for each in beside]
        if not needs_all and len(members) > 1:
            members = [Statement(_EACH_IS_SO, Truth.TRUE, decides, tuple(members))]
        return Statement(_ALL_OF, Truth.TRUE, decides, _listed(members, others), plain_list=True)


def _taken(texts: Sequence[Text], *, either: bool) -> Text:
    """What is taken to be so, in one sentence: all of it, or one of it."""
    each_quoted = [quoted(text).zh for text in texts]
    joined = _OR.join(texts) if either else enumerated(texts)
    return Text((_OR.zh if either else "").join(each_quoted), joined.en)


def _is_counted_alike(row: Row) -> bool:
    """Whether a row gives the same number always: one of several things that are counted."""
    return row.when == TRUE and isinstance(row.value, Constant)


def _one_line(statement: Statement) -> Text:
    """A statement with those below it in one line, without what makes no difference."""
    members = [_one_line(member) for member in statement.members if not member.beside]
    if statement.plain_list:
        return enumerated(members)
    if not members or statement.definition:
        return statement.text
    return phrases.joined(statement.text, phrases.COLON, phrases.listed(members))


def _fact_told(node: Node) -> str | None:
    """The fact whose value a test against something fixed tells."""
    match node:
        case Apply(operator=row, operands=(Fact(name=name), Constant() | Parameter())) if row.identifies:
            return name
    return None


def _opened(members: Sequence[Statement]) -> list[Statement]:
    """The members, those opened that only list statements: all of these hold together."""
    lists = (member.members if member.plain_list else None for member in members)
    return [
        each
        for member, below in zip(members, lists, strict=True)
        for each in ((member,) if below is None else _opened(below))
    ]


def _listed(members: Sequence[Statement], others: Sequence[Statement]) -> tuple[Statement, ...]:
    """What holds together, and after all of it what makes no difference."""
    opened = _opened(members)
    shown = [each for each in opened if not each.beside]
    return (*shown, *_beside([*(each for each in opened if each.beside), *others], shown))


def _beside(others: Sequence[Statement], told: Sequence[Statement]) -> tuple[Statement, ...]:
    """What makes no difference, set apart from what does; what was told there is not told again."""
    texts = {statement.text for statement in _all(told)}
    opened = (each for other in _opened(others) for each in (other.members if other.beside else (other,)))
    rest = tuple({each.text: each for each in opened if each.text not in texts}.values())
    return (Statement(_BESIDE, Truth.TRUE, False, rest, beside=True),) if rest else ()


def _all(statements: Iterable[Statement]) -> Iterator[Statement]:
    for statement in statements:
        yield statement
        yield from _all(statement.members)


def _unknown(statement: Statement) -> list[Statement]:
    """The statements below, or this one, that nobody knows; groups that only list them opened."""
    if statement.plain_list or statement.text == _ANY_OF:
        return [each for member in statement.members for each in _unknown(member)]
    return [statement._replace(members=())] if statement.truth is Truth.UNKNOWN else []
