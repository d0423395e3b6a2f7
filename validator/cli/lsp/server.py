"""The protocol: what an editor says and is told, by pygls. Nothing is judged here."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from validator._version import __version__
from validator.cli import UsageError
from validator.cli.configuration.parts import Configurations
from validator.cli.lsp import completing, hovering
from validator.cli.lsp.desk import PAUSE, Desk, Open
from validator.cli.lsp.places import column, units
from validator.dts.addresses import FILE, file_path, file_uri
from validator.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.cli.lsp.completing import Offer
    from validator.cli.lsp.judging import Mark
    from validator.cli.lsp.places import Stretch

SEVERITIES = {
    None: types.DiagnosticSeverity.Error,
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
KINDS = {
    completing.CONCEPT: types.CompletionItemKind.Field,
    completing.FUNCTION: types.CompletionItemKind.Function,
    completing.VALUE: types.CompletionItemKind.Constant,
    completing.FIGURE: types.CompletionItemKind.Value,
}
CHARACTERS = [":", '"', "("]  # after which an editor asks by itself
WATCHED = "**/*"


def serve() -> None:
    """Talk with an editor over standard input and output until it says goodbye."""
    Talk().server.start_io()


class Talk:
    """One editor: what it says goes to the desk, what is found goes back."""

    def __init__(self) -> None:
        self.server = LanguageServer("tieout", __version__)
        self.uris: dict[str, str] = {}  # as the editor spells those of open files
        self.desk = Desk(self._show, self._tell)
        fixing = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
        completing_ = types.CompletionOptions(trigger_characters=CHARACTERS)
        self._on(types.INITIALIZED, self.initialized)
        self._on(types.TEXT_DOCUMENT_DID_OPEN, self.opened)
        self._on(types.TEXT_DOCUMENT_DID_CHANGE, self.changed)
        self._on(types.TEXT_DOCUMENT_DID_SAVE, self.saved)
        self._on(types.TEXT_DOCUMENT_DID_CLOSE, self.closed)
        self._on(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self.watched)
        self._on(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, self.moved)
        self._on(types.TEXT_DOCUMENT_HOVER, self.hover)
        self._on(types.TEXT_DOCUMENT_CODE_ACTION, self.actions, fixing)
        self._on(types.TEXT_DOCUMENT_COMPLETION, self.complete, completing_)
        self._on(types.SHUTDOWN, self.shutdown)

    def _on(self, what: str, method: Callable[..., object], options: object = None) -> None:
        self.server.feature(what, options)(partial(method))  # pygls writes on what it is given

    # --- what is told -----------------------------------------------------------------------------
    def _show(self, path: str, marks: list[Mark]) -> None:
        told = [_diagnostic(mark) for mark in marks]
        uri = self.uris.get(path) or file_uri(path)
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told))

    def _tell(self, said: str) -> None:
        self.server.window_log_message(types.LogMessageParams(types.MessageType.Error, f"tieout: {said}"))

    # --- what happens -----------------------------------------------------------------------------
    async def initialized(self, _: types.InitializedParams) -> None:
        """Learn how the editor counts, and which folders it works in; have it tell what changes on the disk."""
        workspace = self.server.workspace
        self.desk.encoding = str(getattr(workspace.position_encoding, "value", workspace.position_encoding))
        named = [folder.uri for folder in workspace.folders.values()] or [workspace.root_uri]
        self.desk.roots = [_path(uri) for uri in named if uri and uri.startswith(FILE)]
        able = self.server.client_capabilities.workspace
        if able and able.did_change_watched_files and able.did_change_watched_files.dynamic_registration:
            every = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(WATCHED)])
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            asked = types.RegistrationParams([types.Registration("watched", method, every)])
            await self.server.client_register_capability_async(asked)

    async def opened(self, said: types.DidOpenTextDocumentParams) -> None:
        """Look at a file that is opened, at once."""
        self._took(said.text_document.uri, 0)

    async def changed(self, said: types.DidChangeTextDocumentParams) -> None:
        """Look at a file that is typed in, once nobody types."""
        self._took(said.text_document.uri, PAUSE)

    async def saved(self, said: types.DidSaveTextDocumentParams) -> None:
        """Look at a file that is saved: others may be read from it now."""
        self._took(said.text_document.uri, 0)

    async def closed(self, said: types.DidCloseTextDocumentParams) -> None:
        """Go back to what lies on the disk."""
        path = _path(said.text_document.uri)
        if self.desk.open.pop(path, None) is not None:
            self.desk.changed(path, 0)

    async def watched(self, said: types.DidChangeWatchedFilesParams) -> None:
        """Look at what others changed on the disk; what is open counts as it is open."""
        for one in said.changes:
            if one.uri.startswith(FILE) and (path := _path(one.uri)) not in self.desk.open:
                self.desk.changed(path)

    async def moved(self, _: types.DidChangeWorkspaceFoldersParams) -> None:
        """Work in other folders."""
        self.desk.roots = [_path(uri) for uri in self.server.workspace.folders if uri.startswith(FILE)]

    async def shutdown(self, _: None) -> None:
        """Let go."""
        self.desk.close()

    def _took(self, uri: str, pause: float) -> None:
        if not uri.startswith(FILE):
            return
        path, document = _path(uri), self.server.workspace.get_text_document(uri)
        self.uris[path] = uri
        self.desk.open[path] = Open(document.source, document.version or 0)
        if not self.desk.roots:
            self.desk.roots = [os.path.dirname(path)]
        self.desk.changed(path, pause)

    # --- what is asked ----------------------------------------------------------------------------
    async def hover(self, said: types.HoverParams) -> types.Hover | None:
        """Return what is known of the figure under the cursor."""
        path, place = _path(said.text_document.uri), said.position
        if not self.desk.current(path):
            return None
        found = hovering.at(self.desk.results(), path, place.line, place.character, self.desk.encoding)
        if found is None:
            return None
        return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, found[0]), _range(found[1]))

    async def actions(self, said: types.CodeActionParams) -> list[types.CodeAction]:
        """Return the values suggested on some lines, where they are of what is open now."""
        path, asked = _path(said.text_document.uri), said.range
        found: list[types.CodeAction] = []
        for mark in self.desk.marks(path):
            fix = mark.fix
            if fix is None or not asked.start.line <= mark.at.line <= asked.end.line:
                continue
            if self.desk.current(path) and self.desk.current(fix.at.path):
                uri = self.uris.get(fix.at.path) or file_uri(fix.at.path)
                edit = types.WorkspaceEdit({uri: [types.TextEdit(_range(fix.at), fix.text)]})
                kind = types.CodeActionKind.QuickFix
                found.append(types.CodeAction(fix.title, kind, [_diagnostic(mark)], is_preferred=True, edit=edit))
        return found

    async def complete(self, said: types.CompletionParams) -> types.CompletionList | None:
        """Return what may be written at a place of a rule, mapping or waiver file."""
        path, place = _path(said.text_document.uri), said.position
        if path not in self.desk.open or self.desk.root_of(path) is None:
            return None
        kind = completing.kind_of(path, *_settings(path))
        if not kind:
            return None
        text = self.desk.open[path].text
        rows = text.split("\n")
        row = rows[place.line] if place.line < len(rows) else ""
        at = column(row, place.character, self.desk.encoding)
        word, offers = completing.offers(kind, text, place.line, at, self.desk.results())
        begun = place.character - units(row[at - len(word) : at], self.desk.encoding)
        where = types.Range(types.Position(place.line, begun), place)
        items = [_item(number, one, where) for number, one in enumerate(offers)]
        return types.CompletionList(is_incomplete=len(items) >= completing.MOST, items=items)


def _item(number: int, one: Offer, where: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        one.text,
        kind=KINDS[one.kind],
        detail=one.detail or None,
        filter_text=one.text,
        sort_text=f"{number:05}",
        text_edit=types.TextEdit(where, one.text),
    )


def _settings(path: str) -> tuple[list[str], list[str]]:
    """Return the rule and waiver files that the configuration of a file names."""
    try:
        own = Configurations({}).of(path)
    except UsageError:
        return [], []
    return list(own.get("rules", ())), list(own.get("waivers", ()))


def _path(uri: str) -> str:
    return os.path.abspath(file_path(uri))


def _diagnostic(mark: Mark) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(types.Location(file_uri(at.path), _range(at)), what)
        for what, at in mark.related
    ]
    return types.Diagnostic(
        _range(mark.at),
        mark.message,
        severity=SEVERITIES[mark.severity],
        code=mark.code or None,
        source="tieout",
        related_information=related or None,
    )


def _range(at: Stretch) -> types.Range:
    return types.Range(types.Position(at.line, at.start), types.Position(at.line, at.end))
