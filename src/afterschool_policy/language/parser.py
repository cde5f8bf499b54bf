"""The parser of expressions: precedence climbing, by the notation of the table of operators."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from afterschool_policy.language.gatherings import GATHERINGS
from afterschool_policy.language.lexer import ExpressionError, Sort, Token, tokens
from afterschool_policy.language.operators import Operator, notation
from afterschool_policy.language.syntax import (
    At,
    Comprehension,
    Expression,
    ListDisplay,
    Literal,
    Name,
    Operation,
    OverWindow,
    WindowOf,
)
from afterschool_policy.language.windows import BOUNDS, MOST_PERIODS
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values.units import SPANS, Unit

ASKING = ("outcome", "amount")
"""What another question is asked for: what it comes to, and an amount of it."""

WORDS_OF_A_GATHERING = ("for", "if")
"""Words that follow a name and are none themselves."""

MAX_LENGTH = 4_000
MAX_DEPTH = 40
MAX_TOKENS = 300


def parse(text: str) -> Expression:
    """The syntax tree of `text`; raises ExpressionError with the place of the first fault."""
    if len(text) > MAX_LENGTH:
        raise _problem(At(0, 1), f"超过 {MAX_LENGTH} 个字符", f"it is longer than {MAX_LENGTH} characters")
    read = list(tokens(text))
    if len(read) > MAX_TOKENS:
        raise _problem(
            read[MAX_TOKENS].at, "过长，请拆成几项（all: 或者 any:）", "it is too long: split it (all: or any:)"
        )
    return _Parser(read).whole()


class _Parser:
    """Precedence climbing over a list of tokens."""

    def __init__(self, read: list[Token]) -> None:
        self._tokens = read
        self._notation = notation()
        self._next = 0
        self._depth = 0

    def whole(self) -> Expression:
        if self._peek().sort is Sort.END:
            raise _problem(self._peek().at, "表达式是空的", "it is empty")
        tree = self._climb(0)
        rest = self._peek()
        if rest.text == "," and {self._tokens[self._next - 1].sort, self._peek(1).sort} == {Sort.NUMBER}:
            raise _problem(rest.at, "数里不写逗号，如 1800", "a number has no comma in it, as in 1800")
        if rest.sort is not Sort.END:
            raise _problem(
                rest.at,
                f"“{rest.text}”之前缺少运算符，或者括号不成对",
                f"an operator is missing before `{rest.text}`, or a bracket is not paired",
            )
        return tree

    def _climb(self, least: int) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _problem(self._peek().at, "嵌套过深", "it is nested too deeply")
        left = self._prefixed()
        while (operator := self._infix()) is not None and operator.binding >= least:
            mark = self._take()
            if " " in operator.written:
                mark = Token(mark.sort, operator.written, mark.at.to(self._take().at))
            right = self._climb(operator.binding + 1)
            left = Operation(operator.symbol, (left, right), left.at.to(right.at), mark.at)
            if operator.chains:
                continue
            after = self._infix()
            if after is not None and after.binding == operator.binding:
                raise _problem(
                    self._peek().at, "比较不能连写，请用 and 连接", "comparisons do not chain: join them with and"
                )
        self._depth -= 1
        return left

    def _infix(self) -> Operator | None:
        infix, token = self._notation.infix, self._peek()
        return infix.get(f"{token.text} {self._peek(1).text}") or infix.get(token.text)

    def _prefixed(self) -> Expression:
        token = self._peek()
        operator = self._notation.prefix.get(token.text)
        if operator is None:
            return self._primary()
        self._take()
        operand = self._climb(operator.binding)
        return Operation(operator.symbol, (operand,), token.at.to(operand.at), token.at)

    def _primary(self) -> Expression:
        token = self._take()
        if token.text == "(":
            inner = self._climb(0)
            self._expect(")")
            return inner
        if token.text == "[":
            items, end = self._items("]")
            return ListDisplay(items, token.at.to(end))
        if token.sort is Sort.NAME:
            return self._named(token)
        literal = _literal(token)
        if literal is None:
            if token.sort is Sort.END:
                raise _problem(token.at, "表达式不完整", "it ends too early")
            raise _problem(
                token.at,
                f"此处应为事实、数值或者代码，而不是“{token.text}”",
                f"a fact, value or code is expected here, not `{token.text}`",
            )
        unit = SPANS.get(self._peek().text) if token.sort is Sort.NUMBER else None
        return literal if unit is None else _span(literal, unit, self._take())

    def _named(self, token: Token) -> Expression:
        if token.text in ("true", "false"):
            return Literal(token.text == "true", token.at)
        if token.text in ("last", "this") and self._is_followed_by_a_period():
            return self._window(token)
        if self._peek().text != "(":
            return Name(token.text, token.at)
        if not (token.text in self._notation.functions or token.text in GATHERINGS or token.text in ASKING):
            raise ExpressionError("unknown-function", token.at, name=token.text)
        self._take()
        if token.text in ASKING:
            named = self._take()
            if named.sort is not Sort.NAME:
                raise _problem(named.at, "此处应为事项的名称", "the name of a question is expected here")
            return Operation(token.text, (Name(named.text, named.at),), token.at.to(self._expect(")").at), token.at)
        if token.text in BOUNDS:
            window = self._climb(0)
            return Operation(token.text, (window,), token.at.to(self._expect(")").at), token.at)
        if token.text in GATHERINGS and (gathered := self._gathered(token)) is not None:
            return gathered
        if token.text not in self._notation.functions:
            raise _problem(
                token.at,
                f"{token.text} 用于名单，写作 {token.text}(person.income for person in household.members)",
                f"`{token.text}` is of records: {token.text}(person.income for person in household.members)",
            )
        items, end = self._items(")")
        return self._called(token, items, token.at.to(end))

    def _called(self, token: Token, items: tuple[Expression, ...], at: At) -> Expression:
        """A function of its operands; of several by one name the one that the last operand names.

        A last operand that is no word names none, where one of them needs no word.
        """
        variants, plain = self._notation.variants.get(token.text), self._notation.functions[token.text]
        last = items[-1] if items else None
        said = last.name if isinstance(last, Name) and "." not in last.name else ""
        if variants is None or not (said or plain.variant):
            return Operation(plain.symbol, items, at, token.at)
        if said not in variants:
            place = last.at if last is not None else at
            raise ExpressionError("unknown-variant", place, name=said, function=token.text, allowed=tuple(variants))
        return Operation(variants[said].symbol, items[:-1], at, token.at)

    def _is_followed_by_a_period(self) -> bool:
        """Whether `last` or `this` begins a window, and is no code by that name."""
        after = self._peek()
        words = {*self._notation.infix, *self._notation.prefix, *WORDS_OF_A_GATHERING}
        return after.sort is Sort.NUMBER or (after.sort is Sort.NAME and after.text not in words)

    def _window(self, token: Token) -> WindowOf:
        """The last so many periods, or this one; the name of several ends as a plural does."""
        count, current = 1, token.text == "this"
        if not current and self._peek().sort is Sort.NUMBER:
            count = _count(self._take())
        named = self._take()
        if named.sort is not Sort.NAME:
            raise _problem(
                named.at, "此处应为 month、year 等期间", "a period is expected here, as `month` or `year` is"
            )
        at = token.at.to(named.at)
        if not current and (self._peek().text, self._peek(1).text) == ("with", "this"):
            self._take()
            current, at = True, token.at.to(self._take().at)
        return WindowOf(count, current, Name(named.text, named.at), at)

    def _gathered(self, token: Token) -> Expression | None:
        """What a function makes of records or of periods; None where its operands are of another kind."""
        start, depth = self._next, self._depth
        if self._peek().text == ")":
            return None
        term = self._climb(0)
        if self._peek().text == "," and self._peek(1).text in ("last", "this"):
            self._take()
            window = self._climb(0)
            if isinstance(window, WindowOf):
                return OverWindow(token.text, term, window, token.at.to(self._expect(")").at), token.at)
        if self._peek().text != "for":
            self._next, self._depth = start, depth
            return None
        self._take()
        member = self._name_of_records()
        self._expect("in")
        records = self._name_of_records()
        test = None
        if self._peek().text == "if":
            self._take()
            test = self._climb(0)
        return Comprehension(token.text, term, member, records, test, token.at.to(self._expect(")").at), token.at)

    def _name_of_records(self) -> Name:
        token = self._take()
        if token.sort is not Sort.NAME:
            raise _problem(token.at, "此处应为名称", "a name is expected here")
        return Name(token.text, token.at)

    def _items(self, closing: str) -> tuple[tuple[Expression, ...], At]:
        items: list[Expression] = []
        while self._peek().text != closing:
            items.append(self._climb(0))
            if self._peek().text != ",":
                break
            self._take()
        return tuple(items), self._expect(closing).at

    def _expect(self, mark: str) -> Token:
        token = self._take()
        if token.text != mark:
            raise _problem(token.at, f"此处缺少“{mark}”", f"`{mark}` is missing here")
        return token

    def _peek(self, ahead: int = 0) -> Token:
        return self._tokens[min(self._next + ahead, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._peek()
        self._next += 1
        return token


def _literal(token: Token) -> Literal | None:
    try:
        match token.sort:
            case Sort.NUMBER:
                return _number(token)
            case Sort.TIME:
                hour, minute = token.text.split(":")
                return Literal(time(int(hour), int(minute)), token.at)
            case Sort.DATE:
                return Literal(date.fromisoformat(token.text), token.at)
            case Sort.STRING:
                return Literal(token.text[1:-1], token.at)
    except ValueError as error:
        raise _problem(token.at, f"“{token.text}”不存在", f"there is no `{token.text}`") from error
    return None


def _number(token: Token) -> Literal:
    written = token.text.removesuffix("%")
    value = Decimal(written) if written == token.text else numbers.Percent.of(written)
    if not numbers.fits(value):
        most = numbers.MAX_DIGITS
        raise _problem(token.at, f"数最多 {most} 位", f"a number has at most {most} digits")
    return Literal(value if isinstance(value, numbers.Percent) or "." in written else int(value), token.at)


def _count(token: Token) -> int:
    """How many periods a window has."""
    count = _number(token).value
    if not isinstance(count, int) or not 1 <= count <= MOST_PERIODS:
        most = f"1 到 {MOST_PERIODS} 的整数", f"a whole number from 1 to {MOST_PERIODS}"
        raise _problem(token.at, f"此处应为 {most[0]}", f"{most[1]} is expected here")
    return count


def _span(number: Literal, unit: Unit, word: Token) -> Literal:
    """A number of days, months or years: whole ones, as parts of them are none on a calendar."""
    at = number.at.to(word.at)
    if not isinstance(number.value, int):
        raise _problem(at, f"{word.text} 之前应为整数", f"a whole number is expected before `{word.text}`")
    return Literal(number.value, at, unit)


def _problem(at: At, zh: str, en: str) -> ExpressionError:
    return ExpressionError("expression-syntax", at, problem=Text(zh, en))
