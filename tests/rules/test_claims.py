"""What the text claims of its figures: the command line finds the claims, and holds the figures to them."""

from __future__ import annotations

import re
import shutil

import pytest

from validator.cli import main


@pytest.fixture
def copied(release, tmp_path):
    def copy(old="", new=""):
        folder = tmp_path / "release"
        folder.mkdir()
        for name in ("tieout.toml", "claims.toml", "waivers.toml", "report.xml"):
            shutil.copy(release / name, folder / name)
        text = (folder / "report.xml").read_text(encoding="utf-8")
        assert text.count(old) >= 1
        (folder / "report.xml").write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
        return folder

    return copy


def codes(printed):
    """Every code told, as a finding of its own or as one that fails with another."""
    return sorted(
        re.findall(r"^(?:(?:error|warning|note)\[|     = )([A-Z]{2}\d{3})(?:\]| fails with it)", printed, re.MULTILINE)
    )


def test_the_release_makes_good_on_every_claim(copied, capsys):
    assert main(["check", str(copied())]) == 0
    assert set(codes(capsys.readouterr().out)) <= {"FA202"}


def test_a_decrease_explained_as_an_increase_is_found(copied, capsys):
    """Provisions of the prior quarter, in the text alone: 757.6 million, before 831.6 million."""
    folder = copied(">757600000<", ">857600000<")
    assert main(["check", str(folder)]) == 1
    assert {"TO853", "CA101"} <= set(codes(capsys.readouterr().out))


def test_a_waived_figure_that_changes_is_found_again(copied, capsys):
    folder = copied(">6310178000<", ">6310187000<")
    assert main(["check", str(folder)]) == 1
    printed = capsys.readouterr().out
    assert {"CA101", "TO401"} <= set(codes(printed))
    assert "qifu:Assets @ as of 2023-09-30, USD was 6310178000" in printed


def test_the_arithmetic_shown_says_nothing_twice(copied, capsys):
    folder = copied(">4938298000<", ">4983298000<")
    assert main(["check", str(folder)]) == 1
    printed = capsys.readouterr().out
    (first, *_) = [part for part in printed.split("\n\n") if "TO401 fails with it: Cash and cash" in part]
    assert "likely: Cash and cash equivalents should be 4,938,298,000: two neighbouring digits are exchanged" in first
    assert first.count("8,005,398,000 == 4,983,298,000 + 3,067,100,000") == 1
