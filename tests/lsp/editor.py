"""An editor for tests: a real client of the protocol that starts the server as an editor does."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

T = TypeVar("T")
PATIENCE = 60
SERVER = ("-m", "afterschool_policy", "lsp")
Faults = list[types.Diagnostic]


class Editor:
    """One client with one server; everything is asked for and waited for in one thread."""

    def __init__(
        self, root: Path, options: dict[str, str] | None = None, *, program: Sequence[str] = SERVER,
        capabilities: types.ClientCapabilities | None = None,
    ) -> None:  # fmt: skip
        self.root = root
        self.logged: list[str] = []
        self.registered: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._faults: dict[str, Faults] = {}
        self._versions: dict[Path, int] = {}
        self.client = LanguageClient("editor", "1")
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(Editor._told, self))
        self.client.feature(types.WINDOW_LOG_MESSAGE)(lambda params: self.logged.append(params.message))
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(partial(Editor._register, self))
        self.run(self.client.start_io(sys.executable, *program))
        asked = types.InitializeParams(
            capabilities=capabilities or types.ClientCapabilities(),
            root_uri=root.as_uri(),
            initialization_options=options or {},
        )
        self.capabilities = self.run(self.client.initialize_async(asked)).capabilities
        self.client.initialized(types.InitializedParams())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.client._server is not None and self.client._server.returncode is None:
            self.leave()
        self._loop.close()

    def leave(self) -> int:
        """Shut the server down as an editor does: its exit status."""
        self.run(self.client.shutdown_async(None))
        self.client.exit(None)
        assert self.client._server is not None
        status = self.run(self.client._server.wait())
        with suppress(asyncio.CancelledError):
            self.run(self.client.stop())
        return status

    def run(self, asked: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(asyncio.wait_for(asked, PATIENCE))

    # ---- what is told
    def open(self, path: Path, text: str | None = None) -> Path:
        text = path.read_text(encoding="utf-8") if text is None else text
        self._versions[path] = 1
        item = types.TextDocumentItem(path.as_uri(), "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return path

    def write(self, path: Path, text: str) -> None:
        """Write in an open document, without saving it."""
        self._versions[path] += 1
        document = types.VersionedTextDocumentIdentifier(uri=path.as_uri(), version=self._versions[path])
        change = types.TextDocumentContentChangeWholeDocument(text=text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def close(self, path: Path) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(path)))

    def changed_on_disk(self, path: Path, how: types.FileChangeType) -> None:
        event = types.FileEvent(path.as_uri(), how)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    # ---- what is asked
    def faults(self, path: Path, until: Callable[[Faults], bool]) -> Faults:
        """The faults of a file, once they are as expected."""

        async def waited() -> Faults:
            while not until(found := self._faults.get(path.as_uri(), [])):
                await asyncio.sleep(0.02)
            return found

        return self.run(waited())

    def codes(self, path: Path, *wanted: str) -> Faults:
        """The faults of a file, once they have these codes and no others."""
        return self.faults(path, lambda found: sorted(str(each.code) for each in found) == sorted(wanted))

    def is_told(self, path: Path) -> bool:
        return path.as_uri() in self._faults

    def document(self, path: Path) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(path.as_uri())

    def proposals(self, path: Path, text: str) -> list[types.CompletionItem]:
        """What may be written at the `|` of a text."""
        before, _, after = text.partition("|")
        self.write(path, before + after)
        params = types.CompletionParams(self.document(path), end_of(before))
        found = self.run(self.client.text_document_completion_async(params))
        assert isinstance(found, types.CompletionList)
        return list(found.items)

    def labels(self, path: Path, text: str) -> list[str]:
        return [item.label for item in sorted(self.proposals(path, text), key=lambda item: item.sort_text or "")]

    def hover(self, path: Path, position: types.Position) -> str | None:
        found = self.run(self.client.text_document_hover_async(types.HoverParams(self.document(path), position)))
        if found is None:
            return None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    def definition(self, path: Path, position: types.Position) -> list[types.Location]:
        params = types.DefinitionParams(self.document(path), position)
        found = self.run(self.client.text_document_definition_async(params))
        return [each for each in found or () if isinstance(each, types.Location)] if isinstance(found, list) else []

    def references(self, path: Path, position: types.Position, *, stated: bool = True) -> list[types.Location]:
        context = types.ReferenceContext(include_declaration=stated)
        params = types.ReferenceParams(context, self.document(path), position)
        return list(self.run(self.client.text_document_references_async(params)) or ())

    def rename(self, path: Path, position: types.Position, name: str) -> types.WorkspaceEdit | None:
        params = types.RenameParams(self.document(path), position, name)
        return self.run(self.client.text_document_rename_async(params))

    # ---- what the server says by itself
    def _told(self, params: types.PublishDiagnosticsParams) -> None:
        self._faults[params.uri] = list(params.diagnostics)

    def _register(self, params: types.RegistrationParams) -> None:
        self.registered += [each.method for each in params.registrations]


def end_of(text: str) -> types.Position:
    """The place at the end of a text, as editors count: in UTF-16."""
    last = text.rpartition("\n")[2].removesuffix("\r")
    return types.Position(text.count("\n"), len(last.encode("utf-16-le")) // 2)


def at(path: Path, words: str, within: str | None = None) -> types.Position:
    """The place of the first of some words in a file, or inside of other words there, just after its first sign."""
    text = path.read_text(encoding="utf-8")
    start = text.index(within) + within.index(words) if within is not None else text.index(words)
    return end_of(text[: start + 1])


def applied(edit: types.WorkspaceEdit) -> list[Path]:
    """Write what an edit says into the files, and tell which ones."""
    assert edit.changes is not None
    paths = []
    for uri, edits in edit.changes.items():
        path = Path(uri.removeprefix("file://"))
        lines = path.read_text(encoding="utf-8").split("\n")
        for each in sorted(edits, key=lambda each: each.range.start, reverse=True):
            start, end = each.range.start, each.range.end
            assert start.line == end.line
            units = lines[start.line].encode("utf-16-le")
            changed = units[: 2 * start.character] + each.new_text.encode("utf-16-le") + units[2 * end.character :]
            lines[start.line] = changed.decode("utf-16-le")
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    return paths


def applied_to(text: str, item: types.CompletionItem) -> str:
    """A text with a proposal taken."""
    edit = item.text_edit
    assert isinstance(edit, types.TextEdit)
    lines = text.split("\n")
    start, end = edit.range.start, edit.range.end
    units = lines[start.line].encode("utf-16-le")
    changed = units[: 2 * start.character] + edit.new_text.encode("utf-16-le") + units[2 * end.character :]
    lines[start.line] = changed.decode("utf-16-le")
    return "\n".join(lines)
