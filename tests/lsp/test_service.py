"""The server stays: whatever goes wrong, the next request is answered, and it leaves when it is told to."""

import asyncio
import re

import pytest
from lsprotocol import types
from typer.testing import CliRunner

from afterschool_policy.cli.app import app
from tests.lsp.editor import Editor, at

FAILING = """
from afterschool_policy.lsp import answers
def told(*_):
    raise RuntimeError("out of order")
answers.told = told
answers.made().start_io()
"""
MENDING = """
from dataclasses import dataclass
from afterschool_policy.diagnostics import InvalidPolicy
from afterschool_policy.authoring.yaml_reader import read
from afterschool_policy.lsp.answers import made
from afterschool_policy.lsp.mending import Mending
from afterschool_policy.positions import Span

@dataclass
class Edit:
    span: Span
    text: str

def formed(file):
    documents, faults = read(file)
    if faults:
        raise InvalidPolicy(faults)
    return "\\n".join(line.rstrip() for line in file.text.split("\\n"))

def edit_of(fault):
    hint = fault.fields.get("suggestion")
    return Edit(fault.span, hint.names[0]) if fault.code == "unknown-fact" and hint.names else None

made(Mending(formed, edit_of)).start_io()
"""


def test_it_leaves_with_status_0_when_it_is_shut_down(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        assert editor.leave() == 0


def test_it_leaves_with_status_1_when_nobody_shut_it_down(project):
    with Editor(project) as editor:
        editor.client.exit(None)
        assert editor.client._server is not None
        assert editor.run(editor.client._server.wait()) == 1


def test_what_goes_wrong_is_logged_and_the_next_request_is_answered(project):
    rules = project / "policy" / "rules" / "3-precious.yaml"
    with Editor(project, {"lang": "en"}, program=("-c", FAILING)) as editor:
        editor.open(rules)
        assert editor.hover(rules, at(rules, "book.kind")) is None
        assert len(editor.definition(rules, at(rules, "book.kind"))) == 1
        (logged,) = editor.logged
        assert logged.startswith("the language server failed, and this was passed over:")
        assert "out of order" in logged


def test_a_request_that_is_cancelled_is_let_go(project):
    rules = project / "policy" / "rules" / "3-precious.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        params = types.RenameParams(editor.document(rules), at(rules, "book.kind"), "sort")

        async def cancelled() -> None:
            asked = asyncio.ensure_future(editor.client.text_document_rename_async(params))
            await asyncio.sleep(0)
            (number,) = editor.client.protocol._request_futures
            editor.client.cancel_request(types.CancelParams(number))
            with pytest.raises(Exception, match=r"(?i)cancel"):
                await asked

        editor.run(cancelled())
        assert "哪类图书？" in (editor.hover(rules, at(rules, "book.kind")) or "")


def test_what_is_no_file_is_answered_with_nothing(project):
    with Editor(project) as editor:
        document = types.TextDocumentItem("untitled:Untitled-1", "yaml", 1, "rule: x\n")
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        params = types.HoverParams(types.TextDocumentIdentifier("untitled:Untitled-1"), types.Position(0, 0))
        assert editor.run(editor.client.text_document_hover_async(params)) is None
        beyond = types.HoverParams(editor.document(project / "policy" / "policy.yaml"), types.Position(9_999, 9_999))
        assert editor.run(editor.client.text_document_hover_async(beyond)) is None
        assert editor.logged == []


def test_without_anything_that_mends_neither_form_nor_fixes_are_offered(project):
    with Editor(
        project, program=("-c", "from afterschool_policy.lsp.answers import made\nmade().start_io()")
    ) as editor:
        assert editor.capabilities.document_formatting_provider in (None, False)
        assert editor.capabilities.code_action_provider in (None, False)


def test_what_brings_into_form_is_offered_where_it_is_given(project):
    rules = project / "policy" / "rules" / "3-precious.yaml"
    text = rules.read_text(encoding="utf-8")
    with Editor(project, program=("-c", MENDING)) as editor:
        assert editor.capabilities.document_formatting_provider
        editor.open(rules, text.replace("version: 1\n", "version: 1   \n"))
        params = types.DocumentFormattingParams(editor.document(rules), types.FormattingOptions(2, True))
        (edit,) = editor.run(editor.client.text_document_formatting_async(params)) or ()
        assert edit.new_text == text
        editor.write(rules, text.replace("version: 1\n", "version: 1   \n").replace("\n", "\r\n"))
        (edit,) = editor.run(editor.client.text_document_formatting_async(params)) or ()
        assert edit.new_text == text.replace("\n", "\r\n")
        editor.write(rules, text)
        assert not editor.run(editor.client.text_document_formatting_async(params))
        editor.write(rules, "rule: [\n")
        assert not editor.run(editor.client.text_document_formatting_async(params))


def test_what_mends_a_fault_is_offered_at_its_place(project):
    rules = project / "policy" / "rules" / "3-precious.yaml"
    text = rules.read_text(encoding="utf-8").replace("book.kind != ordinary", "book.kid != ordinary")
    with Editor(project, program=("-c", MENDING)) as editor:
        editor.open(rules, text)
        found = editor.faults(rules, lambda found: "unknown-fact" in {each.code for each in found})
        (fault,) = [each for each in found if each.code == "unknown-fact"]
        params = types.CodeActionParams(editor.document(rules), fault.range, types.CodeActionContext([fault]))
        (action,) = editor.run(editor.client.text_document_code_action_async(params)) or ()
        assert isinstance(action, types.CodeAction)
        assert (action.title, action.kind) == ("改为“book.kind”", types.CodeActionKind.QuickFix)
        assert action.edit is not None
        assert action.edit.changes is not None
        (edit,) = action.edit.changes[rules.as_uri()]
        assert (edit.range, edit.new_text) == (fault.range, "book.kind")
        elsewhere = types.Range(types.Position(0, 0), types.Position(0, 1))
        away = types.CodeActionParams(editor.document(rules), elsewhere, types.CodeActionContext([]))
        assert not editor.run(editor.client.text_document_code_action_async(away))


def test_the_command_tells_what_it_is_for():
    shown = CliRunner().invoke(app, ["lsp", "--help"])
    assert shown.exit_code == 0
    assert re.search("语言服务", shown.output)
