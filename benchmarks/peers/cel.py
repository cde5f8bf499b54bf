"""Rules decided by Google's CEL in C++ (cel-expr-python), with a typed environment."""

from __future__ import annotations

from typing import Any

from benchmarks.contender import Ready, Row
from benchmarks.workload.infix import Dialect, choice
from benchmarks.workload.records import KINDS, Fresh
from benchmarks.workload.rules import Pairs, Rule

DIALECT = Dialect(
    conjunction=" && ",
    disjunction=" || ",
    negation="!({0})",
    member="{0} in {1}",
    shares="{0}.exists(each, each in {1})",
)
MAX_RULES = 300
"""One expression may not pass 100,000 characters."""


def write(rules: tuple[Rule, ...]) -> tuple[list[str], list[str]]:
    """The ids, and as few expressions as hold the list of all outcomes."""
    choices = [choice(rule, DIALECT) for rule in rules]
    parts = [choices[first : first + MAX_RULES] for first in range(0, len(choices), MAX_RULES)]
    return [rule.id for rule in rules], [f"[{', '.join(part)}]" for part in parts]


def load(written: tuple[list[str], list[str]]) -> Ready:
    """The checked expressions."""
    from cel_expr_python import cel

    def type_of(kind: Any) -> Any:
        plain = {bool: cel.Type.BOOL, int: cel.Type.INT, list: cel.Type.List(cel.Type.STRING)}
        return plain[kind] if isinstance(kind, type) else cel.Type.STRING

    ids, texts = written
    variables = {name: type_of(kind) for name, kind in KINDS.items()} | {"hardship": cel.Type.DYN}
    environment = cel.NewEnv(variables=variables)
    compiled = [environment.compile(text) for text in texts]

    def decide_whole(record: Fresh) -> Pairs:
        return list(zip(ids, whole.eval(data=record).plain_value(), strict=True))

    def decide(record: Fresh) -> Pairs:
        activation = environment.Activation(record)
        found = [outcome for each in compiled for outcome in each.eval(activation).plain_value()]
        return list(zip(ids, found, strict=True))

    whole = compiled[0]
    return Ready(decide_whole if len(compiled) == 1 else decide)


ROWS = (Row("outcomes", write, load),)
