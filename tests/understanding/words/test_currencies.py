"""Currencies as they are printed: one table, with what is sure apart from what is only likely."""

from __future__ import annotations

import pytest

from validator.understanding.cells import SIGNS
from validator.understanding.words.currencies import CURRENCY, code_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US$", "USD"), ("u.s. $", "USD"), ("$", "USD"), ("million dollars", "USD"), ("Canadian  dollars", "CAD"),
        ("Hong Kong dollar", "HKD"), ("renminbi", "CNY"), ("Rs.", "INR"), ("pounds sterling", "GBP"), ("BRL", "BRL"),
        ("NIS", "ILS"), ("shares", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_or_a_sign_has_its_code(text: str, code: str) -> None:
    assert code_of(text) == code


def test_every_sign_has_a_code_and_a_dollar_is_only_likely_to_be_one() -> None:
    assert [sign for sign in SIGNS if not code_of(sign)] == []
    assert {"$", "dollars", "¥", "pounds"}.isdisjoint(CURRENCY)
