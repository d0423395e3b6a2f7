from __future__ import annotations

import json
from fractions import Fraction
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import jsonschema
import pytest
from lxml import etree

from validator.checks import CATALOGUE
from validator.finding import Finding, Outcome, Result, Severity, Verdict, Withheld, tally
from validator.model.intervals import Interval
from validator.model.report import Report
from validator.model.source import Location
from validator.reporters.concise import concise
from validator.reporters.json import json as as_json
from validator.reporters.json import lines, pieces
from validator.reporters.services.checkstyle import checkstyle
from validator.reporters.services.github import github
from validator.reporters.services.gitlab import gitlab
from validator.reporters.services.junit import junit
from validator.reporters.services.sarif import sarif, uri
from validator.reporters.text import text

if TYPE_CHECKING:
    from pathlib import Path

    from validator.finding import Tie

SOURCE = b"<xbrl>\n  <Assets contextRef='c'>120</Assets>\n  <Cash contextRef='c'>50</Cash>\n</xbrl>\n"


def outcome(*findings: Finding, waived: tuple[Finding, ...] = (), accepted: Verdict | None = None) -> Outcome:
    report = Report("a & b.xml", "xbrl-xml")
    report.data = {"a & b.xml": SOURCE}
    report.concepts += ["Assets", "Cash"]
    verdicts = (*Verdict, Verdict.HOLDS)
    reason = {Verdict.INDETERMINATE: "Cash: not reported"}
    blank = {"code": "CA101", "assumed": False}
    made = (SimpleNamespace(**blank, verdict=v, waived=v is accepted, reason=reason.get(v, "")) for v in verdicts)
    ties = cast("list[Tie]", list(made))
    return Outcome(findings, (Result("a & b.xml", report, ties, tally(ties)),), 1.234, waived)


TOTAL = Finding(
    "CA101",
    "total-differing-from-its-parts",
    Severity.ERROR,
    "Assets is 120 but its parts add to 50 (off by 70)",
    Location("a & b.xml", 2, 3),
    related=(("+ Cash", Location("a & b.xml", 3, 3)), ("the calculation", Location("cal.xml", 9))),
    notes=("reported [119.5, 120.5]", "computed [49.5, 50.5]"),
    help="correct the total",
    values={"gap": Fraction(70, 3), "bounds": Interval(1, None), "whole": 10**30, "missing": ("Land",), "sure": True},
    cites="Calculations 1.1 §4.2",
    spec="calc11e:inconsistentCalculationUsingRounding",
)
NOTE = Finding("FA901", "fact-at-odds", Severity.NOTE, "50% at\x1b[2J odds", Location("a & b.xml", 0, 0, "/facts/f1"))
OPEN = "; left open (not reported: 1)\n"
LOST = Finding("DO001", "missing-file", Severity.ERROR, "there is no such file or folder", Location("b,c:d.xml"))


def test_each_of_several_reports_has_a_line_of_its_own() -> None:
    (one,) = outcome().results
    accepted, noted = TOTAL._replace(waived="by us"), NOTE
    results = (
        one._replace(path="b", ties=(), tally={}, findings=(accepted,)),
        one._replace(path="c", ties=(), tally={}, findings=(noted, TOTAL)),
    )
    assert [result.verdict for result in (one, *results)] == ["untold", "accepted", "error"]
    counts = "5 ties: 2 hold, 1 within rounding, 1 fail, 1 indeterminate"
    assert text(outcome()).count("\n") == 1
    assert text(Outcome((), (one, *results))).splitlines()[:6] == [
        "verdict: the figures do not agree",
        "",
        f"a & b.xml: untold; 2 facts; {counts}",
        "b: accepted; 2 facts; 0 ties",
        "c: error; 2 facts; 0 ties",
        "",
    ]


def test_text_shows_place_line_evidence_and_help() -> None:
    assert text(outcome(TOTAL, NOTE), color=False) == (
        "verdict: the figures do not agree; 1 error, 1 note\n"
        "\n"
        "error[CA101]: Assets is 120 but its parts add to 50 (off by 70)\n"
        "  --> a & b.xml:2:3\n"
        "   2 |   <Assets contextRef='c'>120</Assets>\n"
        "     |                          ^^^\n"
        "  ::: a & b.xml:3:3: + Cash\n"
        "   3 |   <Cash contextRef='c'>50</Cash>\n"
        "     |                        ^^\n"
        "  ::: cal.xml:9: the calculation\n"
        "     = reported [119.5, 120.5]\n"
        "     = computed [49.5, 50.5]\n"
        "     = help: correct the total\n"
        "     = see: Calculations 1.1 §4.2; calc11e:inconsistentCalculationUsingRounding\n"
        "\n"
        "note[FA901]: 50% at\N{REPLACEMENT CHARACTER}[2J odds\n"
        "  --> a & b.xml#/facts/f1\n"
        "\n"
        f"1 error, 1 note: 1 report, 2 facts; 5 ties: 2 hold, 1 within rounding, 1 fail, 1 indeterminate{OPEN}"
    )


def test_text_of_nothing_found_is_one_line() -> None:
    assert (
        text(outcome())
        == f"1 untold failure: 1 report, 2 facts; 5 ties: 2 hold, 1 within rounding, 1 fail, 1 indeterminate{OPEN}"
    )


def test_text_tells_time_and_waivers_only_where_there_is_something_to_tell() -> None:
    told = text(outcome(waived=(TOTAL,), accepted=Verdict.FAILS), timing=True)
    assert told.endswith("1 fail (waived), 1 indeterminate; left open (not reported: 1); 1.23 s\n")


def test_text_gathers_waivers_under_their_reason_and_lists_them_on_request() -> None:
    first = TOTAL._replace(waived="accepted by R.: as published")
    other = first._replace(waived="accepted by S.: as restated", at=Location("b.xml", 4))
    one = outcome(NOTE, waived=(first, other, first._replace(at=Location("b.xml", 2)), first))
    end = f"1 note: 1 report, 2 facts; 5 ties: 2 hold, 1 within rounding, 1 fail, 1 indeterminate{OPEN}"
    assert text(one).endswith(
        "\n\nwaived[CA101]: 3 findings in 2 files, accepted by R.: as published\n"
        "waived[CA101]: 1 finding, accepted by S.: as restated\n"
        f"--show-waived lists what is waived\n\n{end}"
    )
    said = ": Assets is 120 but its parts add to 50 (off by 70)\n"
    assert text(one, waived=True).endswith(
        "\n\nwaived[CA101]: 3 findings in 2 files, accepted by R.: as published\n"
        f"  --> a & b.xml:2:3{said}  --> b.xml:2{said}  --> a & b.xml:2:3{said}"
        f"waived[CA101]: 1 finding, accepted by S.: as restated\n  --> b.xml:4{said}\n{end}"
    )


def test_text_says_once_what_is_said_of_several_files_and_never_folds_one_file() -> None:
    elsewhere = [TOTAL._replace(at=Location(f"{name}.xml", 7)) for name in "cdefg"]
    told = text(outcome(TOTAL, *elsewhere))
    assert told.count("error[CA101]") == 1
    assert "  ::: the same in 5 further files: c.xml:7, d.xml:7, e.xml:7 and 2 more\n" in told
    assert "\n\n6 errors: " in told
    assert text(outcome(TOTAL, TOTAL)).count("error[CA101]") == 2
    assert text(outcome(TOTAL, elsewhere[0]._replace(message="another"))).count("error[CA101]") == 2
    assert "... and 5 more findings (CA101: 5)" in text(outcome(NOTE, *elsewhere), limit=1)


def test_text_is_coloured_only_when_asked() -> None:
    assert "\x1b" not in text(outcome(TOTAL))
    colored = text(outcome(TOTAL), color=True)
    assert colored.startswith("\x1b[1;31merror[CA101]\x1b[0m\x1b[1m: Assets is 120")
    for code in ("\x1b[1;31m", "\x1b[1m", "\x1b[34m", "\x1b[0m"):
        colored = colored.replace(code, "")
    assert colored == text(outcome(TOTAL))


def test_text_counts_what_it_does_not_show() -> None:
    told = text(outcome(*[TOTAL] * 3, *[NOTE] * 1200), limit=2)
    assert told.count("error[CA101]") == 2
    assert (
        "\n\n... and 1,201 more findings (CA101: 1, FA901: 1,200); --max-findings 0 shows all\n\n3 errors, 1,200"
        in told
    )
    assert text(outcome(*[TOTAL] * 3), limit=0).count("error[CA101]") == 3


def test_concise_is_a_line_a_finding() -> None:
    assert concise(outcome(TOTAL, NOTE)) == (
        "a & b.xml:2:3: CA101 Assets is 120 but its parts add to 50 (off by 70)\n"
        "a & b.xml#/facts/f1: FA901 50% at\N{REPLACEMENT CHARACTER}[2J odds\n"
        "not counted: left open: not reported, 1 time\n"
    )
    assert concise(outcome()._replace(results=())) == ""


def test_json_follows_its_schema_and_keeps_numbers_exact(root: Path) -> None:
    document = json.loads(as_json(outcome(TOTAL, NOTE, LOST, waived=(TOTAL,))))
    schema = json.loads((root / "schemas" / "outcome.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(document)
    assert document["summary"] == {
        "reports": 1,
        "facts": 2,
        "findings": {"note": 1, "warning": 0, "error": 2},
        "ties": {"holds": 2, "within_rounding": 1, "fails": 1, "indeterminate": 1},
        "assumed": 0,
        "left_open": {"not reported": 1},
        "withheld": [],
        "waived": 1,
        "engines": ["tieout"],
    }
    assert document["findings"][0]["values"] == {
        "gap": "70/3",
        "bounds": ["1", None, False, False],
        "whole": "1" + "0" * 30,
        "missing": ["Land"],
        "sure": True,
    }
    assert document["findings"][0]["at"] == {"path": "a & b.xml", "line": 2, "column": 3}
    assert document["findings"][1]["at"] == {"path": "a & b.xml", "pointer": "/facts/f1"}


@pytest.mark.parametrize(("told", "waived"), [((), ()), ((NOTE,), ()), ((TOTAL, LOST), (NOTE, TOTAL))])
def test_json_is_one_document_and_is_told_finding_by_finding(
    told: tuple[Finding, ...], waived: tuple[Finding, ...]
) -> None:
    made = list(pieces(outcome(*told, waived=waived)))
    assert "".join(made) == json.dumps(json.loads("".join(made)), indent=2, ensure_ascii=False) + "\n"
    assert max(piece.count('"code": "') for piece in made) == min(len(told), 1)


def test_json_tells_what_was_proven_of_a_report_and_which_it_is_another_syntax_of(root: Path) -> None:
    (one,) = outcome().results
    results = (one._replace(figures=(10, 9)), one._replace(path="b", figures=(10, 9), twin="a & b.xml"))
    document = json.loads(as_json(Outcome((), results)))
    schema = json.loads((root / "schemas" / "outcome.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(document)
    first, second = document["reports"]
    assert first["figures"] == second["figures"] == {"all": 10, "in_a_tie": 9}
    assert ("same_as" in first, second["same_as"]) == (False, "a & b.xml")


def test_json_tells_no_time() -> None:
    assert as_json(outcome(TOTAL)) == as_json(outcome(TOTAL)._replace(seconds=99.0))


def test_sarif_holds_rules_places_and_suppressions() -> None:
    document: dict[str, Any] = json.loads(
        sarif(outcome(TOTAL, NOTE, waived=(LOST._replace(waived="by us"),)), CATALOGUE, undone=["CA101"])
    )
    (run,) = document["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["CA101", "DO001", "FA901"]
    assert run["tool"]["driver"]["rules"][1]["shortDescription"] == {"text": "A path that was named must exist."}
    total, note, lost = run["results"]
    assert (total["ruleIndex"], lost["ruleIndex"], note["ruleIndex"]) == (0, 1, 2)
    assert total["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20&%20b.xml"},
        "region": {"startLine": 2, "startColumn": 3, "endColumn": 29},
    }
    assert [place["message"]["text"] for place in total["relatedLocations"]] == ["+ Cash", "the calculation"]
    assert note["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "/facts/f1"}]
    assert "suppressions" not in total
    assert lost["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "by us"}]
    (invocation,) = run["invocations"]
    (kept,) = invocation["toolExecutionNotifications"]
    assert (invocation["executionSuccessful"], kept["descriptor"], kept["level"]) == (False, {"id": "CA101"}, "error")
    assert kept["locations"] == total["locations"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b.xml", "a/b.xml"),
        ("/a b/ü.xml", "file:///a%20b/%C3%BC.xml"),
        ("a\\b.xml", "a/b.xml"),
        ("http://example.com/a%20b.xsd", "http://example.com/a%20b.xsd"),
    ],
)
def test_sarif_names_files_by_uri(path: str, expected: str) -> None:
    assert uri(path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("C:\\a b\\ü.xml", "file:///C:/a%20b/%C3%BC.xml"),
        ("\\\\server\\share\\b.xml", "file://server/share/b.xml"),
        ("a\\b c.xml", "a/b%20c.xml"),
        ("a:b.xml", "a%3Ab.xml"),  # no scheme
    ],
)
def test_sarif_names_drives_and_shares_by_uri(path: str, expected: str) -> None:
    assert uri(path, windows=True) == expected


def test_junit_is_xml_with_a_suite_a_file() -> None:
    document = etree.fromstring(junit(outcome(TOTAL, NOTE, LOST)).encode())
    assert dict(document.attrib) == {"name": "tieout", "tests": "4", "failures": "2", "errors": "0"}
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in document] == [
        ("a & b.xml", "3", "1"),
        ("b,c:d.xml", "1", "1"),
        ("not counted", "0", "0"),
    ]
    assert document[0][0].get("name") == "3 ties hold"
    assert document[0][1][0].tag == "failure"
    assert document[0][1][0].text.splitlines()[1] == "reported [119.5, 120.5]"
    assert document[0][2][0].tag == "system-out"


def test_github_escapes_what_its_syntax_reserves() -> None:
    lines = github(outcome(TOTAL, LOST, NOTE)).splitlines()
    assert lines[0].startswith(
        "::error file=a & b.xml,line=2,col=3,title=CA101 total-differing-from-its-parts::Assets is 120 but"
    )
    assert "%0Areported [119.5, 120.5]%0A" in lines[0]
    assert lines[1] == "::error file=b%2Cc%3Ad.xml,title=DO001 missing-file::there is no such file or folder"
    assert lines[2] == "::notice file=a & b.xml,title=FA901 fact-at-odds::50%25 at\N{REPLACEMENT CHARACTER}[2J odds"


def test_what_is_left_out_or_open_is_told_in_every_format_that_counts() -> None:
    one = outcome()._replace(withheld=(Withheld("left out", "a\n.toml", "CA101", 3),))
    assert text(one).endswith("left open (not reported: 1); left out by a .toml (CA101: 3)\n")
    summary = json.loads(as_json(one))["summary"]
    assert summary["withheld"] == [{"how": "left out", "by": "a\n.toml", "code": "CA101", "times": 3}]
    (run,) = json.loads(sarif(one, CATALOGUE))["runs"]
    assert run["properties"] == {"withheld": summary["withheld"], "leftOpen": {"not reported": 1}}
    properties = etree.fromstring(junit(one).encode()).find("testsuite[@name='not counted']/properties")
    assert [(each.get("name"), each.get("value")) for each in properties] == [
        ("left out by a .toml: CA101", "3"),
        ("left open: not reported", "1"),
    ]
    assert github(one).splitlines() == [
        "::notice title=not counted::left out by a%0A.toml: CA101, 3 times",
        "::notice title=not counted::left open: not reported, 1 time",
    ]
    lines = ["left out by a .toml: CA101, 3 times", "left open: not reported, 1 time"]
    assert concise(one).splitlines() == [f"not counted: {line}" for line in lines]
    infos = [(each["description"], each["severity"], each["check_name"]) for each in json.loads(gitlab(one))]
    assert infos == [(line, "info", "not counted") for line in lines]
    errors = etree.fromstring(checkstyle(one).encode()).iterfind("file[@name='not counted']/error")
    assert [(each.get("message"), each.get("severity")) for each in errors] == [(line, "info") for line in lines]
    nothing = one._replace(results=(), withheld=())
    assert (github(nothing), concise(nothing), json.loads(gitlab(nothing))) == ("", "", [])
    assert "<file" not in checkstyle(nothing)
    assert "properties" not in json.loads(sarif(nothing, CATALOGUE))["runs"][0]


def test_further_places_of_one_fault_are_told() -> None:
    also = tuple(Location("a & b.xml", line, 3) for line in (3, 4, 5, 6))
    one = outcome(TOTAL._replace(also=also))
    assert "  ::: a & b.xml: the same in 4 further places: 3:3, 4:3, 5:3 and 1 more\n" in text(one)
    assert len(json.loads(as_json(one))["findings"][0]["also"]) == 4
    (result,) = json.loads(sarif(one, CATALOGUE))["runs"][0]["results"]
    assert (result["occurrenceCount"], len(result["relatedLocations"])) == (5, 6)


def test_ids_are_told_once_and_shortened() -> None:
    """A JSON pointer is all of the place; an id is not, where line and column are known."""
    long = "F_" + "0123456789" * 6
    one = TOTAL._replace(
        at=Location("r.htm", 1, 5, long),
        related=(("+ Cash", Location("r.htm", 1, 9, "f2")), ("+ Debt", Location("r.htm", 1, 0, "f3"))),
    )
    lines = text(outcome(one)).splitlines()
    assert "  --> r.htm:1:5#F_012345678…23456789" in lines
    assert ("  ::: r.htm:1:9: + Cash" in lines, "  ::: r.htm:1#f3: + Debt" in lines) == (True, True)
    short = TOTAL._replace(at=Location("r.json", 4, 2, "/facts/" + "f" * 40))
    assert f"  --> r.json:4:2#/facts/{'f' * 40}" in text(outcome(short)).splitlines()


def test_json_lines_say_what_the_json_report_does(root) -> None:
    one = outcome(TOTAL, NOTE, waived=(TOTAL._replace(waived="by us"),))
    whole = json.loads(as_json(one))
    first, *more = [json.loads(line) for line in lines(one)]
    assert first == {"kind": "run", "tieout": whole["tieout"], "summary": whole["summary"]}
    told = {"report": whole["reports"], "finding": whole["findings"], "waived": whole["waived"]}
    assert more == [{"kind": kind, **said} for kind, some in told.items() for said in some]
