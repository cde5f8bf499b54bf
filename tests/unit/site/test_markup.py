"""What is put into a page is shown letter by letter, and what is Markdown already stays."""

from afterschool_policy.site.markup import Markdown, anchor_of, code, escaped, joined, link, row


def test_text_is_escaped_once():
    assert escaped("a*b_[c](d) <i> & #1 `x` \\") == r"a\*b\_\[c\](d) &lt;i&gt; &amp; \#1 \`x\` " + "\\\\"
    assert escaped(escaped("a*b")) == r"a\*b"
    assert escaped(r"a|b\|c") == r"a\|b\\\|c"


def test_joined_texts_are_escaped_each():
    assert joined([Markdown("**a**"), "*b*"], ", ") == r"**a**, \*b\*"
    assert isinstance(joined([]), Markdown)


def test_a_bar_does_not_end_a_cell():
    assert row(["a|b", code("c | d"), "e\n f"]) == r"| a\|b | `c \| d` | e f |"


def test_a_link_is_relative_to_its_page():
    assert link("a*", "policy/text.md", page="policy/clauses/1.md", anchor="c-1") == r"[a\*](../text.md#c-1)"
    assert link(code("x"), "policy/text.md", page="index.md") == "[`x`](policy/text.md)"


def test_code_may_hold_a_backtick():
    assert code("a`b") == "``a`b``"


def test_an_anchor_is_of_letters_and_digits():
    assert anchor_of("fee.Amount_yuan@2") == "fee-amount-yuan-2"
