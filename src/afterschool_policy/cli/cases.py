"""The command `test`: cases and histories run, their failures shown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import FAILED, faults_as_status
from afterschool_policy.cli.options import Amendments, Language, PolicyFolder, policy_of
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.testing.cases import CaseResult, Difference, load_cases, run_case
from afterschool_policy.testing.coverage import coverage
from afterschool_policy.testing.histories import HistoryResult, load_histories, run_history
from afterschool_policy.testing.mutants import survivors
from afterschool_policy.text import Lang


@faults_as_status
def test(  # noqa: PLR0917  # Typer reads options from the signature
    cases: Annotated[
        Path, typer.Argument(help="用例文件夹或文件。 A folder of cases, or one file.", exists=True)
    ] = Path("fixtures"),
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    lang: Language = "zh",
    mutants: Annotated[
        bool,
        typer.Option("--mutants", help="逐条删除、反转规则，看用例能否发现。 Does a case notice each rule's loss?"),
    ] = False,
    uncovered: Annotated[
        bool, typer.Option("--coverage", help="列出没有用例的条款。 List the clauses that no case decides.")
    ] = False,
) -> None:
    """运行用例。 Run the cases; status 1 if one fails."""
    loaded = policy_of(policy, amendment)
    loaded_cases = load_cases(cases)
    results = [run_case(loaded, case) for case in loaded_cases]
    failed = [result for result in results if not result.passed]
    for result in failed:
        _show_failure(result, lang)
    histories = [run_history(loaded, history) for history in load_histories(cases)]
    if not results and not histories:
        raise InvalidRequest([Diagnostic.of("cases-none", path=cases.as_posix())])
    broken = [history for history in histories if not history.passed]
    for history in broken:
        _show_broken(history, lang)
    covered = coverage(loaded, (result for result in results if result.passed))
    if uncovered:
        for name in covered.clauses_open:
            terminal.say(phrases.UNCOVERED.format(name=name, quote=loaded.clauses[name].quote)[lang])
    unnoticed = list(survivors(loaded.law, loaded_cases)) if mutants and not failed else []
    for survivor in unnoticed:
        terminal.say(phrases.UNNOTICED[survivor.mutation].format(rule=survivor.rule)[lang])
    if mutants and not unnoticed:
        terminal.say((phrases.NOT_TRIED if failed else phrases.NOTICED)[lang])
    clauses = f"{len(covered.clauses) - len(covered.clauses_open)}/{len(covered.clauses)}"
    terminal.say(phrases.RESULTS.format(all=str(len(results)), failed=str(len(failed)), clauses=clauses)[lang])
    if histories:
        terminal.say(phrases.HISTORIES.format(all=str(len(histories)), failed=str(len(broken)))[lang])
    if failed or unnoticed or broken:
        raise typer.Exit(FAILED)


def _show_broken(result: HistoryResult, lang: Lang) -> None:
    """A case file that did not go as it is written: the fault that stopped it, and the differences."""
    terminal.say(f"{result.history.span}: {phrases.FAILED[lang]} {result.history.name}")
    if result.error is not None:
        terminal.complain(result.error, lang)
    _show_differences(result.differences, lang)


def _show_differences(differences: Iterable[Difference], lang: Lang) -> None:
    for difference in differences:
        values = f"{phrases.EXPECTED[lang]} {difference.expected}; {phrases.ACTUAL[lang]} {difference.actual}"
        terminal.say(f"    {difference.what}: {values}")


def _show_failure(result: CaseResult, lang: Lang) -> None:
    """An unmet expectation: the difference, and the explanation of what came out instead."""
    terminal.say(f"{result.case.span}: {phrases.FAILED[lang]} {result.case.id}")
    if result.error is not None:
        terminal.complain(result.error, lang)
    _show_differences(result.differences, lang)
    if result.decision is not None:
        terminal.say("\n".join("    " + line for line in result.decision.explain(lang).splitlines()) + "\n")
