"""The review page: one file, every figure with its outcome, nothing active taken over, and it works in a browser."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from tests.inline_documents import document, fact
from tests.oim_documents import NS, SCHEMA
from validator.cli import main
from validator.cli.review.pages import readable
from validator.finding import Verdict
from validator.reporters import review
from validator.run import Options, run

BAD = Path(__file__).parents[2] / "instances" / "bad"
RELEASE = Path(__file__).parents[2] / "instances" / "qifu-2023q3" / "release.htm"


@pytest.fixture(scope="module")
def checked():
    return run([str(RELEASE)], Options())


@pytest.fixture(scope="module")
def page(checked):
    result = checked.results[0]
    return review.page(checked, result, readable(result.report, "", {}))


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


def keys_of(data):
    """The outcome of every figure, by its key."""
    return [data["standings"][one]["key"] for one in data["figures"]["standing"]]


def test_every_figure_is_marked_with_its_outcome(page):
    data = data_of(page)
    ticks = {one["key"]: one["tick"] for one in data["standings"]}
    marks = re.findall(r'<span class="fig (\w+)" data-f="(\d+)" data-tick="(.)">', page)
    keys = keys_of(data)
    assert sorted(int(row) for _, row, _ in marks) == list(range(len(keys)))
    assert all(keys[int(row)] == kind and ticks[kind] == tick for kind, row, tick in marks)
    assert data["counts"] == {one: keys.count(one) for one in ticks}


def test_the_checks_are_those_of_the_run(page, checked):
    data = data_of(page)
    ties = checked.results[0].ties
    assert len(data["ties"]) == len(ties)
    assert sum(tie["outcome"] == "proven" for tie in data["ties"]) == sum(t.verdict is Verdict.HOLDS for t in ties)
    for said, tie in zip(data["ties"], ties, strict=True):
        assert data["texts"][said["code"]] == tie.code
        assert [sorted(term[3]) for term in said["terms"]] == [sorted(term.rows) for term in tie.terms]
        assert said["rows"] == sorted({row for term in tie.terms for row in term.rows})


def test_a_term_is_shown_by_its_fullest_mention(page, checked):
    report = checked.results[0].report
    first = [term[3] for tie in data_of(page)["ties"] for term in tie["terms"] if len(term[3]) > 1]
    assert len(first) > 100
    assert all(int(report.decimals[rows[0]]) == max(int(report.decimals[row]) for row in rows) for rows in first)


def test_the_page_stands_alone(page):
    assert "default-src 'none'" in page
    assert re.findall(r"<(?:link|iframe|object|img|base)\b", page) == []
    assert re.findall(r"""\ssrc\s*=|@import|url\(""", page) == []
    assert "ix:" not in page.partition("<main")[2].partition("</main>")[0]


def test_the_policy_admits_the_pages_own_script_and_no_other(page):
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'; img-src data:" in page


def test_nothing_active_of_the_report_is_taken_over(tmp_path):
    hostile = (
        '<script>alert(1)</script><img src="http://example.com/x.png" onerror="alert(2)"/>'
        '<p onclick="alert(3)"><a href="javascript:alert(4)">x</a>' + fact("7", 'id="f1"') + "</p>"
    )
    (tmp_path / "e.xsd").write_text(SCHEMA.replace(NS, "http://example.com/taxonomy"))
    path = tmp_path / "r.htm"
    path.write_bytes(document(hostile))
    out = tmp_path / "review.html"
    assert main(["review", str(path), "-o", str(out)]) == 0
    page = out.read_text()
    assert "alert(" not in page
    assert "example.com/x.png" not in page
    assert page.count("</script>") == 2
    assert keys_of(data_of(page)) == ["unprotected"]


def test_a_report_in_another_syntax_is_shown_as_a_list(tmp_path, capsys):
    out = tmp_path / "review.html"
    assert main(["review", str(RELEASE.with_name("report.json")), "-o", str(out)]) == 0
    assert "690 figures" in capsys.readouterr().out
    data = data_of(out.read_text())
    assert data["listed"] == list(range(690))
    assert data["shows"] is False


def test_the_page_says_what_check_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(BAD / "CA101-total-differing-from-its-parts", tmp_path / "one")
    report, page = str(tmp_path / "one" / "report.xml"), tmp_path / "page.html"
    for configuration, words, counted in [
        ("", [], ["error"]),
        ('[severity]\nCA = "note"', [], ["note"]),
        ('ignore = ["CA101"]', [], []),
        ('ignore = ["CA101"]', ["--config", str(tmp_path / "none.toml")], ["error"]),
        ("", ["--ignore", "CA101"], []),
    ]:
        (tmp_path / "none.toml").write_text("")
        (tmp_path / "tieout.toml").write_text(configuration)
        main(["check", report, *words, "--format", "json"])
        findings = json.loads(capsys.readouterr().out)["findings"]
        assert [one["severity"] for one in findings] == counted
        assert main(["review", report, *words, "-o", str(page)]) == 0
        told = data_of(page.read_text(encoding="utf-8"))["findings"]
        assert [one["severity"] for one in told] == counted
        capsys.readouterr()
