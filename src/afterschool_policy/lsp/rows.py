"""What an editor shows of a word of the rule language itself: the row of the table that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from afterschool_policy.language.gatherings import GATHERINGS
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.operators import notation
from afterschool_policy.language.parser import ASKING
from afterschool_policy.language.rounding import MODES
from afterschool_policy.law.modalities import MODALITIES, WRITTEN
from afterschool_policy.lsp import phrases as say
from afterschool_policy.lsp.book import Key
from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.site.tables import in_words, spelling
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

WORDS = {
    NameRole.MODALITY: {row.name: row.label for row in WRITTEN},
    NameRole.OUTCOME: {outcome.value: row.label for outcome, row in OUTCOMES.items()},
    NameRole.HIT: {row.name: row.label for row in HITS.values() if row.written},
    NameRole.ROUNDING: {name: mode.wording for name, mode in MODES.items()},
}
"""The words of the tables that a value can be one of, each with its label."""


def row_told(key: Key, lang: Lang) -> str | None:
    """The row of a word, as Markdown; None for what the policy itself names."""
    teller = _TELLERS.get(key.role)
    return None if teller is None else "\n\n".join(filter(None, teller(key.name, lang)))


def _of_operator(name: str, lang: Lang) -> Iterator[str]:
    written = notation()
    row = written.functions.get(name) or written.infix.get(name) or written.prefix.get(name)
    if row is not None:
        rows = written.alike[row.symbol]
        yield f"`{spelling(row)}`"
        yield say.TAKES.format(what=row.takes)[lang]
        yield say.IN_WORDS.format(words=in_words(rows))[lang]
        if words := written.variants.get(name):
            yield say.VARIANTS.format(words=", ".join(words))[lang]
    if (gathering := GATHERINGS.get(name)) is not None:
        yield f"`{name}(… for … in … if …)`"
        yield say.TAKES.format(what=gathering.takes)[lang]
        yield say.IN_WORDS.format(words=gathering.wording.format(those=say.THOSE, term=say.TERM))[lang]
    if name in ASKING:
        yield say.ASKS[name][lang]


def _of_modality(name: str, lang: Lang) -> Iterator[str]:
    row = MODALITIES.get(name)
    if row is not None:
        yield f"**{row.label[lang]}** `{name}`"
        yield say.MARKS.format(words=row.marks)[lang] if row.marks else ""
        for truth, outcome in ((say.TRUE, row.when_true), (say.FALSE, row.when_false)):
            yield f"{truth[lang]} → {OUTCOMES[outcome].label[lang]} `{outcome}`" if outcome is not None else ""


def _of_outcome(name: str, lang: Lang) -> Iterator[str]:
    if name in set(Outcome):
        row = OUTCOMES[Outcome(name)]
        yield f"**{row.label[lang]}** `{name}`"
        yield row.meaning[lang]


def _of_hit(name: str, lang: Lang) -> Iterator[str]:
    if name in HITS:
        yield f"`{name}` {HITS[name].label[lang]}"


def _of_rounding(name: str, lang: Lang) -> Iterator[str]:
    if name in MODES:
        yield f"`{name}` {MODES[name].wording[lang].format('a', 'b')}"


_TELLERS: dict[NameRole, Callable[[str, Lang], Iterator[str]]] = {
    NameRole.OPERATOR: _of_operator,
    NameRole.MODALITY: _of_modality,
    NameRole.OUTCOME: _of_outcome,
    NameRole.HIT: _of_hit,
    NameRole.ROUNDING: _of_rounding,
}
