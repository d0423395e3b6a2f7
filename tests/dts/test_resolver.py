"""The documents of a DTS pass the gate: what may answer for a URI, and what is refused before anybody sees it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.constructs import PROVEN, WHOLE, laid, report, schema
from tests.dts.packaged.test_packages import CATALOG, METADATA
from validator import check
from validator.cli import main
from validator.dts import addresses, resolver
from validator.dts.addresses import join
from validator.run import Options

if TYPE_CHECKING:
    from pathlib import Path

    from validator.finding import Outcome

SECRET = "machine example.com password hunter2\n"
SETTINGS = "<settings><password>hunter2</password></settings>"


def refers_to(folder: Path, href: str) -> str:
    """Lay a proven report that refers to its schema by another address; return its path."""
    text = report(WHOLE).replace('xlink:href="g.xsd"', f'xlink:href="{href}"')
    laid(folder, PROVEN | {"r.xml": text})
    return str(folder / "r.xml")


def proven(outcome: Outcome) -> bool:
    return outcome.findings == () and outcome.facts == 3


# --- what may be read ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "href", ["g.xsd", "./g.xsd", "x/../g.xsd", "%67%2Exsd", "below/g.xsd", "link/g.xsd", "file:{}/g.xsd"]
)
def test_what_lies_in_the_folder_of_the_report(href: str, tmp_path: Path) -> None:
    path = refers_to(tmp_path, href.format("//" + str(tmp_path)))
    (tmp_path / "below").mkdir()
    for name, text in PROVEN.items():
        (tmp_path / "below" / name).write_text(text)
    (tmp_path / "link").symlink_to(tmp_path / "below")
    assert proven(check(path, cache=False))


@pytest.mark.parametrize("href", ["../shared/g.xsd", "linked/g.xsd", "{}/shared/g.xsd"])
def test_a_taxonomy_may_be_shared_wherever_it_lies(href: str, tmp_path: Path) -> None:
    laid(tmp_path / "shared", PROVEN)
    path = refers_to(tmp_path / "report", href.format(tmp_path))
    (tmp_path / "report" / "linked").symlink_to(tmp_path / "shared")
    assert proven(check(path, cache=False))


@pytest.mark.parametrize("named", ["webcache", "package"])
def test_what_the_user_named_answers_for_urls(named: str, tmp_path: Path) -> None:
    path = refers_to(tmp_path / "report", "http://t.example/g.xsd")
    if named == "webcache":
        laid(tmp_path / "cache" / "t.example", PROVEN)
        outcome = check(path, webcache=tmp_path / "cache", cache=False)
    else:
        laid(tmp_path / "t" / "files", PROVEN)
        laid(tmp_path / "t" / "META-INF", {"taxonomyPackage.xml": METADATA, "catalog.xml": CATALOG})
        outcome = check(path, packages=[tmp_path / "t"], cache=False)
    assert [one.code for one in outcome.findings if one.code != "TX502"] == []
    assert outcome.facts == 3


# --- what is refused -----------------------------------------------------------------------------
@pytest.mark.parametrize("text", [SECRET, SETTINGS, "", "<html/>"])
@pytest.mark.parametrize(
    "href", ["../secret.xsd", "out.xsd", "{}/secret.xsd", "file://{}/secret.xsd", "..%2Fsecret.xsd"]
)
def test_what_is_no_taxonomy_is_not_read_from_elsewhere(
    href: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.xsd").write_text(text)
    path = refers_to(tmp_path / "report", href.format(tmp_path))
    (tmp_path / "report" / "out.xsd").symlink_to(tmp_path / "secret.xsd")
    assert main(["check", path]) == 1
    printed = capsys.readouterr().out
    assert f"it lies outside the folder {tmp_path}/report, and is no schema or linkbase" in printed
    assert not {"hunter2", "machine", "settings", "html"} & set(printed.replace("<", " ").replace(":", " ").split())


@pytest.mark.parametrize(
    ("href", "reason"),
    [("pipe", "it is no regular file"), ("/dev/zero", "it is no regular file"), ("zero", "it is no regular file"),
     ("/proc/self/environ", "it lies outside"), (".", "tried "), ("loop", "symbolic links"), ("gone", "No such file")],
)  # fmt: skip
def test_what_is_no_file_is_refused_unread(href: str, reason: str, tmp_path: Path) -> None:
    path = refers_to(tmp_path, href)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    found = [one.message for one in check(path, cache=False).findings if one.code == "TX101"]
    assert len(found) == 1
    assert reason in found[0]


def test_a_linkbase_is_held_to_the_same(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    files = PROVEN | {"g.xsd": schema().replace("cal.xml", "../secret"), "r.xml": report(WHOLE)}
    laid(tmp_path / "report", files)
    (found,) = (one for one in check(tmp_path / "report" / "r.xml", cache=False).findings if one.code == "TX101")
    assert found.message.startswith(f"{tmp_path}/secret could not be had")


def test_a_document_beyond_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = refers_to(tmp_path, "g.xsd")
    long = PROVEN["g.xsd"] + f"<!-- {'x' * 500_000} -->"
    (tmp_path / "g.xsd").write_text(long)
    size = len(long)
    monkeypatch.setattr(resolver, "LARGEST", size)
    assert proven(check(path, cache=False))
    monkeypatch.setattr(resolver, "LARGEST", size - 1)
    (found,) = (one.message for one in check(path, cache=False).findings if one.code == "TX101")
    assert f"it holds {size:,} bytes; at most {size - 1:,} are read" in found


def test_a_package_shows_nothing_a_link_in_it_leads_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret").write_text(SECRET)
    path = refers_to(tmp_path / "report", "g.xsd")
    laid(tmp_path / "t" / "META-INF", {"taxonomyPackage.xml": METADATA})
    (tmp_path / "t" / "META-INF" / "catalog.xml").symlink_to(tmp_path / "secret")
    main(["check", path, "--package", str(tmp_path / "t")])
    assert "machine" not in capsys.readouterr().out


def test_a_package_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    path = refers_to(tmp_path, "g.xsd")
    os.mkfifo(tmp_path / "p.zip")
    found = check(path, packages=[tmp_path / "p.zip"], cache=False).findings
    assert ["is no regular file" in one.message for one in found] == [True]


def test_a_configuration_that_names_a_pipe_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = refers_to(tmp_path, "g.xsd")
    os.mkfifo(tmp_path / "pipe")
    for key in ("reports", "package", "rules", "waivers"):
        (tmp_path / "tieout.toml").write_text(f'{"packages" if key == "package" else key} = ["pipe"]\n')
        assert main(["check", path]) == 2
        assert "is no regular file" in capsys.readouterr().err


# --- one spelling --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("href", "uri"),
    [("http://a.example/b/../c.xsd", "http://a.example/c.xsd"), ("http://a.example/./%63.xsd", "http://a.example/c.xsd"),
     ("http://a.example/%2e%2e/c.xsd", "http://a.example/c.xsd"), ("http://A.example/c.xsd", "http://A.example/c.xsd"),
     ("http://a.example/a%20b.xsd", "http://a.example/a%20b.xsd"), ("http://a.example/a%2Fb", "http://a.example/a%2Fb"),
     ("./x/../c.xsd", "file:///r/c.xsd"), ("%63.xsd", "file:///r/c.xsd"), ("http://[", "http://["),
     ("http://a.example/.well-known/c.xsd", "http://a.example/.well-known/c.xsd"), ("urn:a/./b", "urn:a/./b")],
)  # fmt: skip
def test_a_document_has_one_uri_however_it_is_spelt(href: str, uri: str) -> None:
    assert join("file:///r/report.xml", href) == (uri, "")


def test_a_schema_named_in_two_spellings_is_read_once(tmp_path: Path) -> None:
    laid(tmp_path / "cache" / "t.example", PROVEN)
    path = refers_to(tmp_path, "http://t.example/g.xsd")
    again = '/><link:schemaRef xlink:type="simple" xlink:href="http://t.example/x/../%67.xsd"/>'
    text = (tmp_path / "r.xml").read_text().replace('t.example/g.xsd"/>', f't.example/g.xsd"{again}')
    (tmp_path / "r.xml").write_text(text)
    assert [one.code for one in check(path, webcache=tmp_path / "cache", cache=False).findings] == []


# --- what is kept --------------------------------------------------------------------------------
def test_what_was_refused_is_looked_at_again_once_it_is_a_schema(tmp_path: Path) -> None:
    path = refers_to(tmp_path / "report", "../g.xsd")
    (tmp_path / "g.xsd").write_text(SECRET)
    assert not proven(check(path))
    for name, text in PROVEN.items():
        (tmp_path / name).write_text(text)
    assert proven(check(path))
    (tmp_path / "g.xsd").write_text(SECRET)
    assert not proven(check(path))


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_has_an_address() -> None:
    path = os.fsdecode(b"/a b/r\xff.xsd")
    assert addresses.file_uri(path) == "file:///a%20b/r%FF.xsd"
    assert addresses.file_path("file:///a%20b/r%FF.xsd") == path
    assert addresses.file_path(addresses.file_uri("/\u00e9.xsd")) == "/\u00e9.xsd"


def test_what_is_fetched_is_told_to_whoever_watches(tmp_path, monkeypatch):
    """Of what the network gives; what a folder answers for is not fetched."""
    import io
    import urllib.request

    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: io.BytesIO(b"<a/>"))
    (tmp_path / "web" / "h.example").mkdir(parents=True)
    (tmp_path / "web" / "h.example" / "b.xsd").write_bytes(b"<b/>")
    asked = Options(online=True, webcache=str(tmp_path / "web"))
    found = resolver.Resolver(asked, str(tmp_path))
    told = []
    before = resolver.watching.set(lambda uri, size: told.append((uri, size)))
    try:
        found.read("http://h.example/a.xsd")
        found.read("http://h.example/b.xsd")
        assert told == [("http://h.example/a.xsd", 4)]
        found.read("http://h.example/a.xsd")  # it is kept
        assert len(told) == 1
    finally:
        resolver.watching.reset(before)


def test_no_other_machine_is_called_for_a_schema(tmp_path: Path) -> None:
    """A share of another machine is a file to some systems, and a call to it tells who asks."""
    outcome = check(refers_to(tmp_path, "file://attacker.example/g.xsd"))
    assert not proven(outcome)
    (told,) = [finding for finding in outcome.findings if finding.code == "TX101"]
    said = (
        "file://attacker.example/g.xsd could not be had; tried no place that could hold it (it lies on another machine)"
    )
    assert told.message == said
