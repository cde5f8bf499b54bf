"""The phrases of the language server, in both languages."""

from __future__ import annotations

from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.text import Text

ROLES = {
    NameRole.FACT: Text("事实", "Fact"),
    NameRole.GROUP: Text("事实组", "Group of facts"),
    NameRole.ENUMERATION: Text("代码表", "List of codes"),
    NameRole.CODE: Text("代码", "Code"),
    NameRole.PARAMETER: Text("参数", "Parameter"),
    NameRole.CLAUSE: Text("条款", "Clause"),
    NameRole.RULE: Text("规则", "Rule"),
    NameRole.READING: Text("解释", "Reading"),
    NameRole.CHOICE: Text("读法", "Choice of a reading"),
    NameRole.DECISION: Text("事项", "Question"),
    NameRole.OUTPUT: Text("数额或者列出的内容", "Amount or value"),
    NameRole.ACTOR: Text("主体", "Actor"),
    NameRole.SECTION: Text("类别", "Section"),
    NameRole.RELATION: Text("条款之间的关系", "Relation of clauses"),
    NameRole.UNIT: Text("单位", "Unit"),
    NameRole.LEVEL: Text("文件层级", "Level of texts"),
    NameRole.ENTITY: Text("实体", "Entity"),
    NameRole.PERIOD: Text("期间", "Period"),
    NameRole.LIMIT: Text("适用范围", "Limit of the policy"),
    NameRole.TEXT: Text("文件", "Text"),
    NameRole.CASE: Text("用例", "Case"),
    NameRole.MODALITY: Text("情态", "Modality"),
    NameRole.OUTCOME: Text("结论", "Outcome"),
    NameRole.HIT: Text("取值方式", "Hit policy"),
    NameRole.ROUNDING: Text("取整方式", "Way to round"),
    NameRole.OPERATOR: Text("运算", "Operator"),
}
"""What a name of each sort is called."""

KINDS = {
    "integer": Text("整数", "whole number"),
    "records": Text("名单", "list of records"),
}
"""The types of facts that are no kind of value by themselves."""

WRITTEN_AT = Text("*{file} 第 {line} 行*", "*{file}, line {line}*")
LINE_OF_TEXT = Text("原文第 {line} 行", "line {line} of the text")
BESIDE = Text("，", ", ")
DEFINED_BY = Text("由规则 `{rule}` 定义：{title}", "defined by rule `{rule}`: {title}")
JUDGED = Text("须由人评价或者认定。", "A person judges it.")
NOT_OPERATIVE = Text("没有规范内容：", "Not operative: ")
DEFAULT = Text("（默认）", " (default)")
TAKES = Text("需要：{what}", "Takes: {what}")
IN_WORDS = Text("说明中：{words}", "In explanations: {words}")
VARIANTS = Text("最后可以写明：{words}", "Last may stand: {words}")
THOSE, TERM = Text("各条", "those"), Text("某事", "something")
ASKS = {
    "outcome": Text(
        "`outcome(事项) == 结论`：另一事项的结论", "`outcome(question) == …`: what another question comes to"
    ),
    "amount": Text("`amount(事项.数额)`：另一事项的数额", "`amount(question.amount)`: an amount of another question"),
}
MARKS = Text("原文用语：{words}", "Words of the text: {words}")
TRUE, FALSE = Text("条件成立", "condition true"), Text("不成立", "false")

MEND = Text("改为“{text}”", "Write `{text}`")
THERE = Text("另一处", "the other place")
FAILED = Text(
    "语言服务出错，已略过这一次：{problem}", "the language server failed, and this was passed over: {problem}"
)
ONLY_FACTS = Text("只有事实可以改名。", "Only a fact can be renamed.")
NO_FACT = Text(
    "“{name}”不能作事实的名称：写成小写字母、数字和下划线，仍在组“{group}”中。",
    "`{name}` cannot name a fact: write small letters, digits and underscores, in its group `{group}`.",
)
TAKEN = Text("“{name}”已经有了。", "There is `{name}` already.")
UNREADABLE = Text(
    "{file} 写法有误，改名会遗漏其中的名称；先改正。",
    "{file} cannot be read, and names in it would be left out: mend it first.",
)
BREAKS = Text("没有改名，因为改后政策不再有效：{fault}", "Not renamed, as the policy would not be valid: {fault}")
