"""`tieout config` shows each setting and where it came from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from validator.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_each_setting_is_shown_with_where_it_came_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "tieout.toml").write_text('ignore = ["CA101", "FA"]\nfail-level = "error"')
    (tmp_path / "a" / "tieout.toml").write_text('rounding = "truncation"\nseverity = { CA = "note" }')
    assert main(["config", "report.xml"]) == 0
    first = f"report.xml: {tmp_path / 'tieout.toml'}"
    assert capsys.readouterr().out.splitlines() == [
        first,
        "  fail-level = error  (tieout.toml)",
        "  ignore = CA101, FA  (tieout.toml)",
        "  select = all  (default)",
        "  max-findings = 100  (default)",
        "  format = text  (default)",
        "  truncation = false  (default)",
    ]
    assert main(["config", "a/report.xml", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["file"] == str(tmp_path / "a" / "tieout.toml")
    assert found["settings"]["severity"] == {"value": {"CA": "note"}, "from": found["file"]}
    assert found["settings"]["ignore"] == {"value": "none", "from": "default"}
    assert main(["config", "a", "--config", "tieout.toml"]) == 0
    assert "ignore = CA101, FA  (tieout.toml)" in capsys.readouterr().out
