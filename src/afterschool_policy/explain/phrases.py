"""The phrases that explanation, report and pages share, and the signs of truth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from afterschool_policy.explain.document import Run
from afterschool_policy.law.model import Clause
from afterschool_policy.text import LANGUAGES, Counted, Text, enumerated
from afterschool_policy.values.outcomes import Outcome

QUESTION = Text("问", "Question")
ANSWER = Text("答", "Answer")
REASON = Text("理由", "Reason")
NEXT = Text("下一步", "Next")
DECIDING = Text("起决定作用的规则", "Rules that decide")
OTHERS = Text("其他规则", "Other rules")
MISSING = Text("尚需查明的事实", "Facts to be found out")
COULD_CHANGE = Text("查明后可能改变结论的事实", "Facts that could still change it")
SUPPORTED = Text("事实的来源", "Where the facts come from")
FOLLOWS = Text("由{facts}推知", "follows from {facts}")
CONTRADICTIONS = Text(
    "互相矛盾、须核对的事实（视为未知）", "Facts that contradict one another, to be checked (taken as unknown)"
)
CONTRADICT = Text("{facts}。{reason}", "{facts}. {reason}")
UNREAD = Text("本事项没有采用的事实", "Given, and read by no rule of this question")
EXPIRED = Text("已过期的认定（视为未知）", "Determinations that have expired (taken as unknown)")
_CONTRADICTED = Text(
    "有互相矛盾的事实（{facts}），按未知对待", "facts that contradict one another ({facts}) are taken as unknown"
)
OUTDATED = Text("有已过期的认定，按未知对待", "determinations that have expired are taken as unknown")
CLAUSE = Text("条款", "Clause")
DUE = Text("应当办理", "To be done")
DEFEATED = Text("让位于规则 {rule}", "gives way to rule {rule}")
TEXT = Text("《{name}》", "{name}")
_PREVAILS = Text("{text}优先", "{text} prevails")
_IN_READING = Text("{name}理解为{choice}", "{name} being read as {choice}")
_BY_WHICH = Text("依据{clauses}", "by {clauses}")
JUDGEMENT = Text("须由人认定", "a person must determine this")
JUDGES = Text("由{who}判断", "to be judged by {who}")
DAY = Text("所问之日：{day}", "day asked about: {day}")
WITH_DRAFTS = Text(
    "这是假设：把拟定的规则（{rules}）视同已经施行。{answer}",
    "This is a what-if that takes rules in draft for law ({rules}). {answer}",
)
_AND_MORE = Text("等{count}条", " and others, {count} in all")
DRAFT = Text("（拟定）", " (draft)")
_NAMED_DRAFTS = 3
ON_CLAUSES = Text("仅就{clauses}而言：{answer}", "On {clauses} alone: {answer}")
CLAUSES_ALONE = Text(
    "只适用依据{clauses}的规则，没有考虑其他条款", "only rules on {clauses} were applied, and no others"
)
REVISION = Text("政策版本：{revision}", "policy revision: {revision}")
_CLAUSES = Counted("条款{ids}", "clause {ids}", "clauses {ids}")
ASKED = Text("所问事项：{question}", "The question: {question}")
COLON = Text("：", ": ")
EQUALS = Text("=", " = ")
_SENTENCE = Text("{said}。", "{said}.")
_RESTING = Text("{answer}{on}。", "{answer} {on}.")
SEMICOLON = Text("；", "; ")
_APART = Text("", " ")
_INNER = str.maketrans("“”", "‘’")
_NOTHING = Text("", "")


def plain(text: str) -> Text:
    """What is the same in both languages: a number, a sign, the id of a clause."""
    return Text(text, text)


def joined(*parts: Text) -> Text:
    """The parts one after the other, as one phrase."""
    return _NOTHING.join(parts)


def listed(texts: Iterable[Text], zh: str = "、", en: str = ", ") -> Text:
    """Several phrases in one line, with what stands between two of them in each language."""
    return Text(zh, en).join(texts)


def resting(answer: Text, on: Sequence[Text]) -> Text:
    """An answer with what it rests on, as a sentence of its own."""
    return _RESTING.format(answer=answer, on=capitalised(in_series(on))) if on else answer


def sentence(phrase: Text) -> Text:
    """A phrase as a sentence of its own."""
    return _SENTENCE.format(said=capitalised(phrase))


def capitalised(text: Text) -> Text:
    """The phrase as it begins a sentence; Chinese has no capitals, but may begin with a Latin word."""
    return Text(text.zh[:1].upper() + text.zh[1:], text.en[:1].upper() + text.en[1:])


def contradicted(labels: Iterable[Text]) -> Text:
    """That facts were given which cannot all be so, and what is made of them."""
    return _CONTRADICTED.format(facts=enumerated(labels))


def in_turn(sentences: Iterable[Text]) -> Text:
    """Several whole sentences, one after the other."""
    return _APART.join(sentences)


def in_series(statements: Iterable[Text]) -> Text:
    """Several statements in one line, set apart by semicolons."""
    return SEMICOLON.join(statements)


def quote(words: str) -> Run:
    """The words of a clause inside a line."""
    return Run("quote", plain(words))


def name(of: str) -> Run:
    """What a rule or a fact is called, after a sentence about it."""
    return Run("name", plain(of))


def quoted(text: Text) -> Text:
    """The text in quotation marks, those inside it turned into single ones."""
    zh, en = (text[lang].translate(_INNER) for lang in LANGUAGES)
    return Text(f"“{zh}”", f"“{en}”")


def unended(sentence: Text) -> Text:
    """A sentence without its full stop, as it stands within another."""
    return Text(sentence.zh.removesuffix("。"), sentence.en.removesuffix("."))


def aside(text: Text) -> Text:
    """The text in the brackets of each language."""
    return Text(f"（{text.zh}）", f" ({text.en})")


def labelled(label: Text, text: Text) -> Text:
    """An outcome in a word, before what it is the outcome of."""
    return Text(f"【{label.zh}】{text.zh}", f"[{label.en}] {text.en}")


def with_drafts(drafts: Sequence[str], answer: Text) -> Text:
    """An answer, said to be a what-if where drafts decided."""
    if not drafts:
        return answer
    named = listed([plain(each) for each in drafts[:_NAMED_DRAFTS]])
    more = _AND_MORE.format(count=str(len(drafts))) if len(drafts) > _NAMED_DRAFTS else _NOTHING
    return WITH_DRAFTS.format(rules=Text(named.zh + more.zh, named.en + more.en), answer=answer)


def on_clauses(clauses: Sequence[Clause], answer: Text) -> Text:
    """An answer, said to be that on these clauses alone where there are any."""
    return ON_CLAUSES.format(clauses=clauses_cited(clauses), answer=answer) if clauses else answer


def clause_ids(clauses: Iterable[Clause]) -> Text:
    """Clauses by number, those of several texts as they are cited."""
    return listed(clause.named for clause in clauses)


def clauses_named(ids: Sequence[str]) -> Text:
    """Clauses in a sentence: clause 2, clauses 2 and 3b."""
    return _CLAUSES.format(len(ids), ids=enumerated(map(plain, ids)))


def clauses_cited(clauses: Sequence[Clause]) -> Text:
    """Clauses in a sentence, those of several texts as they are cited: 《省通知》第三条."""
    if any(clause.cited is not None for clause in clauses):
        return enumerated([clause.named for clause in clauses])
    return clauses_named([clause.id for clause in clauses])


def said_in(clauses: Sequence[Clause]) -> Text:
    """Where the text says something, in brackets; nothing where no clause does."""
    return aside(clauses_cited(clauses)) if clauses else _NOTHING


def by_which(
    text: Text | None, basis: Text, clauses: Sequence[Clause], reading: tuple[str, Text] | None = None
) -> Text:
    """Which text prevails, why, by which clauses and in which reading (an id with its words), in brackets."""
    prevails = [_PREVAILS.format(text=TEXT.format(name=text))] if text is not None else []
    named = [_BY_WHICH.format(clauses=clauses_cited(clauses))] if clauses else []
    read = [_IN_READING.format(name=reading[0], choice=quoted(unended(reading[1])))] if reading is not None else []
    return aside(in_series([*prevails, unended(basis), *named, *read]))


def missing(outcome: Outcome) -> Text:
    """The heading of the facts to be found out: needed for an open outcome, of interest for a settled one."""
    return MISSING if outcome is Outcome.UNDETERMINED else COULD_CHANGE


def question(text: Text, *, judgement: bool) -> Text:
    """A question to be asked, with a note where a person has to determine the answer."""
    return joined(text, aside(JUDGEMENT)) if judgement else text
