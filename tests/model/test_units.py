from __future__ import annotations

import pytest

from tests.building import NOWHERE, unit_of
from validator.model.names import ISO4217, XBRLI
from validator.model.units import Unit


@pytest.mark.parametrize(("text", "currency"), [("CNY", "CNY"), ("shares", None), ("pure", None), ("CNY/shares", None)])
def test_only_one_currency_is_a_currency(text, currency):
    assert (str(unit_of(text)), unit_of(text).currency) == (text, currency)


def test_a_product_is_told_as_one():
    metres = (f"{{{XBRLI}}}m", f"{{{XBRLI}}}m")
    assert str(Unit("u", metres, (f"{{{ISO4217}}}USD",), NOWHERE)) == "m·m/USD"


def test_units_are_the_same_whatever_their_ids():
    one = unit_of("CNY")
    assert one._replace(id="other").key == one.key
    assert unit_of("USD").key != one.key
