"""The files that rules are written in, and the lines on which their parts stand."""

from __future__ import annotations

from afterschool_policy.authoring.yaml_reader import MappingNode, find, find_key, read, scalars
from afterschool_policy.law.model import Rule
from afterschool_policy.positions import SourceFile
from afterschool_policy.testing.authored_parts import Path

OTHERWISE = "otherwise"
"""What a table gives where none of its rows holds: the key of that row."""


class RuleFiles:
    """The files of a policy, each read when it is first asked for."""

    def __init__(self) -> None:
        self._documents: dict[SourceFile, list[MappingNode]] = {}

    def document(self, rule: Rule) -> MappingNode | None:
        """The document that a rule is written in; none for a limit of the policy, or where its file is not known."""
        if rule.span is None:
            return None
        file, line = rule.span.file, rule.span.line
        if file not in self._documents:
            self._documents[file] = [node for node in read(file)[0] if isinstance(node, MappingNode)]
        found = (node for node in self._documents[file] if node.span.line <= line <= node.span.end_line)
        return next((node for node in found if node.get("rule") is not None), None)

    def place(self, rule: Rule, part: Path, test: str) -> str:
        """The file and line of a part of a rule, or of a test in it; empty where the file is not known."""
        if rule.span is None:
            return ""
        node = self.document(rule)
        return f"{rule.span.file.path}:{rule.span.line if node is None else line_of(node, part, test)}"


def line_of(node: MappingNode, path: Path, test: str) -> int:
    """The line of a test: of the expression that holds it, else of its part."""
    if not path:
        return node.span.line
    part = find(node, path)
    if test == OTHERWISE:
        return find_key(part, (OTHERWISE,)).line
    holding = (each for each in scalars(part) if each.value is not None and test in " ".join(each.value.split()))
    scalar = next(holding, None) if test else None
    return find_key(node, path).line if scalar is None else scalar.span.line
