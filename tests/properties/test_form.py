"""Bringing a file into form changes neither what it says nor its comments, and doing it again changes nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.authoring.files import LOCK
from afterschool_policy.authoring.keys import forms_of, is_model, keys_of, places
from afterschool_policy.authoring.kinds import kind_of
from afterschool_policy.authoring.models import EXPRESSION
from afterschool_policy.authoring.yaml_reader import MappingNode, ScalarNode, YamlNode, read, typed_value
from afterschool_policy.language.lexer import ExpressionError, tokens
from afterschool_policy.language.spacing import spaced
from afterschool_policy.positions import SourceFile
from afterschool_policy.testing.documents import yaml_files
from afterschool_policy.tooling.form.form import formed
from tests.language.good_expressions import Entry, entries

ROOT = Path(__file__).parents[2]
SHIPPED = [
    path for folder in ("policy", "fixtures", "examples") for path in yaml_files(ROOT / folder) if path.name != LOCK
]
UNTIDY = [
    path
    for path in sorted((ROOT / "tests" / "policies").rglob("*.yaml"))
    + sorted((ROOT / "tests" / "language").rglob("*.yaml"))
    if path.is_file() and path.name != LOCK and "file-encoding" not in path.parts  # which is no UTF-8
]


def documents(text: str, name: str = "rules/a.yaml") -> list[YamlNode]:
    nodes, faults = read(SourceFile(name, text))
    assert not faults, faults[0].render("en")
    return nodes


def said(text: str, name: str) -> list[object]:
    """What a file says: its values with their types, expressions by their tokens."""
    return [_said(document, kind_of(name, document)) for document in documents(text, name)]


def _said(document: YamlNode, model: type | None) -> object:
    if model is None:
        return typed_value(document)
    spaces = {
        id(node): " ".join(token.text for token in tokens(node.value))
        for node, forms in places(document, forms_of(model))
        if EXPRESSION in forms and isinstance(node, ScalarNode) and node.value is not None and lexes(node.value)
    }

    def value(node: YamlNode) -> object:
        if isinstance(node, MappingNode):
            return {key.value: value(below) for key, below in node.entries}
        if isinstance(node, ScalarNode):
            return spaces.get(id(node)) or typed_value(node)
        return [value(item) for item in node.items]

    return value(document)


def lexes(text: str) -> bool:
    try:
        return bool(list(tokens(text)))
    except ExpressionError:
        return False


def comments(text: str) -> list[str]:
    return sorted(match[1] for match in re.finditer(r"(?m)(?:^| )(#.*?)[ \t]*$", text))


def holds(name: str, text: str) -> str:
    """The text in form, after all laws of it were seen to hold."""
    new = formed(SourceFile(name, text))
    assert said(new, name) == said(text, name)
    assert comments(new) == comments(text)
    assert formed(SourceFile(name, new)) == new
    for document in documents(new, name):
        model = kind_of(name, document)
        for node, forms in [] if model is None else places(document, forms_of(model)):
            if isinstance(node, MappingNode):
                names = [str(key.value) for key, _ in node.entries]
                known = [keys_of(form) for form in forms if is_model(form) and {*names} <= {*keys_of(form)}]
                in_order = sorted(names, key=known[0].index) if known else names
                assert names == in_order or _is_stuck(node, in_order[0])
    return new


def _is_stuck(node: MappingNode, first: str) -> bool:
    """Whether the key that belongs first has a comment above it, which cannot be moved behind the dash of an item."""
    at = next(key.token for key, _ in node.entries if str(key.value) == first)
    begin = node.entries[0][0].token
    after_dash = begin.file.line(begin.line)[: begin.column - 1].strip()
    return bool(after_dash) and at != begin and at.file.line(at.line - 1).lstrip().startswith("#")


def test_the_shipped_files_are_in_form() -> None:
    assert [
        path.as_posix() for path in SHIPPED if formed(SourceFile(path.as_posix(), _text(path))) != _text(path)
    ] == []


@pytest.mark.parametrize("path", UNTIDY, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_that_are_not_in_form_say_the_same_afterwards(path: Path) -> None:
    if not read(SourceFile(path.as_posix(), _text(path)))[1]:
        holds(path.as_posix(), _text(path))


@cache
def rules() -> list[object]:
    """What the shipped rules and cases say, document by document."""
    files = [path for path in SHIPPED if "rules" in path.parts or "fixtures" in path.parts]
    texts = (_text(path) for path in files[:: max(1, len(files) // 60)])
    return [typed_value(node) for text in texts for node in documents(text)]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class Writer:
    """Writes a document as somebody in a hurry would: any order, indentation, brackets, quotes, and comments."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments = 0

    def block(self, value: object, column: int) -> str:
        """The lines of a value, each of them indented."""
        pad, step = " " * column, self.draw(st.integers(1, 5))
        if isinstance(value, dict):
            parts = []
            for key, below in self.draw(st.permutations(list(value.items()))):
                parts.append(f"{self.remark(column)}{pad}{key}:{self.after(below, column + step)}")
            return "".join(parts)
        assert isinstance(value, list)
        dashes = []
        for item in value:
            if isinstance(item, dict | list) and item and self.draw(st.booleans()):
                gap = self.draw(st.integers(1, 3))
                inner = self.block(item, column + 1 + gap)
                if not inner.lstrip(" ").startswith("#"):
                    dashes.append(f"{self.remark(column)}{pad}-{' ' * gap}{inner.lstrip(' ')}")
                    continue
            dashes.append(f"{self.remark(column)}{pad}- {self.flow(item)}\n")
        return "".join(dashes)

    def after(self, value: object, column: int) -> str:
        if isinstance(value, dict | list) and value and self.draw(st.booleans()):
            return "\n" + self.block(value, column)
        return f"{' ' * self.draw(st.integers(1, 3))}{self.flow(value)}{self.trailing()}\n"

    def remark(self, column: int) -> str:
        if self.draw(st.integers(0, 5)):
            return ""
        self.comments += 1
        return f"{' ' * column}# 注 {self.comments}\n"

    def trailing(self) -> str:
        if self.draw(st.integers(0, 8)):
            return self.draw(st.sampled_from(["", "", "  "]))
        self.comments += 1
        return f"  # 旁注 {self.comments}"

    def flow(self, value: object) -> str:
        gap = self.draw(st.sampled_from(["", " ", "  "]))
        if isinstance(value, dict):
            pairs = self.draw(st.permutations(list(value.items())))
            return "{" + gap + f",{gap} ".join(f"{key}: {gap}{self.flow(below)}" for key, below in pairs) + gap + "}"
        if isinstance(value, list):
            return "[" + gap + f"{gap}, ".join(map(self.flow, value)) + gap + "]"
        if isinstance(value, str):
            return self.scalar(value)
        return "null" if value is None else str(value).lower()

    def scalar(self, value: str) -> str:
        plain = re.fullmatch(r"[a-z\u4e00-\u9fff][a-z_\u4e00-\u9fff. ]*[a-z\u4e00-\u9fff]", value)
        words = ("null", "yes", "no", "on", "off", "true", "false")
        if plain and value not in words and self.draw(st.booleans()):
            return value
        if "'" not in value and self.draw(st.booleans()):
            return f"'{value}'"
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@given(st.data())
def test_whatever_it_is_written_like_it_says_the_same(data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(rules()))
    text = Writer(data.draw).block(value, 0)
    new = holds("rules/a.yaml", text)
    assert not re.search(r"[ \t]$", new, re.MULTILINE)
    assert new.endswith("\n")
    indents = {len(line) - len(line.lstrip(" ")) for line in new.splitlines() if not line.lstrip().startswith("#")}
    assert all(indent % 2 == 0 for indent in indents)


UNUSUAL_ENDS = {
    "in quotes": 'name: "x{end}y z"\nb: one two three four\nc: two   \nd: 1\n\n\n',
    "in an entry that moves": "title: {{en: 'a{end}b', zh: \"一{end}二\"}}\n# of it\nrule:   a\ndue:   b\n",
    "in a text that moves": "title: {{en: a, zh: 二}}\nnote: |\n   x   {end}   y\n  \nreason:   'z'   \nrule: a\n",
    "after entries": "title: {{en: 'a', zh: 二}} {end}note: |{end}  x{end}rule:   a{end}unit: b",
    "at the end": "rule:   a{end}{end}",
}


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"], ids=ascii)
@pytest.mark.parametrize("written", UNUSUAL_ENDS.values(), ids=UNUSUAL_ENDS)
def test_what_ends_a_line_of_yaml_alone_stays_where_it_is(written: str, end: str) -> None:
    """Copied text holds such signs; everything after them is a line further than an editor counts."""
    new = holds("rules/a.yaml", written.format(end=end))
    assert new.count(end) == written.count("{end}")
    assert not re.search(r"[ \t]+\n", new)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.written)
def test_the_spaces_of_an_expression_are_those_of_the_printer(entry: Entry) -> None:
    """Where the printer writes the same words, it writes them with the same spaces."""
    written, printed = entry.written, entry.printed
    assert _words(spaced(written)) == _words(written)
    assert spaced(spaced(written)) == spaced(written)
    if _words(written) == _words(printed):
        assert spaced(written) == printed


def _words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@given(st.data())
def test_spaces_and_line_ends_between_tokens_are_free(data: st.DataObject) -> None:
    written = data.draw(st.sampled_from([entry.written for entry in entries()]))
    gaps = data.draw(st.lists(st.sampled_from([" ", "  ", "\t"]), min_size=60, max_size=60))
    loose = "".join(f"{gap}{token.text}" for gap, token in zip(gaps, tokens(written), strict=False)).strip()
    if _words(loose) == _words(written):  # else the table has one longer than this
        assert spaced(loose) == spaced(written)
