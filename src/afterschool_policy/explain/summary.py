"""The reason of a decision in two sentences.

The first sentence is the norm: what the leading rule asks, and in which clauses. The second sets the facts against
it. They are composed of the rule's title and the tests it rests on, so that nothing is said that was not decided.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from afterschool_policy.explain import phrases
from afterschool_policy.explain.branches import Branches
from afterschool_policy.explain.model import MissingFact, Presumed, RuleExplained, Statement, Step
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Clause
from afterschool_policy.text import Counted, Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.truth import Truth

_SHOWN_AT_MOST = 3
_TOLD_OF_A_DEFINITION = 2
_NORM = Text("{leads}：{title}{clauses}。", "{leads}: {title}{clauses}.")
_AT_ISSUE = Text("有关的规则是", "The rule at issue is")
_NO_RULE = Text(
    "所问之日，没有施行中的规则回答这一问题。因此不能依据文件作出判断。",
    "No rule in force on the day asked about answers this question. So the document gives no answer.",
)
UNANSWERED = Text("这一问题还没有规则，不能判断。", "No rule has been written for this question yet.")
NO_RULE_YET = Text(
    "政策尚未写完，还没有编写回答这一问题的规则。因此无论事实如何，都不能得出结论。",
    "The policy is not finished, and no rule that answers this question has been written. So it cannot be answered, "
    "whatever the facts are.",
)
_HERE = Text("现有事实是：{grounds}，", "Here {grounds}, so ")
_ON_THE_FACTS = Text("按现有事实，", "On the facts known, ")
_SAYS = {
    Outcome.SATISFIED: Text("{here}符合这一规定。", "{here}this is met."),
    Outcome.VIOLATED: Text("{here}不符合这一规定。", "{here}this is not met."),
    Outcome.PROHIBITED: Text("{here}这是文件不允许的。", "{here}what is asked about is not allowed."),
    Outcome.PERMITTED: Text("{here}这是文件允许的。", "{here}what is asked about is allowed."),
    Outcome.REQUIRED: Text("{here}应当照此办理。", "{here}this is due."),
    Outcome.NEEDS_HUMAN_JUDGEMENT: Text(
        "{here}条文对此没有定论，须由人判断。", "{here}a person must judge, as the text leaves the matter open."
    ),
    Outcome.NOT_APPLICABLE: Text("{here}这一规定在这里不适用。", "{here}this does not apply."),
}
_NOT_AMONG = Text("{here}不属于可以的情形，因此不允许。", "{here}this is not among what is allowed.")
_KEPT = Text("{here}没有违反这一规定。", "{here}this is not breached.")
_EXCEPTED = Text("{here}属于例外情形，不受这一规定限制。", "{here}an exception applies.")
_OUTSIDE = Text("{here}不在适用范围之内，因此不适用。", "{here}this lies outside and nothing applies.")
_OPTIONAL = Text(
    "{here}但这只是鼓励事项，没有做到不算违反规定。", "{here}nothing is breached, as this is only encouraged."
)
_NOT_TOLD = Text(
    "{here}还没有事实说明已经办理，因此应当办理。", "{here}this is due, as nothing tells that it was done."
)
_REASON_GIVEN = Text(
    "{here}记录的理由是否成立，须由人判断。", "{here}a person must judge whether the reason on record will do."
)
_OPEN = Text("还没有查明{facts}，因此不能得出结论。", "It cannot be answered until this is known: {facts}.")
_OPEN_MANY = Text(
    "还没有查明{facts}等{count}项事实，因此不能得出结论。",
    "It cannot be answered until {count} facts are known, such as {facts}.",
)
_OPEN_CASES = Text("还没有查明{facts}：{cases}。", "It turns on what is not known yet, {facts}: {cases}.")
_NOT_SETTLED = Counted(
    "现有事实还不能得出结论，尚需查明{count}项事实。",
    "The facts do not settle it yet: one more must be found out.",
    "The facts do not settle it yet: {count} more must be found out.",
)
_SENTENCE = Text("{said}。", "{said}.")
_SETTLED = Text("{open}已经明确：{settled}。", "{open} Settled already: {settled}.")
_SETTLED_MANY = Text("{open}已经明确：{settled}等{count}项。", "{open} Settled already: {settled}, {count} in all.")


def norm(leads: Text, title: Text, clauses: Sequence[Clause], outcome: Outcome) -> Text:
    """What a rule asks, in a sentence; where it is left to a person, only that this rule is at issue."""
    if outcome is Outcome.NEEDS_HUMAN_JUDGEMENT:
        leads = _AT_ISSUE
    return _NORM.format(leads=leads, title=title, clauses=phrases.said_in(clauses))


def grounds(steps: Sequence[Step], outcome: Outcome) -> tuple[Text, ...]:
    """The known facts that a rule's outcome rests on, in words, each once."""
    if outcome is Outcome.UNDETERMINED:
        return ()
    deciding = (  # in the order in which the parts are tried; the scope, where it holds, decides last
        *_of(steps, "applies", Truth.FALSE),
        *_of(steps, "unless", Truth.TRUE),
        *_of(steps, "refer", Truth.TRUE),
        *(step for step in steps if step.role == "condition"),
        *_of(steps, "applies", Truth.TRUE),
    )
    by_step = (resting_on(step.statement) for step in deciding)
    found = next((statements for statements in by_step if statements), ())
    if outcome is Outcome.NEEDS_HUMAN_JUDGEMENT:
        recorded = _of(steps, "recorded", Truth.TRUE)
        found = (*found, *(each for step in recorded for each in resting_on(step.statement)))
    return tuple(each.text for each in _each_once(found))


def rules_say(rules: Sequence[RuleExplained]) -> Text:
    """What each rule comes to, in a sentence."""
    return _SENTENCE.format(said=_said(rules))


def _said(rules: Sequence[RuleExplained]) -> Text:
    return phrases.in_series(phrases.joined(rule.title, phrases.aside(rule.says)) for rule in rules)


def presumptions(rule: RuleExplained) -> tuple[Presumed, ...]:
    """What a rule takes to be so because nobody said otherwise, as far as the truth of its parts rests on it."""
    return tuple(presumed for step in rule.steps for presumed in presumed_in(step.statement))


def presumed_in(statement: Statement) -> Iterator[Presumed]:
    """The same of one statement."""
    if statement.presumed is not None and statement.decides:
        yield statement.presumed
    for member in statement.members:
        yield from presumed_in(member)


def open_answer(missing: Collection[str], rules: Sequence[RuleExplained]) -> Text:
    """That an outcome is open, with what is settled already: rules that bear on it, those told first before others.

    What rests on a presumption that could still turn is not settled.
    """
    answer = _NOT_SETTLED.format(len(missing))
    silent = (Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE)
    turning = {rule.rule for rule in rules for each in presumptions(rule) if not set(missing).isdisjoint(each.facts)}
    settled = [
        rule for rule in rules if rule.outcome not in silent and rule.defeated_by is None and rule.rule not in turning
    ]
    if not settled:
        return answer
    told = _SETTLED if len(settled) <= _SHOWN_AT_MOST else _SETTLED_MANY
    return told.format(open=answer, settled=_said(settled[:_SHOWN_AT_MOST]), count=str(len(settled)))


def reason(
    outcome: Outcome, rules: Sequence[RuleExplained], missing: Sequence[MissingFact], turns_on: Branches
) -> Text:
    """Why the outcome is what it is: the norm of the leading rule, and the facts against it."""
    if not rules:
        return _NO_RULE
    open_ones = (rule for rule in rules if rule.decided and rule.outcome is Outcome.UNDETERMINED)
    leading = next(open_ones, rules[0])
    second = _open(missing, turns_on.sentence) if outcome is Outcome.UNDETERMINED else _against(outcome, leading)
    return Text(leading.norm.zh + second.zh, f"{leading.norm.en} {second.en}")


def _against(outcome: Outcome, rule: RuleExplained) -> Text:
    grounds = rule.grounds[:_SHOWN_AT_MOST]
    here = _ON_THE_FACTS
    if grounds:
        *before, last = (ground.en for ground in grounds)
        series = f"{', '.join(before)} and {last}" if before else last
        here = _HERE.format(grounds=Text("，".join(ground.zh for ground in grounds), series))
    return _sentence(outcome, rule).format(here=here)


def _sentence(outcome: Outcome, rule: RuleExplained) -> Text:
    """How the facts stand to the rule; the same outcome is reached in several ways."""
    in_scope = not _of(rule.steps, "applies", Truth.FALSE)
    excepted = in_scope and bool(_of(rule.steps, "unless", Truth.TRUE))
    match outcome:
        case Outcome.SATISFIED | Outcome.PERMITTED | Outcome.NOT_APPLICABLE if excepted:
            return _EXCEPTED
        case Outcome.NOT_APPLICABLE if MODALITIES[rule.modality].over_all:
            return _OUTSIDE
        case Outcome.NOT_APPLICABLE if in_scope and rule.modality == "encouraged":
            return _OPTIONAL
        case Outcome.PROHIBITED if MODALITIES[rule.modality].clear is None and not _is_duty(rule):
            return _NOT_AMONG
        case Outcome.PERMITTED if rule.says != OUTCOMES[rule.outcome].label:
            return _KEPT
        case Outcome.PERMITTED if _is_duty(rule):
            return _SAYS[Outcome.SATISFIED]
        case Outcome.REQUIRED if _of(rule.steps, "condition", Truth.UNKNOWN):
            return _NOT_TOLD
        case Outcome.NEEDS_HUMAN_JUDGEMENT if _of(rule.steps, "recorded", Truth.TRUE):
            return _REASON_GIVEN
    return _SAYS[outcome]


def _is_duty(rule: RuleExplained) -> bool:
    """Whether the title of the rule puts something that is to be done, rather than something that is not or may be."""
    return "due" in MODALITIES[rule.modality].parts


def _open(missing: Sequence[MissingFact], cases: Text | None) -> Text:
    facts = phrases.listed([phrases.quoted(fact.label) for fact in missing[:_SHOWN_AT_MOST]], zh="")
    if cases is not None and len(missing) <= _SHOWN_AT_MOST:
        return _OPEN_CASES.format(facts=facts, cases=cases)
    return (_OPEN_MANY if len(missing) > _SHOWN_AT_MOST else _OPEN).format(facts=facts, count=str(len(missing)))


def _of(steps: Sequence[Step], role: str, truth: Truth) -> list[Step]:
    return [step for step in steps if step.role == role and step.truth is truth]


def resting_on(statement: Statement) -> tuple[Statement, ...]:
    """The statements on which this one rests, each saying by itself what is the case; what nobody knows is not told.

    A definition is told by what it rests on where that is little, else by its own name; a test on a table by itself.
    """
    if not statement.decides or statement.truth is Truth.UNKNOWN or statement.presumed:
        return ()
    if not statement.members:
        return (statement,)
    below = tuple(_each_once(ground for member in statement.members for ground in resting_on(member)))
    if statement.tabled or (statement.definition and not 0 < len(below) <= _TOLD_OF_A_DEFINITION):
        return (statement._replace(members=()),)
    return below


def _each_once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements without those that tell the value of a fact once more."""
    told: set[Text | str] = set()
    for statement in statements:
        about = statement.fact or statement.text
        if about not in told:
            told.add(about)
            yield statement
