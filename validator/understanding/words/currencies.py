"""How currencies are printed, and their ISO codes."""

from __future__ import annotations

CURRENCY = {
    "rmb": "CNY", "cny": "CNY", "renminbi": "CNY", "yuan": "CNY", "hk$": "HKD", "hkd": "HKD",
    "us$": "USD", "usd": "USD", "u.s. dollar": "USD", "u.s. dollars": "USD", "us dollars": "USD",
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "€": "EUR", "gbp": "GBP", "£": "GBP", "jpy": "JPY",
}  # fmt: skip
