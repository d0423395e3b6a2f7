"""Which figure is named, through the whole run, where something was accepted, is only plausible, or stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.constructs import PROVEN, fact, item, laid, report, schema, sums
from validator.run import Options, run

if TYPE_CHECKING:
    from pathlib import Path

    from validator.finding import Finding

RULES = """
[namespaces]
default = "http://example.com/g"

[TO101]
name = "translated"
rule = "U == 2 * T"
says = "{left} against {right}"
why = "It must."

[TO102]
name = "mostly"
kind = "plausibility"
rule = "T <= 35"
says = "{left} is a lot"
why = "It mostly is less."
severity = "warning"
"""
WAIVER = """
[[waiver]]
code = "TO101"
reason = "published so"
by = "us"
until = "2999-12-31"
[waiver.figures]
"g:U @ as of 2023-09-30, CNY" = "65"
"g:T @ as of 2023-09-30, CNY" = "30"
"""


def told(folder: Path, *facts: str, waiver: str = WAIVER, options: Options | None = None) -> list[Finding]:
    files = PROVEN | {"g.xsd": schema(item("U")), "cal.xml": sums({"T": ["A", "B"]}), "tieouts.toml": RULES}
    laid(folder, files | {"r.xml": report(*facts), "waivers.toml": waiver})
    return list(run([str(folder / "r.xml")], options or Options(calc11=True)).findings)


def figures(t: int = 30, a: int = 10, b: int = 20, u: int = 65) -> list[str]:
    return [fact("T", t), fact("A", a), fact("B", b), fact("U", u)]


def test_what_is_accepted_is_silent(tmp_path: Path) -> None:
    assert told(tmp_path, *figures()) == []


@pytest.mark.parametrize(
    ("changed", "culprit", "value"),
    [({"t": 39}, "T", "30"), ({"u": 16}, "U", "65"), ({"a": 70}, "A", "10")],
)
def test_a_slip_beside_a_waived_tie_is_told_with_the_value_accepted(
    tmp_path: Path, changed: dict[str, int], culprit: str, value: str
) -> None:
    (one,) = told(tmp_path, *figures(**changed))
    assert one.diagnosis is not None
    assert one.diagnosis.decided
    ((suspect,),) = one.diagnosis.suspects[:1]
    assert (suspect.label, suspect.suggested) == (culprit, value)


def test_what_was_accepted_is_said_where_the_failure_is_back(tmp_path: Path) -> None:
    (one,) = told(tmp_path, *figures(u=56))
    assert one.code == "TO101"
    assert any("when g:U @ as of 2023-09-30, CNY was 65" in note for note in one.notes)


def test_a_plausibility_rules_out_nothing_that_identities_demand(tmp_path: Path) -> None:
    waiver = WAIVER.replace('"65"', '"80"').replace('"30"', '"40"')
    right = figures(t=40, b=30, u=80)
    assert [one.code for one in told(tmp_path / "right", *right, waiver="")] == ["TO102"]
    found = told(tmp_path / "wrong", *figures(t=4, b=30, u=80), waiver=waiver)
    assert {one.diagnosis.suspects[0][0].suggested for one in found if one.diagnosis} == {"40"}


def test_copies_at_odds_are_one_finding_at_the_copy_that_is_wrong(tmp_path: Path) -> None:
    (one,) = told(tmp_path, *figures(), fact("A", 11))
    assert (one.code, one.at.line) == (
        "CA102",
        max(line for line in (one.at.line, *(at.line for _, at in one.related))),
    )
    assert one.diagnosis is not None
    assert (one.diagnosis.decided, one.diagnosis.suspects[0][0].suggested) == (True, "10")


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (Options(calc11=True, ignore=("CA102", "WA")), ["FA201"]),
        (Options(calc11=True, ignore=("FA201", "WA")), ["CA102"]),
        (Options(calc11=True, select=("FA",)), ["FA201"]),
    ],
)
def test_what_a_setting_leaves_out_takes_nothing_along(tmp_path: Path, options: Options, codes: list[str]) -> None:
    assert [one.code for one in told(tmp_path, *figures(), fact("A", 11), options=options)] == codes


def test_failures_one_figure_settles_are_one_finding_whatever_their_codes(tmp_path: Path) -> None:
    (one,) = told(tmp_path, *figures(t=39, u=60), waiver="")
    assert (one.code, [note for note in one.notes if note.startswith("TO101 fails with it")] != []) == ("CA101", True)
    apart = told(tmp_path, *figures(t=39, u=60), waiver="", options=Options(calc11=True, ignore=("CA101",)))
    assert [each.code for each in apart] == ["TO101"]
