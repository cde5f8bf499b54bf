"""The tables that the rules of a policy write, each with where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import CasesTable, CodesTable, RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.expressions import Expressions
from afterschool_policy.compile.tables import Computations
from afterschool_policy.language.checker import Scope
from afterschool_policy.language.tree import Apply, Derived, Node, Table, children
from afterschool_policy.law.model import Rule
from afterschool_policy.positions import Span
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.values.types import BOOLEAN


class Place(NamedTuple):
    """The rule that writes a table, and where."""

    rule: Rule
    span: Span


def own_parts(rule: Rule, edition: Edition) -> Iterator[tuple[KeyPath, Node]]:
    """The tables and portions that a rule or a reading of it writes, with the key they stand under.

    Those of definitions belong to the rules that define.
    """
    readings = [(("readings", each.reading, each.code), each.body) for each in rule.alternatives]
    open_: list[tuple[KeyPath, Node]] = []
    for above, written in (((), rule.body), *readings):
        body = edition.linker.body(written)
        outputs = (("amounts", body.amounts), ("values", body.values))
        open_ += (((*above, part, name), node) for part, each in outputs for name, node in each)
        open_ += [] if body.value is None else [((*above, "value"), body.value)]
    for path, node in open_:  # which grows by what is below its members
        if isinstance(node, Table) or (isinstance(node, Apply) and node.symbol == "portion"):
            yield path, node
        if not isinstance(node, Derived):
            open_ += ((path, child) for child in children(node))


def tables_of_truths(document: AuthoredDocument[RuleEntry], scope: Scope) -> Iterator[tuple[KeyPath, Table]]:
    """The tables of truths that a definition writes, in any reading of it: in the law they are conditions."""
    rule = document.model
    if rule.define is None or scope.derived[rule.define] != BOOLEAN:
        return
    expressions = Expressions(document, scope, [])
    written: list[tuple[KeyPath, object]] = [(("value",), rule.value)]
    for reading, alternatives in rule.readings.items():
        written += ((("readings", reading, code, "value"), parts.value) for code, parts in (alternatives or {}).items())
    for path, value in written:
        if isinstance(value, CasesTable | CodesTable):
            made = Computations(
                expressions, lambda text, at: expressions.expression(text, at, BOOLEAN), BOOLEAN, _unread
            )
            made.node(value, path)
            yield from made.truths


def _unread(_clauses: list[str], _path: KeyPath) -> None:
    """The clauses of rows were looked up where the rule was built."""
