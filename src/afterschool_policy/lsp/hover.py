"""What an editor shows of a name: a clause in its own words, a fact with its question, a rule with its clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from afterschool_policy.authoring.yaml_reader import MappingNode, ScalarNode, SequenceNode, YamlNode, scalars
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.lsp import phrases as say
from afterschool_policy.lsp.book import Key, PolicyBook, below, label_of, phrase, scalar
from afterschool_policy.lsp.mentions import Mention
from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.lsp.rows import row_told
from afterschool_policy.positions import Span
from afterschool_policy.text import Lang
from afterschool_policy.values.types import KIND_NAMES, Kind

_MOST = 20
"""So many codes or answers at most are told at once."""


def told(book: PolicyBook, key: Key, lang: Lang) -> str:
    """What a name stands for, as Markdown; empty where nothing states it."""
    if (row := row_told(key, lang)) is not None:
        return row
    found = book.statements(key)
    if not found:
        return ""
    teller = _TELLERS.get(key.role, _named)
    lines = [*filter(None, teller(book, key, found[0], lang))]
    return "\n\n".join([*lines, *(_place(each.span, lang) for each in found)])


def _place(span: Span, lang: Lang) -> str:
    return say.WRITTEN_AT.format(file=Path(span.file.path).name, line=str(span.line))[lang]


def _head(key: Key, what: str) -> str:
    return f"**{what}** `{key.name.rpartition(':')[2]}`"


def _named(_: PolicyBook, key: Key, stated: Mention, lang: Lang) -> Iterator[str]:
    yield _head(key, say.ROLES[key.role][lang])
    yield label_of(key, stated.entry, lang)


def _fact(book: PolicyBook, key: Key, stated: Mention, lang: Lang) -> Iterator[str]:
    entry = stated.entry
    yield f"{_head(key, say.ROLES[key.role][lang])} {phrase(below(entry, 'label'), lang)}"
    yield phrase(below(entry, "question"), lang)
    if scalar(entry, "define"):
        yield say.DEFINED_BY.format(rule=scalar(entry, "rule"), title=phrase(below(entry, "title"), lang))[lang]
        yield _expression(entry, "value")
    kind, codes, unit = scalar(entry, "type"), scalar(entry, "codes"), scalar(entry, "unit")
    name = say.KINDS[kind][lang] if kind in say.KINDS else KIND_NAMES[Kind(kind)][lang] if kind in set(Kind) else ""
    yield say.BESIDE[lang].join(filter(None, (name, unit and f"`{unit}`", codes and f"`{codes}`")))
    yield _codes(book, codes, lang)
    yield say.JUDGED[lang] if scalar(entry, "judgement") == "true" else ""


def _codes(book: PolicyBook, codes: str, lang: Lang) -> str:
    if not codes:
        return ""
    named = list(book.named(NameRole.CODE, f"{codes}:"))
    lines = [f"- `{name}` {phrase(mention.entry, lang)}" for name, mention in named[:_MOST]]
    return "\n".join([*lines, *(["- …"] if len(named) > _MOST else [])])


def _clause(_: PolicyBook, key: Key, stated: Mention, lang: Lang) -> Iterator[str]:
    entry = stated.entry
    headings = below(entry, "heading")
    above = [node.value or "" for node in scalars(headings)] if headings is not None else []
    yield f"{_head(key, say.ROLES[key.role][lang])} {' › '.join(above)}"
    yield "> " + scalar(entry, "quote").replace("\n", "\n> ")
    yield phrase(below(entry, "gist"), lang)
    modality, line = MODALITIES.get(scalar(entry, "modality")), scalar(entry, "line")
    told_line = say.LINE_OF_TEXT.format(line=line)[lang] if line else ""
    yield say.BESIDE[lang].join(filter(None, (modality.label[lang] if modality else "", told_line)))
    if scalar(entry, "operative") == "false":
        yield f"{say.NOT_OPERATIVE[lang]}{phrase(below(entry, 'reason'), lang)}"


def _rule(book: PolicyBook, key: Key, stated: Mention, lang: Lang) -> Iterator[str]:
    entry = stated.entry
    modality = MODALITIES.get(scalar(entry, "modality"))
    yield f"{_head(key, say.ROLES[key.role][lang])} {phrase(below(entry, 'title'), lang)}"
    yield modality.label[lang] if modality else ""
    yield "\n".join(f"- `{name}` {_quoted(book, name)}" for name in _names(entry, "clauses"))


def _parameter(book: PolicyBook, key: Key, stated: Mention, lang: Lang) -> Iterator[str]:
    entry = stated.entry
    yield f"{_head(key, say.ROLES[key.role][lang])} {phrase(below(entry, 'label'), lang)}"
    yield _expression(entry, "value") + (f" `{unit}`" if (unit := scalar(entry, "unit")) else "")
    yield "\n".join(f"- `{name}` {_quoted(book, name)}" for name in _names(entry, "clauses"))


def _reading(_: PolicyBook, key: Key, stated: Mention, lang: Lang) -> Iterator[str]:
    entry = stated.entry
    default = below(entry, "default")
    yield f"{_head(key, say.ROLES[key.role][lang])} {phrase(below(entry, 'matter'), lang)}"
    choices = [(f"{scalar(default, 'code')}**{say.DEFAULT[lang]}", phrase(default, lang))]
    others = below(entry, "alternatives")
    if isinstance(others, MappingNode):
        choices += [(f"{code.value}**", phrase(words, lang)) for code, words in others.entries]
    yield "\n".join(f"- **{code} {words}" for code, words in choices)
    yield phrase(below(entry, "grounds"), lang)


def _choice(book: PolicyBook, key: Key, stated: Mention, lang: Lang) -> Iterator[str]:
    reading = key.name.partition(":")[0]
    yield _head(key, say.ROLES[key.role][lang])
    yield phrase(stated.entry, lang)
    yield f"`{reading}` {label_of(Key(NameRole.READING, reading), book.entry(Key(NameRole.READING, reading)), lang)}"


def _decision(_: PolicyBook, key: Key, stated: Mention, lang: Lang) -> Iterator[str]:
    yield f"{_head(key, say.ROLES[key.role][lang])} {phrase(below(stated.entry, 'question'), lang)}"
    answers = below(stated.entry, "answers")
    if isinstance(answers, MappingNode):
        yield "\n".join(f"- `{outcome.value}` {phrase(words, lang)}" for outcome, words in answers.entries)


def _expression(entry: YamlNode | None, key: str) -> str:
    """A value that is one expression, or a list of codes; a table is read where it stands."""
    node = below(entry, key)
    if isinstance(node, ScalarNode):
        return f"`{' '.join((node.value or '').split())}`"
    if isinstance(node, SequenceNode):
        return ", ".join(f"`{each.value}`" for each in node.items if isinstance(each, ScalarNode))
    return ""


def _names(entry: YamlNode | None, key: str) -> list[str]:
    node = below(entry, key)
    return [] if node is None else [each.value for each in scalars(node) if each.value is not None]


def _quoted(book: PolicyBook, clause: str) -> str:
    return scalar(book.entry(Key(NameRole.CLAUSE, clause)), "quote")


_TELLERS: dict[NameRole, Callable[[PolicyBook, Key, Mention, Lang], Iterator[str]]] = {
    NameRole.FACT: _fact,
    NameRole.CLAUSE: _clause,
    NameRole.RULE: _rule,
    NameRole.PARAMETER: _parameter,
    NameRole.READING: _reading,
    NameRole.CHOICE: _choice,
    NameRole.DECISION: _decision,
}
