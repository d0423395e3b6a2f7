"""The next document by an accepted draft: its rules hold it, what was published holds it, and what changed is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.quarters import release
from validator.cli import UsageError, main
from validator.cli.configuration.judging import options

if TYPE_CHECKING:
    from pathlib import Path

BEFORE, AFTER = release("Q1", "Q4"), release("Q2", "Q1")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """An accepted draft of the release before."""
    (tmp_path / "before.md").write_text(BEFORE)
    assert main(["draft", str(tmp_path / "before.md"), "-o", str(tmp_path / "ours")]) == 0
    rules = tmp_path / "ours" / "tieouts.toml"
    rules.write_text(rules.read_text().replace("accepted = false", "accepted = true"))
    return tmp_path / "ours"


def checked(text: str, ours: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[str, str]], str]:
    """Return the exit code, the findings as code and message, and the counts of ties."""
    path = ours.parent / "after.md"
    path.write_text(text)
    capsys.readouterr()
    code = main(["check", str(path), "--like", str(ours), "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    counts = f"{told['summary']['ties']['holds']} hold, {told['summary']['found']['holds']} found"
    return code, [(one["code"], one["message"]) for one in told["findings"]], counts


def test_the_next_quarter_is_silent_and_held_by_rules_and_by_what_was_published(ours, capsys):
    assert checked(AFTER, ours, capsys) == (0, [], "10 hold, 18 found")


def test_a_document_is_like_itself(ours, capsys):
    assert checked(BEFORE, ours, capsys) == (0, [], "10 hold, 36 found")


def test_the_order_of_columns_changes_nothing(ours, capsys):
    rows = [line.split("|") for line in AFTER.splitlines()]
    turned = "\n".join(
        "|".join([*row[:2], row[3], row[2], *row[4:]]) if len(row) > 3 else "|".join(row) for row in rows
    )
    assert checked(turned, ours, capsys)[:2] == (0, [])


def test_a_figure_that_was_restated_is_told_with_what_was_published(ours, capsys):
    text = AFTER.replace("| Goodwill | 22,903 | 62,842 |", "| Goodwill | 22,903 | 61,842 |")
    text = text.replace("| 324,088 | 350,269 |", "| 324,088 | 349,269 |")
    code, found, _ = checked(text, ours, capsys)
    assert (code, found) == (
        1,
        [
            ("FD105", "Goodwill is 61,842,000 but 62,842,000 was published before (off by 1,000,000)"),
            ("FD105", "Total assets is 349,269,000 but 350,269,000 was published before (off by 1,000,000)"),
        ],
    )


def test_a_slip_of_this_quarter_fails_an_accepted_rule(ours, capsys):
    code, found, _ = checked(AFTER.replace("157,965", "175,965"), ours, capsys)
    assert code == 1
    assert found[0] == (
        "DR1003",
        (
            "Total revenue is 175,965,000 but its parts make 157,965,000 "
            "(off by 18,000,000, 2025-04-01 to 2025-06-30, USD)"
        ),
    )


def test_what_is_new_gone_or_renamed_is_said(ours, capsys):
    text = AFTER.replace("| Fuel |", "| Bunkers |").replace("| Goodwill |", "| Right of use | 0 | 0 |\n| Goodwill |")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("| Crew"))
    code, found, _ = checked(text, ours, capsys)
    title = "Northwind Ferries: results of the quarter ended June 30, 2025"
    draft = str(ours)
    assert code == 0
    assert found == [
        ("FD106", f"'Right of use' is new in '{title}': no rule of {draft} speaks of it"),
        (
            "FD107",
            (
                "'Crew' is gone from 'Statements of operations (in thousands of US dollars)': "
                f"rules of {draft} that speak of it are not bound"
            ),
        ),
        ("FD108", f"'Bunkers' was 'Fuel' in {draft}"),
    ]


def test_a_table_that_is_new_or_gone_is_said_once(ours, capsys):
    first, _, second = AFTER.partition("Statements of operations")
    del second
    more = "Fleet (number of vessels)\n\n| | June 30, 2025 |\n|---|---:|\n| Ferries | 41 |\n| Barges | 17 |\n"
    _, found, _ = checked(first + more, ours, capsys)
    assert [code for code, _ in found] == ["FD107", "FD106"]


def test_the_draft_of_the_next_keeps_names_and_rules(ours, capsys):
    after, following = ours.parent / "after.md", ours.parent / "next"
    after.write_text(AFTER)
    rules = ours / "tieouts.toml"
    rules.write_text(rules.read_text().replace('why = "Found', 'why = "Ours: found', 1))
    assert main(["draft", str(after), "--like", str(ours), "-o", str(following)]) == 0
    assert (following / "tieouts.toml").read_text() == rules.read_text()
    capsys.readouterr()
    assert main(["check", str(following)]) == 0
    assert "10 ties: 10 hold" in capsys.readouterr().out
    rows = [line for line in (following / "mapping.toml").read_text().splitlines() if line.startswith('"')]
    assert rows == [line for line in (ours / "mapping.toml").read_text().splitlines() if line.startswith('"')]


def test_a_folder_that_is_no_draft_is_refused(tmp_path):
    with pytest.raises(UsageError, match="--like: "):
        options({"like": str(tmp_path)})


def test_a_draft_whose_taxonomy_lost_a_concept_still_serves(root, tmp_path) -> None:
    """What was published of concepts that nobody declares any more is no internal error."""
    import re
    import shutil

    from validator.cli import main

    shutil.copytree(root / "instances" / "bad" / "FD108-row-of-another-name", tmp_path / "d")
    schema = tmp_path / "d" / "ours" / "draft.xsd"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(re.sub(r"<element [^>]*name=\"CashAnd[^>]*/>", "", text), encoding="utf-8")
    assert schema.read_text(encoding="utf-8") != text
    assert main(["check", str(tmp_path / "d" / "after.md"), "--like", str(tmp_path / "d" / "ours")]) in (0, 1, 2)
