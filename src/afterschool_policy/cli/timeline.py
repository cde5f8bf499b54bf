"""The command that tells what of a rule, a clause or a question held when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import Amendments, DocumentFormat, Language, PolicyFolder, Today, policy_of
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import unknown_request
from afterschool_policy.text import Lang
from afterschool_policy.tooling.timeline.as_json import as_json
from afterschool_policy.tooling.timeline.document import document
from afterschool_policy.tooling.timeline.model import Timeline
from afterschool_policy.tooling.timeline.timeline import timeline as timeline_of


@faults_as_status
def timeline(  # noqa: PLR0917  # Typer reads options from the signature
    name: Annotated[
        str,
        typer.Argument(metavar="RULE|CLAUSE|DECISION", help="规则、条款或者事项。 A rule, a clause or a question."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="另画成图：.svg .html .png .pdf。 Draw it as well, by the ending of the file."
        ),
    ] = None,
    today: Today = None,
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    output: DocumentFormat = "text",
    lang: Language = "zh",
) -> None:
    """列出何时施行什么：以往、现行、将来。 What held when: the versions, words and readings, past and to come."""
    loaded = policy_of(policy, amendment)
    found = timeline_of(loaded, name, today or date.today())
    if found is None:
        known = (*dict.fromkeys(rule.id for rule in loaded.rules), *loaded.clauses, *loaded.decisions)
        raise InvalidRequest([unknown_request(phrases.OF_A_TIMELINE, name, known, "name")])
    if output == "json":
        terminal.say_json(as_json(found))
    else:
        terminal.say_document(document(found), output, lang)
    if out is not None:
        _draw(found, out, lang)


def _draw(found: Timeline, out: Path, lang: Lang) -> None:
    # Only a picture needs Jinja2: a table in the terminal does not wait for it.
    from afterschool_policy.site.timeline import as_page, as_svg
    from afterschool_policy.site.timeline_plot import draw

    ending = out.suffix.lower()
    if ending in (".png", ".pdf"):
        draw(found, out, lang)
        return
    if ending not in (".svg", ".html"):
        raise InvalidRequest([Diagnostic.of("picture-ending", path=out.as_posix())])
    terminal.write(out, as_svg(found, lang) if ending == ".svg" else as_page(found, lang))
