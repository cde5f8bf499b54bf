"""Typed trees in words, in Chinese and English, with the facts of a decision filled in."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import time
from decimal import Decimal

from afterschool_policy.explain.computations import bounds_one, calculates, changing, converted, is_apart
from afterschool_policy.explain.phrases import COLON, EQUALS, aside, joined, listed, plain, quoted
from afterschool_policy.explain.results import Amount
from afterschool_policy.language.checker import PARAMETER_PREFIX
from afterschool_policy.language.dates import covered
from afterschool_policy.language.evaluate import Values, value_of
from afterschool_policy.language.gatherings import GATHERINGS
from afterschool_policy.language.operators import OPERATORS, WHOLE, Operator
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    Gathered,
    Given,
    Known,
    ListOf,
    Node,
    OverTime,
    Parameter,
    Quantified,
    Row,
    Table,
    Value,
    window_of,
)
from afterschool_policy.law.model import Clause, Rule
from afterschool_policy.search.domains import UNLISTED
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.semantics.grounds import rows_in_effect
from afterschool_policy.text import LANGUAGES, Text, enumerated
from afterschool_policy.values import truth as truths
from afterschool_policy.values.numbers import decimal
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import DATE, NUMBER, Kind, Type
from afterschool_policy.values.units import CALENDAR_YEAR, WORKING_DAY, Unit
from afterschool_policy.vocabulary.unit_words import unnamed
from afterschool_policy.vocabulary.written import members, written, written_count

UNKNOWN = Text("未知", "unknown")
_NOTHING = Text("", "")
_IS, _ARE = Text("", "is"), Text("", "are")
_NOT_YET = Text("尚不能算出", "not known yet")
_IS_GIVEN = Text("{what}已经给出", "{what} is given")
_IS_NOT_GIVEN = Text("{what}没有给出", "{what} is not given")
_SAID_BY_THE_VALUE = ("!=", "in", "not in")  # what a fact is says enough of what it is not, or among what
_IF_DUE = Text("适用时为{value}", "{value} where it applies")
_AT_LEAST, _AT_MOST = Text("至少{value}", "at least {value}"), Text("至多{value}", "at most {value}")
_BEYOND = Text("超出日历，日历只涵盖{spans}", "beyond the calendar, which covers {spans} only")
_SPAN = Text("{first}至{last}", "{first} to {last}")
_PERIODS_COUNTED = Text("{window}中“{term}”的{period}数", "the number of {period}s in {window} in which {term}")
_OF_ROWS = Text("按所列各项得出的值", "what the rows listed make")
_THAT_IS = Text("即{day}", "that is {day}")
_UNLISTED = Text("表中未列的其他情况", "something not listed")


class Wording:
    """Puts the nodes of one edition into words, for one set of known facts.

    `supposing`: a value that is unknown is not said to be so, since the sentence supposes something of it.
    """

    def __init__(self, edition: Edition, facts: Mapping[str, Value], *, supposing: bool = False) -> None:
        self._edition = edition
        self._law = edition.law
        self._facts = facts
        self._supposing = supposing

    def value(self, value: Value | None, type_: Type, beside: Text = _NOTHING) -> Text:
        """A value as people write it: a code by its label, a number with its unit, which a name `beside` can say."""
        if value is None:
            return UNKNOWN
        in_words = written(value, type_, self._code)
        if type_.unit is None or not type_.unit.powers:
            return in_words
        if type_.unit == CALENDAR_YEAR:
            return Text(f"{value}年", f"{value}")
        unit = str(type_.unit)
        words = self._law.units.get(unit) or unnamed(unit)
        return words.around(in_words, one=value == 1, beside=beside)

    def clauses(self, names: Iterable[str]) -> list[Clause]:
        """Clauses by their ids, to be named."""
        return [self._law.clauses[name] for name in names]

    def amount(self, amount: Amount) -> Text:
        """An amount with its unit; where it is open, the bounds that are known."""
        type_ = Type(Kind.NUMBER, unit=Unit.parse(amount.unit))
        if amount.value is not None:
            return self.value(amount.value, type_)
        if amount.low is not None and amount.low == amount.high:
            return _IF_DUE.format(value=self.value(amount.low, type_))
        return listed([_NOT_YET, *self._bounds(amount.low, amount.high, type_)], "，", ", ")

    def _bounds(self, low: Value | None, high: Value | None, type_: Type) -> list[Text]:
        """What is known of a number that is open; that it is not negative goes without saying."""
        ends = ((_AT_LEAST, low if low != 0 else None), (_AT_MOST, high))
        return [phrase.format(value=self.value(end, type_)) for phrase, end in ends if end is not None]

    def _code(self, value: str, type_: Type) -> Text:
        if value == UNLISTED:
            return _UNLISTED
        enumeration = self._law.vocabulary.enumerations.get(type_.codes or "")
        return enumeration.label_of(value) if enumeration is not None else plain(value)

    def label(self, name: str) -> Text:
        """The label of a fact, given or derived."""
        spec = self._law.vocabulary.spec(name)
        if spec is not None:
            return spec.label
        defining = self._edition.definitions.get(name)
        return self._labelled(defining or self._edition.parameters.get(name.removeprefix(PARAMETER_PREFIX)), name)

    def test(self, node: Node, *, negated: bool = False) -> Text:
        """A single test as a statement, or its contrary, with the values it was made on."""
        if isinstance(node, Apply) and self.asks_only_whether_known(node):
            return (_IS_NOT_GIVEN if negated else _IS_GIVEN).format(what=self._given(node.operands[0]))
        if negated and not _has_contrary(node):
            return negative(self.test(node))
        match node:
            case Fact(name=name):
                return joined(self.label(name), COLON, self.value(self._facts.get(name), node.type))
            case Derived(name=name):
                return self.label(name)
            case Known(of=of):
                inner = self.term(of)
                return Text(f"可以算出：{inner.zh}", f"can be computed: {inner.en}")
            case Given(facts=facts):
                return members([self.term(fact) for fact in facts])
            case Quantified():
                return self._quantified(node, negated=negated)
            case Apply(symbol=symbol, operands=(left, right)):
                shown = OPERATORS[symbol].negation if negated else None
                return self._compared(OPERATORS[shown or symbol], left, right)
        return self.term(node)

    def asks_only_whether_known(self, node: Node) -> bool:
        """Whether a test holds of every value that the fact can have, as `x >= 0` of a number of persons."""
        match node:
            case Apply(symbol=">=", operands=(Fact(name=name), Constant(value=value))):
                spec = self._law.vocabulary.facts[name]
                return value == (time.min if spec.type.kind is Kind.TIME else spec.minimum)
        return False

    def _given(self, node: Node) -> Text:
        """A fact by its name, with its value where it is known."""
        known = value_of(node, self._facts)
        assert isinstance(node, Fact)
        return self.label(node.name) if known is None else self.term(node)

    def defined(self, name: str, *, holds: bool) -> Text:
        """The label of a definition, or that of its contrary."""
        rule = self._edition.definitions.get(name)
        if holds:
            return self.label(name)
        if rule is None and name in self._edition.answers:
            return self._edition.in_words(self._edition.answers[name][1])
        return (rule.negation if rule is not None else None) or negative(self.label(name))

    def as_it_is(self, node: Node, truth: Truth) -> Text:
        """A single test whose truth is known, as a sentence that is true."""
        if isinstance(node, Given):
            on_record = self.test(node)
            if truth is not Truth.TRUE:
                return Text(f"没有记录{on_record.zh}", f"{on_record.en} is not on record")
            return Text(f"已经记录{on_record.zh}", f"{on_record.en} is on record")
        if not isinstance(node, Fact):
            return self.test(node, negated=truth is Truth.FALSE)
        label = self.label(node.name)
        if truth is not Truth.FALSE:
            return label
        contrary = self._law.vocabulary.facts[node.name].negation
        return contrary or Text(f"“{label.zh}”不成立", f"it is not the case that {label.en}")

    def _compared(self, row: Operator, left: Node, right: Node) -> Text:
        row, right = _of_one(row, right)
        if isinstance(right, Constant) and isinstance(left, Apply) and left.operator.tested is not None:
            return self._counted(row, left.operands[0], left.operator.tested, right)
        right = _in_unit_of(left, right) if isinstance(right, Constant) else right
        if isinstance(right, Constant | Parameter) and isinstance(left, Apply) and row.symbol in left.operator.passed:
            return self._passed(left.operator.passed[row.symbol], left, right)
        if isinstance(right, Apply) and right.operator.rounds and right.operands == (left,) and row.identifies:
            return _filled(row.words(left.type.kind), self.term(left), WHOLE)
        words = row.words(left.type.kind)
        if row.identifies and isinstance(left, Fact) and isinstance(right, Constant | Parameter):
            return self._against_fixed(row, left, right, words)
        return _filled(words, self.term(left), self.term(right))

    def _counted(self, row: Operator, over: Node, words: Mapping[str, Text], fixed: Constant) -> Text:
        """How many a list has, against a number: of whether it has any at all, nothing but that is said."""
        number = fixed.value
        assert isinstance(number, int | Decimal)
        none, *some = [bool(row.compute(count, number)) for count in range(3)]
        if none not in some and some[0] == some[1]:
            return _filled(words["none" if none else "some"], self._named_unless_empty(over))
        count = written_count(number) if isinstance(number, int) else self.value(number, fixed.type)
        return _filled(words[row.symbol], self.term(over), count, are=_IS if number == 1 else _ARE)

    def _passed(self, words: Text, left: Apply, fixed: Constant | Parameter) -> Text:
        """How much time has passed between two days, against a span: with what it is, where that is known."""
        said = _filled(words, *map(self.term, left.written), self._fixed(fixed))
        known = value_of(left, self._facts)
        beside = self._beyond(left) if known is None else self.value(known, left.type)
        return said if beside is None else joined(said, aside(beside))

    def _beyond(self, node: Apply) -> Text | None:
        """Of what its known operands leave without a value because the calendar does not go so far: how far it goes."""
        if not node.operator.on_calendar or any(value_of(operand, self._facts) is None for operand in node.written):
            return None
        covers = value_of(node.operands[len(node.written)], self._facts)
        assert isinstance(covers, tuple)
        spans = [
            _SPAN.format(**{end: self.value(day, DATE) for end, day in zip(("first", "last"), span, strict=True)})
            for span in covered(covers)  # type: ignore[arg-type]  # the first list of a calendar is of days
        ]
        return _BEYOND.format(spans=enumerated(spans))

    def _named_unless_empty(self, over: Node) -> Text:
        """A list in a sentence; of one with nothing in it only the name, as the sentence says that."""
        return self._names.term(over) if value_of(over, self._facts) == () else self.term(over)

    @property
    def _names(self) -> Wording:
        """The same wording for names without values."""
        return Wording(self._edition, {}, supposing=True)

    def _against_fixed(self, row: Operator, left: Fact, right: Constant | Parameter, words: Text) -> Text:
        """A code or value against a fixed one: what it is, and beside it the name of what it was tested against."""
        label, fixed = self.label(left.name), self._fixed(right)
        if self._supposing and isinstance(right, Constant) and right.type.kind is Kind.CODE:
            fixed = quoted(fixed)
        said = _filled(words, label, fixed)
        known = self._facts.get(left.name)
        if row.apply is operator.eq and known is not None and known == right.value:
            return said
        if known is None:
            return self._with_value(said, None, left.type)
        is_ = _filled(OPERATORS["=="].words(left.type.kind), label, self.value(known, left.type, label))
        if isinstance(right, Constant) and row.symbol in _SAID_BY_THE_VALUE:
            return is_
        tested = _filled(words, Text("", ""), fixed)
        return joined(is_, aside(Text(tested.zh, tested.en.strip().removeprefix("is "))))

    def _fixed(self, node: Constant | Parameter) -> Text:
        if isinstance(node, Parameter):
            return self._with_value(self._parameter_label(node), node.value, node.type)
        value = self.value(node.value, node.type)
        if not isinstance(node.value, tuple) or not node.value:
            return value
        each = enumerated(quoted(self.value(item, node.type.item or node.type)) for item in node.value)
        return Text(f"“{value.zh}”之列", each.en)

    def _parameter_label(self, node: Parameter) -> Text:
        return self._labelled(self._edition.parameters.get(node.name), node.name)

    def _labelled(self, rule: Rule | None, name: str) -> Text:
        if rule is not None:
            return self._edition.in_words(rule.label or rule.title)
        answer = self._edition.answers.get(name)
        return plain(name) if answer is None else self._edition.in_words(answer[0])

    def _quantified(self, node: Quantified, *, negated: bool = False) -> Text:
        row, (test, among) = OPERATORS[node.quantifier], _of_one(OPERATORS[node.test], node.against)
        words = (row.denied(test.symbol) if negated else None) or row.words(test.symbol)
        over, against = self.term(node.over), self.term(among)
        if isinstance(among, Constant) and among.type.kind is Kind.CODE:
            against = quoted(against)
        tested = _filled(test.words(_member_kind(node.over.type)), _NOTHING, against)
        return words.format(over=over, against=against, test=Text(tested.zh, tested.en.strip()))

    def term(self, node: Node) -> Text:
        """A value in a sentence: its name with its value beside it."""
        match node:
            case Constant() | Parameter():
                return self._fixed(node)
            case Fact(name=name):
                return self._with_value(self.label(name), self._facts.get(name), node.type)
            case Derived(name=name):
                return self._named(self.label(name), node)
            case Quantified():
                return self._quantified(node)
            case Gathered():
                return self.gathered(node)
            case OverTime():
                return self.over_time(node)
            case Table():  # that no definition names; its rows stand below the sentence
                return self._named(node.label or _OF_ROWS, node)
            case ListOf(items=items):
                return members([self.term(item) for item in items])
            case Apply():
                kept = converted(node)
                return self._computed(node) if kept is None else self.term(kept)
        return self.test(node)

    def gathered(self, node: Gathered) -> Text:
        """What is made of the records of a list, in the words of the rule."""
        those = self._law.vocabulary.records[node.records].label
        if node.where is not None:
            where = self.test(node.where)
            those = Text(f"符合“{where.zh}”的{those.zh}", f"each {those.en} of whom {where.en}")
        term = _NOTHING if node.term is None else self._told_of_each(node.term)
        return _filled(GATHERINGS[node.function].wording, those=those, term=term)

    def over_time(self, node: OverTime) -> Text:
        """What is made of the periods of a window, in the words of the rule."""
        row, periods = GATHERINGS[node.function], self._law.vocabulary.periods
        window, term = node.window.words(periods[node.window.period]), self._told_of_each(node.term)
        if row.counts:
            return _PERIODS_COUNTED.format(window=window, term=term, period=periods[node.each].label)
        return _filled(row.wording, those=window, term=term)

    def _window(self, node: Apply) -> Text:
        """The window of a day that is made of one."""
        window, periods = window_of(node), self._law.vocabulary.periods
        return window.words(periods[window.period]) if window.period in periods else plain(window.written)

    def _told_of_each(self, node: Node) -> Text:
        return self.test(node) if node.type.kind is Kind.BOOLEAN else self.term(node)

    def _named(self, name: Text, node: Derived | Table) -> Text:
        """What has a name, with its value beside it; with the bounds that are known of a number that is open."""
        value = value_of(node, self._facts)
        if node.type.kind is not Kind.NUMBER or self._supposing or value is not None:
            return self._with_value(name, value, node.type)
        range_ = Values(self._facts).range(node)
        low, high = (None if end is None else decimal(end) for end in (range_.low, range_.high))
        bounds = self._bounds(low, high, node.type)
        said = listed(bounds, "，", ", ") if bounds else self.value(None, node.type)
        return joined(name, aside(said))

    def _computed(self, node: Apply) -> Text:
        """What an operator makes: its value with the computation, or where that is no arithmetic its name."""
        known = value_of(node, self._facts)
        if not calculates(node) or (known is None and self._supposing):
            wording = self._names if known is not None and len(node.operands) == 1 else self
            name = wording.arithmetic(node, named=True)
            if known is None and (beyond := self._beyond(node)) is not None:
                return joined(name, aside(beyond))
            if known is not None and node.type.kind is Kind.DATE:  # beside the days that it is made of
                return joined(name, aside(_THAT_IS.format(day=self.value(known, node.type))))
            return self._with_value(name, known, node.type)
        value, how = self.value(known, node.type), self.arithmetic(node, named=known is None)
        return value if how == value else joined(value, aside(how))

    def _with_value(self, name: Text, value: Value | None, type_: Type) -> Text:
        """What is named, with its value beside it."""
        return name if value is None and self._supposing else joined(name, aside(self.value(value, type_, name)))

    def arithmetic(self, node: Node, *, named: bool = False) -> Text:
        """A computation with its numbers filled in, and with `named` the names of the facts."""
        node = changing(node, None if named else self._facts)
        match node:
            case Apply():
                return self._applied(node, named=named)
            case Derived(body=body) if body is not None and not named:
                return self.arithmetic(body)
            case Table() if not named:
                return self._of_rows(node)
        return self._operand(node, named=named)

    def _of_rows(self, node: Table) -> Text:
        """How the rows in effect of a table make its value, without the conditions on which they hold."""
        rows = self.rows(node)
        if node.hit.adds and len(rows) > 1:
            return listed([self.value(value_of(row.value, self._facts), node.type) for row in rows], "+", " + ")
        only = changing(rows[0].value, self._facts) if len(rows) == 1 else node
        return self._operand(only, named=False)

    def rows(self, node: Table) -> list[Row]:
        """The rows of a table that give its value, or while that is open can still give it."""
        return rows_in_effect(node, Values(self._facts))

    def is_known(self, term: Node) -> bool:
        """Whether a term has a value on the facts."""
        return value_of(term, self._facts) is not None

    def truth(self, test: Node) -> Truth:
        """The truth of a single test."""
        return truths.of(value_of(test, self._facts))

    def told(self, row: Row) -> Text:
        """What a row gives that always holds: by its name where it has one."""
        if isinstance(row.value, Fact | Derived):
            return joined(self.label(row.value.name), COLON, self.given(row))
        return self.given(row)

    def given(self, row: Row) -> Text:
        """What a row gives, and how that is computed."""
        how, value = self.how(row.value), self.value(value_of(row.value, self._facts), row.value.type)
        return joined(how, EQUALS, value) if how.zh else value

    def how(self, node: Node) -> Text:
        """How a value is computed; nothing where it is taken as it stands."""
        told = self.arithmetic(node)
        return _NOTHING if told == self.value(value_of(node, self._facts), node.type) else told

    def _applied(self, node: Apply, *, named: bool) -> Text:
        if node.operator.of_window:
            return _filled(node.operator.words(""), self._window(node))
        row, operands = node.operator, [changing(operand, None if named else self._facts) for operand in node.written]
        if row.on_calendar:
            operands = [_in_unit(operand, WORKING_DAY) for operand in operands]
        texts = [
            self._operand(operand, named=named, bracketed=is_apart(operand, row, first=place == 0))
            for place, operand in enumerate(operands)
        ]
        fixed = [text for text, operand in zip(texts, operands, strict=True) if isinstance(operand, Constant)]
        if row.bounded is not None and bounds_one(node) and len(fixed) == 1:
            return _filled(row.bounded, *sorted(texts, key=fixed.__contains__))
        words, all_, one = row.words(_member_kind(operands[0].type)), members(texts), self._one(node.type)
        return _filled(Text(words.zh.replace("{*}", all_.zh), words.en.replace("{*}", all_.en)), *texts, one=one)

    def _one(self, type_: Type) -> Text:
        """One of a unit, without what is counted."""
        words = self._law.units.get(str(type_.unit)) if type_.kind is Kind.NUMBER else None
        return self.value(1, type_, words.label if words is not None else _NOTHING)

    def _operand(self, node: Node, *, named: bool, bracketed: bool = False) -> Text:
        if isinstance(node, Apply):
            inner = self._applied(node, named=named)
            return Text(f"（{inner.zh}）", f"({inner.en})") if bracketed else inner
        if named and isinstance(node, Fact | Parameter | Derived):
            return self.term(node)
        return self.value(value_of(node, self._facts), node.type)


def negative(text: Text) -> Text:
    """The contrary of a statement that has no words of its own for it."""
    return Text(f"并非：{text.zh}", f"not: {text.en}")


def _has_contrary(node: Node) -> bool:
    """Whether the words of a test can turn: a fact tells its value either way, an operator has its opposite."""
    match node:
        case Fact():
            return True
        case Apply():
            return node.operator.negation is not None
        case Quantified():
            return OPERATORS[node.quantifier].denial is not None
    return False


def _filled(words: Text, *operands: Text, **named: Text) -> Text:
    """A wording of the table with its operands."""
    zh, en = ({name: text[lang] for name, text in named.items()} for lang in LANGUAGES)
    return Text(
        words.zh.format(*(text.zh for text in operands), **zh), words.en.format(*(text.en for text in operands), **en)
    )


def _of_one(test: Operator, among: Node) -> tuple[Operator, Node]:
    """A test whether something is in a list of one as the test whether it is that one."""
    if test.of_one is None or not isinstance(among, Constant) or not isinstance(among.value, tuple):
        return test, among
    if len(among.value) != 1:
        return test, among
    return OPERATORS[test.of_one], Constant(among.value[0], among.type.item or among.type)


def _member_kind(type_: Type) -> Kind:
    """What a value is, or the members of a list."""
    return (type_.item or type_).kind


def _in_unit(operand: Node, unit: Unit) -> Node:
    """A number that has no unit as one of this unit."""
    bare = isinstance(operand, Constant) and operand.type == NUMBER
    return replace(operand, type=replace(NUMBER, unit=unit)) if bare else operand


def _in_unit_of(beside: Node, number: Constant) -> Constant:
    """A number without a unit as one of the unit of what it is compared with; none of anything is none."""
    has_unit = number.type.kind is not Kind.NUMBER or number.type.unit is not None or number.value == 0
    return number if has_unit else replace(number, type=beside.type)
