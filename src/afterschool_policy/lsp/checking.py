"""The faults of a policy as it stands in an editor: all that `check` tells, and those of the cases that are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from afterschool_policy.authoring.facts_file import facts_in
from afterschool_policy.authoring.files import ENDING, INSTRUMENT, PolicyFiles
from afterschool_policy.authoring.loader import load
from afterschool_policy.authoring.yaml_reader import MappingNode
from afterschool_policy.compile.build import in_steps
from afterschool_policy.compile.released import lock_missing
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidPolicy, PolicyError
from afterschool_policy.law.model import Law
from afterschool_policy.lsp.pages import Pages
from afterschool_policy.lsp.texts import Texts
from afterschool_policy.policy import Policy
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.testing.documents import CASE_FILES, CASES
from afterschool_policy.testing.histories import load_histories, run_history

Faults = list[Diagnostic]


class Checks:
    """The checks of one policy, one after the other, as its texts change."""

    def __init__(self, folder: Path, pages: Pages) -> None:
        self._folder = folder
        self._pages = pages
        self._searched: Faults = []
        self._policy: Policy | None = None

    def steps(self, texts: Texts) -> Iterator[Faults]:
        """The faults that are seen at once, with those of the last search; then, where there is one, those of the next.

        So a fault is told, and is gone again, without waiting for a search, and no warning comes and goes.
        """
        files = texts.files_of(self._folder)
        seen: Faults | None = None
        law: Law | None = None
        for law, faults in in_steps(*load(files, self._pages.reading)):
            if seen is None:
                yield [*faults, *(() if law is None else self._searched)]
            else:
                self._searched = [fault for fault in faults if fault not in seen]
            seen = faults
        if law is not None and (self._policy is None or law.fingerprint != self._policy.fingerprint):
            self._policy = Policy(law)
        yield [*(seen or ()), *lock_missing(files), *self._of_cases(texts)]

    def errors(self, files: PolicyFiles) -> Faults:
        """The errors of a policy that are seen at once."""
        _, faults = next(in_steps(*load(files, self._pages.reading)))
        return [fault for fault in faults if fault.is_error]

    def _of_cases(self, texts: Texts) -> Iterator[Diagnostic]:
        """The faults of open files that lie beside the policy and belong to it: cases, case files and facts."""
        for path in texts.unsaved:
            is_beside = path.suffix == ENDING and path.is_file() and not path.is_relative_to(self._folder)
            if is_beside and texts.policy_of(path) == self._folder:
                yield from self._of_file(path, texts)

    def _of_file(self, path: Path, texts: Texts) -> Iterator[Diagnostic]:
        file, unreadable = texts.source(path)
        nodes, faults = ([], unreadable) if unreadable else self._pages.reading(file)
        keys = {key.value for node in nodes if isinstance(node, MappingNode) for key, _ in node.entries}
        if faults:
            yield from faults
        elif keys.isdisjoint((CASES, CASE_FILES, "decision")):
            yield from self._of_facts(file)
        else:
            yield from self._of_items(path, texts)

    def _of_items(self, path: Path, texts: Texts) -> Iterator[Diagnostic]:
        try:
            cases, histories = load_cases(path, texts.source), load_histories(path, texts.source)
        except InvalidPolicy as error:
            yield from error.diagnostics
            return
        if self._policy is not None:
            for case in cases:
                yield from _placed(run_case(self._policy, case).error, case.span)
            for history in histories:
                yield from _placed(run_history(self._policy, history).error, history.span)

    def _of_facts(self, file: SourceFile) -> Iterator[Diagnostic]:
        facts, faults = facts_in(file)
        yield from faults
        if self._policy is not None and not faults:
            try:
                self._policy.facts(facts.values)
            except InvalidFacts as error:
                yield from _placed(facts.located(error), Span.whole(file))


def _placed(error: PolicyError | None, span: Span) -> Iterator[Diagnostic]:
    """The faults of a case, at its name where they have no place of their own."""
    for fault in error.diagnostics if error is not None else ():
        yield fault if fault.span is not None else replace(fault, span=span)


def place_of(fault: Diagnostic, folder: Path) -> Span:
    """Where a fault is shown: one without a place of its own on the policy as a whole."""
    return fault.span or Span.whole(SourceFile((folder / INSTRUMENT).as_posix(), ""))
