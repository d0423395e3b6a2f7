"""`tieout taxonomy`: packages kept once answer in every run, and their digests can be locked."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.dts.test_incomplete import REPORT
from tests.dts.test_taxonomy import BODY, ITEM, SCHEMA, arc, link, write
from validator.cli import main
from validator.model.names import SUMMATION_10
from validator.run import Options, run

if TYPE_CHECKING:
    from pathlib import Path

URL = "http://base.example/base.xsd"
BASE = SCHEMA.replace("http://t.example", "http://base.example").format(body=ITEM.format(n="P"), appinfo="")
METADATA = """<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package" xml:lang="en">
<tp:identifier>http://base.example/packages/{}</tp:identifier><tp:name>Base taxonomy</tp:name>
<tp:version>1.{}</tp:version></tp:taxonomyPackage>"""
CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<rewriteURI uriStartString="http://base.example/" rewritePrefix="../files/"/></catalog>"""


def files(name: str = "2024", version: int = 0) -> dict[str, str]:
    metadata = METADATA.format(name, version)
    return {"META-INF/taxonomyPackage.xml": metadata, "META-INF/catalog.xml": CATALOG, "files/base.xsd": BASE}


def packed(inside: dict[str, str], top: str = "base/") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in inside.items():
            archive.writestr(f"{top}{name}", text)
    return made.getvalue()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIEOUT_TAXONOMIES", str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.zip").write_bytes(packed(files()))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["taxonomy", *words])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_a_package_that_is_kept_answers_in_every_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arcs = arc("calculation", SUMMATION_10, "A", "B", 'weight="1"')
    arcs += arc("calculation", SUMMATION_10, "A", "P", 'weight="1"')
    locator = f'<link:loc xlink:type="locator" xlink:href="{URL}#t_P" xlink:label="P"/>'
    write(
        here,
        f'<xs:import namespace="http://base.example" schemaLocation="{URL}"/>{BODY}',
        link("calculation", f"{locator}{arcs}"),
    )
    (here / "r.xbrl").write_text(REPORT.format(40))
    codes = [[one.code for one in run(["r.xbrl"], Options()).findings] for _ in range(2)]
    assert codes == [["TX101"]] * 2
    assert said(capsys, "which", URL)[0] == 1
    code, told = said(capsys, "add", "base.zip")
    assert (code, "Base taxonomy 1.0, kept as" in told) == (0, True)
    assert [run(["r.xbrl"], Options()).findings for _ in range(2)] == [()] * 2  # what was stored is stale
    code, told = said(capsys, "which", URL)
    assert (code, told.endswith("base/files/base.xsd\n")) == (0, True)


def test_folders_are_packed_and_searched_by_what_they_hold(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in files("unpacked").items():
        (here / "many" / "one" / name).parent.mkdir(parents=True, exist_ok=True)
        (here / "many" / "one" / name).write_text(text)
    (here / "many" / "two.zip").write_bytes(packed(files("packed")))
    (here / "many" / "photos.zip").write_bytes(packed({"a.jpg": ""}))
    assert said(capsys, "add", "many")[0] == 0
    code, told = said(capsys, "list")
    assert (code, len(told.splitlines()), said(capsys, "which", URL)[0]) == (0, 2, 0)
    first = [line.split()[0] for line in _locked(here, capsys)]
    said(capsys, "add", "many/one")
    assert [line.split()[0] for line in _locked(here, capsys)] == first  # one folder gives one archive


def _locked(here: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert said(capsys, "lock")[0] == 0
    return (here / "taxonomies.lock").read_text().splitlines()


def test_a_lock_tells_another_package_from_the_same(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "add", "base.zip")
    (line,) = _locked(here, capsys)
    assert line.endswith(" http://base.example/packages/2024 1.0")
    assert said(capsys, "lock", "--check") == (0, "")
    (here / "base.zip").write_bytes(packed(files() | {"files/base.xsd": BASE + "\n"}))
    said(capsys, "add", "base.zip")
    code, told = said(capsys, "lock", "--check")
    assert (code, [one.partition(":")[0] for one in told.splitlines()]) == (
        1,
        ["not kept as locked", "kept and not locked"],
    )
    assert len(said(capsys, "list")[1].splitlines()) == 1  # the same version stands in for the first


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add",), "name what"),
        (("list", "x"), "takes no names"),
        (("add", "nothing.zip"), "there is no nothing.zip"),
        (("add", "plain.zip"), "no taxonomy package: it has no META-INF/taxonomyPackage.xml"),
        (("add", "broken.zip"), "the package cannot be opened as an archive"),
        (("add", "http://127.0.0.1:9/x.zip"), "taxonomy add: http://127.0.0.1:9/x.zip: "),
        (("which", "base.xsd"), "base.xsd is no URL"),
        (("list", "--online"), "unrecognized arguments: --online"),
        (("add", "empty"), "no taxonomy package in it"),
        (("add", "text.txt"), "no taxonomy package"),
        (("lock", "--check"), "taxonomies.lock: No such file"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: tuple[str, ...], why: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "plain.zip").write_bytes(packed({"a.xsd": BASE}))
    (here / "empty").mkdir()
    (here / "text.txt").write_text("text")
    (here / "broken.zip").write_bytes(packed(files())[:-30])
    code, told = said(capsys, *words)
    assert (code, why in told) == (2, True)
    assert not (here / "kept").exists() or not list((here / "kept").iterdir())


def test_versions_stand_beside_each_other_and_what_is_removed_is_missed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "list") == (0, f"no package is kept in {here / 'kept'}\n")
    (here / "next.zip").write_bytes(packed(files(version=1)))
    assert said(capsys, "add", "base.zip", "next.zip", "base.zip")[0] == 0
    assert len(said(capsys, "list")[1].splitlines()) == 2
    assert len(_locked(here, capsys)) == 2
    next((here / "kept").glob("*-1.1.zip")).unlink()
    code, told = said(capsys, "lock", "--check")
    assert (code, told.startswith("not kept as locked: sha256:"), told.count("\n")) == (1, True, 1)
    assert said(capsys, "lock") == (0, "taxonomies.lock: 1 package\n")
    next((here / "kept").glob("*.zip")).unlink()
    assert said(capsys, "which", URL) == (1, f"{URL}: nothing answers; tried the schemas shipped with arelle\n")


def test_a_folder_others_may_write_to_is_not_used(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "add", "base.zip")
    assert said(capsys, "which", URL)[0] == 0
    (here / "kept").chmod(0o777)
    assert said(capsys, "which", URL)[0] == 1
    assert said(capsys, "add", "base.zip")[0] == 2


def test_an_official_document_is_named_with_its_source(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said(capsys, "which", "http://xbrl.fasb.org/us-gaap/2023/elts/us-gaap-2023.xsd")
    assert (code, "https://xbrl.fasb.org/us-gaap/2023/us-gaap-2023.zip" in told) == (1, True)
