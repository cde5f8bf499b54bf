"""The phrases of an audit report, and the small lines that its document and its page share."""

from __future__ import annotations

from afterschool_policy.explain.model import Computed
from afterschool_policy.explain.phrases import EQUALS, capitalised, joined
from afterschool_policy.explain.report_model import ReportFinding
from afterschool_policy.law.model import Clause
from afterschool_policy.text import Counted, Text

PROBLEMS = Text("需要改正", "To be put right")
DUE = Text("应当办理", "What is due")
FOR_PERSONS = Text("须由人判断", "For a person to judge")
OPEN = Text("尚待查明", "Still to be found out")
NO_ANSWER_YET = Text("查明之后才有结论的事项", "Questions that have no answer until these are known")
MAY_CHANGE = Text(
    "已有结论、查明之后可能改变的事项", "Questions that are answered, where these could change the answer"
)
MORE_PROBLEMS = Counted("另有{count}个事项", "1 more question", "{count} more questions")
LISTED_BEFORE = Text("另有{count}项已在上文列出", "{count} more already listed above")
OVERVIEW = Text("汇总", "Totals")
BY_QUESTION = Text("逐项结论", "The answer to each question")
QUESTION = Text("事项", "Question")
ANSWER = Text("结论", "Answer")
QUESTIONS = Text("事项", "Questions")
RULES = Text("规定", "Rules")
BY_SECTION = Text("按文件章节逐条列出", "Every finding, by section of the document")
FACTS = Text("查明", "The facts")
MUST_HOLD = Text("应做到：{norm}", "What must hold: {norm}")
WHO = Text("责任主体", "Who")
JUDGE = Text("由{who}判断", "For {who}")
NOTHING = Text("没有发现需要改正的事项。", "Nothing was found that must be put right.")


def act(finding: ReportFinding) -> Text:
    """What is to be done, as a heading."""
    return capitalised(finding.rule.act or finding.rule.title)


def place(clause: Clause) -> str:
    """Where a clause stands in the document."""
    return " › ".join(heading.rstrip("。") for heading in clause.heading)


def how(computed: Computed) -> Text:
    """How an amount is computed, before its value; nothing where it is taken as it stands."""
    return joined(computed.how, EQUALS) if computed.how.zh else computed.how
