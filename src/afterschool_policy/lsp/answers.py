"""The answers of the language server, one for each thing that an editor asks or tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types

from afterschool_policy.authoring.files import ENDING
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy
from afterschool_policy.diagnostics.excerpt import cut
from afterschool_policy.lsp import phrases as say
from afterschool_policy.lsp.book import Key, PolicyBook, label_of
from afterschool_policy.lsp.completion import Proposal, proposals, told_of
from afterschool_policy.lsp.desk import Found, name_of
from afterschool_policy.lsp.hover import told
from afterschool_policy.lsp.mending import Mending
from afterschool_policy.lsp.protocol import Writer, completion_item, point_of, text_of
from afterschool_policy.lsp.renaming import NotRenamedError, renamed
from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.lsp.server import PolicyServer, path_of
from afterschool_policy.lsp.symbols import symbols
from afterschool_policy.lsp.texts import Texts
from afterschool_policy.positions import Edit, SourceFile, Span
from afterschool_policy.text import Lang

_MOST_SYMBOLS = 500
_TYPED = types.CompletionOptions(trigger_characters=[".", " ", "[", "{", "(", ":"], resolve_provider=True)
_WATCHED = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(f"**/*{ENDING}")])


class _Asked(NamedTuple):
    """A document that something is asked of, with all that is open, and the language of the answer."""

    path: Path
    texts: Texts
    lang: Lang
    writer: Writer

    @property
    def file(self) -> SourceFile:
        """Its text."""
        return self.texts.source(self.path)[0]


class ProtocolAnswers:
    """What a server answers."""

    def __init__(self, server: PolicyServer, mending: Mending) -> None:
        self._server = server
        self._desk = server.desk
        self._mending = mending

    def register(self) -> None:
        """Let the server answer."""
        serve = self._server.serve
        serve(types.INITIALIZE, self.begin)
        serve(types.INITIALIZED, self.watch)
        serve(types.SHUTDOWN, lambda _: self._server.end())
        serve(types.TEXT_DOCUMENT_DID_OPEN, self.changed)
        serve(types.TEXT_DOCUMENT_DID_CHANGE, self.changed)
        serve(types.TEXT_DOCUMENT_DID_SAVE, self.changed)
        serve(types.TEXT_DOCUMENT_DID_CLOSE, self.closed)
        serve(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, lambda _: self._server.check_all())
        serve(types.WORKSPACE_DID_CHANGE_CONFIGURATION, lambda _: None)
        serve(types.TEXT_DOCUMENT_COMPLETION, self.complete, _TYPED)
        serve(types.COMPLETION_ITEM_RESOLVE, self.resolve)
        serve(types.TEXT_DOCUMENT_HOVER, self.hover)
        serve(types.TEXT_DOCUMENT_DEFINITION, self.definition)
        serve(types.TEXT_DOCUMENT_REFERENCES, self.references)
        serve(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, self.document_symbols)
        serve(types.WORKSPACE_SYMBOL, self.workspace_symbols)
        serve(types.TEXT_DOCUMENT_PREPARE_RENAME, self.prepare_rename)
        serve(types.TEXT_DOCUMENT_RENAME, self.rename, types.RenameOptions(prepare_provider=True))
        if self._mending.formed is not None:
            serve(types.TEXT_DOCUMENT_FORMATTING, self.format)
        if self._mending.edit_of is not None:
            kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix])
            serve(types.TEXT_DOCUMENT_CODE_ACTION, self.code_actions, kinds)

    # ---- what the editor tells
    def begin(self, params: types.InitializeParams) -> None:
        """Take the options of the editor: `lang`, and `docs`, where the documentation stands."""
        self._server.options = params.initialization_options

    def watch(self, _: types.InitializedParams) -> None:
        """Ask to be told of files that change, come or go beside the editor, where it can tell."""
        workspace = self._server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace is not None else None
        if watched is not None and watched.dynamic_registration:
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            asked = types.Registration(id=method, method=method, register_options=_WATCHED)
            self._server.client_register_capability(types.RegistrationParams([asked]))

    def changed(
        self,
        params: types.DidOpenTextDocumentParams | types.DidChangeTextDocumentParams | types.DidSaveTextDocumentParams,
    ) -> None:
        """A document was opened, written or saved."""
        self._server.check_soon(path_of(params.text_document.uri))

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed: what lies on disk counts again."""
        self._server.check_soon(path_of(params.text_document.uri))

    # ---- what the editor asks
    def complete(self, params: types.CompletionParams) -> types.CompletionList | None:
        """What may be written at the cursor."""
        asked = self._asked(params.text_document)
        if asked is None:
            return None
        lines, point = asked.writer.lines(asked.file), point_of(params.position)
        before, book = lines.before(point), self._book(asked)
        word, found = proposals(book, name_of(asked.path, asked.texts), before, asked.lang)
        line, column = lines.place(point)
        where = asked.writer.place(Span(asked.file, line, column - len(word), line, column))
        uri = params.text_document.uri
        # Not complete: what is typed next can be part of a label, which only the server knows.
        return types.CompletionList(
            is_incomplete=True, items=[completion_item(each, word, where, uri) for each in found]
        )

    def resolve(self, item: types.CompletionItem) -> types.CompletionItem:
        """What is to be said of a proposal that is pointed at."""
        asked = self._asked_by(text_of(item.data, "uri"))
        if asked is not None:
            key = item.data.get("key") if isinstance(item.data, dict) else None
            named = Key(NameRole(key[0]), key[1]) if key else None
            proposal = Proposal(item.label, "", 0, named, text_of(item.data, "about") or "")
            item.documentation = _markdown(told_of(self._book(asked), proposal, asked.lang))
        return item

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """What is to be said of a name."""
        asked = self._asked(params.text_document)
        found = self._found(asked, params.position)
        if asked is None or found is None:
            return None
        words = told(self._book(asked), found.key, asked.lang)
        return types.Hover(_markdown(words), asked.writer.range(found.span)) if words else None

    def definition(self, params: types.DefinitionParams) -> list[types.Location] | None:
        """Where a name is stated."""
        asked = self._asked(params.text_document)
        found = self._found(asked, params.position)
        if asked is None or found is None:
            return None
        return [asked.writer.location(each.span) for each in self._book(asked).statements(found.key)]

    def references(self, params: types.ReferenceParams) -> list[types.Location] | None:
        """Where a name stands, in the policy and in the cases beside it."""
        asked = self._asked(params.text_document)
        found = self._found(asked, params.position)
        if asked is None or found is None:
            return None
        places = self._desk.places(asked.path, asked.texts, found.key)
        return [
            asked.writer.location(each.span) for each in places if params.context.include_declaration or not each.states
        ]

    def document_symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        """What a file states."""
        asked = self._asked(params.text_document)
        if asked is None:
            return None
        return [asked.writer.symbol(each) for each in symbols(self._desk.page(asked.path, asked.texts), asked.lang)]

    def workspace_symbols(self, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        """Every name of the policies that are open, found by a part of it or of what it is called."""
        texts, writer = self._server.texts(), self._server.writer()
        near = (*texts.unsaved, *(root / "policy.yaml" for root in texts.roots))
        folders = dict.fromkeys(folder for path in near if (folder := texts.policy_of(path)) is not None)
        found = (
            writer.workspace_symbol(key.role, key.name, label, span)
            for folder in folders
            for key, label, span in self._named(folder, texts)
            if params.query.lower() in f"{key.name} {label}".lower()
        )
        return [each for each, _ in zip(found, range(_MOST_SYMBOLS), strict=False)]

    def _named(self, folder: Path, texts: Texts) -> Iterator[tuple[Key, str, Span]]:
        inside = folder / "policy.yaml"
        lang = self._server.lang(inside, texts)
        for key, stated in self._desk.book(inside, texts).every():
            yield key, label_of(key, stated.entry, lang), stated.span

    def prepare_rename(self, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        """The fact that would be renamed; none where there is none."""
        asked = self._asked(params.text_document)
        found = self._found(asked, params.position)
        if asked is None or found is None or found.key.role is not NameRole.FACT:
            return None
        return types.PrepareRenamePlaceholder(asked.writer.range(found.span), found.key.name)

    async def rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        """A fact called otherwise wherever it stands."""
        asked = self._asked(params.text_document)
        found = self._found(asked, params.position)
        folder = asked.texts.policy_of(asked.path) if asked is not None else None
        if asked is None or found is None or folder is None:
            return None
        pages, wanted, lang = self._desk.pages, params.new_name, asked.lang
        try:
            edits = await self._server.in_thread(
                lambda: renamed(folder, asked.texts, pages, found.key, wanted=wanted, lang=lang)
            )
        except NotRenamedError as error:
            raise self._server.refuse(error.why[lang]) from None
        return asked.writer.changes(edits)

    def format(self, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        """A file brought into form; as it is where it cannot be read."""
        asked = self._asked(params.text_document)
        if asked is None or self._mending.formed is None:
            return None
        try:
            text = self._mending.formed(asked.file)
        except InvalidPolicy:
            return None
        if text == asked.file.text:
            return []
        whole = types.Range(types.Position(0, 0), types.Position(asked.file.text.count("\n") + 1, 0))
        ends = "\r\n" if "\r\n" in asked.texts.unsaved.get(asked.path, "") else "\n"
        return [types.TextEdit(whole, text.replace("\n", ends))]

    def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """What mends the faults at a place."""
        asked = self._asked(params.text_document)
        folder = asked.texts.policy_of(asked.path) if asked is not None else None
        if asked is None or folder is None or self._mending.edit_of is None:
            return []
        actions = []
        for fault in self._server.faults.get(folder, ()):
            if fault.span is not None and Path(fault.span.file.path) == asked.path:
                edit = self._mending.edit_of(fault) if _meet(asked.writer.range(fault.span), params.range) else None
                if edit is not None and edit.span.file.text == asked.file.text:
                    actions.append(_action(fault, edit, asked))
        return actions

    # ---- documents and places
    def _asked(self, document: types.TextDocumentIdentifier) -> _Asked | None:
        return self._asked_by(document.uri)

    def _asked_by(self, uri: str | None) -> _Asked | None:
        path = path_of(uri) if uri is not None else None
        if path is None:
            return None
        texts = self._server.texts()
        return _Asked(path, texts, self._server.lang(path, texts), self._server.writer())

    def _book(self, asked: _Asked) -> PolicyBook:
        return self._desk.book(asked.path, asked.texts)

    def _found(self, asked: _Asked | None, position: types.Position) -> Found | None:
        if asked is None:
            return None
        place = asked.writer.lines(asked.file).place(point_of(position))
        return self._desk.found(asked.path, asked.texts, place)


def _markdown(words: str) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, words)


def _meet(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _action(fault: Diagnostic, edit: Edit, asked: _Asked) -> types.CodeAction:
    """What mends a fault: by what is to be written, or where nothing is, by what is said to do about it."""
    changes = asked.writer.changes([edit])
    written = " ".join(edit.text.split())
    title = say.MEND.format(text=cut(written))[asked.lang] if written else fault.help(asked.lang)
    return types.CodeAction(title=title, kind=types.CodeActionKind.QuickFix, edit=changes, is_preferred=True)


def made(mending: Mending | None = None) -> PolicyServer:
    """A server that answers."""
    server = PolicyServer()
    ProtocolAnswers(server, mending or Mending()).register()
    return server
