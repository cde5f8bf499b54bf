"""The files of a new policy, or of a new amendment of one: a text to the letter, its ledger, and what else is needed.

They are valid as they are, and decide nothing yet: `check` lists the clauses that no rule encodes and the words still
to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from string import ascii_uppercase

from afterschool_policy.authoring import files
from afterschool_policy.authoring.models import Instrument
from afterschool_policy.text import Lang, Text
from afterschool_policy.tooling.blank_documents import BlankDocuments, lines
from afterschool_policy.tooling.segments import LedgerSegment, segments

_SOURCE = "source/text.txt"
_OWN_LEVEL = "own"
_LEVEL_NOTE = Text(
    "levels 从高到低：{levels}；没有这份文件的层级的，先在 levels 中补上。",
    "The levels, from the highest to the lowest: {levels}; add to `levels` that of this text where it is not there.",
)


def new_policy(text: str, name: str, languages: Sequence[Lang]) -> Mapping[str, str]:
    """The files of a policy about a text, each by its path from the policy's folder.

    Args:
        text: The text, to the letter.
        name: The policy's id, as in `park-hours`.
        languages: The languages of its phrases, the first one that of its comments.
    """
    blank = BlankDocuments(languages)
    found = segments(text)
    documents = {
        files.INSTRUMENT: ("policy", blank.policy(name, _title(found), _SOURCE)),
        files.LEDGER: ("clauses", blank.ledger(found)),
        files.FACTS: ("vocabulary", blank.facts()),
        files.REGISTER: ("readings", "{}\n"),
        files.DECISIONS: ("decisions", "sections: {}\nunits: {}\ndecisions: {}\n"),
    }
    schemas = {path: _schema(schema) + content for path, (schema, content) in documents.items()}
    return {**schemas, _SOURCE: text, **blank.rules()}


def new_amendment(text: str, name: str, in_force: date, amended: Instrument) -> Mapping[str, str]:
    """The files of an amendment by a text, each by its path from the amendment's folder.

    Args:
        text: The amending text, to the letter.
        name: Its id, which its files are called by.
        in_force: Its first day.
        amended: The policy that it amends, whose languages it is written in.
    """
    blank = BlankDocuments(amended.languages)
    found = segments(text)
    levels = [*amended.levels]
    level = amended.level if isinstance(amended.level, str) else _OWN_LEVEL
    entry = {
        "name": blank.title(_title(found)),
        "short": blank.unwritten,
        "issuer": blank.unwritten,
        "level": level,
        "in_force": in_force.isoformat(),
        "source": f"{name}.txt",
        "ledger": f"{name}.yaml",
        "prefix": _unused_prefix(each.prefix for each in amended.instruments.values()),
    }
    # Of several texts each is cited by what it is called for short, and they have levels.
    own = {} if amended.short is not None else {"short": blank.unwritten}
    if not isinstance(amended.level, str):
        own |= {"levels": f"{{{_OWN_LEVEL}: {blank.phrase(amended.level.text())}}}", "level": _OWN_LEVEL}
        levels = [_OWN_LEVEL]
    return {
        files.INSTRUMENT: blank.unwritten_note
        + lines(own)
        + f"instruments:\n  {name}:\n"
        + blank.comment(_LEVEL_NOTE.format(levels=", ".join(levels)), indent="    ")
        + lines(entry, indent="    "),
        f"{name}.yaml": blank.text_ledger(found),
        f"{name}.txt": text,
        **blank.rules(),
    }


def _title(found: Iterable[LedgerSegment]) -> str | None:
    return next((each.quote for each in found if each.is_heading and len(each.heading) == 1), None)


def _schema(name: str) -> str:
    return f"# yaml-language-server: $schema=schema/{name}.schema.json\n"


def _unused_prefix(used: Iterable[str]) -> str:
    """What stands before the numbers of its clauses, so that none is that of another text: A., B., …"""
    taken = set(used)
    letters = (*ascii_uppercase, *(a + b for a in ascii_uppercase for b in ascii_uppercase))
    return next(f"{each}." for each in letters if f"{each}." not in taken)
