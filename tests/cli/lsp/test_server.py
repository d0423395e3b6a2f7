"""The real server, started as an editor starts it, and a real client that talks with it (pygls's own, LSP 3.17)."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from validator.cli import main

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

SOURCE = Path(__file__).parents[3] / "instances" / "bad" / "CA101-total-differing-from-its-parts"
PATIENCE = 120  # seconds, on a machine that does much else
RULES = """[namespaces]
default = "http://tieout.example/t"

[TO950]
name = "assets-are-cash-and-loans"
rule = "Assets == Cash + "
says = "off by {gap}"
why = "A total is the sum of its parts."
"""
TABLE = """# 😀 Balance sheets, December 31

| (in thousands of US dollars) | 2023 | 2022 | 2021 | 2020 |
|---|---|---|---|---|
| 😀 Kassenbestände | 1,204 | 1,118 | 1,377 | 1,059 |
| Inventories | 3,417 | 3,209 | 2,981 | 2,734 |
| 😀 Total assets | 4,612 | 4,327 | 4,358 | 3,793 |
"""


class Editor:
    """A client that keeps what it is told."""

    def __init__(self, folder: Path, client: LanguageClient) -> None:
        self.folder = folder
        self.client = client
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.times: dict[str, int] = {}
        self.logged: list[str] = []
        self.news = asyncio.Event()

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        text = (self.folder / name).read_text() if text is None else text
        item = types.TextDocumentItem(self.uri(name), "x", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, name: str, text: str, version: int) -> None:
        document = types.VersionedTextDocumentIdentifier(version, self.uri(name))
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    async def until(self, name: str, holds: Callable[[list[types.Diagnostic]], bool]) -> list[types.Diagnostic]:
        """Wait until what is told of a file is as wanted."""
        async with asyncio.timeout(PATIENCE):
            while self.uri(name) not in self.told or not holds(self.told[self.uri(name)]):
                self.news.clear()
                await self.news.wait()
        return self.told[self.uri(name)]

    async def hover(self, name: str, line: int, character: int) -> types.Hover | None:
        place = types.TextDocumentIdentifier(self.uri(name))
        asked = types.HoverParams(place, types.Position(line, character))
        return await self.client.text_document_hover_async(asked)

    async def fixes(self, name: str, at: types.Range) -> list[types.CodeAction]:
        document = types.TextDocumentIdentifier(self.uri(name))
        asked = types.CodeActionParams(document, at, types.CodeActionContext([]))
        return await self.client.text_document_code_action_async(asked) or []

    async def complete(self, name: str, line: int, character: int) -> dict[str, types.CompletionItem]:
        document = types.TextDocumentIdentifier(self.uri(name))
        asked = types.CompletionParams(document, types.Position(line, character))
        found = await self.client.text_document_completion_async(asked)
        return {} if found is None else {item.label: item for item in found.items}


@asynccontextmanager
async def editing(
    folder: Path, encodings: list[str] | None = None, more: dict[str, str] | None = None
) -> AsyncIterator[Editor]:
    client = LanguageClient("tests", "1")
    editor = Editor(folder, client)

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def told(said: types.PublishDiagnosticsParams) -> None:
        editor.told[said.uri] = list(said.diagnostics)
        editor.times[said.uri] = editor.times.get(said.uri, 0) + 1
        editor.news.set()

    @client.feature(types.WINDOW_LOG_MESSAGE)
    def logged(said: types.LogMessageParams) -> None:
        editor.logged.append(said.message)

    command = (sys.executable, "-m", "validator", "lsp", "--stdio")
    await client.start_io(*command, cwd=os.fspath(folder.parent), env=os.environ | (more or {}))
    general = types.GeneralClientCapabilities(position_encodings=encodings)
    asked = types.InitializeParams(
        capabilities=types.ClientCapabilities(general=general),
        process_id=os.getpid(),
        workspace_folders=[types.WorkspaceFolder(folder.as_uri(), "w")],
    )
    answer = await client.initialize_async(asked)
    assert answer.capabilities.position_encoding == (encodings or ["utf-16"])[0]
    client.initialized(types.InitializedParams())
    yield editor
    await client.shutdown_async(None)
    client.exit(None)
    await asyncio.wait_for(client.stop(), PATIENCE)
    assert editor.logged == []


def tried(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(work())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace: a report with its taxonomy, and one that agrees."""
    made = tmp_path / "wörk space"
    for name in ("a", "b"):
        shutil.copytree(SOURCE, made / name)
    report = made / "b" / "report.xml"
    report.write_text(report.read_text().replace(">110000<", ">100000<"))
    return made


def test_what_is_found_is_shown_and_goes_when_it_is_mended_before_it_is_saved(folder: Path) -> None:
    async def work() -> None:
        async with editing(folder) as editor:
            editor.open("a/report.xml")
            (found,) = await editor.until("a/report.xml", bool)
            assert (found.code, found.source, found.severity) == ("CA101", "tieout", types.DiagnosticSeverity.Error)
            assert found.message.startswith("Assets is 110,000 but its parts add to 100,000 (off by 10,000)\nlikely: ")
            line = (folder / "a" / "report.xml").read_text().splitlines()[found.range.start.line]
            assert line[found.range.start.character : found.range.end.character] == "110000"
            assert found.related_information
            text = (folder / "a" / "report.xml").read_text()
            editor.change("a/report.xml", text.replace(">110000<", ">100000<"), 2)
            await editor.until("a/report.xml", lambda told: not told)
            assert ">110000<" in (folder / "a" / "report.xml").read_text()
            editor.client.text_document_did_close(
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(editor.uri("a/report.xml")))
            )
            await editor.until("a/report.xml", bool)  # what lies on the disk counts again

    tried(work)


def test_a_schema_typed_in_is_judged_in_the_reports_that_rest_on_it(folder: Path) -> None:
    async def work() -> None:
        async with editing(folder) as editor:
            text = (folder / "b" / "taxonomy.xsd").read_text()
            editor.open("b/taxonomy.xsd")
            await editor.until("b/taxonomy.xsd", lambda told: not told)
            editor.change("b/taxonomy.xsd", text.replace('name="Loans"', 'name="Lones"'), 2)
            told = await editor.until("b/report.xml", bool)
            assert any("Loans" in one.message for one in told)
            assert editor.uri("a/report.xml") not in editor.told
            editor.change("b/taxonomy.xsd", text, 3)
            await editor.until("b/report.xml", lambda told: not told)

    tried(work)


def test_a_figure_says_what_it_is_and_what_it_is_tied_to(folder: Path) -> None:
    async def work() -> None:
        async with editing(folder) as editor:
            editor.open("a/report.xml")
            (found,) = await editor.until("a/report.xml", bool)
            at = found.range.start
            said = await editor.hover("a/report.xml", at.line, at.character + 2)
            assert said is not None
            assert said.range == found.range
            lines = said.contents.value.splitlines()
            assert lines[0] == "a/report.xml:12:3: Assets (as of 2023-09-30, CNY) is 110,000"
            assert lines[1].startswith("  fails: CA101")
            assert lines[2] == "      Assets: 110,000 == 60,000 + 40,000"
            assert await editor.hover("a/report.xml", 0, 3) is None

    tried(work)


def test_a_fact_of_json_says_so_on_each_of_its_lines(folder: Path, root: Path) -> None:
    shutil.copy(root / "instances" / "qifu-2023q3" / "report.json", folder / "report.json")

    async def work() -> None:
        async with editing(folder) as editor:
            editor.open("report.json")
            await editor.until("report.json", lambda _: True)
            lines = (folder / "report.json").read_text().split("\n")
            start = next(number for number, line in enumerate(lines) if '"p7"' in line)
            end = next(number for number, line in enumerate(lines) if number > start and '"p8"' in line)
            said = [await editor.hover("report.json", line, 6) for line in range(start, end)]
            assert len({one.contents.value for one in said if one is not None}) == 1
            assert [one.range.start.line for one in said if one is not None] == [start] * (end - start)
            assert await editor.hover("report.json", 1, 3) is None
            assert await editor.hover("report.json", len(lines) - 2, 0) is None

    tried(work)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_the_value_suggested_is_a_quick_fix_in_the_units_of_the_editor(folder: Path, encoding: str) -> None:
    (folder / "release.md").write_text(TABLE)
    (folder / "tieout.toml").write_text('documents = ["release.md"]\n')

    async def work() -> None:
        async with editing(folder, [encoding]) as editor:
            editor.open("release.md")
            (found,) = await editor.until("release.md", bool)
            text = (folder / "release.md").read_text()
            line = text.split("\n")[found.range.start.line]
            raw = {"utf-8": line.encode(), "utf-16": line.encode("utf-16-le"), "utf-32": line.encode("utf-32-le")}[
                encoding
            ]
            size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
            shown = raw[found.range.start.character * size : found.range.end.character * size]
            assert shown.decode(f"{encoding}-le" if size > 1 else encoding) == "4,612"
            (fix,) = await editor.fixes("release.md", found.range)
            assert (fix.title, fix.kind) == ("Write 4,621 for 4,612", types.CodeActionKind.QuickFix)
            (edit,) = fix.edit.changes[editor.uri("release.md")]
            assert (edit.range, edit.new_text) == (found.range, "4,621")
            editor.change("release.md", text.replace("4,612", "4,621"), 2)
            await editor.until("release.md", lambda told: not told)
            assert await editor.fixes("release.md", found.range) == []

    tried(work)


def test_concepts_functions_and_waivers_are_completed(folder: Path) -> None:
    async def work() -> None:
        async with editing(folder) as editor:
            editor.open("a/report.xml")
            await editor.until("a/report.xml", bool)
            editor.open("a/tieouts.toml", RULES)
            line = RULES.split("\n").index('rule = "Assets == Cash + "')
            at = len('rule = "Assets == Cash + ')
            offered = await editor.complete("a/tieouts.toml", line, at)
            assert {"Cash", "Loans", "Assets", "sum(", "prior(", "concepts(", "gap"} <= set(offered)
            assert (offered["Loans"].detail, offered["sum("].detail) == ("Loans", "amount")
            begun = RULES.replace("Cash + ", "Cash + Lo")
            editor.change("a/tieouts.toml", begun, 2)
            first = next(iter((await editor.complete("a/tieouts.toml", line, at + 2)).values()))
            assert first.text_edit == types.TextEdit(
                types.Range(types.Position(line, at), types.Position(line, at + 2)), "Loans"
            )
            assert await editor.complete("a/tieouts.toml", 0, 3) == {}
            assert await editor.complete("a/report.xml", 3, 3) == {}
            waiver = '[[waiver]]\ncode = "'
            editor.open("a/waivers.toml", waiver)
            assert set(await editor.complete("a/waivers.toml", 1, 8)) == {"CA101"}
            waiver += 'CA101"\n[waiver.figures]\n"t:Ass'
            editor.change("a/waivers.toml", waiver, 2)
            assert set(await editor.complete("a/waivers.toml", 3, 6)) == {
                '"t:Assets @ as of 2023-09-30, CNY" = "110000"'
            }

    tried(work)


def test_settings_that_are_wrong_are_told_where_they_are_and_nothing_ends(folder: Path) -> None:
    async def work() -> None:
        async with editing(folder) as editor:
            (folder / "tieout.toml").write_text("")
            editor.open("tieout.toml", 'select = ["CA"]\nselcet = 1\n')
            (found,) = await editor.until("tieout.toml", bool)
            assert found.range.start.line == 1
            assert "selcet" in found.message
            editor.change("tieout.toml", 'select = ["CA"]\n', 2)
            await editor.until("tieout.toml", lambda told: not told)
            await editor.until("a/report.xml", bool)

    tried(work)


def test_typing_is_judged_once_it_stops(folder: Path) -> None:
    async def work() -> None:
        async with editing(folder) as editor:
            text = (folder / "a" / "report.xml").read_text()
            for version in range(2, 60):
                if version == 2:
                    editor.open("a/report.xml", text)
                editor.change("a/report.xml", text.replace(">110000<", f">1100{version}<"), version)
            editor.change("a/report.xml", text.replace(">110000<", ">100000<"), 60)
            await editor.until("a/report.xml", lambda told: not told)
            assert editor.times[editor.uri("a/report.xml")] <= 3

    tried(work)


def test_nothing_outside_the_workspace_is_looked_at(folder: Path) -> None:
    async def work() -> None:
        async with editing(folder / "a") as editor:
            outside = editor.uri("../b/report.xml").replace("a/../", "")
            text = (folder / "b" / "report.xml").read_text().replace(">100000<", ">1<")
            item = types.TextDocumentItem((folder / "b" / "report.xml").as_uri(), "x", 1, text)
            editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            editor.client.text_document_did_open(
                types.DidOpenTextDocumentParams(types.TextDocumentItem("untitled:Untitled-1", "x", 1, text))
            )
            editor.open("report.xml")
            await editor.until("report.xml", bool)
            assert set(editor.told) == {editor.uri("report.xml")}
            assert outside not in editor.told

    tried(work)


HOOK = """import sys

CALLS = ("socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess", "os.exec", "os.system", "os.posix_spawn")

def hook(event, arguments, seen=open({log!r}, "a", buffering=1)):
    if event.startswith((*CALLS, "os.fork")):
        seen.write(event + "\\n")
    elif event == "open" and "secret.xsd" in str(arguments[0]):
        seen.write(f"open {{arguments[0]}}\\n")

sys.addaudithook(hook)
"""


def test_nothing_is_run_called_or_opened_that_a_workspace_asks_for(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.xsd").write_text("password hunter2")
    report = folder / "a" / "report.xml"
    report.write_text(report.read_text().replace('"taxonomy.xsd"', '"../../secret.xsd"'))
    (folder / "b" / "taxonomy.xsd").unlink()
    other = folder / "b" / "report.xml"
    other.write_text(other.read_text().replace('"taxonomy.xsd"', '"http://127.0.0.1:9/taxonomy.xsd"'))
    (folder / "tieout.toml").write_text('documents = ["../secret.xsd"]\n')
    log = tmp_path / "log"
    (tmp_path / "hooked").mkdir()
    (tmp_path / "hooked" / "sitecustomize.py").write_text(HOOK.format(log=os.fspath(log)))
    path = os.pathsep.join((os.fspath(tmp_path / "hooked"), os.environ.get("PYTHONPATH", "")))

    async def work() -> None:
        async with editing(folder, more={"PYTHONPATH": path}) as editor:
            editor.open("a/report.xml")
            await editor.until("tieout.toml", bool)  # it leads out of its folder
            (folder / "tieout.toml").unlink()
            editor.open("b/report.xml")
            assert any("127.0.0.1" in one.message for one in await editor.until("b/report.xml", bool))
            editor.change("a/report.xml", report.read_text() + "\n", 2)
            told = await editor.until("a/report.xml", bool)
            assert not any("hunter2" in one.message for one in told)

    tried(work)
    done = set(log.read_text().splitlines())
    assert done == {f"open {tmp_path / 'secret.xsd'}"}  # it may be a schema that is shared: none of it is shown


def test_without_pygls_it_is_said_what_is_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    for name in [name for name in sys.modules if name.startswith(("pygls.", "validator.cli.lsp.server"))]:
        monkeypatch.delitem(sys.modules, name)
    assert main(["lsp"]) == 2
    assert capsys.readouterr().err.endswith("python -m pip install 'tieout[lsp]'\n")
