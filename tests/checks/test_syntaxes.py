from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.building import report
from validator.checks.syntaxes import MOST, Beside, compared, told
from validator.cli import main
from validator.model.source import Location, Problem

INSTANCES = Path(__file__).parents[2] / "instances"
FACTS = [(f"C{at}", at, 0) for at in range(10)]


def said(path: str, facts, syntax: str = ""):
    made = report(facts)
    made.path, made.syntax = path, syntax or path.rpartition(".")[2]
    return told(path, made)


def test_reports_that_say_the_same_are_one_report_whatever_their_decimals_and_order() -> None:
    other = [(name, f"{value}.0", 1) for name, value, _ in reversed(FACTS)]
    assert compared([said("a/r.xml", FACTS), said("a/r.json", other)]) == ([], {"a/r.xml": "a/r.json"})


@pytest.mark.parametrize(
    "others",
    [
        [said("b/r.json", FACTS)],  # elsewhere
        [said("a/s.xml", FACTS)],  # in the same syntax
        [said("a/r.json", FACTS[:8])],  # not nearly the same
        [said("a/r.json", [(f"D{at}", at, 0) for at in range(10)])],  # another report
        [said("a/r.json", [])],
    ],
)
def test_what_is_not_one_report_is_not_compared(others) -> None:
    assert compared([said("a/r.xml", FACTS), *others]) == ([], {})


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ([*FACTS[:9], ("C9", 8, 0)], "C9 (as of 2023-09-30, CNY) is 8 here, and 9 in a/r.json"),
        ([*FACTS[:9], ("C9", None)], "C9 (as of 2023-09-30, CNY) is nil here, and 9 in a/r.json"),
        (FACTS[:9], "C9 (as of 2023-09-30, CNY) is not reported here, and 9 in a/r.json"),
        ([*FACTS, ("New", 5, 0)], "New (as of 2023-09-30, CNY) is 5 here, and not reported in a/r.json"),
        ([*FACTS, ("C9", 7, 0)], "C9 (as of 2023-09-30, CNY) is 7 here, and 9 in a/r.json"),  # a copy
    ],
)
def test_a_figure_that_two_syntaxes_tell_differently_is_named_with_both(facts, message) -> None:
    (found,), twins = compared([said("a/r.json", FACTS), said("a/r.xml", facts)])
    assert (found.code, found.message, twins) == (
        "FA203",
        f"{message}: one report in two syntaxes says two things",
        {},
    )
    assert found.at.path in ("a/r.xml", "report.xbrl")


def test_of_many_that_differ_five_are_told_and_the_rest_counted() -> None:
    facts = [(f"C{at}", at, 0) for at in range(100)]
    wrong = [(name, value + (at < 8), 0) for at, (name, value, _) in enumerate(facts)]
    (found,), _ = compared([said("a/r.json", facts), said("a/r.xml", wrong), said("a/r.csv", facts)])
    assert found.message.endswith("says two things of 8 figures")
    assert len(found.notes) == 5
    assert found.notes[-1] == "and 3 more figures"


def test_only_folders_with_files_of_several_kinds_are_looked_at() -> None:
    paths = ["a/r.xml", "a/s.xml", "b/r.xml", "b/R.JSON"]
    beside = Beside([*paths, Problem.of("missing-file", Location("c"))])
    assert [path in beside for path in paths] == [False, False, True, True]


def test_in_folders_of_many_files_those_of_one_name_are_compared() -> None:
    few = [f"a/{at}.xml" for at in range(MOST - 1)]
    assert all(path in Beside([*few, "a/r.json"]) for path in few)
    beside = Beside([*few, "a/r.json", "a/7.json"])
    assert [path for path in (*few, "a/r.json", "a/7.json") if path in beside] == ["a/7.xml", "a/7.json"]


def test_what_files_say_is_held_until_the_last_beside_them_has_said_it() -> None:
    beside = Beside(["a/r.xml", "b/r.xml", "a/r.json", "b/r.json"])
    wrong = [*FACTS[:9], ("C9", 8, 0)]
    beside.add("a/r.xml", [said("a/r.xml", FACTS)])
    beside.add("b/r.xml", [said("b/r.xml", wrong)])
    assert (beside.findings, beside.twins) == ([], {})
    beside.add("a/r.json", [said("a/r.json", FACTS)])
    assert (beside.findings, beside.twins, len(beside.said)) == ([], {"a/r.xml": "a/r.json"}, 1)
    beside.add("b/r.json", [said("b/r.json", FACTS)])
    assert [one.code for one in beside.findings] == ["FA203"]
    assert beside.said == {}
    beside.add("c/r.json", [said("c/r.json", FACTS)])  # nothing lies beside it
    assert beside.said == {}


def test_a_wrong_copy_of_a_release_in_one_syntax_is_found_by_the_command(tmp_path, capsys) -> None:
    for name in ("report.xml", "report.json", "waivers.toml"):
        shutil.copy(INSTANCES / "qifu-2023q3" / name, tmp_path)
    assert main(["check", str(tmp_path)]) == 0
    assert "report.json (the same in report.xml): note; 690 facts" in capsys.readouterr().out
    file = tmp_path / "report.json"
    text = file.read_text(encoding="utf-8")
    place = text.index('"p57"')
    file.write_text(text[:place] + text[place:].replace('"123100000000"', '"132100000000"', 1), encoding="utf-8")
    assert main(["check", str(tmp_path), "--select", "FA203"]) == 1
    out = capsys.readouterr().out
    assert "is 123,100,000,000 here, and 132,100,000,000 in" in out
    assert "the same in" not in out
