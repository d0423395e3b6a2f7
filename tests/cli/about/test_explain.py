from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from validator.checks import CATALOGUE
from validator.cli import main

if TYPE_CHECKING:
    from pathlib import Path

RULES = """
[namespaces]
default = "http://tieout.example/t"

[ZZ701]
name = "cash-beyond-assets"
rule = "Cash <= Assets"
says = "cash of {left} exceeds assets of {right}"
why = "Cash is a part of all assets."
"""


@pytest.mark.parametrize("word", ["CX102", "cx102", "period-ending-before-start"])
def test_a_check_is_found_by_code_and_by_name(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", word]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "CX102 period-ending-before-start (error)\n\nA duration must end after it starts.\n\nFacts in"
    )
    assert "\ncites: XBRL 2.1 §4.7.2\n" in out


@pytest.mark.parametrize("word", ["ZZ701", "cash-beyond-assets"])
def test_a_rule_of_ones_own_is_explained(word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(RULES)
    assert main(["explain", word, "--rules", str(file)]) == 0
    assert capsys.readouterr().out == (
        "ZZ701 cash-beyond-assets (error, identity)\n"
        "\n"
        "Cash is a part of all assets.\n"
        "\n"
        "rule:  Cash <= Assets\n"
        "says:  cash of {left} exceeds assets of {right}\n"
        f"in:    {file}\n"
    )
    assert main(["explain", word]) == 2


def test_the_rules_that_ship_are_listed_after_the_checks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["code"] for row in rows[: len(CATALOGUE)]] == [check.code for check in CATALOGUE]
    assert {"TO101", "TO401"} <= {row["code"] for row in rows[len(CATALOGUE) :]}
    assert main(["rules"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(rows)
