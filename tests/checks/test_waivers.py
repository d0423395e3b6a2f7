"""Waivers: what they cover, for which values, until when."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from tests.building import report, taxonomy
from tests.problems import message_of
from validator import memory
from validator.accepting import written
from validator.checks import calculation
from validator.checks.waiver_values import canonical, exact
from validator.checks.waivers import Waivers, load
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures

SUMS = {"Sheet": {"T": {"A": 1, "B": 1}, "U": {"C": 1, "D": 1}}}
FACTS = {"T": 110, "A": 60, "B": 40, "U": 9, "C": 2, "D": 2}
DAY = "2024-06-30"


@pytest.fixture(autouse=True)
def _store(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))


def evidence(**changed):
    figures = Figures(report(list({**FACTS, **changed}.items()), taxonomy(SUMS)))
    return Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))


def waived(path, today=DAY, **changed):
    found = evidence(**changed)
    waivers = Waivers((str(path),), today=today)
    waivers.applied(found)
    return [bool(one.waived) for one in found.said()], [one.message for one in waivers.stale()]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "waivers.toml"
    path.write_text(written(evidence().ties[:1], reason="as published", by="R.", until="2024-12-31"))
    return path


def test_a_waiver_covers_its_failure_and_no_other(file):
    assert waived(file) == ([True, False], [])
    found = evidence()
    Waivers((str(file),), today=DAY).applied(found)
    first = next(found.said())
    assert first.waived == "accepted by R. until 2024-12-31: as published"


def test_the_last_day_counts_and_the_next_does_not(file):
    assert waived(file, today="2024-12-31") == ([True, False], [])
    assert waived(file, today="2025-01-01") == ([False, False], ["this waiver of CA101 by R. held until 2024-12-31"])


@pytest.mark.parametrize(("figure", "value"), [("T", 111), ("A", 61), ("B", 39)])
def test_a_changed_figure_raises_the_finding_again_and_says_what_was_accepted(file, figure, value):
    marks, stale = waived(file, **{figure: value})
    assert (marks, stale) == ([False, False], [])
    name = f"{figure} @ as of 2023-09-30, CNY was {FACTS[figure]}"
    found = evidence(**{figure: value})
    Waivers((str(file),), today=DAY).applied(found)
    assert [sum(note.endswith(f"when {name}") for note in one.notes) for one in found.said()] == [1, 0]


def test_a_waiver_of_figures_of_which_two_have_changed_is_stale(file):
    marks, stale = waived(file, T=111, A=61)
    assert marks == [False, False]
    assert stale == ["this waiver of CA101 covers nothing: A @ as of 2023-09-30, CNY was 60, and is 61 now"]


def test_a_waiver_of_what_holds_now_is_stale(file):
    assert waived(file, T=100) == ([False], ["this waiver of CA101 covers nothing: no such failure is left"])


def test_several_that_cover_nothing_are_one_finding_that_names_their_figures(tmp_path):
    path = tmp_path / "waivers.toml"
    path.write_text(written(evidence().failing(), reason="as published", by="R.", until="2024-12-31"))
    assert waived(path) == ([True, True], [])
    # of one, two figures have changed, and the other holds now
    found, waivers = evidence(T=111, A=61, U=4), Waivers((str(path),), today=DAY)
    waivers.applied(found)
    (one,) = waivers.stale()
    at = "@ as of 2023-09-30, CNY"
    assert one.message == f"2 waivers cover nothing: A {at} was 60, and is 61 now; no failure is left of C {at}"
    assert (one.code, str(one.at)) == ("WA101", f"{path}:1:1")
    assert [(what, place.line) for what, place in one.related] == [
        (f"CA101: A {at}, B {at}, T {at}", 1),
        (f"CA101: C {at}, D {at}, U {at}", 11),
    ]
    assert waived(path, U=4) == ([True], ["this waiver of CA101 covers nothing: no such failure is left"])  # one alone
    assert waived(path, today="2025-01-01") == (
        [False, False],
        [f"2 waivers by R. held until 2024-12-31: A {at} and C {at}"],
    )


def test_the_figure_that_tells_a_waiver_from_others_is_named(tmp_path):
    path = tmp_path / "waivers.toml"
    one = '[[waiver]]\ncode = "CA101"\nreason = "x"\nby = "R."\nuntil = "2024-12-31"\n[waiver.figures]\n"A" = "1"\n'
    path.write_text("".join(f'{one}"P{number}" = "2"\n' for number in range(8)))
    (told,) = waived(path)[1]
    assert told == "8 waivers cover nothing: no failure is left of P0, P1, P2, P3, P4 and 3 more"


def test_waivers_can_be_left_out(file):
    found = evidence()
    before = list(found.said())
    waivers = Waivers((str(file),), today=DAY, waive=False)
    waivers.applied(found)
    assert list(found.said()) == before
    assert list(waivers.stale()) == []


def test_a_waiver_file_is_read_once_and_the_same_from_the_store(file, monkeypatch):
    first = load(str(file))
    monkeypatch.setattr(memory, "remember", None)
    assert load(str(file)) == first


def test_faults_are_placed(tmp_path):
    path = tmp_path / "waivers.toml"
    path.write_text(
        '[[waiver]]\ncode = "CA101"\nraison = "x"\nby = "y"\nuntil = "2024-01-01"\nfigures = { "a" = "1" }\n'
    )
    _, problems = load(str(path))
    said = [(one.at.line, message_of(one)) for one in problems]
    assert (3, "there is no key 'raison' here; did you mean 'reason'?") in said
    for day, line in (("2024-02-29", []), ("2023-02-29", [5]), ("2024-13-01", [5]), ("0000-01-01", [5])):
        entry = f'[[waiver]]\ncode = "CA101"\nreason = "x"\nby = "y"\nuntil = "{day}"\nfigures = {{ "a" = "1" }}\n'
        path.write_text(entry)
        made, problems = load(str(path))
        assert ([one.until for one in made], [one.at.line for one in problems]) == ([] if line else [day], line)
    assert message_of(problems[0]) == "waiver.0.until: '0000-01-01' is no day of the calendar"
    path.write_text("[[waiver]")
    assert [one.at.line for one in load(str(path))[1]] == [1]
    assert message_of(load(str(tmp_path / "none.toml"))[1][0]).endswith(": No such file or directory")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, "0"),
        (-110000, "-110000"),
        (Fraction(-1, 40), "-0.025"),
        (Fraction(5, 2), "2.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 10**60), f"0.{'0' * 59}1"),
        (7 * 10**6000, f"7{'0' * 6000}"),
    ],
    ids=["zero", "whole", "places", "half", "third", "small", "large"],
)
def test_a_value_is_waived_to_its_last_digit(number, told):
    assert exact(number) == told == canonical(told)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (f"110.{'0' * 5000}", "110"),
        (f"{'0' * 5000}110", "110"),
        ("-00.250", "-0.25"),
        ("-0.0", "0"),
        (".5", "0.5"),
        ("1e3", "1e3"),
        ("nil", "nil"),
        ("-", "-"),
        ("\u0661\u0661", "\u0661\u0661"),
    ],
)
def test_zeros_that_say_nothing_make_no_other_value(written, meant):
    assert canonical(written) == meant


def test_numbers_too_long_to_show_are_told_apart(tmp_path):
    long = f"1{'0' * 5000}"
    path = tmp_path / "waivers.toml"
    path.write_text(written(evidence(T=long).ties[:1], reason="as published", by="R.", until="2024-12-31"))
    assert waived(path, T=long) == ([True, False], [])
    other = evidence(T=f"2{'0' * 5000}")
    Waivers((str(path),), today=DAY).applied(other)
    first = next(other.said())
    assert (first.waived, [len(one) < 300 for one in first.notes if "R." in one]) == ("", [True])
