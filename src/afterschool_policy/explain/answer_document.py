"""The answer: what a parent, a head teacher and an auditor look for first, in ten lines at most.

Every longer document begins with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import Detail, Document, Head, Line
from afterschool_policy.explain.model import Answer, Explanation
from afterschool_policy.explain.next_steps import Reader, told
from afterschool_policy.explain.places import place
from afterschool_policy.law.model import Clause
from afterschool_policy.text import Counted, Text
from afterschool_policy.values.outcomes import Outcome

QUOTED_AT_MOST = 2
"""So many clauses stand in the answer with their words; of more of them the first does, and the others by number."""

OUTPUTS_AT_MOST = 6
RULES_AT_MOST = 2

_CLAUSES = Text("条款", "Clause")
_OUTPUTS = Text("结果", "Result")
_BASIS = Text("依据", "Basis")
_ALSO = Counted("同样如此的还有：{titles}。", "So does this: {titles}.", "So do these: {titles}.")
_ALSO_OF = Counted(
    "同样如此的还有：{titles}等{count}条规则。",
    "So does this: {titles}.",
    "So do these: {titles}; {count} rules in all.",
)
_CONTEST = Text("有异议", "To contest")
_OTHERS = Text("另见{clauses}", "see also {clauses}")
_MORE_OUTPUTS = Text("另有{count}项，见理由", "{count} more with the reasons")
_FACT = Text(
    "对事实有异议的，向{who}核实；对条文含义有异议的，由{interpreter}解释{clauses}。",
    "a fact, with {who}; the text is interpreted by the {interpreter}{clauses}.",
)
_WHOEVER = Text("提供事实的一方", "whoever vouches for it")
_OR = Text("{whoever}或者{who}", "{whoever} or the {who}")


def answer_document(explanation: Explanation, reader: Reader | None = None) -> Document:
    """The answer alone, as it is put to a reader."""
    return Document((), head(explanation, explanation_details(explanation, reader), 2)._replace(revision=None))


def head(answer: Answer, details: Sequence[Detail], level: Literal[1, 2]) -> Head:
    """What every answer begins with."""
    return Head(answer.question, answer.label, answer.headline, tuple(details), answer.fingerprint, level)


def explanation_details(explanation: Explanation, reader: Reader | None) -> tuple[Detail, ...]:
    """What stands under the answer on one question."""
    return tuple(_details(explanation, reader))


def _details(explanation: Explanation, reader: Reader | None) -> Iterator[Detail]:
    reason: tuple[Line, ...] = ((explanation.reason,), *_other_rules(explanation))
    yield Detail(phrases.REASON, reason)
    cited = _cited(explanation)
    if cited:
        yield Detail(_CLAUSES, tuple(_clauses(cited)))
    if explanation.outputs:
        yield Detail(_OUTPUTS, ((_outputs(explanation),),))
    steps = told(explanation.next_steps, reader)
    if steps:
        apart = 1 if len(reason) == 1 and len(steps) > 1 else 0  # with a longer reason all steps stand in one line
        lines = [*steps[:apart], _in_one_line(steps[apart:])]
        yield Detail(phrases.NEXT, tuple((line,) for line in lines))
    yield basis(explanation)
    yield contest(explanation, reader)


def _other_rules(explanation: Explanation) -> Iterator[Line]:
    """The rules that lead to a settled outcome beside the one that the reason tells, in a line."""
    others = [rule for rule in explanation.rules if rule.decided][1:]
    if others and explanation.outcome is not Outcome.UNDETERMINED:
        shown = phrases.in_series(rule.title for rule in others[:RULES_AT_MOST])
        words = _ALSO if len(others) <= RULES_AT_MOST else _ALSO_OF
        yield (words.format(len(others), titles=shown),)


def _in_one_line(steps: Sequence[Text]) -> Text:
    """Several steps in one line; after a question, no other sign parts them."""
    first, *others = steps
    for step in others:
        asks = first.zh.endswith("？")
        first = (phrases.in_turn if asks else phrases.in_series)((first, step))
    return first


def quoted(explanation: Explanation) -> list[Clause]:
    """The clauses that the answer has with their words."""
    return _quoted(_cited(explanation))


def _cited(explanation: Explanation) -> list[Clause]:
    by_id = {clause.id: clause for rule in explanation.rules if rule.decided for clause in rule.clauses}
    return [*by_id.values()]


def _quoted(cited: Sequence[Clause]) -> list[Clause]:
    return [*(cited if len(cited) <= QUOTED_AT_MOST else cited[:1])]


def _clauses(cited: Sequence[Clause]) -> Iterator[Line]:
    shown = _quoted(cited)
    for clause in shown:
        where = place(clause)
        beside = phrases.aside(where) if where is not None else Text("", "")
        gist = Text("", f" {clause.gist.en}") if clause.gist is not None else Text("", "")
        yield (clause.named, phrases.quote(clause.quote), beside, gist)
    others = sorted(cited[len(shown) :], key=lambda clause: (clause.instrument or "", clause.line, clause.id))
    if others:
        yield (_OTHERS.format(clauses=phrases.clauses_cited(others)),)


def _outputs(explanation: Explanation) -> Text:
    shown = explanation.outputs[:OUTPUTS_AT_MOST]
    lines = [phrases.joined(output.label, phrases.COLON, output.value) for output in shown]
    rest = len(explanation.outputs) - len(shown)
    return phrases.in_series([*lines, _MORE_OUTPUTS.format(count=str(rest))] if rest else lines)


def basis(answer: Answer) -> Detail:
    """Under which texts, on which day, and on which clauses alone it was decided."""
    texts = phrases.listed([phrases.TEXT.format(name=name) for name in (answer.instrument, *answer.further)], zh="")
    day = (phrases.DAY.format(day=answer.as_of),) if answer.as_of is not None else ()
    named = answer.asked_clauses
    alone = (phrases.CLAUSES_ALONE.format(clauses=phrases.clauses_named(named)),) if named else ()
    return Detail(_BASIS, ((phrases.in_series((texts, *day, *alone)),),))


def contest(answer: Answer, reader: Reader | None = None) -> Detail:
    """Whom to ask about a fact, and who interprets the text."""
    cited = phrases.said_in(answer.interpreter_clauses)
    who = _WHOEVER
    if reader is not None and reader.turn_to:
        who = _OR.format(whoever=_WHOEVER, who=reader.turn_to[0])
    return Detail(_CONTEST, ((_FACT.format(who=who, interpreter=answer.interpreter, clauses=cited),),))
