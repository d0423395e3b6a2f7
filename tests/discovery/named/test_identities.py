"""Total assets are total liabilities and equity: near-misses first."""

from __future__ import annotations

import pytest

from tests.discovery.test_sums import evidence
from tests.statements import statement

CLAIMS = "Total liabilities and shareholders' equity"


@pytest.mark.parametrize(
    "label", ["Total liabilities", "Total current assets", "Total equity", "Total liabilities and assets held for sale"]
)
def test_other_totals_are_no_claims(label):
    assert evidence(statement([("Total assets", [48120]), (label, [48170])])) == ([], [])


def test_tables_that_differ_throughout_are_of_another_kind():
    assert evidence(statement([("Total assets", [48120, 49071]), (CLAIMS, [41250, 49710])])) == ([], [])


def test_one_column_is_enough():
    assert evidence(statement([("Total assets", [48120]), (CLAIMS, [48170])]))[1] == [
        f"{CLAIMS} is 48,170,000,000 but Total assets makes 48,120,000,000 (off by 50,000,000)"
    ]
