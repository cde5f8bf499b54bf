"""Documents of a policy before anybody wrote in them: valid, with a mark where words are still to be written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from afterschool_policy.authoring import files
from afterschool_policy.authoring.models import UNWRITTEN
from afterschool_policy.text import Lang, Text
from afterschool_policy.tooling.segments import LedgerSegment

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


class BlankDocuments:
    """Writes documents whose phrases are in some languages, and whose comments are in the first of them."""

    def __init__(self, languages: Sequence[Lang]) -> None:
        self._languages = languages

    def policy(self, name: str, title: str | None, source: str) -> str:
        """policy.yaml of a policy of its own."""
        unwritten = self.unwritten
        return self.unwritten_note + lines(
            {
                "id": name,
                "name": self.title(title),
                "issuer": unwritten,
                "level": unwritten,
                "source": source,
                "languages": f"[{', '.join(self._languages)}]",
                "in_force": "null",
                "in_force_fact": "day.in_force",
                "as_of_fact": "day.asked_about",
                "interpreter": unwritten,
                "interpreter_clauses": "[]",
            }
        )

    def ledger(self, found: Sequence[LedgerSegment]) -> str:
        """clauses.yaml"""
        return self.comment(_LEDGER_NOTE) + "actors: {}\nrelations: {}\n" + self._clauses(found)

    def text_ledger(self, found: Sequence[LedgerSegment]) -> str:
        """The ledger of a further text."""
        return self.comment(_LEDGER_NOTE) + self._clauses(found)

    def facts(self) -> str:
        """facts.yaml"""
        label = self.phrase(_DAYS)
        head = f"enumerations: {{}}\ngroups:\n  day:\n    label: {label}\n    facts:\n"
        return head + "".join(
            f"      {name}:\n        type: date\n        label: {self.phrase(label)}\n"
            f"        question: {self.phrase(question)}\n"
            for name, (label, question) in (("asked_about", _AS_OF), ("in_force", _IN_FORCE))
        )

    def rules(self) -> Mapping[str, str]:
        """The folder of the rules, which says what goes into it."""
        return {f"{files.RULES}/README.md": self.comment(_RULES_NOTE).removeprefix("# ")}

    def title(self, words: str | None) -> str:
        """A title as it stands in a text, or what is to be written where it has none."""
        return self.unwritten if words is None else self.phrase(Text(words, words))

    @property
    def unwritten(self) -> str:
        """A phrase that is still to be written."""
        return self.phrase(UNWRITTEN)

    @property
    def unwritten_note(self) -> str:
        """What to do with such phrases, as comment lines."""
        return self.comment(_POLICY_NOTE.format(unwritten=UNWRITTEN))

    def comment(self, note: Text, indent: str = "") -> str:
        """A note as comment lines."""
        return "".join(f"{indent}# {line}\n" for line in note[self._languages[0]].split("\n"))

    def phrase(self, words: Text) -> str:
        """Words in the languages of the policy, as a YAML mapping on one line."""
        return f"{{{', '.join(f'{lang}: {_quoted(words[lang])}' for lang in self._languages)}}}"

    def _clauses(self, found: Sequence[LedgerSegment]) -> str:
        return "clauses:\n" + "".join(line for each in found for line in self._clause(each))

    def _clause(self, segment: LedgerSegment) -> Iterator[str]:
        yield f"  - clause: {_quoted(segment.clause)}\n"
        yield f"    heading: [{', '.join(map(_quoted, segment.heading))}]\n"
        yield f"    line: {segment.line}\n"
        if segment.called:
            yield f"    called: {self.phrase(Text(segment.called, segment.called))}\n"
        yield f"    quote: {_quoted(segment.quote)}\n"
        if segment.is_heading:
            yield f"    operative: false\n    reason: {self.phrase(_HEADING)}\n"
            return
        yield "    operative: true\n"
        if segment.modalities:
            yield f"    modality: {segment.modalities[0]}\n"
        if len(segment.modalities) > 1:
            yield f"    also: [{', '.join(segment.modalities[1:])}]\n"


def lines(values: Mapping[str, str], indent: str = "") -> str:
    """Keys with their values, a line each."""
    return "".join(f"{indent}{key}: {value}\n" for key, value in values.items())


def _quoted(words: str) -> str:
    """Words as a YAML scalar in double quotes, which holds every sign."""
    return json.dumps(words, ensure_ascii=False)
