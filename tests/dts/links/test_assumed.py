"""Sums on assumed declarations: names told by ids or by MetaLinks.json, where a base taxonomy cannot be had."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.dts.test_incomplete import REPORT
from tests.dts.test_taxonomy import BODY, arc, link, write
from validator.finding import Severity, Verdict
from validator.model.names import SUMMATION_10, SUMMATION_11
from validator.reporters.concise import concise
from validator.reporters.json import json as as_json
from validator.reporters.review import told as told_on_page
from validator.reporters.review.evidence import Evidence
from validator.reporters.services.github import github
from validator.reporters.services.junit import junit
from validator.reporters.services.sarif import sarif
from validator.reporters.text import text
from validator.run import Options, run

if TYPE_CHECKING:
    from pathlib import Path

    from validator.finding import Outcome

URL = "http://base.example/2024/base.xsd"
IMPORT = '<xs:import namespace="http://base.example" schemaLocation="{}"/>'


def summed(folder: Path, locator: str, part: int = 40, url: str = URL, arcrole: str = SUMMATION_10) -> Outcome:
    """Check A = B + P, where P stands behind a locator into a document that cannot be had."""
    arcs = arc("calculation", arcrole, "A", "B", 'weight="1"') + arc("calculation", arcrole, "A", "P", 'weight="1"')
    links = link("calculation", f'<link:loc xlink:type="locator" xlink:href="{locator}" xlink:label="P"/>{arcs}')
    write(folder, f"{IMPORT.format(url)}{BODY}", links)
    (folder / "r.xbrl").write_text(REPORT.format(part))
    return run([str(folder / "r.xbrl")], Options(store=False))


def told(outcome: Outcome) -> tuple[list[Verdict], int, list[tuple[str, Severity]]]:
    findings = [(one.code, one.severity) for one in outcome.findings if one.code[:2] == "CA"]
    return [tie.verdict for one in outcome.results for tie in one.ties], outcome.assumed, findings


@pytest.mark.parametrize("arcrole", [SUMMATION_10, SUMMATION_11])
def test_a_part_is_told_by_its_id(tmp_path: Path, arcrole: str) -> None:
    assert told(summed(tmp_path, f"{URL}#b_P", 40, arcrole=arcrole)) == ([Verdict.HOLDS], 1, [])


@pytest.mark.parametrize(("arcrole", "code"), [(SUMMATION_10, "CA201"), (SUMMATION_11, "CA101")])
def test_what_fails_so_is_no_error(tmp_path: Path, arcrole: str, code: str) -> None:
    outcome = summed(tmp_path, f"{URL}#b_P", 30, arcrole=arcrole)
    assert told(outcome) == ([Verdict.FAILS], 1, [(code, Severity.WARNING)])
    (found,) = (one for one in outcome.findings if one.code == code)
    note = "its concepts could not be had: their names are assumed by its id"
    assert note in found.notes
    assert found.message == "A is 100 but its parts add to 90 (off by 10), on assumed declarations"
    assert all("on assumed declarations" in form(outcome) for form in (github, junit, concise))
    (result,) = outcome.results
    assert result.report is not None
    assert "on assumed declarations" in told_on_page(Evidence(result.report, outcome, result.ties))["texts"]
    assert "1 on assumed declarations" in text(outcome).splitlines()[-1]
    assert json.loads(as_json(outcome))["summary"]["assumed"] == json.loads(as_json(outcome))["reports"][0]["assumed"]
    assert json.loads(sarif(outcome, ()))["runs"][0]["properties"]["onAssumedDeclarations"] == 1


@pytest.mark.parametrize(
    ("locator", "url"),
    [
        (f"{URL}#P", URL),  # no prefix
        (f"{URL}#c_P", URL),  # a prefix nobody binds
        (f"{URL}#t_P", URL),  # bound to another namespace than is imported from there
        (f"{URL}#b_1", URL),  # no name
        ("http://b.example/2023/base.xsd#u_P", "http://b.example/2024/base.xsd"),
    ],
)
def test_what_cannot_be_told_leaves_the_sum_open(tmp_path: Path, locator: str, url: str) -> None:
    for part in (30, 40):
        assert told(summed(tmp_path, locator, part, url)) == ([Verdict.INDETERMINATE], 0, [])


def test_a_taxonomy_of_another_year_is_another(tmp_path: Path) -> None:
    """Where nothing says which namespace a document has, its edition must be that of the prefix."""
    for year, verdict in (("2024", Verdict.HOLDS), ("2023", Verdict.INDETERMINATE)):
        report = REPORT.format(40).replace("http://base.example", "http://base.example/2024-01-31")
        summed(tmp_path, f"http://other.example/{year}/elts.xsd#b_P")
        (tmp_path / "r.xbrl").write_text(report)
        assert told(run([str(tmp_path / "r.xbrl")], Options(store=False)))[0] == [verdict]


def test_the_store_keeps_what_is_assumed_and_notices_metalinks(tmp_path: Path) -> None:
    summed(tmp_path, f"{URL}#x9", 40)
    path = [str(tmp_path / "r.xbrl")]
    assert [told(run(path, Options()))[1] for _ in range(2)] == [0, 0]
    tags = {"x9": {"nsuri": "http://base.example", "localname": "P"}}
    (tmp_path / "MetaLinks.json").write_text(json.dumps({"instance": {"r.htm": {"tag": tags}}}))
    assert [told(run(path, Options())) for _ in range(2)] == [([Verdict.HOLDS], 1, [])] * 2


FILINGS = ("berkshire-2010-10k/brka-20101231.xml", "sony-2012-20f/sne-20120331.xml")


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", FILINGS)
def test_a_filing_binds_what_it_binds_with_its_taxonomy(name: str, shared: Path) -> None:
    """Nine in ten of its ties bind, and none comes out otherwise than with the base taxonomy."""
    path = str(shared / "filings" / name)

    def ties(options: Options) -> dict[tuple[str, ...], Verdict]:
        (result,) = run([path], options).results
        return {
            (tie.code, tie.source, tie.frame, str([term.rows for term in tie.terms])): tie.verdict
            for tie in result.ties
        }

    whole = ties(Options(webcache=str(shared / "webcache"), store=False))
    alone = ties(Options(store=False))
    both = whole.keys() & alone.keys()
    assert len(both) >= 0.9 * len(whole)
    assert [key for key in both if alone[key] not in (whole[key], Verdict.INDETERMINATE)] == []
