"""One document in every format: what each writer makes of headings, runs, items, quotes and tables."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml

from afterschool_policy.explain.document import ClauseQuoted, Detail, Document, Grid, Head, Item, Run, Section
from afterschool_policy.explain.render.as_fragment import as_fragment
from afterschool_policy.explain.render.as_markdown import as_markdown, safe
from afterschool_policy.explain.render.as_text import as_text
from afterschool_policy.text import Text


def both(text: str) -> Text:
    return Text(f"{text}中", text)


DETAILS = (
    Detail(both("Why"), ((both("because."),),)),
    Detail(both("Clauses"), ((both("1.2"), Run("quote", both("words"))), (both("also 1.3"),))),
)
HEAD = Head(both("Q?"), both("met"), both("Yes."), DETAILS, "sha256:" + "a" * 64, 1)
FINDING = Section(
    both("rule <one>"),
    items=(
        Item((both("who"),), aside=True),
        Item((both("scope"),), (Item((both("all"),), (Item((both("a|b"),), mark="✓"),), group=True),)),
        Item((both("sum "), Run("strong", both("5")))),
    ),
    quotes=(ClauseQuoted(both("1.2"), "条文", both("gist")),),
    name="rule_one@1",
    level=4,
    mark="●",
)
TABLE = Grid((Text("", ""), both("n")), (((both("row"),), (both("3"),)),), (both("row 3"),), numbers=True)
DOCUMENT = Document((Section(both("Found"), parts=(FINDING,)), Section(both("Totals"), table=TABLE, level=2)), HEAD)


def test_text_has_marks_and_columns() -> None:
    assert as_text(DOCUMENT, "en") == (
        "Question: Q?\nAnswer: [met] Yes.\nWhy: because.\nClauses: 1.2 “words”\n    also 1.3\n\nFound: \n"
        "● rule <one> (who)  [rule_one@1]\n  Clause 1.2 “条文”\n    gist\n  scope\n    ✓ a|b\n  sum 5\n"
        "\n== Totals ==\n  row 3\n\npolicy revision: sha256:aaaaaaaaaaaa\n"
    )


def test_markdown_has_headings_lists_and_tables_and_escapes_all_but_names() -> None:
    assert as_markdown(DOCUMENT, "en") == (
        "# Q?\n\n**met** — Yes.\n\n- **Why**: because.\n- **Clauses**\n    - 1.2 “words”\n    - also 1.3\n\n"
        "\n### Found\n\n#### rule &lt;one&gt; (`rule_one@1`)\n\n"
        "> 条文 — 1.2 gist\n\n- who\n- scope\n    - all\n        - a\\|b\n- sum **5**\n\n"
        f"## Totals\n\n| | n |\n|---|---:|\n| row | 3 |\n\npolicy revision: `sha256:{'a' * 64}`\n"
    )


def test_html_has_elements_and_escapes_everything() -> None:
    written = as_fragment(DOCUMENT, "en")
    assert "<h1>Q?</h1>\n<p><b>met</b> Yes.</p>\n<dl>\n<dt>Why</dt>\n<dd>because.</dd>\n<dt>Clauses</dt>" in written
    assert '<dd>1.2 <q lang="zh-Hans">words</q></dd>\n<dd>also 1.3</dd>\n</dl>' in written
    assert "<h4>rule &lt;one&gt; <code>rule_one@1</code></h4>" in written
    assert '<blockquote><p>1.2 <q lang="zh-Hans">条文</q> gist</p></blockquote>' in written
    assert "<li>scope\n<ul>\n<li>all\n<ul>\n<li>a|b\n</li>\n</ul>\n</li>\n</ul>\n</li>" in written
    assert "<p>row 3</p>" in written


def test_a_document_without_a_head_begins_with_its_first_heading() -> None:
    sections = (
        Section(both("Title"), level=2),
        Section(both("Steps"), items=(Item((both("one"), Run("quote", both("q"))), mark="·"),), numbered=True),
    )
    assert as_text(Document(sections), "en") == "Title\n\nSteps:\n  1. one “q”\n"
    assert as_markdown(Document(sections), "en") == "## Title\n\n### Steps\n\n1. one “q”\n"
    assert as_fragment(Document(sections), "zh") == (
        '<h2>Title中</h2>\n<h3>Steps中</h3>\n<ol>\n<li>one中 <q lang="zh-Hans">q中</q>\n</li>\n</ol>\n'
    )


@pytest.mark.parametrize(
    "words",
    [
        r"a*b_c`d[e]<f>#|\{}", "~~struck~~ ~out~", "&lt;b&gt; &copy; &rlm; &#x202E; &amp;lt;", "<img src=x> <!-- a -->",
        "[a](b) ![c](d) [e]: f", r"\&lt; \< \~", "a&", "<", "**b** __c__",
    ],
)  # fmt: skip
def test_markdown_shows_every_character_as_it_is(words: str) -> None:
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"- {safe(words)} .")
    assert rendered == f"<ul>\n<li>{escapeHtml(words)} .</li>\n</ul>\n"
