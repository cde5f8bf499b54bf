"""No template lets anything through that Markdown or HTML would take for its own."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from importlib.resources import files
from itertools import chain

import pytest
from jinja2 import UndefinedError

from afterschool_policy import Policy
from afterschool_policy.site.pages import pages, reference_tables
from afterschool_policy.site.render import render
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.text import LANGUAGES, Text
from tests.support import LIBRARY

TEMPLATES = sorted(files("afterschool_policy.site").joinpath("templates").iterdir(), key=lambda path: path.name)
HOSTILE = "<i>*a*[b](c)|`d`"


def spoilt(value):
    """The value with markup at the end of every text in it."""
    if isinstance(value, Text):
        return Text(value.zh + HOSTILE, value.en + HOSTILE)
    if isinstance(value, tuple):
        return tuple(spoilt(item) for item in value)
    if isinstance(value, Mapping):
        return {key: spoilt(item) for key, item in value.items()}
    if is_dataclass(value):
        return replace(
            value, **{field.name: spoilt(getattr(value, field.name)) for field in fields(value) if field.init}
        )
    return value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_are_escaped_on_every_page(lang):
    policy = Policy.load(LIBRARY, cache=False)
    results = [run_case(policy, case) for case in load_cases(LIBRARY / "cases")]
    clauses = {name: replace(spoilt(clause), quote=clause.quote + HOSTILE) for name, clause in policy.clauses.items()}
    hostile = Policy(replace(spoilt(policy.law), clauses=clauses))
    made = {**pages(hostile, results, lang), **reference_tables(hostile, results, lang, "reference/x.md")}
    shown = "\n".join(made.values())
    assert shown.count(r"&lt;i&gt;\*a\*\[b\](c)") > 100
    assert r"&lt;i&gt;\*a\*\[b\](c)\|" in shown
    assert "<i>" not in shown
    assert "[b](c)" not in shown


def test_a_table_has_as_many_cells_in_each_row_as_in_its_head():
    policy = Policy.load(LIBRARY, cache=False)
    hostile = Policy(spoilt(policy.law))
    for text in chain(
        pages(hostile, (), "zh").values(), reference_tables(hostile, (), "zh", "reference/x.md").values()
    ):
        for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1, table


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_goes_round_the_escape(template):
    inside = re.findall(r"\{[{%](.*?)[%}]\}", template.read_text(encoding="utf-8"), re.DOTALL)
    assert not [tag for tag in inside if re.search(r"~|\|\s*(?:safe|e|escape)\b|autoescape", tag)]


def test_a_name_that_a_template_is_not_given_is_a_fault():
    with pytest.raises(UndefinedError):
        render("reading.md", "zh")
