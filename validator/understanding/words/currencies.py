"""How currencies are printed, and their ISO codes."""

from __future__ import annotations

CURRENCY = {
    "rmb": "CNY", "cny": "CNY", "renminbi": "CNY", "yuan": "CNY", "hk$": "HKD", "hkd": "HKD",
    "us$": "USD", "usd": "USD", "u.s. dollar": "USD", "u.s. dollars": "USD", "us dollars": "USD",
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "€": "EUR", "gbp": "GBP", "£": "GBP", "jpy": "JPY",
}  # fmt: skip
"""Words and signs that are of one currency, whoever prints them."""

LIKELY = {
    "$": "USD", "dollar": "USD", "dollars": "USD", "¥": "JPY", "yen": "JPY", "pound": "GBP", "pounds": "GBP",
    "u.s.$": "USD", "u.s. $": "USD", "c$": "CAD", "ca$": "CAD", "canadian dollar": "CAD", "canadian dollars": "CAD",
    "a$": "AUD", "australian dollar": "AUD", "australian dollars": "AUD", "hong kong dollar": "HKD",
    "hong kong dollars": "HKD", "nz$": "NZD", "nt$": "TWD", "s$": "SGD", "r$": "BRL", "rs": "INR", "rs.": "INR",
    "₹": "INR", "₩": "KRW", "₪": "ILS", "nis": "ILS", "pound sterling": "GBP", "pounds sterling": "GBP",
    "pence": "GBP", "p": "GBP", "rupee": "INR", "rupees": "INR", "swiss franc": "CHF", "swiss francs": "CHF",
}  # fmt: skip
"""And those that mean one where nothing says otherwise."""


def code_of(text: str) -> str:
    """Return the code of a currency's name or sign; "" where it is none."""
    key = " ".join(text.lower().split())
    code = CURRENCY.get(key) or LIKELY.get(key)
    return code or (key.upper() if len(key) == 3 and key.isalpha() else LIKELY.get(key.split(" ")[-1], ""))
