"""What is supposed of figures holds within its block, and leaves no trace."""

from __future__ import annotations

from tests.sheets import YEARS, facts, figures, gathered, key, without
from validator.finding import Verdict
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


def test_ties_bind_to_what_is_supposed():
    found = figures(without("Assets", YEARS[1]))
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
