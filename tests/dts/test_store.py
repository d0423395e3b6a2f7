"""The store of compiled taxonomies: what makes an entry stale, what does not, and what damage does."""

from __future__ import annotations

import os
import subprocess
import sys
import weakref
from importlib.machinery import PathFinder
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

import validator
from tests.dts.test_incomplete import REPORT
from tests.dts.test_taxonomy import adds, link, names, write
from validator import resources
from validator.cli import main
from validator.dts import store, taxonomy
from validator.model.names import SUMMATION_10
from validator.model.report import Reference, Report
from validator.model.source import Location
from validator.run import Options

if TYPE_CHECKING:
    from validator.model.taxonomy import Taxonomy

LABELS = (
    '<link:labelLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">'
    '<link:loc xlink:type="locator" xlink:href="t.xsd#t_A" xlink:label="a"/>'
    '<link:label xlink:type="resource" xlink:label="l" xlink:role="http://www.xbrl.org/2003/role/label" xml:lang="en">'
    "Assets</link:label>"
    '<link:labelArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label" xlink:from="a"'
    ' xlink:to="l"/></link:labelLink>'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A taxonomy an hour old, with a store of its own."""
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    write(tmp_path, links=link("calculation", adds("A", "B") + adds("A", "D")) + LABELS)
    age(tmp_path)
    return tmp_path


def age(folder: Path) -> None:
    """Let the taxonomy's files be an hour old."""
    for path in folder.glob("t.*"):
        then = path.stat().st_mtime - 3600
        os.utime(path, (then, then))


def read(folder: Path, options: Options = Options()) -> Taxonomy:  # noqa: B008 - a NamedTuple is immutable
    """Load the taxonomy of a report in a folder."""
    report = Report(str(folder / "report.xml"), "xBRL-XML")
    report.references.append(Reference("schemaRef", "t.xsd", "", Location(report.path, 2)))
    return taxonomy.load(report, options)


def built(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Taxonomy, bool]:
    """Load, and say whether it had to be built."""
    calls: list[int] = []
    original = taxonomy.build
    with monkeypatch.context() as patch:
        patch.setattr(taxonomy, "build", lambda *a: calls.append(1) or original(*a))
        return read(folder), bool(calls)


def entry(folder: Path) -> Path:
    """Return the one stored taxonomy."""
    (found,) = [p for p in (folder / "cache" / "taxonomies").iterdir() if p.suffix == ""]
    return found


def test_a_stored_taxonomy_says_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = read(folder)
    stored, again = built(folder, monkeypatch)
    assert not again
    assert names(stored) == ["arc-to-nothing"]
    assert stored.problems == fresh.problems
    assert stored.documents == fresh.documents
    assert dict(stored.concepts.items()) == dict(fresh.concepts.items())
    assert {k: n.arcs for k, n in stored.networks.items()} == {k: n.arcs for k, n in fresh.networks.items()}
    assert dict(stored.types.items()) == dict(fresh.types.items())
    assert (
        stored.labels
        == fresh.labels
        == {"{http://t.example}A": (("http://www.xbrl.org/2003/role/label", "en", "Assets"),)}
    )


def test_a_stored_taxonomy_keeps_no_report_alive(folder: Path) -> None:
    read(folder)
    gone: list[object] = []
    report = Report(str(folder / "report.xml"), "xBRL-XML")
    report.references.append(Reference("schemaRef", "t.xsd", "", Location(report.path, 2)))
    report.taxonomy = taxonomy.load(report, Options())
    weakref.finalize(report, gone.append, "gone")
    kept = report.taxonomy
    for path in (folder / "cache" / "taxonomies").glob("*.labels"):
        path.unlink()
    del report
    assert gone == ["gone"]
    assert kept.label("{http://t.example}A") == "Assets"  # compiled anew from what was asked


def test_a_changed_report_does_not_matter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(folder)
    (folder / "report.xml").write_text("<changed/>")
    assert not built(folder, monkeypatch)[1]


def test_a_touched_file_with_the_same_bytes_does_not_matter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(folder)
    os.utime(folder / "t.xml")
    assert not built(folder, monkeypatch)[1]


def test_a_changed_linkbase_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(folder)
    write(folder, links=link("calculation", adds("A", "C")) + LABELS)
    found, again = built(folder, monkeypatch)
    assert again
    assert [a.target[-1] for a in found.networks[SUMMATION_10, "http://www.xbrl.org/2003/role/link"].arcs] == ["C"]


def test_a_change_of_equal_length_within_one_tick_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "t.xml"
    os.utime(path)
    before = path.stat()
    read(folder)
    path.write_text(path.read_text().replace("Assets", "Equity"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    found, again = built(folder, monkeypatch)
    assert again
    assert found.label("{http://t.example}A") == "Equity"


def test_a_file_that_appears_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    write(tmp_path, body='<xs:import namespace="http://o.example" schemaLocation="o.xsd"/>')
    assert names(read(tmp_path)) == ["unresolvable-reference"]
    (tmp_path / "o.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://o.example"/>'
    )
    found, again = built(tmp_path, monkeypatch)
    assert (again, names(found)) == (True, [])


@pytest.mark.parametrize("damage", [b"", b"tieout", b"not ours at all", None])
def test_damage_is_survived(folder: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None) -> None:
    read(folder)
    path = entry(folder)
    data = path.read_bytes()
    path.write_bytes(data[:200] + bytes([data[200] ^ 255]) + data[201:] if damage is None else damage)
    found, again = built(folder, monkeypatch)
    assert (again, len(found.networks)) == (True, 1)
    assert not built(folder, monkeypatch)[1]


def test_damaged_labels_are_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(folder)
    entry(folder).with_suffix(".labels").write_bytes(b"tieout\0\1nonsense")
    found, again = built(folder, monkeypatch)
    assert (again, found.label("{http://t.example}A")) == (False, "Assets")


def test_a_store_that_cannot_be_written_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("")
    monkeypatch.setenv("TIEOUT_CACHE", str(folder / "file" / "cache"))
    assert names(read(folder)) == ["arc-to-nothing"]


def test_it_can_be_left_alone(folder: Path) -> None:
    read(folder, Options(store=False))
    assert not (folder / "cache").exists()


def test_the_oldest_entries_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEPT", 2)
    for number in range(4):
        store.keep((number,), {}, {"n": number}, {})
    assert len(list((folder / "cache" / "taxonomies").iterdir())) == 4


def test_a_hit_needs_neither_lxml_nor_hashlib(folder: Path) -> None:
    read(folder)
    code = (
        f"import sys\nsys.path.append({str(Path(__file__).parents[2])!r})\n"
        "from tests.dts.test_store import *\nbefore = {m for m in ('lxml', 'hashlib') if m in sys.modules}\n"
        f"read(Path({str(folder)!r}))\n"
        "print('lxml.etree' in sys.modules, 'hashlib' in sys.modules and 'hashlib' not in before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_forged_entry_is_as_good_as_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(folder)
    path = entry(folder)
    data = path.read_bytes()
    assert data.count(b"{http://t.example}B") == 1
    path.write_bytes(data.replace(b"{http://t.example}B", b"{http://t.example}C"))
    found, again = built(folder, monkeypatch)
    assert (again, names(found)) == (True, ["arc-to-nothing"])


def test_a_file_that_is_given_its_former_time_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SETTLED", -3_000_000_000)  # as if what was stored had settled
    read(folder)
    before = (folder / "t.xml").stat()
    assert not built(folder, monkeypatch)[1]
    write(folder, links=link("calculation", adds("A", "C") + adds("A", "D")) + LABELS)
    os.utime(folder / "t.xml", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (folder / "t.xml").stat().st_size == before.st_size
    assert built(folder, monkeypatch)[1]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An installation without arelle, and so without the base schemas it brings."""
    known = PathFinder.find_spec
    without = SimpleNamespace(find_spec=lambda name, *rest: None if name == "arelle" else known(name, *rest))
    monkeypatch.setattr(sys, "meta_path", [without if one is PathFinder else one for one in sys.meta_path])
    return monkeypatch


def test_without_base_schemas_nothing_is_judged_or_kept(
    folder: Path, bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "report.xml").write_text(REPORT.format(2))
    for command in ("check", "coverage"):
        assert main([command, str(folder / "report.xml")]) == 2
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n"), "arelle-release" in told.err) == ("", 3, True)
    assert not (folder / "cache" / "taxonomies").exists()
    with pytest.raises(ValueError, match="the schema of XBRL itself cannot be had"):
        validator.check(folder / "report.xml")
    bare.undo()
    bare.setenv("TIEOUT_CACHE", str(folder / "cache"))
    assert names(read(folder)) == ["arc-to-nothing"]


def test_base_schemas_that_the_user_has_do_as_well(folder: Path, bare: pytest.MonkeyPatch) -> None:
    bare.undo()
    bundle = resources.arelle_cache()
    bare.setenv("TIEOUT_CACHE", str(folder / "cache"))
    bare.setattr(resources, "arelle_cache", lambda: None)
    own = Options(webcache=f"{bundle}/http")
    assert names(read(folder, own)) == ["arc-to-nothing"]


def test_an_entry_holds_for_the_base_schemas_it_was_made_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Options(webcache=f"{resources.arelle_cache()}/http")
    calls: list[int] = []
    original = taxonomy.build
    monkeypatch.setattr(taxonomy, "build", lambda *a: calls.append(1) or original(*a))
    where = resources.arelle_cache
    for place in (lambda: None, where, lambda: None, where):
        monkeypatch.setattr(resources, "arelle_cache", place)
        read(folder, own)
    assert len(calls) == 2  # one without and one with arelle; each is kept beside the other
