"""The YAML documents that hold cases or histories, with the facts that they state or name a file for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from afterschool_policy.authoring.facts_file import WrittenFacts, facts_at, facts_in
from afterschool_policy.authoring.files import ENDING, LINKED, is_misnamed, names_below
from afterschool_policy.authoring.history_models import History
from afterschool_policy.authoring.models import Authored, Case
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.source_files import misnamed, source_in
from afterschool_policy.authoring.yaml_reader import (
    MappingNode,
    SequenceNode,
    YamlNode,
    find,
    read,
)
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy, suggestion
from afterschool_policy.positions import SourceFile
from afterschool_policy.text import Text

CASES, CASE_FILES = "cases", "case_files"
"""The keys under which a document holds what is run; one without either holds facts, for a case to name it."""

_NO_FILE = Text("没有文件 {path}", "there is no file {path}")

Source = Callable[[Path], tuple[SourceFile, list[Diagnostic]]]
"""How the text of a file is found: `source_in`, or what an editor holds of it and has not saved."""

M = TypeVar("M", bound=Authored)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class CaseDocument(Generic[M]):
    """An authored model with its tree and its file; the faults of its parts are collected in `faults`."""

    model: M
    node: MappingNode
    path: Path
    faults: list[Diagnostic]
    source: Source = source_in

    def facts_at(self, *place: str | int) -> WrittenFacts:
        """The facts at a place of the document; none where there are none."""
        return facts_at(find(self.node, place)) or WrittenFacts({})

    def facts(self, entry: Case | History, *place: str | int) -> WrittenFacts:
        """The facts of a case or history at a place of the document, from their own file where it names one."""
        if entry.facts_file is None:
            return self.facts_at(*place, "facts") if entry.facts else WrittenFacts({})
        path = self.path.parent / entry.facts_file
        if not path.is_file():
            span = find(self.node, (*place, "facts_file")).span
            self.faults.append(Diagnostic.of("file-unreadable", span, problem=_NO_FILE.format(path=path.as_posix())))
            return WrittenFacts({})
        file, unreadable = self.source(path)
        facts, faults = (WrittenFacts({}), []) if unreadable else facts_in(file)
        self.faults.extend([*unreadable, *faults])
        return facts


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files below a folder in the order of their paths, hidden ones left out; a file stands for itself.

    Raises:
        InvalidPolicy: where one looks like a YAML file and would be passed over for its name.
    """
    if folder.is_file():
        return [folder]
    names = list(names_below(folder, folder))
    faults = [misnamed(folder, name) for name in names if is_misnamed(name)]
    if faults:
        raise InvalidPolicy(faults)
    return [folder / name for name in names if name.endswith((ENDING, LINKED))]


def load(
    paths: Iterable[Path],
    key: str,
    model: type[M],
    items: Callable[[CaseDocument[M]], Iterable[Item]],
    source: Source = source_in,
) -> list[Item]:
    """The items of every document that has the key.

    Raises:
        InvalidPolicy: with a diagnostic for every fault of every file, and for what would be passed over unseen.
    """
    loaded: list[Item] = []
    faults: list[Diagnostic] = []
    for path in paths:
        file, unreadable = source(path)
        nodes, unreadable = ([], unreadable) if unreadable else read(file)
        faults += unreadable
        for node in nodes:
            faults += _passed_over(node)
            if isinstance(node, MappingNode) and node.get(key) is not None:
                content, misshapen = shape(model, node)
                faults += misshapen
                if content is not None:
                    loaded += items(CaseDocument(content, node, path, faults, source))
    if faults:
        raise InvalidPolicy(faults)
    return loaded


def _passed_over(node: YamlNode) -> Iterator[Diagnostic]:
    """The faults of a document in which nothing would be run, where it can be seen that it is not one of facts."""
    if not isinstance(node, MappingNode):
        yield Diagnostic.of("case-shape", node.span, problem=f"{CASES} | {CASE_FILES}")
        return
    if node.get(CASES) is not None or node.get(CASE_FILES) is not None:
        return
    for key, below in node.entries:
        hint = suggestion(key.value or "", (CASES, CASE_FILES))
        if hint.names and isinstance(below, SequenceNode):
            yield Diagnostic(
                "unknown-key", key.span, {"key": key.value or "", "suggestion": hint, "allowed": (CASES, CASE_FILES)}
            )
