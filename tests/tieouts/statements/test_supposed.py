"""What is supposed of figures holds within its block, and leaves no trace."""

from __future__ import annotations

import pytest

from tests.sheets import YEARS, facts, figures, gathered, key, without
from validator.finding import Verdict
from validator.model.names import SUMMATION_10, SUMMATION_11
from validator.tieouts.figures import MISSING
from validator.tieouts.statements.supposed import Supposed, failing, identity, moved


def test_facts_stand_elsewhere_only_within_the_block():
    found = figures(facts())
    cash, loans = key(found, "Cash", YEARS[0]), key(found, "Loans", YEARS[0])
    before, row = found.by_concept, found.rows(cash)[0]
    found.blamed.add(loans)
    with moved(found, row, cash, loans):
        assert found.bounds_of(cash).state == MISSING
        assert found.rows(loans) == (3, row)
        assert found.blamed == set()
    assert found.by_concept is before
    assert found.rows(cash) == (row,)
    assert found.blamed == {loans}


def test_one_fact_is_kept_as_it_is_where_nothing_is_supposed():
    found = figures(facts())
    name, spot = key(found, "Cash", YEARS[0])
    for rows, kept in (((5,), 5), ((5, 6), (5, 6))):
        with Supposed(found, {(name, spot): rows}):
            assert found.by_concept[name][spot] == kept


def test_a_tie_is_known_by_its_total_and_place():
    found = figures(facts())
    tie = gathered(found).ties[0]
    assert identity(tie) == ("CA101", "http://example.com/role/Sheet", *key(found, "Assets", YEARS[0])[::-1])


@pytest.mark.parametrize("arcrole", [SUMMATION_10, SUMMATION_11], ids=["XBRL 2.1", "Calculations 1.1"])
def test_ties_bind_to_what_is_supposed(arcrole):
    found = figures(without("Assets", YEARS[1]), arcrole=arcrole)
    assets = key(found, "Assets", YEARS[1])
    ties = gathered(found).ties
    assert len(ties) == 2
    with Supposed(found, {assets: found.rows(key(found, "Assets", YEARS[0]))}):
        again = gathered(found).ties
    assert [tie.verdict for tie in again].count(Verdict.FAILS) == 1
    assert {identity(tie) for tie in ties} < {identity(tie) for tie in again}
    assert failing(again) == {identity(tie) for tie in again if assets in tie.keys}
    next(tie for tie in again if assets in tie.keys).waived = True
    assert failing(again) == set()


@pytest.mark.parametrize("arcrole", [SUMMATION_10, SUMMATION_11], ids=["XBRL 2.1", "Calculations 1.1"])
def test_a_fact_that_is_moved_counts_where_it_stands(arcrole):
    made = [*without("Cash", YEARS[1]), ("Cash", 523000, -3, YEARS[2], "CNY")]
    found = figures(made, arcrole=arcrole)
    there, here = key(found, "Cash", YEARS[1]), key(found, "Cash", YEARS[2])
    (row,) = (row for row in found.rows(here) if found.report.texts[row] == "523000")
    verdicts = {found.place(tie.spot): tie.verdict for tie in gathered(found).ties}
    assert verdicts[found.place(here[1])] is Verdict.INDETERMINATE
    with moved(found, row, here, there):
        assert [tie.verdict for tie in gathered(found).ties] == [Verdict.HOLDS] * 3
    with moved(found, found.rows(here)[0], here, there):
        assert len(failing(gathered(found).ties)) == 2
