"""Bad input, through the real command: a finding that names the fault, the right exit code, no traceback, no hang."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

XBRLI = "http://www.xbrl.org/2003/instance"
HEAD = (
    f'<xbrl xmlns="{XBRLI}" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">'
)
REFERENCE = '<link:schemaRef xlink:type="simple" xlink:href="{}"/>'
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 40))


def tieout(*words: str, folder: Path) -> tuple[int, list[str]]:
    """Run the command as a process; return its exit code and its lines."""
    command = [sys.executable, "-m", "validator", "check", *words, "--format", "concise"]
    path = os.pathsep.join(one for one in sys.path if one)
    environment = {key: value for key, value in os.environ.items() if key != "TIEOUT_DEBUG"} | {"PYTHONPATH": path}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "r: DO002 no report: it is empty", id="empty"),
        pytest.param(b" \n\t\n", "r: DO002 no report: it is blank", id="blank"),
        pytest.param(b"Cash 1,234\n", "r: DO006 no report, and no figures that belong together: 1 ", id="not-xml"),
        pytest.param(bytes(range(256)) * 64, "r: DO002 no report: it is binary", id="binary"),
        pytest.param(
            b"<!DOCTYPE html><html><body><p>Cash</body></html>",
            "r: DO006 no report, and no figures that belong together: 0 ",
            id="html",
        ),
        pytest.param(b"<xbrl", "r:1:1: DO101 not well-formed XML: ", id="truncated-tag"),
        pytest.param(f"{HEAD}\n  <context id='c'>".encode(), "r:2:19: DO101 not well-formed XML: ", id="truncated"),
        pytest.param(
            f'<?xml version="1.0" encoding="UTF-8"?>{HEAD}<!-- '.encode() + b"\xe9 --></xbrl>",
            "r:1:",
            id="wrong-encoding",
        ),
        pytest.param(
            f'<?xml version="1.0" encoding="x-unheard-of"?>{HEAD}</xbrl>'.encode(), "r:1:", id="unknown-encoding"
        ),
        pytest.param(
            f'<!DOCTYPE xbrl [<!ENTITY e0 "ha">{BOMB}]>{HEAD}&e39;</xbrl>'.encode(),
            "r:1:",
            id="nested-entities",
        ),
        pytest.param(
            f'<!DOCTYPE xbrl [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}&x;</xbrl>'.encode(),
            "r:1:",
            id="external-entity",
        ),
        pytest.param(b"{" + b'"documentInfo"' * 5, "r: DO002 no report: it is JSON that is no", id="json"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, "r: ", id="damaged-archive"),
    ],
)
def test_a_file_at_fault_is_a_finding_in_it(content: bytes, expected: str, tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(content)
    code, lines = tieout("r", folder=tmp_path)
    assert code == (2 if "DO006" in expected else 1)  # a document without figures is not what was asked for
    assert lines[0].startswith(expected), lines
    assert "DO009" not in "".join(lines)
    assert "root:" not in "".join(lines)


def test_the_faults_of_encodings_and_entities_have_their_codes(tmp_path: Path) -> None:
    (tmp_path / "encoding").write_bytes(
        f'<?xml version="1.0" encoding="UTF-8"?>{HEAD}<!-- '.encode() + b"\xe9 --></xbrl>"
    )
    (tmp_path / "bomb").write_text(f'<!DOCTYPE xbrl [<!ENTITY e0 "ha">{BOMB}]>{HEAD}&e39;</xbrl>')
    (tmp_path / "external").write_text(f'<!DOCTYPE xbrl [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}&x;</xbrl>')
    found = {name: tieout(name, folder=tmp_path)[1][0].split()[1] for name in ("encoding", "bomb", "external")}
    assert found == {"encoding": "DO102", "bomb": "DO103", "external": "DO104"}


@pytest.mark.parametrize(
    "href", ["missing.xsd", "http://nowhere.example/x.xsd", "file:///nowhere/x.xsd", "http://[", "%00"]
)
def test_an_unresolvable_schema_is_named(href: str, tmp_path: Path) -> None:
    (tmp_path / "r").write_text(HEAD + "\n" + REFERENCE.format(href) + "</xbrl>")
    code, lines = tieout("r", folder=tmp_path)
    assert code == 1
    assert lines[0].startswith("r:2:1: TX"), lines


def test_a_path_that_cannot_be_followed_exits_2(tmp_path: Path) -> None:
    assert tieout("missing.xbrl", folder=tmp_path) == (
        2,
        ["missing.xbrl: DO001 there is no such file or folder"],
    )
    assert tieout(".", folder=tmp_path) == (2, [".: DO003 no report was found here"])
    assert tieout("*.xbrl", folder=tmp_path) == (2, ["*.xbrl: DO003 no report was found here"])


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    for name, content in {"a": "<xbrl", "b": "<html/>", "c": "<xbrl><"}.items():
        (tmp_path / name).write_text(content)
    code, lines = tieout("a", "missing", "b", "c", folder=tmp_path)
    assert code == 2
    assert [line.partition(":")[0] for line in lines] == ["a", "b", "c", "missing"]


@pytest.mark.slow
def test_a_line_of_100_megabytes_is_read_and_cut(tmp_path: Path) -> None:
    (tmp_path / "r").write_text(HEAD + "<!--" + "x" * 100_000_000 + "--><context id='c'></xbrl>")
    code, lines = tieout("r", folder=tmp_path)
    assert code == 1
    assert lines[0].startswith("r:1:100000")
    assert " DO101 " in lines[0]
    assert max(map(len, lines)) < 500


def test_nesting_without_end_is_no_recursion(tmp_path: Path) -> None:
    (tmp_path / "r").write_text(HEAD + "<a>" * 200_000 + "</a>" * 200_000 + "</xbrl>")
    code, lines = tieout("r", folder=tmp_path)
    assert code == 1
    assert "DO009" not in "".join(lines)


@pytest.mark.parametrize("value", ["1" + "0" * 100_000, "1e999999999", "9" * 5000 + ".5"])
@pytest.mark.parametrize("decimals", ["0", "999999999999", "-999999999999", "9" * 5000])
def test_numbers_without_measure_do_not_hang(value: str, decimals: str, tmp_path: Path) -> None:
    (tmp_path / "t.xsd").write_text(
        '<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"'
        ' targetNamespace="http://tieout.example/t"><import namespace="http://www.xbrl.org/2003/instance"'
        ' schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>'
        '<element id="t_A" name="A" type="xbrli:decimalItemType" substitutionGroup="xbrli:item"'
        ' xbrli:periodType="instant" nillable="true"/></schema>'
    )
    (tmp_path / "r").write_text(
        HEAD + REFERENCE.format("t.xsd") + '<context id="c"><entity><identifier scheme="s:s">i</identifier></entity>'
        '<period><instant>2023-09-30</instant></period></context><unit id="u"><measure>pure</measure></unit>'
        f'<t:A xmlns:t="http://tieout.example/t" contextRef="c" unitRef="u" decimals="{decimals}">{value}</t:A></xbrl>'
    )
    code, lines = tieout("r", folder=tmp_path)
    assert code == 1
    assert "DO009" not in "".join(lines)
