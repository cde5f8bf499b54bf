"""The command that an editor starts: the language server, on standard input and output."""

from __future__ import annotations

import typer

from afterschool_policy.cli.errors import FAILED, faults_as_status
from afterschool_policy.cli.options import Language
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest


@faults_as_status
def lsp(
    lang: Language = "zh",  # the language of faults
) -> None:
    """语言服务，由编辑器启动：边写边检查、补全。 The language server, which an editor starts, see `editors/`."""
    try:
        from afterschool_policy.lsp.answers import made
        from afterschool_policy.lsp.mending import Mending
        from afterschool_policy.tooling.form.form import formed
    except ModuleNotFoundError as error:
        raise InvalidRequest([Diagnostic.of("extra-missing", module=str(error.name), extra="lsp")]) from error
    server = made(Mending(formed, lambda fault: fault.fix))
    server.start_io()
    raise typer.Exit(0 if server.is_shut_down else FAILED)
