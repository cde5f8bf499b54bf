"""The report on a table: its counts, and how they are told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal

from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.explain.render import write
from afterschool_policy.explain.render.formats import Format, check_lang
from afterschool_policy.law.model import Law
from afterschool_policy.population.counts import TableCounts
from afterschool_policy.text import Lang, visible_json


@dataclass(frozen=True, slots=True)
class TableReport:
    """What a table came to under one question.

    Attributes:
        counts: The counts of its rows.
        law: The policy in whose words they are told.
    """

    counts: TableCounts
    law: Law = field(repr=False, compare=False)

    def explain(self, lang: Lang = "zh", format: Format = "text") -> str:  # noqa: A002  # as for a decision
        """The report in words, in a language and format as for `Decision.explain`; `"html"` gives a fragment.

        Raises:
            InvalidRequest: For another language or format.
        """
        # Who only counts does not wait for the words.
        from afterschool_policy.population.report_document import document

        if format != "json":
            return write(self, lambda: document(self.counts, self.law), lang, format)
        check_lang(lang)
        return visible_json(json.dumps(self.to_dict(), ensure_ascii=False, indent=2)) + "\n"

    def to_dict(self) -> dict[str, object]:
        """The counts as data for JSON, null where they are withheld."""
        told = {each.name: _plain(getattr(self.counts, each.name)) for each in fields(self.counts)}
        return {"revision": self.law.fingerprint, **told}


def _plain(value: object) -> object:
    match value:
        case Mapping():
            return {str(name): _plain(each) for name, each in value.items()}
        case tuple():
            return [_plain(each) for each in value]
        case Decimal():
            return f"{value:f}"
        case Diagnostic():
            return value.to_dict()
        case str():
            return str(value)
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value
