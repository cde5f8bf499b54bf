"""The headings and fixed phrases of the generated pages."""

from __future__ import annotations

from afterschool_policy.diagnostics.code import Severity
from afterschool_policy.explain import phrases as explained
from afterschool_policy.site.markup import Markdown
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.model import Changeable

COLON, DUE, JUDGES = explained.COLON, explained.DUE, explained.JUDGES
COMMA = Text("、", ", ")

OVERVIEW = Text("这份政策", "The policy")
WHOLE_TEXT = Text("全文", "The whole text")
WHOLE_HINT = Text(
    "点任一句，看它的规则、用例和解释。灰色的句子没有规范内容，原因写在各自的页上。",
    "Click a sentence for its rules, cases and readings. Sentences in grey are not operative; their pages say why.",
)
CLAUSE = Text("条款", "Clause")
CLAUSES = Text("条款", "Clauses")
GIST = Text("要旨", "Gist")
ACTORS = Text("责任主体", "Who acts")
WORDS = Text("情态", "Modality")
NOT_OPERATIVE = Text("没有规范内容", "Not operative")
RULES = Text("规则", "Rules")
UNSURE = Text("拿不准之处", "Not sure")
DRAFT = Text("拟定，不作为判断依据", "Draft: does not decide")
DRAFT_MARK = Text("（拟定）", " (draft)")
PROPOSED_END = Text("拟定施行至 {day}", "A draft ends it on {day}")
NO_RULES = Text("还没有规则引用本条。", "No rule cites this clause yet.")
NONE_NEEDED = Text("没有规范内容，不需要规则。", "Not operative, so no rule is needed.")
USED_BY = Text("用于事项", "Decisions that use it")
RELATIONS = Text("与其他条款的关系", "Relations to other clauses")
READINGS = Text("条文解释", "Readings")
CASES = Text("用例", "Cases")
NO_CASES = Text("还没有用例的结论依据本条。", "No case rests on this clause yet.")
PREVIOUS = Text("上一条", "Previous")
NEXT = Text("下一条", "Next")
IN_TEXT = Text("在全文中查看", "see it in the whole text")

DECISIONS = Text("事项", "Decisions")
ANSWERS = Text("可能的结论（由强到弱）", "Answers, strongest first")
UNDETERMINED_TOO = Text(
    "缺少起决定作用的事实时，结论是“尚不能确定”，并列出尚需查明的事实。",
    Markdown("Where a decisive fact is missing the outcome is `undetermined`, with the facts to be found out."),
)
OUTCOME = Text("结论", "Outcome")
ANSWER = Text("答复", "Answer")
GATHERS = Text(
    "本事项汇集其他事项：给出的事实涉及哪个事项，就判断哪个事项，所有认定列在一起，取最重的结论。"
    "下列各组事实只作背景，单凭它们不判断任何事项：",
    "This decision gathers the others: every question that the facts speak to is decided, all findings are listed "
    "together, and the gravest outcome is taken. These groups of facts are background and raise no question by "
    "themselves: ",
)
FACTS_ASKED = Text("所依据的事实", "Facts it asks for")
COMPUTED = Text("计算结果", "What it computes")
NAME = Text("名称", "Name")
MEANING = Text("含义", "Meaning")
UNIT = Text("单位", "Unit")
QUESTION = Text("要问的问题", "Question to ask")
OPEN_LIST = Text("开放列表：可以填表外的代码", "open list: codes outside it may be given")
CLOSED_LIST = Text("封闭列表", "closed list")

SCOPE = Text("适用范围", "Scope")
EXCEPTION = Text("例外", "Exception")
REFERRAL = Text("交由人判断的情形", "Left to a person")
COMPUTES = Text("计算", "Computes")
REASON = Text("记录偏离理由的事实", "Fact that records a reason for departing")
OVERRIDES = Text("优先于", "Prevails over")
OTHERWISE = Text("{part}{found}时", "Where the {part} {found}")
DEFINES = Text("定义的事实", "Defines")
NEGATION = Text("不成立时的说法", "Said where it does not hold")
STATES = Text("规定的参数", "States")
VALUE = Text("取值", "Value")
NOTE = Text("说明", "Note")
SOURCE = Text("规则原文（YAML）", "The rule as written (YAML)")
SINCE_INSTRUMENT = Text("自文件施行之日起", "from the day the instrument takes effect")
SINCE_EVER = Text("不论文件是否施行", "whether or not the instrument is in force")
SINCE = Text("自{day}起", "from {day}")
UNTIL = Text("至{day}（含当日）", "to {day} inclusive")
THEN = Text("，则为{outcome}", ", then {outcome}")
ENDED_BY = Text("已经终止，依据", "ended by")
OLD_VERSION = Text("已被后一版本取代", "replaced by a later version")

MATTER = Text("争议所在", "The matter")
DEFAULT = Text("默认读法", "Default")
ALTERNATIVES = Text("其他读法", "Other readings")
NO_ALTERNATIVES = Text("没有登记其他读法。", "No other reading is registered.")
GROUNDS = Text("理由", "Grounds")
RESTS = Text("依据这一解释的规则", "Rules that rest on it")
SWITCHES = Text("改动", "changes")
SILENT = Text("该读法下规则不存在", "the rule does not exist in that reading")

JUDGEMENT = Text("须由人判断的事项", "Left to human judgement")
JUDGEMENT_LEAD = Text(
    "程序不代替人判断。以下三类情形由人作出决定，程序只负责指出、提问和记录。",
    "No program judges in a person’s place. In these three kinds of case a person decides; the program points, asks "
    "and records.",
)
REFERRALS = Text("条文未作定论，交由人判断的情形", "Matters the text leaves open")
JUDGEMENT_FACTS = Text("须由人认定的事实", "Facts that are somebody’s determination")
PRINCIPLES = Text("原则：有记录的理由可以偏离", "Principles: a recorded reason may justify departing")
ASKED_WHEN = Text("情形", "When")
WHO = Text("由谁判断", "Who judges")
RULE = Text("规则", "Rule")

FACTS = Text("事实", "Facts")
FACT = Text("事实", "Fact")
GROUP = Text("分组", "Group")
IS_JUDGEMENT = Text(Markdown("**须由人认定**"), Markdown("**a person determines it**"))
IS_SENSITIVE = Text("个人信息", "personal data")
CHANGEABLE = {
    Changeable.UP: Text("只可建议提高或推后", "one may be advised to raise it, or put it later, alone"),
    Changeable.DOWN: Text("只可建议降低或提前", "one may be advised to lower it, or put it earlier, alone"),
    Changeable.NEVER: Text("不作为建议改变的事实", "nobody is advised to change it"),
}
"""What is said of a fact that cannot be changed freely."""
AT_LEAST = Text("不低于 {bound}", "at least {bound}")
AT_MOST = Text("不超过 {bound}", "at most {bound}")
SUPPLIED_BY = Text("由谁提供", "Supplied by")
USED_IN = Text("用于", "Used in")
UNUSED = Text("还没有规则用到。", "No rule reads it yet.")

EXAMPLES = Text("例子", "Examples")
EXAMPLES_LEAD = Text(
    "这里的答复取自随政策保存的用例，由程序照现在的规则写出。每个事项至多一例，各种结论轮流出现；"
    "展开“理由”，可以看到起决定作用的规则和它们所依据的事实。",
    "These answers are to cases that are kept with the policy, and are written by the rules as they stand. No question "
    "comes twice, and the outcomes take turns; open “Reasons” for the rules that decide and the facts they rest on.",
)
CASE = Text("用例", "Case")
ABOUT_QUESTION = Text("这一事项的规则和用例", "rules and cases of this question")
NONE_GIVEN = Text("没有给出。", "none given.")
REASONS = Text("理由", "Reasons")

COUNTS = Text(
    "全文 {clauses} 段，其中有规范内容的 {operative} 段；规则 {rules} 条，事项 {decisions} 个，"
    "登记的解释 {readings} 项，事实 {facts} 项，用例 {cases} 个。",
    "{clauses} segments, {operative} of them operative; {rules} rules, {decisions} decisions, {readings} registered "
    "readings, {facts} facts, {cases} cases.",
)
ISSUER = Text("发文机关", "Issuer")
LEVEL = Text("文件层级", "Level")
INTERPRETER = Text("有权解释的机关", "Interpreter")
NUMBER = Text("文号", "Number")
TAKES_EFFECT = Text("施行日期", "Takes effect")
PARAMETER = Text("参数和选项", "Argument or option")
MEANING_OF_PARAMETER = Text("说明", "Meaning")
OF_SEVERITY = {
    Severity.ERROR: Text("", ""),
    Severity.WARNING: Text("（警告）", " (warning)"),
    Severity.UNFINISHED: Text("（未完成）", " (unfinished)"),
    Severity.ADVICE: Text("（提示）", " (advice)"),
}
SUSPICIOUS = Text("可疑的：", "Suspicious:")
PUT_RIGHT = Text("改正的：", "Put right:")
DAY_UNKNOWN = Text("原文没有写明", "not given in the text")

COVERAGE = Text("用例覆盖了多少", "What the cases reach")
COVERED_KIND, COVERED, COVERED_ALL = Text("覆盖", "coverage"), Text("已有", "reached"), Text("全部", "all")
COVERED_TOGETHER = Text("合计", "together")
COVERED_RULES = Text("还有没有覆盖到的规则", "Rules of which something is not reached")
COVERED_HOW = Text(
    "覆盖得最少的在前。✓ 这一行已经覆盖；✗ 下面列出没有用例的。",
    "Those of which the least is reached come first. ✓ all of the line is reached; ✗ what is not stands below it.",
)
NO_CASE = Text("没有用例：", "no case: ")
TODAY = Text("今天 {day}", "today, {day}")

REVIEW = Text("改动审查", "Review of a change")
REVIEW_OLD, REVIEW_NEW = Text("原来", "As it was"), Text("现在", "As it is")
REVIEW_BY = Text("编制", "Prepared by")
REVIEW_SUMMARY = Text("概要", "In short")
REVIEW_COUNTED = Text(
    "条文改动{clauses}处，规则改动{rules}处。", "Clauses that differ: {clauses}; rules that differ: {rules}."
)
REVIEW_QUESTIONS_COUNTED = Text("{count}个事项", "questions: {count}")
REVIEW_NO_QUESTION = Text("没有事项的结论或者说明不同。", "No question is answered or worded otherwise.")
REVIEW_UNSETTLED = Text(
    "有的事项没有找到不同，但没有全部试过。", "In some questions nothing was found, and not everything could be tried."
)
REVIEW_CASES = Text("用例{all}个，未通过{failed}个。", "Cases: {all}, of which fail: {failed}.")
REVIEW_CLAUSES = Text("条文的改动", "The text")
REVIEW_FROM = Text("自{day}起", "from {day}")
REVIEW_NO_CLAUSE = Text("条文没有改动。", "The text is the same.")
REVIEW_RULES = Text("规则的改动", "The rules")
REVIEW_ADDED, REVIEW_REMOVED = Text("新增", "added"), Text("删去", "removed")
REVIEW_COVERED = Text("用例覆盖 {reached}/{all}。", "Reached by cases: {reached} of {all}.")
REVIEW_NO_RULE = Text("规则没有改动。", "The rules are the same.")
REVIEW_ANSWERS = Text("答复的变化", "The answers")
REVIEW_EXAMPLE = Text("，例如", ", for example")
REVIEW_DAY, REVIEW_NO_DAY = Text("所问之日", "Day asked about"), Text("不限", "none given")
REVIEW_CANNOT = Text(
    "不会有不同的结论（{tried}组事实全部试过）。", "No answer can differ (all {tried} sets of facts were tried)."
)
REVIEW_NOTHING = Text(
    "没有找到不同的结论（试了{tried}组事实）。", "No difference was found ({tried} sets of facts were tried)."
)
REVIEW_UNCHANGED = Text("其余{count}个事项没有变化。", "The other {count} questions stay as they are.")
REVIEW_IMPACT = Text("对用例和已有决定的影响", "Cases and decisions on record")
REVIEW_MORE = Text("另有{count}项。", "{count} more.")
REVIEW_NOT_MEASURED = Text("没有给出用例和日志。", "No cases and no log were given.")
REVIEW_FAILED = Text("未通过的用例", "Cases that fail")
REVIEW_WARNINGS = Text("检查的警告", "Warnings of the check")
REVIEW_NO_WARNING = Text("没有警告。", "None.")
REVIEW_SIGNED = Text("审签", "Signed")
REVIEW_NAME, REVIEW_SIGNATURE = Text("姓名", "Name"), Text("签字", "Signature")
REVIEW_DATE, REVIEW_OPINION = Text("日期", "Date"), Text("意见", "Opinion")
REVIEW_ROLES = (Text("拟稿", "Drafted"), Text("审核", "Checked"), Text("签发", "Approved"))
REVIEW_OF_CASES, REVIEW_OF_LOG = Text("用例", "Cases"), Text("日志里的决定", "Decisions of the log")
