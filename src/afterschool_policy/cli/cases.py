"""The command `test`: cases and case files run, their failures shown, and what they cover."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from afterschool_policy.cli import coverage_text, phrases, run_text, terminal
from afterschool_policy.cli.errors import FAILED, faults_as_status
from afterschool_policy.cli.options import CASES, Amendments, AsOf, Language, PolicyFolder, WithDrafts, policy_of
from afterschool_policy.diagnostics import InvalidRequest
from afterschool_policy.diagnostics.annotations import annotation
from afterschool_policy.site.coverage import coverage_page
from afterschool_policy.testing import last_failed
from afterschool_policy.testing.coverage.coverage import Coverage, coverage
from afterschool_policy.testing.failures import failure_lines
from afterschool_policy.testing.mutants.mutant import mutants_of, sampled
from afterschool_policy.testing.mutants.survivors import Trials, trials
from afterschool_policy.testing.reports.as_json import as_json
from afterschool_policy.testing.reports.junit import as_junit
from afterschool_policy.testing.run import CaseRun, run
from afterschool_policy.testing.selection import Selection
from afterschool_policy.text import Lang


@faults_as_status
def test(  # noqa: PLR0917  # Typer reads options from the signature
    cases: Annotated[
        Path, typer.Argument(help="用例文件夹或文件。 A folder of cases, or one file.", exists=True)
    ] = CASES,
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    with_drafts: WithDrafts = False,
    lang: Language = "zh",
    decision: Annotated[
        list[str] | None,
        typer.Option("--decision", "-d", help="只运行这一事项的用例，可重复。 Cases of this question."),
    ] = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule", metavar="RULE[@VERSION]", help="只运行与这条规则有关的事项的用例。 Of questions it bears on."
        ),
    ] = None,
    clause: Annotated[
        list[str] | None,
        typer.Option("--clause", "-c", help="只运行与这一条款有关的事项的用例。 Of questions that a clause bears on."),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", "-n", help="只运行名称含有这些文字的。 Whose name has these words.")
    ] = None,
    failed: Annotated[
        bool, typer.Option("--failed", help="只运行上次未通过的。 Those that failed when they were last run.")
    ] = False,
    as_of: AsOf = None,
    brief: Annotated[bool, typer.Option("--brief", help="未通过的每个只列一行。 A line for each failure.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="并列出全部理由。 Add the whole explanation.")] = False,
    output: Annotated[
        Literal["text", "json", "github"],
        typer.Option("--format", help="text | json | github（GitHub 注解 annotations）"),
    ] = "text",
    junit: Annotated[
        Path | None, typer.Option("--junit", help="另写成 JUnit XML 文件。 Also write a file of JUnit XML.")
    ] = None,
    covered: Annotated[
        bool, typer.Option("--coverage", help="列出用例覆盖了多少，哪些没有。 What the cases reach, and what not.")
    ] = False,
    covered_yaml: Annotated[
        bool, typer.Option("--coverage-yaml", help="在规则原文上逐行标出。 The same, line by line in the rules.")
    ] = False,
    covered_html: Annotated[Path | None, typer.Option("--coverage-html", help="写成网页。 The same as a page.")] = None,
    fail_under: Annotated[
        float | None,
        typer.Option("--fail-under", min=0, max=100, help="覆盖不足百分之几即不通过。 The least percentage reached."),
    ] = None,
    mutants: Annotated[
        bool,
        typer.Option("--mutants", help="逐处改错规则，看用例能否发现。 Does a case notice each fault put into a rule?"),
    ] = False,
    sample: Annotated[
        int | None, typer.Option("--sample", min=1, help="只改错这么多处，分散在各条规则。 So many faults alone.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="选哪些处；同一个数选的相同。 Which of them.")] = 0,
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, help="同时用几个进程改错。 So many processes try them.")
    ] = os.cpu_count() or 1,
) -> None:
    """运行用例；有未通过的，状态为1。 Run the cases; status 1 if one fails, or none is run."""
    tells_lines = bool(covered_yaml or covered_html or mutants)
    loaded = policy_of(policy, amendment, cache=not tells_lines, with_drafts=with_drafts)
    wanted = Selection(
        tuple(decision or ()), tuple(rule or ()), tuple(clause or ()), tuple(name or ()),
        last_failed.read() if failed else None,
    )  # fmt: skip
    try:
        done = run(loaded, cases, wanted, as_of)
    except InvalidRequest as error:  # nothing was run, which is no success
        terminal.complain(error.diagnostics, lang)
        raise typer.Exit(FAILED) from None
    if junit is not None:
        terminal.write(junit, as_junit(done, lang))
    measured = unnoticed = None
    if covered or covered_yaml or covered_html or fail_under is not None:
        measured = coverage(loaded, done.cases, rules=done.selected.rules)
    if covered_html is not None and measured is not None:
        terminal.write(covered_html, coverage_page(loaded, measured, lang))
    if mutants and not done.failed:
        unnoticed = _tried(done, sample, seed, jobs)
    if output == "json":
        terminal.say_json(as_json(done, measured, unnoticed))
    elif output == "github":
        _annotate(done, lang)
    else:
        run_text.say_failures(done, lang, brief=brief, explain=explain)
        if measured is not None:
            coverage_text.say_coverage(loaded, measured, lang, listed=covered, in_rules=covered_yaml)
        if mutants:
            run_text.say_mutants(unnoticed, lang)
        run_text.say_totals(done, lang, explained=explain)
    if mutants and unnoticed is None and output != "text":
        terminal.note(phrases.NOT_TRIED[lang])
    if done.failed or (unnoticed and unnoticed.with_case) or _falls_short(measured, fail_under, lang):
        raise typer.Exit(FAILED)


def _tried(done: CaseRun, sample: int | None, seed: int, jobs: int) -> Trials:
    """What came of the mutants of the rules that the run is about."""
    mutants = [*mutants_of(done.policy.law, done.selected.rules)]
    if sample is not None:
        mutants = sampled(mutants, sample, seed)
    with terminal.progress("mutants") as tell:
        tried = terminal.counted(trials(done.policy, done.selected.cases, mutants, jobs), len(mutants), tell)
        return Trials(len(mutants), tuple(each for each in tried if each is not None))


def _annotate(done: CaseRun, lang: Lang) -> None:
    """Mark the lines of the cases that fail in a pull request."""
    for result in done.failed:
        terminal.say_lines([annotation("error", result.span, result.id, "\n".join(failure_lines(result, lang)))])


def _falls_short(measured: Coverage | None, least: float | None, lang: Lang) -> bool:
    """Whether less is reached than has to be; said on standard error."""
    if measured is None or least is None or measured.percent >= least:
        return False
    fields = {"percent": f"{measured.percent:.1f}", "least": f"{least:g}"}
    terminal.note(phrases.FALLS_SHORT.format(**fields)[lang])
    return True
