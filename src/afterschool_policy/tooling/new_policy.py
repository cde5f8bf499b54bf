"""The files of a new policy: the text to the letter, its ledger, and what else a policy cannot be without, empty.

It is valid as it is, and decides nothing yet: `check` lists the clauses that no rule encodes and the words still to be
written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from afterschool_policy.authoring import files
from afterschool_policy.authoring.models import UNWRITTEN
from afterschool_policy.text import Lang, Text
from afterschool_policy.tooling.segments import LedgerSegment, segments

SOURCE = "source/text.txt"
_SCHEMA = "# yaml-language-server: $schema=schema/{schema}.schema.json\n"
_HEADING = Text("标题。", "A heading.")
_AS_OF = Text("所问之日", "the day asked about"), Text("问的是哪一天？", "Which day is asked about?")
_IN_FORCE = (
    Text("施行之日", "the day it takes effect"),
    Text("文件从哪一天起施行？", "From which day is the text in force?"),
)
_DAYS = Text("日期", "days")
_LEDGER_NOTE = Text(
    """\
条文台账：按标题、句号和分号切分，逐条核对后使用。各段 quote 依次连接，去掉空白字符后即为原文，不得重新录入。
一句里有几项规定的，从中断开，写成几段；切得过细的，合成一段；编号不能重复，发布后不再改动。
modality 是按“应当”“不得”“可以”等字样提出的，请逐条核对；没有规范内容的，operative 改为 false，并写 reason。""",
    """\
The ledger, cut at headings, full stops and semicolons; check it line by line. The quotes joined are the text but for
white space: never retype one. Split a segment, or join two, by moving words between quotes; no number stands twice, and
none changes once it is released. modality is proposed from words such as “must”, “must not” and “may”; where a segment
rules nothing, set operative to false and give the reason.""",
)
_POLICY_NOTE = Text(
    "“{unwritten}”处由编写人填写，check 会逐处列出。", "Write what stands as “{unwritten}”; check lists every place."
)
_RULES_NOTE = Text(
    "规则写在这个文件夹里，每个主题一个文件，见 afterschool-policy schema rule。",
    "Rules go into this folder, a file for each topic; see `afterschool-policy schema rule`.",
)


def new_policy(text: str, name: str, languages: Sequence[Lang]) -> Mapping[str, str]:
    """The files of a policy about a text, each by its path from the policy's folder.

    Args:
        text: The text, to the letter.
        name: The policy's id, as in `park-hours`.
        languages: The languages of its phrases, the first one that of its comments.
    """
    writer = _Writer(languages)
    found = segments(text)
    title = next((each.quote for each in found if each.is_heading and len(each.heading) == 1), None)
    documents = {
        files.INSTRUMENT: ("policy", writer.policy(name, title)),
        files.LEDGER: ("clauses", writer.ledger(found)),
        files.FACTS: ("vocabulary", writer.facts()),
        files.REGISTER: ("readings", "{}\n"),
        files.DECISIONS: ("decisions", "sections: {}\nunits: {}\ndecisions: {}\n"),
    }
    return {
        **{path: _SCHEMA.format(schema=schema) + content for path, (schema, content) in documents.items()},
        SOURCE: text,
        f"{files.RULES}/README.md": writer.comment(_RULES_NOTE).removeprefix("# "),
    }


class _Writer:
    """Writes documents whose phrases are in some languages, and whose comments are in the first of them."""

    def __init__(self, languages: Sequence[Lang]) -> None:
        self._languages = languages

    def comment(self, note: Text) -> str:
        """A note as comment lines."""
        return "".join(f"# {line}\n" for line in note[self._languages[0]].split("\n"))

    def policy(self, name: str, title: str | None) -> str:
        """policy.yaml"""
        unwritten = self._phrase(UNWRITTEN)
        called = unwritten if title is None else self._phrase(Text(title, title))
        return self.comment(_POLICY_NOTE.format(unwritten=UNWRITTEN)) + "".join(
            f"{key}: {value}\n"
            for key, value in {
                "id": name,
                "name": called,
                "issuer": unwritten,
                "level": unwritten,
                "source": SOURCE,
                "languages": f"[{', '.join(self._languages)}]",
                "in_force": "null",
                "in_force_fact": "day.in_force",
                "as_of_fact": "day.asked_about",
                "interpreter": unwritten,
                "interpreter_clauses": "[]",
            }.items()
        )

    def ledger(self, found: Sequence[LedgerSegment]) -> str:
        """clauses.yaml"""
        head = self.comment(_LEDGER_NOTE) + "actors: {}\nrelations: {}\nclauses:\n"
        return head + "".join(line for each in found for line in self._clause(each))

    def facts(self) -> str:
        """facts.yaml"""
        label = self._phrase(_DAYS)
        head = f"enumerations: {{}}\ngroups:\n  day:\n    label: {label}\n    facts:\n"
        return head + "".join(
            f"      {name}:\n        type: date\n        label: {self._phrase(label)}\n"
            f"        question: {self._phrase(question)}\n"
            for name, (label, question) in (("asked_about", _AS_OF), ("in_force", _IN_FORCE))
        )

    def _clause(self, segment: LedgerSegment) -> Iterator[str]:
        yield f"  - clause: {_quoted(segment.clause)}\n"
        yield f"    heading: [{', '.join(map(_quoted, segment.heading))}]\n"
        yield f"    line: {segment.line}\n"
        if segment.called:
            yield f"    called: {self._phrase(Text(segment.called, segment.called))}\n"
        yield f"    quote: {_quoted(segment.quote)}\n"
        if segment.is_heading:
            yield f"    operative: false\n    reason: {self._phrase(_HEADING)}\n"
            return
        yield "    operative: true\n"
        if segment.modalities:
            yield f"    modality: {segment.modalities[0]}\n"
        if len(segment.modalities) > 1:
            yield f"    also: [{', '.join(segment.modalities[1:])}]\n"

    def _phrase(self, words: Text) -> str:
        return f"{{{', '.join(f'{lang}: {_quoted(words[lang])}' for lang in self._languages)}}}"


def _quoted(words: str) -> str:
    """Words as a YAML scalar in double quotes, which holds every sign."""
    return json.dumps(words, ensure_ascii=False)
