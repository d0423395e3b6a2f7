from __future__ import annotations

import json
import re
from fnmatch import fnmatch

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT
from validator.cli import main
from validator.cli.about.schema import SCHEMAS


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_printed_as_it_is(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    printed = capsys.readouterr().out
    assert printed == (ROOT / "schemas" / SCHEMAS[name][0]).read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(printed))


def test_every_schema_of_ours_has_a_name_and_a_wrong_one_is_told_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert {file for file, _ in SCHEMAS.values()} == {path.name for path in (ROOT / "schemas").glob("*.schema.json")}
    assert main(["schema"]) == 0
    assert [line.split(maxsplit=1)[0] for line in capsys.readouterr().out.splitlines()] == list(SCHEMAS)
    assert main(["schema", "waiver"]) == 2
    assert "did you mean 'waivers'?" in capsys.readouterr().err


def test_entries_for_schemastore_stand_ready() -> None:
    page = (ROOT / "docs" / "schemas.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    entries = json.loads(block)
    assert [sorted(one) for one in entries] == [["description", "fileMatch", "name", "url"]] * 3
    for one in entries:
        assert re.fullmatch(r"https://www\.schemastore\.org/tieout(-\w+)?\.json", one["url"])
    matches = {pattern for one in entries for pattern in one["fileMatch"]}
    for file in ("tieout.toml", "tieouts.toml"):
        assert sum(fnmatch(file, pattern) for pattern in matches) == 1
    for name in SCHEMAS:
        assert f"`tieout schema {name}`" in page
