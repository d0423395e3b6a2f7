"""What SECURITY.md promises of what a stranger sent: watched by the interpreter itself, whatever the command.

Every command runs in a process of its own under an audit hook (PEP 578), which writes down what is opened, run,
imported and connected to. Beside the folder under review lies what nobody may open, run or quote.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import validator
from tests.constructs import NOW, WHOLE, Files, csv_rows, json_facts, laid, report
from validator.cli.configuration import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

WATCH = """
import os, sys
log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def watch(event, arguments):
    if event in ("open", "os.open"):
        told = os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes, os.PathLike)) else ""
    elif event == "exec":
        told = getattr(arguments[0], "co_filename", "")
    elif event.partition(".")[0] in ("subprocess", "socket", "ctypes") or event in (
        "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "urllib.Request", "pty.spawn"):
        told = repr(arguments)[:200]
    else:
        return
    os.write(log, f"{event}\\t{told}\\n".encode("utf-8", "backslashreplace"))
from validator.cli import main
sys.addaudithook(watch)
sys.exit(main(sys.argv[2:]))
"""
SECRET = "hunter2"
RUN = ("exec", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn")
COMMANDS = (
    ("check",), ("check", "--format", "json"), ("check", "--format", "sarif"), ("coverage", "--all"), ("config",),
    ("convert", "out.json"), ("review", "-o", "page.html"), ("prove",),
    ("waive", "--reason", "x", "--by", "y", "--until", "2033-01-01"),
)  # fmt: skip


class Seen(NamedTuple):
    """What a command did: its exit code, all it printed or wrote, and what the hook saw."""

    code: int
    told: str
    events: list[tuple[str, str]]

    def files(self, event: str = "open") -> set[str]:
        """Return the files that one kind of event names."""
        return {told for kind, told in self.events if kind == event}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """What lies beside the folder under review: secrets of several kinds, a pipe, and code that leaves a mark."""
    folder = tmp_path / "outside"
    laid(
        folder,
        {
            "secret.csv": f"id,{SECRET}\n{SECRET},1\n",
            "secret.json": json.dumps({"documentInfo": {SECRET: SECRET}}),
            "secret.xml": f"<secret>{SECRET}</secret>",
            "secret.toml": f'{SECRET} = "{SECRET}"\n',
            "secret.txt": f"{SECRET} 12,345\n",
            "evil.py": f"open({str(tmp_path / 'ran')!r}, 'w')",
        },
    )
    os.mkfifo(folder / "pipe")
    return folder


def seen(folder: Path, words: tuple[str, ...]) -> Seen:
    """Run a command in a folder under the hook."""
    log = folder.parent / "events"
    log.unlink(missing_ok=True)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(log), *words], cwd=folder, capture_output=True, text=True, check=False,
        timeout=60, env={**kept, "TIEOUT_CACHE": str(folder.parent / "cache"), "XDG_STATE_HOME": str(folder.parent)},
    )  # fmt: skip
    written = [p for p in folder.rglob("*") if p.is_file() and before.get(p) != p.stat().st_mtime_ns]
    told = done.stdout + done.stderr + "".join(p.read_text("utf-8", "replace") for p in written)
    lines = log.read_text("utf-8").splitlines()
    return Seen(done.returncode, told, [(kind, name) for kind, _, name in (line.partition("\t") for line in lines)])


def linked(href: str) -> Files:
    """A report whose schema refers to something."""
    files = json_facts(1)
    schema = files["g.xsd"].replace("cal.xml", href)
    assert href in schema
    return {"g.xsd": schema, "r.xml": report(WHOLE)}


def table(url: str) -> Files:
    """A report of which a table is something."""
    files = csv_rows(2)
    head = json.loads(files["r.json"])
    head["tables"]["x"]["url"] = url
    return {**files, "r.json": json.dumps(head)}


def extended(url: str) -> Files:
    """A report that extends something."""
    files = csv_rows(2)
    head = json.loads(files["r.json"])
    head["documentInfo"]["extends"] = [url]
    return {**files, "r.json": json.dumps(head)}


def schema_of(href: str) -> Files:
    """A report whose taxonomy is something."""
    return {"r.xml": report(WHOLE).replace("g.xsd", href)}


def configured(key: str, value: object) -> Callable[[str], Files]:
    """A sound report beside a configuration that names something."""
    return lambda path: {
        **json_facts(1), "tieout.toml": f"{key} = {json.dumps(json.loads(json.dumps(value).replace('{}', path)))}\n"
    }  # fmt: skip


LED: dict[str, Callable[[str], Files]] = {
    "schema": schema_of, "linkbase": linked, "table": table, "extends": extended,
    "rules": configured("rules", ["{}"]), "waivers": configured("waivers", ["{}"]),
    "package": configured("package", ["{}"]), "documents": configured("documents", ["{}"]),
    "reports": configured("reports", ["{}"]), "webcache": configured("webcache", "{}"),
    "plugins": configured("arelle-plugins", ["{}"]), "arelle": configured("arelle", value=True),
    "online": configured("online", value=True),
}  # fmt: skip
TARGETS = ("secret.csv", "secret.json", "secret.xml", "secret.toml", "secret.txt", "evil.py", "pipe")


@pytest.mark.parametrize("kind", LED)
def test_nothing_is_run_fetched_or_quoted_and_no_pipe_is_opened(kind: str, tmp_path: Path, outside: Path) -> None:
    for number, target in enumerate(TARGETS):
        folder = tmp_path / f"in{number}"
        laid(folder, LED[kind](f"../outside/{target}"))
        name = "r.json" if (folder / "r.json").exists() else "r.xml"
        command, *more = COMMANDS[(number + list(LED).index(kind)) % len(COMMANDS)]
        found = seen(folder, (command, name, *more))
        held(found, tmp_path)
        assert SECRET not in found.told
        assert not any(path.endswith("/pipe") for path in found.files())
        if kind not in ("schema", "linkbase"):  # those may be shared, and what is none is told by its root element
            assert not any("/outside/" in path for path in found.files())


def held(found: Seen, tmp_path: Path) -> None:
    """Hold a run to what is promised whatever it reads."""
    assert found.code in (0, 1, 2)
    assert "Traceback" not in found.told
    assert not any(kind.startswith(("socket", "urllib")) for kind, _ in found.events)
    assert not [told for kind, told in found.events if kind in RUN[1:]]
    assert not any(path.startswith(str(tmp_path)) for path in found.files("exec"))
    assert not (tmp_path / "ran").exists()
    ours = (*map(str, (tmp_path, Path(validator.__file__).parents[1])), *sysconfig.get_paths().values())
    above = (str(parent / name) for parent in tmp_path.parents for name in NAMES)  # settings are found upward
    known = (*ours, *above, sys.prefix, sys.base_prefix, "/dev/null", "/etc/mime", "/proc/self", "/proc/meminfo")
    assert [path for path in found.files() if path.startswith("/") and not path.startswith(known)] == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/t.xsd", "https://tieout.invalid/t.xsd", "ftp://127.0.0.1:9/t.xsd"])
def test_what_stands_on_the_network_is_named_and_not_asked_for(url: str, tmp_path: Path) -> None:
    for kind in ("schema", "linkbase", "table", "extends"):
        laid(tmp_path / kind, LED[kind](url))
        name = "r.json" if (tmp_path / kind / "r.json").exists() else "r.xml"
        found = seen(tmp_path / kind, ("check", name))
        held(found, tmp_path)
        assert found.code == 1
        assert url in found.told


LEADING = (
    '<img src="{0}">', '<link rel="stylesheet" href="{0}">', '<meta http-equiv="refresh" content="0;url={0}">',
    '<object data="{0}"></object>', '<iframe src="{0}"></iframe>', '<script src="{0}"></script>', '<base href="{0}">',
)  # fmt: skip


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/x", "../outside/secret.txt", "../outside/pipe"])
def test_a_document_is_read_alone(target: str, tmp_path: Path, outside: Path) -> None:
    assert (outside / "pipe").exists()
    page = (
        "<table><tr><td></td><td>December 31, 2023</td><td>December 31, 2022</td></tr><tr><td>Cash</td><td>$1,234</td>"
        "<td>$1,345</td></tr><tr><td>Land</td><td>2,222</td><td>2,233</td></tr><tr><td>Total assets</td><td>3,456</td>"
        "<td>3,578</td></tr></table>"
    )
    laid(tmp_path / "in", {"r.htm": "".join(one.format(target) for one in LEADING) + page})
    for words in (("check", "r.htm"), ("review", "r.htm", "-o", "page.html"), ("draft", "r.htm", "-o", "ours")):
        found = seen(tmp_path / "in", words)
        held(found, tmp_path)
        assert (found.code, SECRET in found.told) == (0, False)
        assert not any("/outside/" in path for path in found.files())


def test_entries_and_catalogs_of_a_package_stay_inside_it(tmp_path: Path, outside: Path) -> None:
    files = {**json_facts(1), **schema_of("http://g.example/g.xsd")}
    catalog = (
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<rewriteURI uriStartString="http://g.example/" rewritePrefix="{}"/></catalog>'
    )
    package = (
        '<taxonomyPackage xmlns="http://xbrl.org/2016/taxonomy-package" xml:lang="en"><identifier>http://p.example'
        "</identifier></taxonomyPackage>"
    )
    for number, prefix in enumerate(
        (f"{outside}/", f"file://{outside}/", "../../../outside/", "%2e%2e/%2e%2e/outside/")
    ):
        folder = tmp_path / f"in{number}"
        folder.mkdir()
        with zipfile.ZipFile(folder / "r.xbri", "w") as archive:
            archive.writestr("p/META-INF/reportPackage.json", json.dumps(
                {"documentInfo": {"documentType": "https://xbrl.org/report-package/2023/xbri"}}))  # fmt: skip
            archive.writestr("p/META-INF/taxonomyPackage.xml", package)
            archive.writestr("p/META-INF/catalog.xml", catalog.format(prefix))
            archive.writestr("p/reports/r.xml", files["r.xml"].replace("g.xsd", "secret.xml"))
            archive.writestr("../outside/evil.py", "open('ran', 'w')")
            archive.writestr("/ran", "1")
        found = seen(folder, ("check", "r.xbri"))
        held(found, tmp_path)
        assert (found.code, SECRET in found.told) == (1, False)
        assert not any(path.endswith("/pipe") for path in found.files())
    assert not (tmp_path / "outside" / "ran").exists()


ENTITIES = (
    '<!DOCTYPE xbrli:xbrl [<!ENTITY e SYSTEM "../outside/secret.txt">]>',
    '<!DOCTYPE xbrli:xbrl SYSTEM "../outside/secret.xml">',
    '<!DOCTYPE xbrli:xbrl [<!ENTITY % p SYSTEM "../outside/secret.txt"> %p;]>',
    '<?xml-stylesheet href="../outside/secret.xml" type="text/xsl"?>',
)


@pytest.mark.parametrize("head", ENTITIES)
def test_no_entity_is_expanded_and_no_instruction_followed(head: str, tmp_path: Path, outside: Path) -> None:
    assert (outside / "secret.txt").is_file()
    said = NOW + ("<!-- -->&e;" if "ENTITY e" in head else "")
    laid(tmp_path / "in", {**json_facts(1), "r.xml": head + report(WHOLE).replace(NOW, said)})
    for words in (("check", "r.xml"), ("check", "--format", "json", "r.xml"), ("review", "r.xml", "-o", "page.html")):
        found = seen(tmp_path / "in", words)
        held(found, tmp_path)
        assert SECRET not in found.told
        assert not any("/outside/" in path for path in found.files())
        assert bool(found.code) is ("DOCTYPE" in head)


def test_what_is_watched_is_seen(tmp_path: Path, outside: Path) -> None:
    """The near-misses: what a user names is opened wherever it lies, and code that is run leaves its mark."""
    laid(tmp_path / "in", json_facts(1))
    found = seen(tmp_path / "in", ("check", "r.json", "--rules", str(outside / "secret.toml")))
    assert str(outside / "secret.toml") in found.files()
    assert [seen(tmp_path / "in", (command, "r.json", *more)).code for command, *more in COMMANDS] == [0] * 9
    subprocess.run([sys.executable, str(outside / "evil.py")], check=True)
    with pytest.raises(AssertionError):
        held(found, tmp_path)
