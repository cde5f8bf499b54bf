"""Takes nothing; gives the phrases of an audit report, and the small lines that its renderers share."""

from __future__ import annotations

from afterschool_policy.explain.render import phrases
from afterschool_policy.explain.report import Asked, Found, Report
from afterschool_policy.law.model import Clause
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import Outcome

PROBLEMS = Text("需要改正", "To be put right")
DUE = Text("应当办理", "What is due")
FOR_PERSONS = Text("须由人判断", "For a person to judge")
OPEN = Text("尚待查明", "Still to be found out")
NO_ANSWER_YET = Text("查明之后才有结论的事项", "Questions that have no answer until these are known")
MAY_CHANGE = Text(
    "已有结论、查明之后可能改变的事项", "Questions that are answered, where these could change the answer"
)
LISTED_BEFORE = Text("另有 {count} 项已在上文列出", "{count} more already listed above")
OVERVIEW = Text("汇总", "Totals")
BY_QUESTION = Text("逐项结论", "The answer to each question")
QUESTION = Text("事项", "Question")
ANSWER = Text("结论", "Answer")
QUESTIONS = Text("事项", "Questions")
RULES = Text("规定", "Rules")
BY_SECTION = Text("按文件章节逐条列出", "Every finding, by section of the document")
FACTS = Text("查明", "The facts")
MUST_HOLD = Text("应做到：{norm}", "What must hold: {norm}")
ACT = Text("应当办理", "To be done")
WHO = Text("责任主体", "Who")
JUDGE = Text("由{who}判断", "For {who}")
NOTHING = Text("没有发现需要改正的事项。", "Nothing was found that must be put right.")


def basis(report: Report, lang: Lang) -> list[str]:
    """On which document and for which day."""
    lines = [phrases.BASIS.format(name=report.instrument)]
    if report.as_of is not None:
        lines.append(phrases.DAY.format(day=report.as_of))
    return [each[lang] for each in lines]


def listed(texts: tuple[Text, ...], lang: Lang) -> str:
    """Several phrases in one line."""
    return ("、" if lang == "zh" else ", ").join(each[lang] for each in texts)


def norm(found: Found, lang: Lang) -> str:
    """What a breached rule asks for."""
    return MUST_HOLD.format(norm=found.rule.title)[lang]


def act(found: Found, lang: Lang) -> str:
    """What is to be done, as a heading."""
    told = (found.rule.act or found.rule.title)[lang]
    return told[:1].upper() + told[1:]


def grounds(found: Found, lang: Lang) -> str:
    """The facts that the finding rests on."""
    return phrases.SEMICOLON[lang].join(each[lang] for each in found.rule.grounds)


def place(clause: Clause) -> str:
    """Where a clause stands in the document."""
    return " › ".join(each.rstrip("。") for each in clause.heading)


def computed(found: Found, lang: Lang) -> list[tuple[str, str, str]]:
    """What the rule computes: its name, how, and the value."""
    told = []
    for each in found.rule.computed:
        how = f"{each.how[lang]} = " if each.how[lang] not in ("", each.value[lang]) else ""
        told.append((each.label[lang], how, each.value[lang]))
    return told


def listed_before(asked: Asked, lang: Lang) -> str:
    """How many facts of a question stand with an earlier one."""
    return LISTED_BEFORE.format(count=str(asked.listed_before))[lang]


def clause_ids(found: Found, lang: Lang) -> str:
    """The clauses of a finding, by number."""
    return ("、" if lang == "zh" else ", ").join(clause.id for clause in found.rule.clauses)


def speaks(found: Found) -> bool:
    """Whether the rule applies at all."""
    return found.rule.outcome is not Outcome.NOT_APPLICABLE
