"""The phrases that only the pages have."""

from __future__ import annotations

from afterschool_policy.text import Text

WHAT_THIS_IS = Text(
    "本页说明条文怎样适用于所列事实，不是行政机关的决定。",
    "How the text applies to the facts given; not a decision of an authority.",
)
SKIP = Text("跳到正文", "Skip to the content")
OUTCOME = Text("结论", "Answer")
REVISION = Text("政策版本", "Revision")
AS_OF = Text("所问之日", "Day asked about")

TEXT = Text("条文", "The text")
TEXT_LEAD = Text(
    "标出的是本结论所依据的条款，未标出的是上下文。编号为整理条文时所加。",
    "Marked are the clauses that this answer rests on, unmarked their context. The numbers are ours, not the text's.",
)
GIST = Text("条款大意", "What the clauses are about (our gist; only the Chinese text counts)")
REASONING = Text("推理", "The reasoning")
SIGNS = Text("符号", "Signs")
OTHER_RULES = Text("没有决定结论的规则（{count}条）", "Rules that did not decide ({count})")
FACTS = Text("事实", "The facts")
FACT = Text("事实", "Fact")
VALUE = Text("内容", "Value")
SUPPORT = Text("由谁提供、依据什么", "Who vouches for it")
NOT_SAID = Text("没有注明", "not said")
NO_FACTS = Text("没有提供与所问事项有关的事实。", "No fact that bears on the question was given.")
READINGS = Text("条文的不同理解", "Contested readings")
READINGS_LEAD = Text(
    "条文的下列之处可以有不同理解。这里写明本结论采用的理解，以及采用其他理解时结果有无不同。",
    "The text can be read in more than one way here. This is the reading taken, and what each other one would change.",
)
TAKEN = Text("采用", "Taken")
OTHER = Text("另一种", "Another")
NO_CHANGE = Text("结果不变", "nothing would change")
CHANGE = Text("怎样会有不同的结论", "What would change the answer")
CONTEST = Text("对结论有异议", "If you disagree")
CONTEST_FACTS = Text(
    "认为所列事实不对或者不全的，请向提供该事实的人或者单位核实；事实更正后，可以重新判断。",
    "If a fact above is wrong or missing, take it up with whoever vouches for it; once mended, it is decided again.",
)
CONTEST_TEXT = Text(
    "对条文的含义有不同理解的，文件指定由{interpreter}解释：",
    "If you read the text differently, the document names who interprets it, the {interpreter}:",
)
CONTEST_TEXT_ONLY = Text(
    "对条文的含义有不同理解的，由{interpreter}解释。",
    "If you read the text differently, the {interpreter} interprets it.",
)
VERIFY = Text("核对", "How to verify this")
VERIFY_LEAD = Text(
    "向出具本页的单位索取判断记录（JSON 文件），其中的摘要应与下列一致；"
    "再用同一政策版本运行下面的命令，应得到同样的结论。",
    "Ask whoever issued this page for the decision record (a JSON file). Its digest must be the one below; "
    "the command, run with the same revision of the policy, must give the same answer.",
)
DECISION = Text("事项代码", "Decision")
POLICY = Text("政策", "Policy")
ENGINE = Text("引擎", "Engine")
DIGEST = Text("记录摘要", "Record digest")
COMMAND = Text("核对命令", "Command")
RECORD_FILE = Text("记录.json", "record.json")
MADE_BY = Text("由 afterschool-policy 依据政策规则生成", "Made by afterschool-policy from the rules of the policy")
