"""The advice of `lint` with examples: what is suspicious, how it is put right, and why it is worth a look.

The examples are parts of a rule on the entry to a swimming pool, or of its vocabulary; tests run each of them.
"""

from __future__ import annotations

from typing import NamedTuple

from afterschool_policy.text import Text


class Advice(NamedTuple):
    """One kind of advice by its code in the table of diagnostics, with a bad example, a good one, and why."""

    code: str
    bad: str
    good: str
    why: Text


_TABLE = (
    Advice(
        "scope-never",
        "applies: visitor.age < 6 and visitor.age > 60\ncondition: visitor.accompanied\n",
        "applies: visitor.age < 6 or visitor.age > 60\ncondition: visitor.accompanied\n",
        Text(
            "不适用的规则不会报错，只是从不说话，条款看起来已经编写，其实没有。",
            "A rule that never applies raises no error: it is silent, and its clause looks encoded and is not.",
        ),
    ),
    Advice(
        "condition-never",
        "applies: visitor.kind == child\ncondition: visitor.age > 18 and visitor.age < 6\n",
        "applies: visitor.kind == child\ncondition: visitor.age >= 6 and visitor.age < 18\n",
        Text(
            "凡适用的都违反（或者从不许可），多半是两个数写反了，或者 and 应为 or。",
            "Whoever it applies to is in breach, or is never permitted: mostly two numbers changed places, or `and` was meant to be `or`.",
        ),
    ),
    Advice(
        "condition-always",
        "applies: visitor.kind == child\ncondition: visitor.age > 6 or visitor.age < 18\n",
        "applies: visitor.kind == child\ncondition: visitor.age > 6 and visitor.age < 18\n",
        Text(
            "总是成立的条件什么也没有要求，条文里的要求没有写进来。",
            "A condition that always holds asks for nothing: what the text asks for has not been written.",
        ),
    ),
    Advice(
        "exception-never",
        "applies: visitor.age < 6\ncondition: visitor.accompanied\n"
        'unless:\n  - {when: visitor.age > 12, clauses: ["1.2"]}\n',
        "applies: visitor.age < 18\ncondition: visitor.accompanied\n"
        'unless:\n  - {when: visitor.age > 12, clauses: ["1.2"]}\n',
        Text(
            "轮不到的例外使人以为照顾到了，其实谁也用不上。",
            "An exception whose turn never comes looks like relief, and nobody gets it.",
        ),
    ),
    Advice(
        "duties-at-odds",
        "applies: visitor.kind == child\ncondition: not visitor.accompanied\n",
        "applies: visitor.kind == club\ncondition: not visitor.accompanied\n",
        Text(
            "同一件事，一条要求做，另一条不许做（例子里的另一条要求儿童有人陪同），办事的人怎么做都不对。",
            "One asks for what the other rules out (here the other asks that a child is accompanied): nobody can do right.",
        ),
    ),
    Advice(
        "rule-repeated",
        "applies: visitor.kind == child\ncondition: visitor.accompanied\n",
        "applies: visitor.kind == club\ncondition: visitor.accompanied\n",
        Text(
            "两条一样的规则，改了一条忘了另一条，结论就会打架；抄来的规则也常常忘了改。",
            "Of two equal rules one is amended and the other forgotten; a copied rule often was never changed.",
        ),
    ),
    Advice(
        "codes-alike",
        "enumerations:\n  visitor_kinds:\n    codes:\n      school: {zh: 学校团体, en: school party}\n"
        "      firm: {zh: 单位团体, en: works party}\n",
        "enumerations:\n  visitor_kinds:\n    codes:\n      party: {zh: 团体, en: party}\n",
        Text(
            "填写的人要在几个代码里选一个，选哪个结果都一样：或者漏写了规则，或者问得过细。",
            "Whoever fills it in chooses among codes that make no difference: a rule is missing, or the question is too fine.",
        ),
    ),
    Advice(
        "compared-with-itself",
        "applies: visitor.kind == child\ncondition: visit.fee_yuan <= visit.fee_yuan\n",
        "applies: visitor.kind == child\ncondition: visit.fee_yuan <= 20\n",
        Text(
            "总是同一个结果，多半是补全时选错了名称。",
            "It always comes out the same: mostly a wrong name was picked from a completion.",
        ),
    ),
)
ADVICE: dict[str, Advice] = {each.code: each for each in _TABLE}
