"""The gate: what a report may make its reader open, and what is refused before a byte of it is read."""

from __future__ import annotations

import json
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.constructs import csv_extends, csv_rows, json_facts, laid
from validator import check
from validator.cli import main
from validator.gate import LARGEST, RefusedError, most_unpacked, opened, overlapping, within

if TYPE_CHECKING:
    from pathlib import Path


def test_what_lies_in_the_folder_is_opened(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_text("one")
    (tmp_path / "link").symlink_to(tmp_path / "in" / "a")
    for path, root in (("in/a", "."), ("link", "."), ("in/../in/a", "in")):
        with opened(f"{tmp_path}/{path}", str(tmp_path / root)) as file:
            assert file.read() == b"one"


@pytest.mark.parametrize("name", ["../secret", "out", "pipe", "folder", "/dev/zero", "\0"])
def test_what_leads_elsewhere_or_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "secret").write_text("password")
    (root / "out").symlink_to(tmp_path / "secret")
    os.mkfifo(root / "pipe")
    with pytest.raises(RefusedError):
        opened(f"{root}/{name}" if not name.startswith("/") else name, str(root))


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "hole").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(RefusedError, match="holds 1,073,741,825 bytes"):
        opened(str(tmp_path / "hole"), str(tmp_path))


def test_a_neighbour_of_like_name_is_not_within(tmp_path: Path) -> None:
    assert within(str(tmp_path / "a" / "b"), str(tmp_path / "a"))
    assert not within(str(tmp_path / "ab"), str(tmp_path / "a"))


@pytest.mark.parametrize(
    "url", ["{}/secret.csv", "../secret.csv", "%2e%2e/secret.csv", "sub/../../secret.csv", "out.csv"]
)
def test_a_table_elsewhere_is_refused_and_never_shown(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:

    root = tmp_path / "report"
    root.mkdir()
    (tmp_path / "secret.csv").write_text("password,hunter2\n")
    (root / "out.csv").symlink_to(tmp_path / "secret.csv")
    laid(root, csv_rows(2))
    head = json.loads((root / "r.json").read_text())
    head["tables"]["x"]["url"] = url.format(tmp_path)
    (root / "r.json").write_text(json.dumps(head))
    assert main(["check", str(root / "r.json")]) == 1
    printed = capsys.readouterr().out
    assert "OI301" in printed
    assert "hunter2" not in printed


def test_a_table_in_a_folder_below_is_read(tmp_path: Path) -> None:
    laid(tmp_path, csv_rows(2))
    (tmp_path / "sub").mkdir()
    (tmp_path / "x.csv").rename(tmp_path / "sub" / "x.csv")
    head = json.loads((tmp_path / "r.json").read_text())
    head["tables"]["x"]["url"] = "sub/x.csv"
    (tmp_path / "r.json").write_text(json.dumps(head))
    outcome = check(str(tmp_path / "r.json"))
    assert (outcome.findings, outcome.facts) == ((), 6)


def test_what_is_extended_twice_is_read_once(tmp_path: Path) -> None:
    laid(tmp_path, csv_extends(40))
    outcome = check(str(tmp_path / "r.json"))
    assert (outcome.findings, outcome.facts) == ((), 9)


@pytest.mark.parametrize("value", ["[-0.0]", "[1e5]", "[12345678901234567890]", "-0.0", "[null]", "[[]]"])
def test_a_number_is_no_text_wherever_it_stands(value: str, tmp_path: Path) -> None:
    laid(tmp_path, json_facts(1))
    text = (tmp_path / "r.json").read_text().replace('[\n   "g.xsd"\n  ]', value)
    assert value in text
    (tmp_path / "r.json").write_text(text)
    assert [one.code for one in check(str(tmp_path / "r.json")).findings] == ["OI103"]


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("\\ud83d\\ude00", ["FA117"]),  # a whole pair is a character, though no number
        ("\\ud83d", ["FA117"]),
        ("\\ude00\\ud83d", ["FA117"]),
        ("\\\\ud83d", ["FA117"]),  # a backslash and letters
        ("3\\u0000", ["FA117"]),
    ],
)
def test_half_a_character_is_no_value_of_a_fact(value: str, codes: list[str], tmp_path: Path) -> None:
    laid(tmp_path, json_facts(1))
    (tmp_path / "r.json").write_text((tmp_path / "r.json").read_text().replace('"30"', f'"{value}"'))
    assert [one.code for one in check(str(tmp_path / "r.json")).findings if one.code != "CA106"] == codes


@pytest.mark.parametrize("part", ['"g.xsd"', '"facts"', '"T0"', '"concept"', '"g:T"'])
def test_half_a_character_is_no_json_elsewhere(part: str, tmp_path: Path) -> None:
    laid(tmp_path, json_facts(1))
    text = (tmp_path / "r.json").read_text()
    if part not in text:
        pytest.fail(text)
    (tmp_path / "r.json").write_text(text.replace(part, f'{part[:-1]}\\ud83d"', 1))
    assert [one.code for one in check(str(tmp_path / "r.json")).findings][:1] == ["OI101"]


@pytest.mark.parametrize("name", ["r.json"])
def test_a_byte_order_mark_before_json_changes_nothing(name: str, tmp_path: Path) -> None:
    laid(tmp_path, json_facts(1, value="31"))
    plain = [(one.code, one.at.line) for one in check(str(tmp_path / name)).findings]
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + (tmp_path / name).read_bytes())
    assert [(one.code, one.at.line) for one in check(str(tmp_path / name)).findings] == plain


SIDECARS = {"tieouts.toml": ["CA101", "TO001"], "waivers.toml": ["CA101", "WA001"]}


@pytest.mark.parametrize("name", [*SIDECARS, "tieout.toml"])
@pytest.mark.parametrize("kind", ["pipe", "loop", "device", "folder"])
def test_what_stands_beside_a_report_and_cannot_be_read_is_never_passed_over(
    name: str, kind: str, tmp_path: Path, root: Path
) -> None:
    source = root / "instances" / "bad" / "CA101-total-differing-from-its-parts"
    for each in ("report.xml", "taxonomy.xsd", "calculation.xml"):
        if (source / each).is_file():
            (tmp_path / each).write_bytes((source / each).read_bytes())
    path = tmp_path / name
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(path if kind == "loop" else "/dev/zero")
    if name == "tieout.toml":
        assert main(["check", str(tmp_path / "report.xml")]) == 2
    else:
        assert sorted(one.code for one in check(str(tmp_path / "report.xml")).findings) == SIDECARS[name]


@pytest.mark.parametrize(
    ("name", "inside", "code"),
    [
        ("r.xbri", ("p/META-INF/reportPackage.json", "p/reports/r.xhtml"), "PK101"),
        ("r.zip", ("r.xml",), "PK101"),
        ("r.docx", ("word/document.xml",), "DO005"),
        ("r.xlsx", ("xl/workbook.xml", "xl/worksheets/sheet1.xml"), "DO005"),
    ],
)
def test_an_archive_that_unpacks_to_many_times_its_size_is_refused(
    name: str, inside: tuple[str, ...], code: str, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in inside:
            archive.writestr(one, b" " * (most_unpacked(0, LARGEST) + (1 << 20)) if one == inside[-1] else b"{}")
    (found,) = check(tmp_path / name, cache=False).findings
    assert (found.code, "unpack" in found.message) == (code, True)


def test_how_much_an_archive_may_unpack_to() -> None:
    assert [most_unpacked(size, 1 << 30) for size in (10, 1 << 20, 1 << 26)] == [16 << 20, 64 << 20, 1 << 30]


def test_of_a_schema_elsewhere_no_line_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = json_facts(1)
    elsewhere = (
        files["g.xsd"].replace("<xs:schema ", '<xs:schema wrong="1" other="x" ', 1).replace("cal.xml", "in/cal.xml")
    )
    laid(tmp_path, {"g.xsd": elsewhere + "<!-- secret -->"})
    laid(tmp_path / "in", {**files, "r.json": files["r.json"].replace("g.xsd", "../g.xsd")})
    for form in ("text", "json", "sarif", "github", "junit"):
        assert main(["check", str(tmp_path / "in" / "r.json"), "--format", form, "--color", "never"]) == 1
        told = capsys.readouterr().out
        assert "it may not have the attribute wrong, other" in told
        assert "<xs:schema" not in told
        assert "secret" not in told


def test_entries_of_an_archive_follow_one_another(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.txt", "ü.txt", "c/"):
            archive.writestr(name, name * 40)
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    assert overlapping(entries) == ""
    assert overlapping(reversed(entries)) == ""
    entries[1].header_offset = entries[0].header_offset + 40
    assert overlapping(entries) == "ü.txt"
    entries[1].header_offset = entries[0].header_offset
    assert overlapping(entries) == "ü.txt"
