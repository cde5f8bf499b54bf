"""The sentences of the decision log, in both languages."""

from __future__ import annotations

from afterschool_policy.text import Text

FAULTS: dict[str, Text] = {
    "unreadable": Text("第 {numbers} 条读不出来：{found}。", "entry {numbers} cannot be read: {found}"),
    "edited": Text(
        "第 {numbers} 条被改动：内容与它自己的摘要值不符。",
        "entry {numbers} was edited: its content does not match its own digest",
    ),
    "rewritten": Text(
        "第 {numbers} 条被整条换过：后一条记下的摘要值不是它的。",
        "entry {numbers} was replaced: the digest that the next entry holds is not its own",
    ),
    "deleted": Text("第 {numbers} 条被删除。", "entry {numbers} was deleted"),
    "moved": Text(
        "第 {numbers} 条被换了次序：此处放的是原第 {found} 条。",
        "entry {numbers} is out of order: what was written as entry {found} stands here",
    ),
    "duplicated": Text(
        "第 {numbers} 条是重复的：与第 {found} 条是同一条记录。",
        "entry {numbers} is a duplicate: it is the same record as entry {found}",
    ),
    "truncated": Text(
        "末尾缺失：第 {numbers} 条写入过，现在没有了。", "the tail is cut off: entry {numbers} was written and is gone"
    ),
    "beyond": Text(
        "第 {numbers} 条不是由日志写入的：日志的末条是第 {found} 条。",
        "entry {numbers} was not written by the log, whose last entry is {found}",
    ),
    "foreign": Text("第 {numbers} 条属于另一份日志（{found}）。", "entry {numbers} belongs to another log ({found})"),
    "index": Text(
        "第 {numbers} 条的检索项与记录不符：{found}。",
        "what entry {numbers} is found by does not match its record: {found}",
    ),
    "policy": Text(
        "第 {numbers} 条所依据的政策版本 {found} 缺失，或者与写入时不同。",
        "the policy revision {found} that entry {numbers} rests on is gone or not as it was kept",
    ),
    "text": Text(
        "第 {numbers} 条的文字不是日志写出的样子：内容相同，写法被改动过。",
        "the text of entry {numbers} is not as the log writes it: the same content, written otherwise",
    ),
    "kept-policy": Text(
        "日志所存的政策不是它所标版本的内容：{found}。",
        "a policy that the log keeps is not what it is kept as: {found}",
    ),
    "head": Text(
        "日志末条的登记缺失、不止一个或者被改动。", "the log's note of its last entry is missing, damaged or not single"
    ),
    "anchor-rewritten": Text(
        "第 {numbers} 条与锚点不符：锚点之前的记录被改写过。",
        "entry {numbers} does not match the anchor: what was written up to the anchor has been rewritten",
    ),
    "anchor-truncated": Text(
        "锚点记下时日志有第 {numbers} 条，现在没有了。", "the anchor was taken at entry {numbers}, which is gone"
    ),
    "anchor-foreign": Text(
        "锚点属于另一份日志（{found}），或者整份日志被替换。",
        "the anchor belongs to another log ({found}), or the whole log was replaced",
    ),
}
SOUND = Text(
    "核验 {entries} 条：逐条完好，首尾相接。末条摘要值 {digest}",
    "{entries} entries verified: each as written, each linked to the one before; head {digest}",
)
UNSOUND = Text("核验 {entries} 条，发现 {faults} 处异常。", "{entries} entries verified, {faults} faults")
UNSEEN = Text("这次核验看不出：", "This verification cannot show:")
UNSEEN_WITHOUT_ANCHOR: tuple[Text, ...] = (
    Text(
        "能写数据库的人从某一条起全部重写，连同摘要值和末条登记；",
        "that somebody who can write to the database rewrote every entry from one on, with its digests and the head;",
    ),
    Text("截去末尾几条，并把末条登记一并改回；", "that the last entries were cut off and the head set back;"),
    Text("整份日志被换成另一份；", "that the whole log was exchanged for another;"),
)
ANCHOR = Text(
    "前三项用锚点可以查出：afterschool-policy audit anchor，存放在写不到的别处。",
    "An anchor shows the first three: afterschool-policy audit anchor, kept where the log's keeper cannot write.",
)
UNSEEN_WITH_ANCHOR = (
    Text(
        "锚点之后的 {later} 条是否被重写或者截去过（第 1 至 {covered} 条有锚点为证）；",
        "whether the {later} entries after the anchor were rewritten or cut off (it vouches for 1 to {covered});",
    ),
)
UNSEEN_EVER = (
    Text("作了决定而从未写入日志；", "that decisions were made and never logged;"),
    Text(
        "记录上的时间是否真实：时间由写入的一方或者其时钟给出，可以倒填；",
        "whether a time on record is true: who writes gives it, or his clock, and may date it back;",
    ),
    Text(
        "事实、提供人、提出人、标签是否真实：写入时给了什么就记什么；",
        "whether facts, who vouched, who asked and labels are true: what was given is what is recorded;",
    ),
    Text(
        "所存的政策是不是发布的那一份：拿版本号与发布机关公布的核对；",
        "whether a policy that is kept is the one that was issued: compare its revision with the one made public;",
    ),
    Text(
        "结论是不是由所存的政策和事实得出：用 replay 重新判断。",
        "whether an outcome follows from the policy and the facts: decide again with replay.",
    ),
)
ALL_DECISIONS = Text("全部决定", "all decisions")
NUMBER = Text("决定数", "decisions")
LEFT_OUT = Text(
    "只画出最多的 {shown} 组，另有 {left} 组没有画出。", "the {shown} most frequent; {left} more are not drawn"
)
