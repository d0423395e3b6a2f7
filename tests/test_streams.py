"""Whatever letters a stream has: nothing stops, nothing is lost, and what programs read stays what they can read."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from validator.cli import main

if TYPE_CHECKING:
    from pathlib import Path

ENCODINGS = ("ascii", "cp1252", "cp437", "utf-16", "utf-8")
TABLE = """# Bilanz – Överblick 財務, December 31

| (in thousands of US dollars) | 2023 | 2022 | 2021 | 2020 |
|---|---|---|---|---|
| Kassenbestände € | 1,204 | 1,118 | 1,377 | 1,059 |
| Vorräte 存貨 | 3,417 | 3,209 | 2,981 | 2,734 |
| Total assets | 4,612 | 4,327 | 4,358 | 3,793 |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bericht-ü-存.md").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(encoding: str, *words: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(words) in (0, 1)
    stream.flush()
    return raw.getvalue()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "form", ["text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle"]
)
def test_a_finding_is_told_in_every_format_on_every_stream(
    folder: Path, encoding: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = printed(encoding, "check", "bericht-ü-存.md", "--format", form, monkeypatch=monkeypatch)
    if form in ("text", "concise"):
        text = told.decode(encoding)
        shown = "bericht-ü-存.md".encode(encoding, "backslashreplace").decode(encoding)
        assert shown in text
        assert "4,612" in text or "4612" in text
    elif form in ("json", "sarif", "gitlab"):
        said = json.dumps(json.loads(told), ensure_ascii=False)
        assert "bericht-ü-存.md" in said or "bericht-%C3%BC-%E5%AD%98.md" in said
    elif form in ("junit", "checkstyle"):
        assert "bericht-ü-存.md" in ET.tostring(ET.fromstring(told), "unicode")
    else:
        assert "bericht-ü-存.md" in told.decode()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_waivers_printed_can_be_read_back(
    root: Path, folder: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = root / "instances" / "bad" / "CA101-total-differing-from-its-parts" / "report.xml"
    words = ("waive", str(report), "--reason", "für 存", "--by", "Å", "--until", "2999-12-31")
    told = printed(encoding, *words, monkeypatch=monkeypatch)
    (waiver,) = tomllib.loads(told.decode())["waiver"]
    assert (waiver["reason"], waiver["by"]) == ("für 存", "Å")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_help_explanations_and_settings_are_told(folder: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (("explain", "CA101"), ("rules",), ("config",)):
        assert printed(encoding, *words, monkeypatch=monkeypatch).decode(encoding)
    assert json.loads(printed(encoding, "config", "--format", "json", monkeypatch=monkeypatch))["path"] == "."


@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
def test_the_real_command_tells_it_and_what_goes_wrong(folder: Path, encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "validator", "check"]
    done = subprocess.run([*command, "bericht-ü-存.md"], env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "4,612" in done.stdout.decode(encoding)
    done = subprocess.run([*command, "--select", "ü存"], env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    said = done.stderr.decode(encoding)
    assert "ü存" in said if encoding == "utf-16" else "\\xfc\\u5b58" in said
    assert "Traceback" not in said


def test_a_stream_of_text_alone_gets_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["check", "bericht-ü-存.md", "--format", "json"]) == 1
    assert json.loads(stream.getvalue())["findings"]
