"""Takes a command line; runs one command of the library and exits.

Exit status: 0 fine, 1 a check or test failed, 2 wrong use, 3 invalid policy or facts, or a log that fails.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from afterschool_policy.audit.log import DecisionLog
from afterschool_policy.authoring.release import release
from afterschool_policy.casefile.as_json import as_json
from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.audit import audit
from afterschool_policy.cli.errors import FAILED
from afterschool_policy.cli.errors import telling as _telling
from afterschool_policy.cli.options import (
    AskNext,
    AsOf,
    BundleFile,
    CaseDocument,
    CaseFolder,
    ClauseId,
    DecisionId,
    DecisionName,
    DecisionNameOrNone,
    Engine,
    FactsFile,
    FactsFileOrNone,
    Labels,
    Language,
    LogAddressOrNone,
    Mask,
    Output,
    PolicyFolder,
    Readings,
    RequestedBy,
    WhyNotOutcome,
    day_of,
    facts_of,
    folder_of,
    labels_of,
    policy_of,
    readings_of,
)
from afterschool_policy.cli.replay import replay
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.engines.choice import DEFAULT
from afterschool_policy.policy import Policy
from afterschool_policy.record.writing import Writing
from afterschool_policy.testing.cases import Difference, Result, load_cases, run_case
from afterschool_policy.testing.coverage import coverage
from afterschool_policy.testing.histories import HistoryResult, load_histories, run_history
from afterschool_policy.testing.mutants import survivors
from afterschool_policy.text import Lang
from afterschool_policy.tooling.clauses import about
from afterschool_policy.tooling.schema import SchemaName, schema

app = typer.Typer(
    name="afterschool-policy",
    help="把政策文件变成可以运行、可以核对的规则。 A policy document as rules that run and can be checked.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(audit)


@app.command()
@_telling
def check(
    policy: PolicyFolder = None,
    lang: Language = "zh",
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过。 Warnings fail too.")] = False,
) -> None:
    """检查政策的全部文件。 Check every file of a policy; status 3 if it is not valid."""
    loaded = Policy.load(folder_of(policy))
    for warning in loaded.warnings:
        terminal.say(warning.render(lang))
    operative = sum(clause.operative for clause in loaded.clauses.values())
    bare = sum(warning.code == "clause-without-rule" for warning in loaded.warnings)
    counts = {
        "rules": len(loaded.rules),
        "decisions": len(loaded.decisions),
        "done": operative - bare,
        "all": operative,
        "warnings": len(loaded.warnings),
    }
    terminal.say(phrases.VALID.format(**{name: str(count) for name, count in counts.items()})[lang])
    if strict and loaded.warnings:
        raise typer.Exit(FAILED)


@app.command()
@_telling
def test(
    cases: CaseFolder = Path("fixtures"),
    policy: PolicyFolder = None,
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
    loaded = policy_of(policy)
    found = load_cases(cases)
    results = [run_case(loaded, case) for case in found]
    failed = [result for result in results if not result.passed]
    for result in failed:
        _show_failure(result, lang)
    histories = [run_history(loaded, each) for each in load_histories(cases)]
    broken = [history for history in histories if not history.passed]
    for history in broken:
        _show_broken(history, lang)
    covered = coverage(loaded, results)
    if uncovered:
        for name in covered.clauses_open:
            terminal.say(phrases.UNCOVERED.format(name=name, quote=loaded.clauses[name].quote)[lang])
    unnoticed = list(survivors(loaded.law, found)) if mutants and not failed else []
    for survivor in unnoticed:
        terminal.say(phrases.UNNOTICED[survivor.mutation].format(rule=survivor.rule)[lang])
    if mutants and not failed and not unnoticed:
        terminal.say(phrases.NOTICED[lang])
    clauses = f"{len(covered.clauses) - len(covered.clauses_open)}/{len(covered.clauses)}"
    terminal.say(phrases.RESULTS.format(all=str(len(results)), failed=str(len(failed)), clauses=clauses)[lang])
    if histories:
        terminal.say(phrases.HISTORIES.format(all=str(len(histories)), failed=str(len(broken)))[lang])
    if failed or unnoticed or broken:
        raise typer.Exit(FAILED)


def _show_broken(result: HistoryResult, lang: Lang) -> None:
    """A history of a case file that did not go as it is written."""
    terminal.say(f"{result.loaded.span}: {phrases.FAILED[lang]} {result.loaded.history.name}")
    if result.error is not None:
        terminal.complain(result.error, lang)
    _show_differences(result.differences, lang)


def _show_differences(differences: Iterable[Difference], lang: Lang) -> None:
    for each in differences:
        told = f"{phrases.EXPECTED[lang]} {each.expected}; {phrases.ACTUAL[lang]} {each.actual}"
        terminal.say(f"    {each.what}: {told}")


def _show_failure(result: Result, lang: Lang) -> None:
    """An unmet expectation: the difference, and the explanation of what came out instead."""
    terminal.say(f"{result.case.span}: {phrases.FAILED[lang]} {result.case.id}")
    if result.error is not None:
        terminal.complain(result.error, lang)
    _show_differences(result.differences, lang)
    if result.decision is not None:
        terminal.say("\n".join("    " + line for line in result.decision.explain(lang).splitlines()) + "\n")


@app.command()
@_telling
def decide(  # noqa: PLR0917  # Typer reads options from the signature
    decision: DecisionName,
    facts: FactsFile,
    policy: PolicyFolder = None,
    as_of: AsOf = None,
    reading: Readings = None,
    engine: Engine = DEFAULT,
    lang: Language = "zh",
    output: Output = "text",
    readings_report: Annotated[
        bool, typer.Option("--readings-report", help="另列其他读法的结果。 Add what other readings would change.")
    ] = False,
    ask_next: AskNext = False,
    log: LogAddressOrNone = None,
    label: Labels = None,
    requested_by: RequestedBy = None,
    decision_id: DecisionId = None,
    mask: Mask = False,
) -> None:
    """判断一个事项，可写入日志。 Decide one question, and log it if asked; with --format json the decision record."""
    loaded = policy_of(policy)
    made = loaded.decide(decision, facts_of(facts), as_of=day_of(as_of), readings=readings_of(reading), engine=engine)
    writing = Writing(decision_id, requested_by=requested_by, labels=labels_of(label))
    if log is not None:
        with DecisionLog.open(log, mask=mask) as opened:
            entry = opened.append(made, loaded, writing)
        told = phrases.LOGGED.format(sequence=str(entry.sequence), name=entry.decision_id)
        terminal.console(err=True).print(told[lang])
    if ask_next:
        typer.echo(made.ask_next().explain(lang, output), nl=False)
        return
    if output == "json":
        typer.echo(json.dumps(made.record(writing, mask=mask), ensure_ascii=False, indent=2))
    elif output == "text" and isinstance(made, SingleDecision):
        terminal.say(terminal.summary(loaded, made, lang))
    else:
        typer.echo(made.explain(lang, output), nl=False)
    if readings_report:
        terminal.say("\n".join(terminal.other_readings(loaded, loaded.sensitivity(made), lang)))


@app.command()
@_telling
def explain(  # noqa: PLR0917  # Typer reads options from the signature
    decision: DecisionNameOrNone = None,
    facts: FactsFileOrNone = None,
    clause: ClauseId = None,
    policy: PolicyFolder = None,
    as_of: AsOf = None,
    reading: Readings = None,
    engine: Engine = DEFAULT,
    lang: Language = "zh",
    output: Output = "text",
    outcome: WhyNotOutcome = None,
) -> None:
    """判断并说明全部理由；--clause 说明一个条款。 Decide and give the full why; with --clause, tell about a clause."""
    loaded = policy_of(policy)
    if clause is not None:
        folder = Path("fixtures")
        terminal.say(about(loaded, clause, lang, load_cases(folder) if folder.is_dir() else ()))
        return
    if decision is None or facts is None:
        raise typer.BadParameter("DECISION --facts FILE | --clause ID")
    made = loaded.decide(decision, facts_of(facts), as_of=day_of(as_of), readings=readings_of(reading), engine=engine)
    text = made.explain(lang, output) if outcome is None else made.why_not(outcome).explain(lang, output)
    if output == "text":
        terminal.say(text)
    else:
        typer.echo(text, nl=False)


@app.command()
@_telling
def case(  # noqa: PLR0917  # Typer reads options from the signature
    file: CaseDocument,
    policy: PolicyFolder = None,
    as_of: AsOf = None,
    reading: Readings = None,
    lang: Language = "zh",
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="text | json")] = "text",
) -> None:
    """列出一份案卷现有的结论。 Tell what holds on a file of many entities, and what is still undetermined."""
    opened = policy_of(policy).open_case(facts_of(file), as_of=day_of(as_of), readings=readings_of(reading))
    if output == "json":
        typer.echo(json.dumps(as_json(opened.findings, opened.open), ensure_ascii=False, indent=2))
    else:
        terminal.say(opened.explain(lang))


app.command()(replay)


@app.command("schema")
@_telling
def schema_(
    name: Annotated[SchemaName, typer.Argument(help="rule | case | facts | record")],
    policy: PolicyFolder = None,
    lang: Language = "zh",  # the language of faults
) -> None:
    """输出 JSON Schema，供编辑器补全和检查。 Print a JSON Schema, by which an editor completes and checks."""
    typer.echo(json.dumps(schema(policy_of(policy), name), ensure_ascii=False, indent=2))


@app.command()
@_telling
def build(output: BundleFile, policy: PolicyFolder = None, lang: Language = "zh") -> None:
    """编成政策包：一个数据文件，可以随程序发布和固定版本。 Compile a policy into a bundle, to ship and to pin."""
    loaded = policy_of(policy)
    data = loaded.bundle()
    output.write_bytes(data)
    counts = {"file": output.as_posix(), "rules": str(len(loaded.rules)), "size": f"{len(data):,}"}
    digest = hashlib.sha256(data).hexdigest()
    terminal.say(phrases.BUILT.format(**counts, fingerprint=loaded.fingerprint, digest=digest)[lang])


@app.command()
@_telling
def lock(policy: PolicyFolder = None, lang: Language = "zh") -> None:
    """发布：把新的规则版本记入 lock.yaml。 Release: enter new versions into lock.yaml; released ones never change."""
    folder = folder_of(policy)
    if folder is None or not folder.is_dir():
        raise typer.BadParameter("--policy FOLDER")
    Policy.load(folder)
    before, after = release(folder)
    terminal.say(phrases.RELEASED.format(new=str(after - before), all=str(after))[lang])
