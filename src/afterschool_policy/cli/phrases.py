"""The phrases that the commands themselves say, in both languages."""

from __future__ import annotations

from afterschool_policy.text import Text

BEGUN = Text(
    "已在 {folder} 写出新的政策：原文切分为 {all} 段，其中 {operative} 段先作为有规范内容的条款。\n"
    "下一步：逐条核对 {ledger}；填写 policy.yaml；然后编写 facts.yaml、decisions.yaml 和 rules/，"
    "随时运行 check。",
    "a new policy is in {folder}: the text is cut into {all} segments, {operative} of them taken as operative for now\n"
    "Next: go through {ledger} line by line; fill in policy.yaml; write facts.yaml, decisions.yaml and rules/, and "
    "run `check` as you go.",
)
AMENDMENT_BEGUN = Text(
    "已在 {folder} 写出一份新的修改：原文切分为 {all} 段，其中 {operative} 段先作为有规范内容的条款。\n"
    "下一步：逐条核对 {ledger}；填写 policy.yaml；规则的新版本写在 rules/ 中，"
    "其他文件只写新增和变动的内容，随时运行 check。",
    "a new amendment is in {folder}: the text is cut into {all} segments, {operative} of them taken as operative for "
    "now\nNext: go through {ledger} line by line; fill in policy.yaml; write next versions of rules into rules/, and "
    "what is new or changes into the other files, and run `check` as you go.",
)
VALID = Text(
    "通过：{rules} 条规则，{decisions} 个事项；有规范内容的条款已编写 {done}/{all}；警告 {warnings} 条。",
    "valid: {rules} rules, {decisions} decisions; {done} of {all} operative clauses encoded; {warnings} warnings",
)
UNFINISHED = Text(
    "没有错误，尚未写完：{rules} 条规则，{decisions} 个事项；有规范内容的条款已编写 {done}/{all}；"
    "警告 {warnings} 条，未完成 {unfinished} 处。",
    "no errors, not finished: {rules} rules, {decisions} decisions; {done} of {all} operative clauses encoded; "
    "{warnings} warnings, {unfinished} places unfinished",
)
UNSURE = Text("拿不准的：", "not sure: ")
OF_A_KIND = Text("{kind} {count} 处", "{kind} {count}")
NOTHING_UNSURE = Text("没有", "nothing")
LISTED = Text("，", ", ")
RESULTS = Text(
    "{all} 个用例，{failed} 个未通过；结论依据的条款 {clauses}。",
    "{all} cases, {failed} failed; clauses that outcomes rest on: {clauses}",
)
HISTORIES = Text("{all} 份案卷，{failed} 份未通过。", "{all} case files, {failed} failed")
ON_DRAFTS_LEFT_OUT = Text(
    "另有 {count} 个是针对拟定的规则写的（with_drafts: true），没有运行；运行它们写 --with-drafts。",
    "{count} more are on rules in draft (`with_drafts: true`) and were not run: --with-drafts runs them.",
)
ON_LAW_LEFT_OUT = Text(
    "只运行针对拟定的规则写的用例（with_drafts: true）；其余 {count} 个没有运行。",
    "Only those on rules in draft were run (`with_drafts: true`); the other {count} were not.",
)
UNNOTICED = Text(
    "下列 {count} 处改错，没有用例发现。各附一个能够发现它的用例，答案是现行规则得出的：对照条文核对后，贴入用例文件。",
    "No case notices the {count} faults below. Each comes with a case that would; its answer is what the rules say "
    "today: hold it against the text, then paste it into a file of cases.",
)
UNTOLD = Text(
    "下列 {count} 处改错，也没有用例发现，而且没有找到能区分对错的事实：",
    "Nor does a case notice the {count} faults below, for which no facts were found that tell right from wrong:",
)
TRIED = Text("（试了{tried}组事实）", " ({tried} sets of facts tried)")
ALL_TRIED = Text("（{tried}组事实全部试过，结论不会不同）", " (all {tried} sets of facts tried: no answer differs)")
MUTANTS = Text(
    "改错 {all} 处：用例发现 {noticed} 处，没有发现而附有用例 {cases} 处，没有找到能区分的事实 {none} 处。",
    "{all} faults tried: {noticed} noticed, {cases} not noticed and given with a case, {none} without facts that tell",
)
NOT_TRIED = Text(
    "注意：有用例未通过，没有逐处改错规则。先让用例全部通过，再用 --mutants。",
    "NOTE: a case fails, so no fault was put into a rule. Mend the cases first, then ask for --mutants.",
)
FAILED = Text("未通过", "failed")
ASK_WHY = Text("加 --explain，列出全部理由。", "Add --explain for the whole explanation of each.")
FALLS_SHORT = Text("用例只覆盖了 {percent}%，不到 {least}%。", "The cases reach {percent} %, less than {least} %.")
KIND, REACHED, ALL = Text("覆盖", "coverage"), Text("已有", "reached"), Text("全部", "all")
TOGETHER = Text("合计", "together")
NOT_REACHED = Text("没有用例：", "no case: ")
RULED_OUT = Text("不计入：", "not counted: ")
NO_LINES = Text(
    "编成的政策包不再知道规则写在哪一行；用政策文件夹运行，才能在原文上标出。",
    "A bundle no longer knows the lines of its rules: run it on the policy folder to see them.",
)
OTHER_READINGS = Text("改用其他读法", "Under other readings")
NO_OTHERS = Text("结论不依赖有争议的读法。", "The outcome rests on no contested reading.")
UNCHANGED = Text("无变化", "no change")
RELEASED = Text(
    "新发布 {new} 个规则版本，共 {all} 个；其他内容新发布 {more} 项，共 {others} 项。",
    "{new} versions released, {all} in all; {more} other items, {others} in all",
)
REACHES_BACK = Text(
    "注意：{name} 自 {first} 起施行，早于发布之日 {day}：这段时间里作出的决定可能因此改变。",
    "note: {name} takes effect on {first}, before the day of release, {day}: decisions made in between may change",
)
BUILT = Text(
    "已写入 {file}：{rules} 条规则，{size} 字节。\n政策版本 {fingerprint}\n文件摘要 sha256:{digest}",
    "wrote {file}: {rules} rules, {size} bytes\npolicy revision {fingerprint}\nfile digest sha256:{digest}",
)
REPLAYED = Text(
    "重新判断：{counts}；被改动过{touched}项，不能重新判断{refused}项。",
    "replayed: {counts}; touched since: {touched}, cannot be replayed: {refused}",
)
ONLY = Text("{grade}（逐项查看：replay --id）：", "{grade} (see each with replay --id):")
DECIDING = Text("判断", "deciding")
DECISION = Text("事项", "decision")
OF_A_TIMELINE = Text("规则、条款或者事项", "rule, clause or question")
REVIEWED = Text("已写入 {file}", "wrote {file}")
LOGGED = Text("已写入日志：第 {sequence} 条，编号 {name}", "logged as entry {sequence}, id {name}")
FORMED = Text("{all} 个文件，整理了 {changed} 个。", "{all} files, {changed} brought into form")
OUT_OF_FORM = Text("{all} 个文件，{changed} 个需要整理。", "{all} files, {changed} not in form")
MENDED = Text("改了 {count} 个文件，再检查：", "{count} files mended; checked again:")
LINTED = Text("提示 {advice} 条，警告 {warnings} 条。", "{advice} pieces of advice, {warnings} warnings")
RUN = Text(
    "运行了 {run} 个用例和案卷（共 {all} 个），{failed} 个未通过。",
    "{run} of {all} cases and case files run, {failed} fail",
)
NOT_RUN = Text("政策有错误，没有运行用例。", "the policy has errors: no case was run")
MORE = Text("……另有 {count} 条", "… {count} more")
ROWS = Text("{all} 行，按“{question}”判断：", "{all} rows, asked: {question}")
ROWS_OF_OUTCOME = Text("  {label} {count} 行（{share}）", "  {label}: {count} ({share})")
ROWS_REJECTED = Text(
    "  值不能用、没有判断的 {count} 行，写入 {path}", "  not decided, as a value cannot be used: {count}, in {path}"
)
WORTH_COLLECTING = Text("最值得补齐的事实：", "the facts most worth collecting:")
LACKING = Text(
    "  {name}（{label}）：{count} 行缺它，只要补上它，{settles} 行就有结论",
    "  {name} ({label}): missing in {count}, and it alone settles {settles}",
)
ROWS_WRITTEN = Text("结果写入 {path}", "the results are in {path}")
ANY_OUTCOME = Text("已经判断", "decided")
PAGES = Text(
    "从{label}的 {of} 行中抽取 {count} 行（种子 {seed}），每行一页，写入 {folder}",
    "{count} of {of} rows ({label}), drawn with seed {seed}: a page of each is in {folder}",
)
