"""The command that writes the page of a change to be signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from afterschool_policy.audit.log import DecisionLog, Query
from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import CasesPlace, Language, Limit, LogAddressOrNone, Today, login
from afterschool_policy.cli.sides import FORMS, side
from afterschool_policy.comparison.comparison import compared
from afterschool_policy.policy import Policy
from afterschool_policy.site import phrases as say
from afterschool_policy.site.review import Review, review_page
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.testing.coverage.coverage import coverage
from afterschool_policy.text import Text
from afterschool_policy.tooling.impact.document import EffectTally, Impact
from afterschool_policy.tooling.impact.effects import effects
from afterschool_policy.tooling.impact.subjects import of_cases, of_log


@faults_as_status
def review(  # noqa: PLR0917  # Typer reads options from the signature
    old: Annotated[str, typer.Argument(help=f"原来的政策：{FORMS}")],
    new: Annotated[str, typer.Argument(help="改动后的政策，写法相同。 The policy as changed, in the same forms.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="写到哪个文件。 The file to write.")],
    cases: CasesPlace = None,
    log: LogAddressOrNone = None,
    by: Annotated[
        str | None, typer.Option("--by", help="由谁编制；省略时为登录名。 Who prepares it; else the login name.")
    ] = None,
    today: Today = None,
    limit: Limit = 20,
    lang: Language = "zh",
) -> None:
    """写出一页改动审查，供审签：条文、规则、答复、影响、覆盖。 One page of a change to be signed."""
    before, after = side(old, log, cache=False), side(new, log, cache=False)
    loaded = () if cases is None else tuple(load_cases(cases))
    with terminal.progress("review") as tell:
        found = compared(before, after, tell=tell)
        impacts: list[tuple[Text, Impact]] = []
        if loaded:
            tally = EffectTally(limit or None)
            for each in terminal.counted(effects(of_cases(loaded, before, after), after), len(loaded), tell):
                tally.add(each)
            impacts.append((say.REVIEW_OF_CASES, tally.impact))
        if log is not None:
            impacts.append((say.REVIEW_OF_LOG, _of_log(log, after, limit)))
        results = tuple(run_case(after, case) for case in loaded)
    changed = frozenset(change.name for change in found.rules)
    reached = coverage(after, results, rules=changed) if results else None
    page = review_page(
        Review(found, impacts, results, reached, after.warnings, today or date.today(), by or login()), lang
    )
    terminal.write(out, page)
    terminal.say(phrases.REVIEWED.format(file=out.as_posix())[lang])


def _of_log(log: str, new: Policy, limit: int) -> Impact:
    tally = EffectTally(limit or None)
    with DecisionLog.open(log, create=False) as opened:
        for each in effects(of_log(opened, Query(), None, new), new):
            tally.add(each)
    return tally.impact
