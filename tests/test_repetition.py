"""What is looked up again and again is not looked through: work is counted where calls do not show it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.constructs import SUMMATION, WHOLE, csv_rows, failures, report
from tests.product_constructs import csv_tables, cubes, domain_lattice, sparse
from tests.test_growth import MOST, called, report_of
from validator import budget, check
from validator.checks import calculation
from validator.dts import store
from validator.finding import Severity
from validator.model import dimensions
from validator.model.dimensions import Hypercube
from validator.model.names import SUMMATION_11
from validator.readers import read
from validator.readers.oim.csv import report as xbrl_csv
from validator.run import Options, judged, run
from validator.tieouts import calculations, evidence
from validator.tieouts.rules.rulebook import grown

if TYPE_CHECKING:
    from pathlib import Path


class Counted(str):
    """A name that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, str(other))

    __hash__ = str.__hash__


@pytest.mark.parametrize("last", ["first", "after"])
def test_names_within_each_other_are_followed_in_one_walk(last: str) -> None:
    def compared(n: int) -> int:
        names = [Counted(f"x{at}") for at in range(n + 1)]
        chain = {name: ("name", 0, Counted(after)) for name, after in pairwise(names)}
        whole = ("sum", 0, *(("name", 0, Counted(name)) for name in names))
        if last == "first":
            lets = {Counted("whole"): whole, **dict.fromkeys(names, ("number", 1))}
        else:
            lets = {**chain, names[-1]: ("number", 1)}
        Counted.compared = 0
        list(grown(lets, {}))
        return Counted.compared

    assert compared(400) <= MOST * compared(200)


def test_hypercubes_of_a_concept_are_not_compared_with_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def equal(one: Hypercube, other: object) -> bool:
        nonlocal compared
        compared += 1
        return tuple.__eq__(one, other)

    monkeypatch.setattr(Hypercube, "__eq__", equal)
    check(report_of(tmp_path / "r", cubes(200)), cache=False)
    assert compared < 200


def test_a_finding_is_weighed_alike_however_many_keys_settings_hold(tmp_path: Path) -> None:
    path = report_of(tmp_path / "r", failures(20))

    def weighed(n: int) -> int:
        severities = (*((f"XX{at}", Severity.NOTE) for at in range(n)), ("CA2", Severity.WARNING))
        found: list[Severity | None] = []
        options = Options(severities=severities, ignore=tuple(f"YY{at}" for at in range(n)), store=False)
        took = called(lambda: found.append(run([path], options).worst))
        assert found == [Severity.WARNING]
        return took

    weighed(1)
    assert weighed(1_000) < weighed(10) + 1_000


def test_tables_of_one_file_are_given_up_where_they_multiply_and_the_file_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted: list[int] = []
    grant = budget.grant
    path = report_of(tmp_path / "few", csv_tables(3))
    size = (tmp_path / "few" / "x.csv").stat().st_size
    monkeypatch.setattr(budget, "grant", lambda size: (granted.append(size), grant(size)))
    assert "DO008" not in {one.code for one in check(path, cache=False).findings}
    assert granted.count(size) == 1
    many = csv_tables(40) | {"x.csv": csv_rows(40)["x.csv"]}
    monkeypatch.setattr(xbrl_csv, "AGAIN", 1 << 20)
    assert [one.code for one in check(report_of(tmp_path / "many", many), cache=False).findings] == ["DO008"]


def test_hypercubes_cost_by_their_heirs_and_by_the_contexts_held_against_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = report_of(tmp_path / "r", domain_lattice(3) | {"r.xml": report(WHOLE)})
    spent: list[int] = []
    monkeypatch.setattr(dimensions, "spend", spent.append)
    check(path, cache=False)
    assert spent == [1, 1, dimensions.WORDED]  # its one heir, one look at the one context, and why that does not fit


def test_a_stored_taxonomy_grants_no_less_than_reading_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = report_of(tmp_path / "r", failures(1))
    granted: list[int] = []
    monkeypatch.setattr(budget, "grant", granted.append)
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(store, "SETTLED", 0)
    sums = []
    for _ in range(2):
        granted.clear()
        check(path)
        sums.append(sum(granted))
    assert 0 < sums[0] <= sums[1]


@pytest.mark.parametrize("arcrole", [SUMMATION, SUMMATION_11])
def test_totals_cost_by_the_places_of_their_parts_and_more_where_they_fail(
    arcrole: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spent(value: int) -> int:
        files = sparse(4, value)
        files["cal.xml"] = files["cal.xml"].replace(SUMMATION, arcrole)
        steps: list[int] = []
        for room in (calculation, calculations):
            monkeypatch.setattr(room, "spend", steps.append)
        check(report_of(tmp_path / str(value), files), cache=False)
        return sum(steps)

    holding = spent(10)
    assert holding % 4 == 0  # four parts, each in one of four places, each time they are bound
    assert 0 < holding < calculation.LACKING
    assert spent(31) >= holding + 4 * 3 * calculation.LACKING  # in each of four places three parts are lacking


def test_a_report_may_be_judged_again_and_again(tmp_path: Path) -> None:
    held = read(report_of(tmp_path / "r", failures(3)), Options(store=False))
    judged(held)  # what is made once is made
    budget.begin()
    budget.spend(budget.STARTING - 4 * evidence.FAILING)  # enough for one time
    for _ in range(20):
        assert [one.code for one in judged(held).findings] == ["CA201"] * 3
