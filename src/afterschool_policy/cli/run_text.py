"""What `test` says at a terminal of cases that fail, of mutants, and of the whole run."""

from __future__ import annotations

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.testing.cases import CaseResult
from afterschool_policy.testing.coverage.coverage import clauses_cited
from afterschool_policy.testing.failures import RunResult, failure_lines
from afterschool_policy.testing.mutants.survivors import Survivor, Trials
from afterschool_policy.testing.rule_files import RuleFiles
from afterschool_policy.testing.run import CaseRun
from afterschool_policy.text import Lang


def say_failures(run: CaseRun, lang: Lang, *, brief: bool, explain: bool) -> None:
    """Every case and case file that fails: its place, the differences, and why it came out so, where that is asked."""
    for result in run.failed:
        _say_failure(result, lang, brief=brief, explain=explain)


def _say_failure(result: RunResult, lang: Lang, *, brief: bool, explain: bool) -> None:
    lines = [f"{result.span}: {phrases.FAILED[lang]} {result.id}"]
    if not brief:
        lines += [f"    {line}" for line in failure_lines(result, lang)]
    if explain and isinstance(result, CaseResult) and result.decision is not None:
        lines += ["", *(f"    {line}" for line in result.decision.explain(lang).splitlines()), ""]
    terminal.say_lines(lines)


def say_mutants(mutants: Trials | None, lang: Lang) -> None:
    """The faults that no case notices, each with a case that would; None where none was tried."""
    if mutants is None:
        terminal.say(phrases.NOT_TRIED[lang])
        return
    files = RuleFiles()
    if mutants.with_case:
        terminal.say_lines([phrases.UNNOTICED.format(count=str(len(mutants.with_case)))[lang], ""])
    for each in mutants.with_case:
        assert each.suggestion is not None
        lines = each.suggestion.written(each.mutant.title, lang).splitlines()
        terminal.say_lines(["---", f"# {_place(each, files)}{each.mutant.title[lang]}", *lines, ""])
    if mutants.without:
        terminal.say_lines([phrases.UNTOLD.format(count=str(len(mutants.without)))[lang], ""])
        words = ((each, phrases.ALL_TRIED if each.all_tried else phrases.TRIED) for each in mutants.without)
        terminal.say_lines(
            f"{_place(each, files)}{each.mutant.title[lang]}{tried.format(tried=str(each.tried))[lang]}"
            for each, tried in words
        )
        terminal.say("")
    noticed = mutants.tried - len(mutants.survivors)
    counts = {"all": mutants.tried, "noticed": noticed, "cases": len(mutants.with_case), "none": len(mutants.without)}
    terminal.say(phrases.MUTANTS.format(**{key: str(count) for key, count in counts.items()})[lang])


def _place(survivor: Survivor, files: RuleFiles) -> str:
    """The file and line, with a space after it; nothing where the file is not known."""
    mutant = survivor.mutant
    place = files.place(mutant.rule, mutant.part, mutant.faulty.was)
    return f"{place} " if place else ""


def say_totals(run: CaseRun, lang: Lang, *, explained: bool) -> None:
    """How many were run and failed, and on how many clauses the outcomes rest."""
    failed = [result for result in run.cases if not result.passed]
    if failed and not explained:
        terminal.say(phrases.ASK_WHY[lang])
    if run.cases:
        cited, operative = clauses_cited(run.policy, run.cases)
        counts = {"all": str(len(run.cases)), "failed": str(len(failed)), "clauses": f"{cited}/{operative}"}
        terminal.say(phrases.RESULTS.format(**counts)[lang])
    if run.histories:
        broken = sum(not result.passed for result in run.histories)
        terminal.say(phrases.HISTORIES.format(all=str(len(run.histories)), failed=str(broken))[lang])
    if run.selected.left_out:
        told = phrases.ON_LAW_LEFT_OUT if run.policy.drafts else phrases.ON_DRAFTS_LEFT_OUT
        terminal.say(told.format(count=str(run.selected.left_out))[lang])
