"""Where an outcome goes: several formats in one run, each held to what reads it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from lxml import etree

from validator.cli import UsageError, main
from validator.cli.output import Sink, sinks

INSTANCES = Path(__file__).parents[2] / "instances"
LAKESIDE = INSTANCES / "lakeside-2025q3" / "release.md"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], [Sink("text", "")]),
        (["a.txt"], [Sink("text", "a.txt")]),
        (["sarif=a.sarif"], [Sink("text", ""), Sink("sarif", "a.sarif")]),
        (["sarif=a.sarif", "b.txt"], [Sink("sarif", "a.sarif"), Sink("text", "b.txt")]),
        (["github"], [Sink("text", ""), Sink("github", "")]),
        (["./github"], [Sink("text", "./github")]),
        (["a=b.json"], [Sink("text", "a=b.json")]),
    ],
)
def test_a_file_takes_the_place_of_the_terminal_and_a_format_comes_beside(
    words: list[str], expected: list[Sink]
) -> None:
    assert sinks(words, "text") == expected


@pytest.mark.parametrize("words", [["sarif="], ["sarif=a", "junit=./a"], ["a", "a"]])
def test_outputs_that_cannot_be_are_refused_before_the_run(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError):
        sinks(words, "text")
    assert main(["check", "nowhere", *(f"--output={word}" for word in words)]) == 2
    assert "--output" in capsys.readouterr().err


def everything(folder: Path, *words: str) -> dict[str, Path]:
    kinds = ("sarif", "junit", "gitlab", "checkstyle", "json")
    files = {kind: folder / f"out.{kind}" for kind in kinds}
    assert main(["check", *words, *(f"--output={kind}={path}" for kind, path in files.items())]) == 1
    return files


def test_one_run_writes_every_format_beside_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = everything(tmp_path, str(LAKESIDE), "--output=github")
    told = capsys.readouterr().out
    assert told.startswith(f"{LAKESIDE}: 39 figures read;")
    assert "\n::error file=" in told
    assert sorted(tmp_path.iterdir()) == sorted(files.values())
    (case,) = etree.parse(files["junit"]).findall(".//testcase[failure]")
    assert (case.get("line"), "likely: Accessories should be 33,175,000" in (case[0].text or "")) == ("15", True)
    (entry,) = json.loads(files["gitlab"].read_bytes())
    assert (entry["severity"], entry["location"]["lines"], len(entry["fingerprint"])) == ("major", {"begin": 15}, 32)
    (error,) = etree.parse(files["checkstyle"]).findall("file/error")
    assert dict(error.attrib) | {"message": ""} == {
        "line": "15", "column": "37", "severity": "error", "message": "", "source": "tieout.FD101",
    }  # fmt: skip


def test_what_cannot_be_written_leaves_nothing_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = [f"--output=json={tmp_path / 'a.json'}", f"--output=sarif={tmp_path / 'nowhere' / 'a.sarif'}"]
    assert main(["check", str(LAKESIDE), *outputs]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "No such file or directory" in capsys.readouterr().err


def test_the_fix_in_sarif_mends_the_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = tmp_path / "release.md"
    shutil.copy(LAKESIDE, document)
    (result,) = json.loads(everything(tmp_path, str(document))["sarif"].read_bytes())["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    deleted, text = replacement["deletedRegion"], replacement["insertedContent"]["text"]
    lines = document.read_text(encoding="utf-8").split("\n")
    line = lines[deleted["startLine"] - 1]
    assert line[deleted["startColumn"] - 1 : deleted["endColumn"] - 1] == "33,715"
    lines[deleted["startLine"] - 1] = line[: deleted["startColumn"] - 1] + text + line[deleted["endColumn"] - 1 :]
    document.write_text("\n".join(lines), encoding="utf-8")
    assert main(["check", str(document)]) == 0
    capsys.readouterr()


def test_a_finding_keeps_its_fingerprint_when_lines_move(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = tmp_path / "release.md"
    shutil.copy(LAKESIDE, document)
    before = json.loads(everything(tmp_path, str(document))["gitlab"].read_bytes())
    document.write_text("\n\n" + document.read_text(encoding="utf-8"), encoding="utf-8")
    after = json.loads(everything(tmp_path, str(document))["gitlab"].read_bytes())
    assert [one["fingerprint"] for one in after] == [one["fingerprint"] for one in before]
    assert after[0]["location"]["lines"]["begin"] == before[0]["location"]["lines"]["begin"] + 2
    capsys.readouterr()


def test_what_is_waived_is_skipped_suppressed_or_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release = str(INSTANCES / "qifu-2023q3" / "report.xml")
    outputs = [f"--output={kind}={tmp_path / kind}" for kind in ("sarif", "junit")]
    assert main(["check", release, *outputs]) == 0
    results: list[dict[str, Any]] = json.loads((tmp_path / "sarif").read_bytes())["runs"][0]["results"]
    skipped = etree.parse(tmp_path / "junit").findall(".//testcase/skipped")
    assert len(skipped) == sum("suppressions" in one for one in results) == 35
    assert main(["check", release, *outputs, "--hide-waived"]) == 0
    left = json.loads((tmp_path / "sarif").read_bytes())["runs"][0]
    assert [one["ruleId"] for one in left["results"]] == ["FA202"]
    assert {one["how"] for one in left["properties"]["withheld"]} == {"waived"}
    capsys.readouterr()


def test_sarif_keeps_to_its_official_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    official = os.environ.get("TIEOUT_SARIF_SCHEMA", "")
    if not official:
        pytest.skip("the official schema of SARIF is not at hand (TIEOUT_SARIF_SCHEMA names no file)")
    schema = json.loads(Path(official).read_bytes())
    for number, report in enumerate([LAKESIDE, INSTANCES / "bad", INSTANCES / "qifu-2023q3"]):
        target = tmp_path / f"{number}.sarif"
        main(["check", str(report), f"--output=sarif={target}"])
        errors = [error.message for error in Draft7Validator(schema).iter_errors(json.loads(target.read_bytes()))]
        assert errors == []
    capsys.readouterr()


OF_JUNIT = {  # Jenkins' junit-10.xsd, and file and line, which GitLab, CircleCI and Buildkite read
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "id", "package", "file"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": (
        {"name", "time", "classname", "group", "file", "line"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "skipped": ({"type", "message"}, set()),
    "failure": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}
OF_CHECKSTYLE = {  # what com.puppycrawl.tools.checkstyle.XMLLogger writes, and its readers read
    "checkstyle": ({"version"}, {"file"}),
    "file": ({"name"}, {"error"}),
    "error": ({"line", "column", "severity", "message", "source"}, set()),
}
NEEDED = {"testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name"}, "property": {"name", "value"},
          "file": {"name"}, "error": {"severity", "message", "source"}}  # fmt: skip
OF_GITLAB = {  # what GitLab's parser of Code Quality reports asks of each entry (its codeclimate.json, and its docs)
    "type": "array",
    "items": {
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


@pytest.mark.parametrize("report", [LAKESIDE, INSTANCES / "bad", INSTANCES / "qifu-2023q3"], ids=lambda one: one.name)
def test_what_services_read_keeps_to_what_they_accept(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = ("junit", "checkstyle", "gitlab")
    main(["check", str(report), *(f"--output={kind}={tmp_path / kind}" for kind in kinds)])
    capsys.readouterr()
    for kind, known in (("junit", OF_JUNIT), ("checkstyle", OF_CHECKSTYLE)):
        root = etree.parse(tmp_path / kind).getroot()
        assert root.tag == next(iter(known))
        for element in root.iter():
            attributes, within = known[element.tag]
            assert set(element.attrib) <= attributes
            assert NEEDED.get(element.tag, set()) <= set(element.attrib)
            assert {child.tag for child in element} <= within
    root = etree.parse(tmp_path / "junit").getroot()
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "")) == len(cases)
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "0")) == len(suite.findall("testcase/skipped"))
    assert int(root.get("failures", "")) == len(root.findall(".//failure"))
    entries = json.loads((tmp_path / "gitlab").read_bytes())
    assert [error.message for error in Draft7Validator(OF_GITLAB).iter_errors(entries)] == []
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_sarif_links_each_rule_to_its_source_or_to_where_the_checks_are_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = INSTANCES / "bad" / "CA101-total-differing-from-its-parts"
    for file in bad.iterdir():
        shutil.copy(file, tmp_path)
    for config, expected in (
        ("", "https://www.xbrl.org/Specification/calculation-1.1/REC-2023-02-22/calculation-1.1-REC-2023-02-22.html"),
        (
            'docs = "https://example.com/checks.html"',
            "https://example.com/checks.html#ca101-total-differing-from-its-parts",
        ),
    ):
        Path("tieout.toml").write_text(config)
        assert main(["check", "report.xml", "--output=sarif=a.sarif"]) == 1
        (rule,) = json.loads(Path("a.sarif").read_bytes())["runs"][0]["tool"]["driver"]["rules"]
        assert rule["helpUri"] == expected
        assert "#### " not in rule["help"]["markdown"]
        assert rule["help"]["markdown"].endswith("Source: Calculations 1.1 §4.2")
    headings = (INSTANCES.parent / "docs" / "checks.md").read_text(encoding="utf-8")
    assert (
        "\n### CA101 total-differing-from-its-parts\n" in headings
    )  # a heading's anchor is its words, joined by hyphens
    for config in ('docs = "javascript:alert(1)"', 'docs = "https://example.com/#a"'):
        Path("tieout.toml").write_text(config)
        assert main(["check", "report.xml"]) == 2
    capsys.readouterr()


def test_sarif_says_what_kept_a_run_from_what_it_was_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.sarif"
    assert main(["check", str(LAKESIDE), str(tmp_path / "gone.xml"), f"--output=sarif={target}"]) == 2
    (run,) = json.loads(target.read_bytes())["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [one["descriptor"]["id"] for one in invocation["toolExecutionNotifications"]] == ["DO001"]
    assert main(["check", str(LAKESIDE), f"--output=sarif={target}"]) == 1
    assert json.loads(target.read_bytes())["runs"][0]["invocations"] == [{"executionSuccessful": True}]
    capsys.readouterr()
