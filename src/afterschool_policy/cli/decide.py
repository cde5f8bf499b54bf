"""The commands that decide: one question in short, with all its reasons, or a whole case file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from afterschool_policy.authoring.facts_file import told_by_place
from afterschool_policy.casefile.as_json import as_json
from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import (
    CASES,
    Amendments,
    AsOf,
    Audience,
    Clauses,
    DepthOption,
    Engine,
    Labels,
    Language,
    LanguageOrBoth,
    LogAddressOrNone,
    Output,
    PolicyFolder,
    Readings,
    RequestedBy,
    WithDrafts,
    facts_of,
    folder_of,
    labels_of,
    policy_of,
    readings_of,
    with_drafts_of,
)
from afterschool_policy.decision.contract import Decision
from afterschool_policy.engines.choice import DEFAULT
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.policy import Policy
from afterschool_policy.record.typed import Writing
from afterschool_policy.text import LANGUAGES, Lang


def _decided(
    policy: Policy,
    decision: str,
    facts: Path,
    *,
    as_of: date | None,
    reading: list[str] | None,
    clause: list[str] | None,
    engine: str,
) -> Decision:
    """The decision on the facts in a file, by the options as they were given."""
    written = facts_of(facts)
    with told_by_place(written):
        return policy.decide(
            decision,
            written.values,
            as_of=as_of,
            readings=readings_of(reading),
            clauses=clause or (),
            engine=engine,
        )


@faults_as_status
def decide(  # noqa: PLR0917  # Typer reads options from the signature
    decision: Annotated[str, typer.Argument(help="事项名称。 The name of the decision.")],
    facts: Annotated[
        Path,
        typer.Option(
            "--facts", "-f", help="事实文件，YAML 或 JSON；- 为标准输入。 Facts in YAML or JSON; - for standard input."
        ),
    ],
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    with_drafts: WithDrafts = False,
    as_of: AsOf = None,
    reading: Readings = None,
    clause: Clauses = None,
    engine: Engine = DEFAULT,
    lang: Language = "zh",
    output: Output = "text",
    audience: Audience = None,
    readings_report: Annotated[
        bool, typer.Option("--readings-report", help="另列其他读法的结果。 Add what other readings would change.")
    ] = False,
    ask_next: Annotated[
        bool, typer.Option("--ask-next", help="列出得出结论还要问的最少问题。 The fewest questions that settle it.")
    ] = False,
    log: LogAddressOrNone = None,
    label: Labels = None,
    requested_by: RequestedBy = None,
    decision_id: Annotated[
        str | None,
        typer.Option("--decision-id", help="自定的编号，如收文号，不可重复。 An id of your own, each given once."),
    ] = None,
    mask: Annotated[
        bool, typer.Option("--mask", help="写入时隐去个人信息。 Leave personal data out of what is written.")
    ] = False,
) -> None:
    """判断一个事项，可写入日志。 Decide one question, and log it if asked; with --format json the decision record."""
    loaded = policy_of(policy, amendment, with_drafts=with_drafts)
    result = _decided(loaded, decision, facts, as_of=as_of, reading=reading, clause=clause, engine=engine)
    writing = Writing(decision_id, requested_by=requested_by, labels=labels_of(label))
    if log is not None:
        from afterschool_policy.audit.log import DecisionLog

        with DecisionLog.open(log, mask=mask) as opened:
            entry = opened.append(result, loaded, writing)
        logged = phrases.LOGGED.format(sequence=str(entry.sequence), name=entry.decision_id)
        terminal.note(logged[lang])
    if ask_next:
        terminal.say_as_it_is(result.ask_next().explain(lang, output))
        return
    if output == "json":
        terminal.say_json(result.record(writing, mask=mask))
    else:
        _tell(result.explain(lang, output, depth="answer", audience=audience), output)
    if readings_report:
        terminal.say("\n".join(terminal.other_readings(loaded, result.other_readings, lang)))


@faults_as_status
def explain(  # noqa: PLR0917  # Typer reads options from the signature
    decision: Annotated[str | None, typer.Argument(help="事项名称。 The name of the decision.")] = None,
    facts: Annotated[
        Path | None, typer.Option("--facts", "-f", help="事实文件。 A file of facts, as for decide.")
    ] = None,
    clause: Clauses = None,
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    with_drafts: WithDrafts = False,
    as_of: AsOf = None,
    reading: Readings = None,
    engine: Engine = DEFAULT,
    lang: LanguageOrBoth = "zh",
    output: Output = "text",
    depth: DepthOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="说明全文，同 --depth whole。 Every rule and test, as --depth whole.")
    ] = False,
    audience: Audience = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--why-not",
            metavar="OUTCOME",
            help="说明为什么不是这一结论，怎样才会是。 Why it is not this outcome, and what would make it so.",
        ),
    ] = None,
) -> None:
    """判断并说明理由；只给 --clause，说明条款。 Decide and give the reasons; --clause alone tells of it."""
    loaded = policy_of(policy, amendment, with_drafts=with_drafts)
    if clause and decision is None:
        from afterschool_policy.testing.cases import load_cases
        from afterschool_policy.tooling.clauses import about

        cases = (
            load_cases(beside, with_drafts=bool(loaded.drafts)) if (beside := _cases_beside(folder_of(policy))) else ()
        )
        drafts = None if with_drafts else with_drafts_of(loaded, policy, amendment)
        said = (about(loaded, each, told, cases, drafts) for told in _languages(lang) for each in clause)
        terminal.say("\n".join(said))
        return
    if decision is None or facts is None:
        raise typer.BadParameter("DECISION --facts FILE | --clause ID")
    if lang == "both" and output not in ("text", "markdown"):
        raise typer.BadParameter("--lang both: --format text | markdown")
    result = _decided(loaded, decision, facts, as_of=as_of, reading=reading, clause=clause, engine=engine)
    if audience is None:
        depth = depth or "reasons"
    for place, told in enumerate(_languages(lang)):
        if place:
            terminal.say("")
        if outcome is not None:
            _tell(result.why_not(outcome).explain(told, output), output)
        else:
            _tell(result.explain(told, output, depth="whole" if full else depth, audience=audience), output)


def _cases_beside(policy: Path | None) -> Path | None:
    """The folder of cases that lies beside the folder of a policy."""
    if policy is None:
        return None
    named = policy if policy.name not in ("", "..") else policy.resolve()
    beside = named.parent / CASES
    return beside if beside.is_dir() else None


def _languages(lang: Literal["zh", "en", "both"]) -> tuple[Lang, ...]:
    return LANGUAGES if lang == "both" else (lang,)


def _tell(text: str, output: Format) -> None:
    if output == "text":
        terminal.say(text)
    else:
        terminal.say_as_it_is(text)


@faults_as_status
def case(  # noqa: PLR0917  # Typer reads options from the signature
    file: Annotated[
        Path,
        typer.Argument(
            help="案卷文件，YAML 或 JSON；- 为标准输入。 A case file in YAML or JSON; - for standard input."
        ),
    ],
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    with_drafts: WithDrafts = False,
    as_of: AsOf = None,
    reading: Readings = None,
    lang: Language = "zh",
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="text | json")] = "text",
) -> None:
    """列出一份案卷现有的结论。 Tell what holds on a file of many entities, and what is still undetermined."""
    loaded, written = policy_of(policy, amendment, with_drafts=with_drafts), facts_of(file)
    with told_by_place(written):
        opened = loaded.open_case(written.values, as_of=as_of, readings=readings_of(reading))
    if output == "json":
        drafts = {"drafts": [*loaded.drafts]} if loaded.drafts else {}
        terminal.say_json({**drafts, **as_json(opened.findings, opened.open)})
    else:
        terminal.say(opened.explain(lang))
