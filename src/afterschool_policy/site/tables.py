"""Takes a policy; gives the tables of the reference pages, each row read from the one table it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterschool_policy.diagnostics.codes import CODES, Severity
from afterschool_policy.language.operators import OPERATORS, Operator, Role
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.site import facts as pages_facts
from afterschool_policy.site import phrases as say
from afterschool_policy.site import readings as pages_readings
from afterschool_policy.site.book import Book
from afterschool_policy.site.markup import code, safe, table
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.types import KIND_NAMES

_ROLES = {
    Role.CONNECTIVE: Text("连接", "connective"),
    Role.TEST: Text("比较", "test"),
    Role.TERM: Text("计算", "term"),
    Role.QUANTIFIER: Text("逐项", "quantifier"),
}


def operators(lang: Lang) -> Iterator[str]:
    """Every operator: how it is written, what it takes, how explanations put it, how it binds."""
    head = Text("写法|类别|需要|说明中的说法|结合", "Written|Sort|Takes|In explanations|Binds")[lang].split("|")
    rows = (
        [
            code(_written(row)),
            _ROLES[row.role][lang],
            safe(row.takes[lang]),
            "；".join(dict.fromkeys(safe(_sample(words[lang], lang)) for words in row.wording.values())),
            str(row.binding) if row.binding else "",
        ]
        for row in OPERATORS.values()
    )
    return table(head, rows)


def _written(row: Operator) -> str:
    if row.prefix:
        return row.before("a")
    if row.binding:
        return f"a {row.symbol} b"
    if row.role is Role.QUANTIFIER:
        return f"{row.symbol}(a) in b"
    several = any(place in words.en for words in row.wording.values() for place in ("{*}", "{1}"))
    return f"{row.symbol}(a, b)" if several else f"{row.symbol}(a)"


def _sample(words: str, lang: Lang) -> str:
    """The wording with letters for its operands."""
    test = OPERATORS["in"].wording[""][lang].format("", "b").strip()
    return words.replace("{*}", f"a{say.COMMA[lang]}b").format("a", "b", over="a", test=test)


def modalities(lang: Lang) -> Iterator[str]:
    """Every modality: the words of a text, and what the truth of the condition means."""
    head = Text(
        "modality|原文用语|条件成立|不成立|未知|例外在何时检查|可用的部分",
        "Modality|Words of the text|Condition true|False|Unknown|Exceptions tried when|Own parts",
    )[lang].split("|")
    rows = (
        [
            f"{row.label[lang]} {code(row.name)}",
            safe(row.marks),
            _outcome(row.when_true, lang),
            row.clear[lang] if row.clear else _outcome(row.when_false, lang),
            _outcome(row.when_unknown if row.when_true else None, lang),
            Text("成立", "true")[lang] if row.bites else Text("不成立", "false")[lang],
            " ".join(code(part) for part in sorted(row.parts)),
        ]
        for row in MODALITIES.values()
    )
    return table(head, rows)


def _outcome(outcome: Outcome | None, lang: Lang) -> str:
    return "—" if outcome is None else OUTCOMES[outcome].label[lang]


def outcomes(lang: Lang) -> Iterator[str]:
    """Every outcome: its code, name, meaning and counterpart."""
    head = Text("代码|名称|含义|在另一类事项中的说法", "Code|Name|Meaning|In the other sort of question")[lang].split(
        "|"
    )
    rows = (
        [code(outcome), row.label[lang], safe(row.meaning[lang]), code(row.counterpart) if row.counterpart else ""]
        for outcome, row in OUTCOMES.items()
    )
    return table(head, rows)


def kinds(lang: Lang) -> Iterator[str]:
    """Every sort of value."""
    return table(Text("类型|名称", "Kind|Name")[lang].split("|"), ([code(k), t[lang]] for k, t in KIND_NAMES.items()))


def diagnostics(lang: Lang) -> Iterator[str]:
    """Every diagnostic: code, severity, message and what to do."""
    for each in CODES.values():
        warning = Text("（警告）", " (warning)")[lang] if each.severity is Severity.WARNING else ""
        yield f"### {code(each.id)}{warning} {{ #{each.id} }}"
        yield ""
        yield f"**{safe(each.message[lang])}**"
        yield ""
        yield safe(each.help[lang])
        yield ""


def decisions(book: Book, page: str) -> Iterator[str]:
    """Every decision with its outcomes."""
    head = Text("事项|所问|可能的结论", "Decision|Question|Outcomes")[book.lang].split("|")
    rows = (
        [code(spec.name), book.to_decision(spec, page), " ".join(code(outcome) for outcome in spec.answers)]
        for spec in book.law.decisions.values()
    )
    return table(head, rows)


def tables(book: Book, page: str) -> dict[str, Iterable[str]]:
    """The tables by the names under which a page at `page` asks for them."""
    lang = book.lang
    return {
        "operators": operators(lang),
        "modalities": modalities(lang),
        "outcomes": outcomes(lang),
        "kinds": kinds(lang),
        "diagnostics": diagnostics(lang),
        "decisions": decisions(book, page),
        "readings": pages_readings.register(book, page),
        "facts": pages_facts.groups(book, page),
    }
