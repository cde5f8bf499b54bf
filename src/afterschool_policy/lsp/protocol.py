"""What the language server tells, in the words of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from lsprotocol import types

from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.lsp import phrases as say
from afterschool_policy.lsp.checking import place_of
from afterschool_policy.lsp.completion import Proposal
from afterschool_policy.lsp.lines import Lines, TextPoint, Width
from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.lsp.symbols import Symbol
from afterschool_policy.positions import Edit, SourceFile, Span
from afterschool_policy.text import Lang

SOURCE = "afterschool-policy"

_SYMBOLS = {
    NameRole.FACT: types.SymbolKind.Field,
    NameRole.GROUP: types.SymbolKind.Struct,
    NameRole.ENUMERATION: types.SymbolKind.Enum,
    NameRole.CODE: types.SymbolKind.EnumMember,
    NameRole.PARAMETER: types.SymbolKind.Constant,
    NameRole.CLAUSE: types.SymbolKind.String,
    NameRole.RULE: types.SymbolKind.Function,
    NameRole.READING: types.SymbolKind.Interface,
    NameRole.CHOICE: types.SymbolKind.EnumMember,
    NameRole.DECISION: types.SymbolKind.Class,
    NameRole.CASE: types.SymbolKind.Event,
}
_COMPLETIONS = {
    NameRole.FACT: types.CompletionItemKind.Field,
    NameRole.GROUP: types.CompletionItemKind.Struct,
    NameRole.CODE: types.CompletionItemKind.EnumMember,
    NameRole.CHOICE: types.CompletionItemKind.EnumMember,
    NameRole.PARAMETER: types.CompletionItemKind.Constant,
    NameRole.CLAUSE: types.CompletionItemKind.Reference,
    NameRole.RULE: types.CompletionItemKind.Function,
    NameRole.READING: types.CompletionItemKind.Interface,
    NameRole.DECISION: types.CompletionItemKind.Class,
    NameRole.OPERATOR: types.CompletionItemKind.Operator,
}
UriOf = Callable[[str], str]
"""By which address an editor knows a file of this path."""


class Writer:
    """Places, faults and names as one editor takes them: by its addresses, in its encoding."""

    def __init__(self, width: Width, uri_of: UriOf) -> None:
        self._width = width
        self._uri_of = uri_of
        self._lines: dict[SourceFile, Lines] = {}

    def lines(self, file: SourceFile) -> Lines:
        """The lines of a file."""
        if file not in self._lines:
            self._lines[file] = Lines(file.text, self._width)
        return self._lines[file]

    def range(self, span: Span) -> types.Range:
        """A span of a file, so that it can be seen."""
        begins, ends = self.lines(span.file).extent(span)
        return types.Range(_position(begins), _position(ends))

    def place(self, span: Span) -> types.Range:
        """A span of a file as it is, of no length where nothing stands there."""
        lines = self.lines(span.file)
        begins, ends = lines.point(span.line, span.column), lines.point(span.end_line, span.end_column)
        return types.Range(_position(begins), _position(ends))

    def location(self, span: Span) -> types.Location:
        """A span with its file."""
        return types.Location(self._uri_of(span.file.path), self.range(span))

    def diagnostics(
        self, faults: Iterable[Diagnostic], folder: Path, lang: Lang, docs: str | None
    ) -> dict[str, list[types.Diagnostic]]:
        """Faults by the address of their file, each once."""
        by_file: dict[str, list[types.Diagnostic]] = {}
        for fault in faults:
            span = place_of(fault, folder)
            found = by_file.setdefault(self._uri_of(span.file.path), [])
            told = self._diagnostic(fault, span, lang, docs)
            if told not in found:
                found.append(told)
        return by_file

    def _diagnostic(self, fault: Diagnostic, span: Span, lang: Lang, docs: str | None) -> types.Diagnostic:
        beside = fault.beside
        return types.Diagnostic(
            range=self.range(span),
            severity=types.DiagnosticSeverity[fault.row.severity.elsewhere("information").capitalize()],
            code=fault.code,
            code_description=types.CodeDescription(page_of(fault.code, lang, docs)) if docs else None,
            source=SOURCE,
            message="\n".join(filter(None, (fault.message(lang), fault.help(lang)))),
            related_information=[types.DiagnosticRelatedInformation(self.location(beside), say.THERE[lang])]
            if beside is not None
            else None,
        )

    def symbol(self, symbol: Symbol) -> types.DocumentSymbol:
        """A name that a file states, with those within it."""
        return types.DocumentSymbol(
            name=symbol.mention.name,
            detail=symbol.label,
            kind=_SYMBOLS.get(symbol.mention.role, types.SymbolKind.Key),
            range=self.range(symbol.whole),
            selection_range=self.range(symbol.mention.span),
            children=[self.symbol(each) for each in symbol.within],
        )

    def workspace_symbol(self, role: NameRole, name: str, label: str, span: Span) -> types.WorkspaceSymbol:
        """A name of the policy."""
        kind = _SYMBOLS.get(role, types.SymbolKind.Key)
        return types.WorkspaceSymbol(location=self.location(span), name=name, kind=kind, container_name=label)

    def changes(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """What is to stand at places instead of what does."""
        by_file: dict[str, list[types.TextEdit]] = {}
        for span, text in ((edit.span, edit.text) for edit in edits):
            by_file.setdefault(self._uri_of(span.file.path), []).append(types.TextEdit(self.place(span), text))
        return types.WorkspaceEdit(changes=dict[str, Sequence[types.TextEdit]](by_file))


def _position(point: TextPoint) -> types.Position:
    return types.Position(point.line, point.unit)


def point_of(position: types.Position) -> TextPoint:
    """A place in an editor."""
    return TextPoint(position.line, position.character)


def page_of(code: str, lang: Lang, docs: str) -> str:
    """The address of what the documentation says of a fault, below where the documentation stands."""
    return f"{docs.rstrip('/')}/{'' if lang == 'zh' else 'en/'}reference/diagnostics/#{code}"


def completion_item(proposal: Proposal, word: str, where: types.Range, uri: str) -> types.CompletionItem:
    """A proposal, which has passed already: what is typed can be part of its label, which no editor looks at."""
    begins = proposal.written.startswith(word)
    return types.CompletionItem(
        label=proposal.written,
        label_details=types.CompletionItemLabelDetails(description=proposal.label or None),
        kind=_kind(proposal),
        filter_text=proposal.written if word.lower() in proposal.written.lower() else word,
        sort_text=f"{proposal.rank + (0 if begins else 10_000):06}",
        text_edit=types.TextEdit(where, f"{proposal.written}: " if proposal.is_key else proposal.written),
        data={"uri": uri, "about": proposal.about, "key": list(proposal.key) if proposal.key is not None else None},
    )


def _kind(proposal: Proposal) -> types.CompletionItemKind:
    if proposal.key is None:
        return types.CompletionItemKind.Property if proposal.is_key else types.CompletionItemKind.Value
    return _COMPLETIONS.get(proposal.key.role, types.CompletionItemKind.Value)


def text_of(options: object, name: str) -> str | None:
    """A text among what an editor was told to hand over."""
    value = options.get(name) if isinstance(options, Mapping) else getattr(options, name, None)
    return value if isinstance(value, str) and value else None
