from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from validator.checks.second_opinion import BOTH
from validator.finding import Verdict
from validator.readers.arelle import session
from validator.run import Options, run

if TYPE_CHECKING:
    from validator.finding import Finding


def found(folder: Path, **options: object) -> list[tuple[str, str, int, str]]:
    outcome = run([str(folder)], Options(arelle=True, **options))  # type: ignore[arg-type]
    return [brief(finding) for finding in outcome.findings]


def brief(finding: Finding) -> tuple[str, str, int, str]:
    return finding.code, Path(finding.at.path).name, finding.at.line, finding.engine


@pytest.fixture
def shop(root: Path, tmp_path: Path) -> Path:
    """A report without fault: 7 = 4 + 3."""
    folder = tmp_path / "shop"
    shutil.copytree(root / "instances" / "bad" / "AR105-unsatisfied-assertion", folder)
    for name in ("command.txt", "expected.txt"):
        (folder / name).unlink(missing_ok=True)
    replace(folder / "shop-formula.xml", "$bread le 3", "$bread le 5")
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_nothing_is_said_of_a_sound_report_and_the_assertion_is_evidence(shop: Path) -> None:
    outcome = run([str(shop)], Options(arelle=True))
    assert outcome.findings == ()
    assert outcome.engines == ("tieout", "arelle")
    ties = {(tie.code, tie.source, tie.frame, tie.verdict) for tie in outcome.results[0].ties if tie.code == "AR105"}
    assert ties == {("AR105", "bread-below-limit", "1 evaluations, 0 not satisfied", Verdict.HOLDS)}


def test_arelle_is_not_asked_unless_told(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "second_opinion", lambda *_: pytest.fail("asked"))
    assert run([str(shop)], Options()).engines == ("tieout",)


def test_what_both_find_is_said_once_and_marked(shop: Path) -> None:
    replace(shop / "report.xml", ">7<", ">9<")
    assert found(shop) == [("CA201", "report.xml", 11, BOTH)]
    assert found(shop, calc11=True) == [("CA101", "report.xml", 11, BOTH)]
    assert found(shop, truncation=True, calc11=True) == [("CA101", "report.xml", 11, BOTH)]


def test_what_arelle_alone_finds_stands_at_the_fact(shop: Path) -> None:
    replace(shop / "report.xml", ">7<", ">8<")
    assert found(shop, calc11=True) == []
    assert found(shop, calc11=True, arelle_calc="c10") == [("AR103", "report.xml", 11, "arelle")]


def test_an_unsatisfied_assertion_stands_at_the_fact_and_fails(shop: Path) -> None:
    replace(shop / "shop-formula.xml", "$bread le 5", "$bread le 3")
    outcome = run([str(shop)], Options(arelle=True))
    assert [brief(finding) for finding in outcome.findings] == [("AR105", "report.xml", 12, "arelle")]
    assert [Path(at.path).name for _, at in outcome.findings[0].related] == ["shop-formula.xml"]
    assert outcome.count(Verdict.FAILS) == 1


def test_an_assertion_without_facts_is_indeterminate(shop: Path) -> None:
    replace(shop / "shop-formula.xml", "shop:Bread</cf:qname>", "shop:Absent</cf:qname>")
    ties = [tie for tie in run([str(shop)], Options(arelle=True)).results[0].ties if tie.code == "AR105"]
    assert [(tie.verdict, tie.reason) for tie in ties] == [(Verdict.INDETERMINATE, "no facts to evaluate it with")]


def test_the_web_cache_answers_for_arelle_too(shop: Path, tmp_path: Path) -> None:
    cached = tmp_path / "web" / "example.com" / "taxonomy"
    cached.mkdir(parents=True)
    for name in ("shop.xsd", "shop-calculation.xml", "shop-formula.xml"):
        shutil.move(shop / name, cached / name)
    replace(shop / "report.xml", '"shop.xsd"', '"http://example.com/taxonomy/shop.xsd"')
    replace(shop / "report.xml", ">7<", ">9<")
    replace(cached / "shop-formula.xml", "$bread le 5", "$bread le $limit")
    assert found(shop, webcache=str(tmp_path / "web")) == [
        ("CA201", "report.xml", 11, BOTH),
        ("AR102", "shop-formula.xml", 20, "arelle"),
    ]


def test_a_taxonomy_package_answers_for_arelle_too(shop: Path, root: Path) -> None:
    outcome = run([str(shop)], Options(arelle=True, packages=(str(root / "schemas" / "qifu" / "2023"),)))
    assert outcome.findings == ()


def test_a_tag_of_several_lines_is_placed_where_it_begins(shop: Path) -> None:
    replace(shop / "report.xml", ' xlink:href="shop.xsd"', '\n   xlink:href=\n   "absent.xsd"')
    assert ("TX101", "report.xml", 5, BOTH) in found(shop)


def test_a_failing_arelle_hides_nothing(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(shop / "report.xml", ">7<", ">9<")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no luck")

    monkeypatch.setattr(session.Session, "run", fail)
    outcome = run([str(shop)], Options(arelle=True))
    assert [brief(f) for f in outcome.findings] == [
        ("AR101", "report.xml", 0, "tieout"),
        ("CA201", "report.xml", 11, "tieout"),
    ]
    assert outcome.findings[0].message == "Arelle could not give its opinion: RuntimeError: no luck"


@pytest.mark.parametrize("content", [b"", b"<a", b"not a report", b"\xff\xfe\x00", b'{"documentInfo": 1}'])
def test_broken_files_are_findings(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.xml"
    path.write_bytes(content)
    outcome = run([str(path)], Options(arelle=True))
    assert any(finding.code.startswith("DO") for finding in outcome.findings)


def test_arelle_is_quiet_offline_and_leaves_nothing_behind(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    temporary = tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("went online"))
    replace(shop / "report.xml", '"shop.xsd"', '"http://nowhere.example.com/shop.xsd"')
    before = dict(os.environ)
    assert ("TX101", "report.xml", 5, BOTH) in found(shop)
    assert list(home.iterdir()) == []
    assert list(temporary.iterdir()) == []
    assert capfd.readouterr() == ("", "")
    assert dict(os.environ) == before
