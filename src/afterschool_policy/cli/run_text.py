"""What `test` says at a terminal of cases that fail, of mutants, and of the whole run."""

from __future__ import annotations

from collections.abc import Sequence

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.testing.cases import CaseResult
from afterschool_policy.testing.coverage.coverage import clauses_cited
from afterschool_policy.testing.failures import RunResult, failure_lines
from afterschool_policy.testing.mutants import Survivor
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


def say_survivors(survivors: Sequence[Survivor] | None, lang: Lang) -> None:
    """The changes of rules that no case notices; None where they were not tried."""
    if survivors is None:
        terminal.say(phrases.NOT_TRIED[lang])
        return
    for survivor in survivors:
        terminal.say(phrases.UNNOTICED[survivor.mutation].format(rule=survivor.rule)[lang])
    if not survivors:
        terminal.say(phrases.NOTICED[lang])


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
