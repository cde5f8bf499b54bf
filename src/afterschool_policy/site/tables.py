"""The tables of the reference pages, each row read from the one table it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from afterschool_policy.diagnostics.advice import ADVICE, Advice
from afterschool_policy.diagnostics.code import Code
from afterschool_policy.diagnostics.codes import CODES
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.operators import OPERATORS, Operator, Role, notation
from afterschool_policy.language.rounding import MODES, rounded
from afterschool_policy.law.modalities import WRITTEN
from afterschool_policy.law.parts import KINDS, PARTS
from afterschool_policy.semantics.question import question_of
from afterschool_policy.site import phrases as say
from afterschool_policy.site.book import Book
from afterschool_policy.site.links import Links
from afterschool_policy.site.markup import Markdown, code, joined
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values.grades import GRADES
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.types import KIND_NAMES

Row = tuple[Text | str, ...]
Content = dict[str, object]

_NUMBERS = Text("数", "numbers")
_ORDERED = Text("数、时刻、日期", "numbers, times, dates")
_ANY_VALUES = Text("任何一类", "of any sort")
_DISJOINT = Text("任何两行都不能同时成立", "no two rows can hold at once")
_AGREEING = Text("同时成立的各行，值相同", "rows that can hold at once give the same")
_NO_VALUE = Text("没有值", "no value")
_ROUNDED = ("2.4", "2.5", "2.6", "3.5", "-2.5")

_ROLES = {
    Role.CONNECTIVE: Text("连接", "connective"),
    Role.TEST: Text("比较", "test"),
    Role.TERM: Text("计算", "term"),
    Role.QUANTIFIER: Text("逐项", "quantifier"),
}


def tables(book: Book, to: Links) -> dict[str, tuple[str, Content]]:
    """The template and the content of each table, by the name under which a page asks for it."""
    return {
        "operators": _table(
            Text("写法|类别|需要|说明中的说法|结合", "Written|Sort|Takes|In explanations|Binds"), _operator_rows()
        ),
        "rounding": _table(
            Text("方式|说明中的说法|2.4|2.5|2.6|3.5|−2.5", "Mode|In explanations|2.4|2.5|2.6|3.5|−2.5"), _mode_rows()
        ),
        "hits": _table(
            Text(
                "hit|取什么值|各行的值|检查|没有 otherwise，一行也不成立",
                "hit|What it gives|Values of the rows|Checked|Where no row holds, without otherwise",
            ),
            _hit_rows(),
        ),
        "modalities": _table(
            Text(
                "modality|原文用语|条件成立|不成立|未知|例外在何时检查|可用的部分",
                "Modality|Words of the text|Condition true|False|Unknown|Exceptions tried when|Own parts",
            ),
            _modality_rows(book),
        ),
        "parts": _table(
            Text(
                "写法|回答事项|定义|参数|只用于这些情态|须同时写",
                "Key|Answers a question|Definition|Parameter|Only in these modalities|Only beside",
            ),
            _part_rows(),
        ),
        "outcomes": _table(
            Text("代码|名称|含义|在另一类事项中的说法", "Code|Name|Meaning|In the other sort of question"),
            _outcome_rows(),
        ),
        "grades": _table(
            Text("不同的程度|代码|含义|退出状态", "Grade|Code|Meaning|Exit status"),
            ((row.label, code(name), row.meaning, str(row.status)) for name, row in GRADES.items()),
        ),
        "kinds": _table(Text("类型|名称", "Kind|Name"), ((code(kind), name) for kind, name in KIND_NAMES.items())),
        "diagnostics": ("diagnostics.md", {"diagnostics": CODES.values()}),
        "lint": (
            "lint.md",
            {"advice": [_advised(each) for each in ADVICE.values()]},
        ),
        "decisions": _table(Text("事项|所问|可能的结论", "Decision|Question|Outcomes"), _decision_rows(book, to)),
        "facts-by-decision": _table(
            Text("事项|规则读的|由此推知的", "Question|Read by its rules|Entailing one of these"),
            _reading_rows(book, to),
        ),
        "readings": ("readings.md", {"titled": False}),
        "facts": ("facts.md", {"titled": False}),
    }


def _table(head: Text, rows: Iterator[Row]) -> tuple[str, Content]:
    titles = zip(head.zh.split("|"), head.en.split("|"), strict=True)
    return "table.md", {"head": [Text(zh, en) for zh, en in titles], "rows": rows}


def _operator_rows() -> Iterator[Row]:
    """Every operator: how it is written, what it takes, how explanations put it, how it binds."""
    for rows in dict.fromkeys(notation().alike.values()):
        operator = rows[0]
        binding = str(operator.binding) if operator.binding else ""
        yield code(spelling(operator)), _ROLES[operator.role], operator.takes, in_words(rows), binding


def in_words(rows: Iterable[Operator]) -> Text:
    """How explanations put operators that are written alike."""
    samples = [_sample(words) for row in rows for words in _wordings(row)]
    return Text("；".join(dict.fromkeys(s.zh for s in samples)), "；".join(dict.fromkeys(s.en for s in samples)))


def _wordings(operator: Operator) -> Iterator[Text]:
    """How explanations put an operator: in general, beside a fixed value, and where its result is tested."""
    yield from operator.wording.values()
    if operator.bounded is not None:
        yield operator.bounded
    if operator.tested is not None:
        yield from operator.tested.values()
    yield from operator.passed.values()


def spelling(operator: Operator) -> str:
    """How an operator is written, with letters for its operands."""
    if operator.prefix:
        return operator.before("a")
    if operator.binding:
        return f"a {operator.written} b"
    if operator.role is Role.QUANTIFIER:
        return f"{operator.written}(a) in b"
    if operator.of_window:
        return f"{operator.written}(this year)"
    words = "".join(each.en for each in operator.wording.values())
    several = [letter for place, letter in enumerate("bc", 1) if f"{{{place}}}" in words] or ["b"] * ("{*}" in words)
    return f"{operator.written}({', '.join(['a', *several, *filter(None, [operator.variant])])})"


def _sample(words: Text) -> Text:
    """The wording with letters for its operands."""
    within = OPERATORS["in"].wording[""]

    def side(text: str, comma: str, test: str) -> str:
        tested = test.format("", "b").strip()
        return text.replace("{*}", f"a{comma}b").format(
            "a", "b", "c", over="a", against="b", test=tested, one=1, are="are"
        )

    return Text(side(words.zh, say.COMMA.zh, within.zh), side(words.en, say.COMMA.en, within.en))


def _mode_rows() -> Iterator[Row]:
    """Every way to round: its name, how explanations put it, and what it makes of some numbers."""
    for name, mode in MODES.items():
        made = (numbers.written(rounded(Decimal(sample), 1, mode=mode)) for sample in _ROUNDED)
        yield code(name), _sample(mode.wording), *made


def _hit_rows() -> Iterator[Row]:
    """Every way in which rows make a value: what it gives, what they may give, what is checked, and what of none."""
    for hit in (row for row in HITS.values() if row.written):
        values = _NUMBERS if hit.adds else _ORDERED if hit.orders else _ANY_VALUES
        checked = _DISJOINT if hit.disjoint else _AGREEING if hit.agreeing else ""
        nothing = _NO_VALUE if hit.empty is None else code("[]" if hit.lists else str(hit.empty))
        yield code(hit.name), hit.label, values, checked, nothing


def _modality_rows(book: Book) -> Iterator[Row]:
    """Every modality: the words of a text, and what the truth of the condition means."""
    for modality in WRITTEN:
        yield (
            joined([modality.label[book.lang], code(modality.name)], " "),
            modality.marks,
            _label_or_dash(modality.when_true),
            modality.clear or _label_or_dash(modality.when_false),
            _label_or_dash(modality.when_unknown if modality.when_true else None),
            Text("成立", "true") if modality.bites else Text("不成立", "false"),
            joined((code(part) for part in sorted(modality.parts)), " "),
        )


def _part_rows() -> Iterator[Row]:
    """Every part of a rule: in which kinds of rule it means something."""
    for part in PARTS.values():
        having = [row.name for row in WRITTEN if part.name in row.parts]
        yield (
            code(part.name),
            *("✓" if kind in part.kinds else "" for kind in KINDS),
            joined((code(name) for name in having), " "),
            code(part.needs) if part.needs else "",
        )


def _label_or_dash(outcome: Outcome | None) -> Text | str:
    return "—" if outcome is None else OUTCOMES[outcome].label


def _outcome_rows() -> Iterator[Row]:
    """Every outcome: its code, name, meaning and counterpart."""
    for outcome, entry in OUTCOMES.items():
        yield code(outcome), entry.label, entry.meaning, code(entry.counterpart) if entry.counterpart else ""


def _decision_rows(book: Book, to: Links) -> Iterator[Row]:
    """Every decision with its outcomes."""
    for spec in book.law.decisions.values():
        yield code(spec.name), to.decision(spec), joined((code(outcome) for outcome in spec.answers), " ")


def _reading_rows(book: Book, to: Links) -> Iterator[Row]:
    """Every single question with the facts that its own rules read, and those that entail one of them."""
    entailments = book.law.entailments
    for spec in book.law.decisions.values():
        if spec.background is None:
            question = question_of(book.edition, spec)
            rules = (rule for rule in question.rules if not rule.is_limit)
            read = sorted({name for rule in rules for name in rule.reads})
            yield to.decision(spec), _codes(read), _codes(sorted(entailments.sources_of(read)))


def _codes(names: Iterable[str]) -> str:
    return joined((code(name) for name in names), " ")


def _advised(advice: Advice) -> tuple[Code, Text, Markdown, Markdown]:
    """One kind of advice: its row, why, and its examples as blocks."""
    bad, good = (Markdown(f"```yaml\n{lines.rstrip()}\n```") for lines in (advice.bad, advice.good))
    return CODES[advice.code], advice.why, bad, good
