"""The unit of a figure, by the sign printed with it and the words of its row and column."""

from __future__ import annotations

import re

PER_SHARE = re.compile(
    r"\bper\s+(?:[\w-]+\s+){0,4}?(?:share|ads|unit|stock|option|warrant|rsu|psu)s?\b|\bper-share\b|\beps\b"
    r"|\b(?:exercise|strike|conversion|share|stock|offering|purchase)\s+prices?\b(?!\s+of)"
    r"|\bgrant[\s-]date\s+(?:fair\s+)?(?:market\s+)?values?\b|\bweighted[\s-]average\s+(?:\w+\s+)?price\b",
    re.IGNORECASE,
)
COUNTING = re.compile(r"\b(?:shares|number)\b.*\b(?:used|for|in|outstanding)\b.*\bper\b", re.IGNORECASE)
SHARES = re.compile(
    r"\b(?:number\s+of\s+(?:\w+[\s-]+){0,3}?(?:shares|units|options|warrants|awards|rsus|psus|stock)"
    r"|(?:average|outstanding|diluted|basic|dilutive|issued|authorized|granted|purchased|repurchased|treasury|common|preferred|ordinary"
    r"|anti-?dilutive|used|in)[\s-]+(?:\w+[\s-]+){0,3}?(?:shares|units|options|rsus)"
    r"|shares\s+(?:outstanding|issued|used|authorized|repurchased|purchased|granted|in\s+issue|available|subject|underlying))\b"
    r"|^\W*(?:\w+[\s-]+){0,3}?(?:shares|units|options|warrants|awards|rsus|psus)\W*$",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"\b(?:value|cost|amount|price|proceeds|expense|income|loss|earnings|dividends?|compensation|payments?|purchases?|cash|paid"
    r"|revenue|profit|tax|interest|intrinsic|dollars?|repurchases?\s+of|issuance\s+of|\$)\b",
    re.IGNORECASE,
)
RATIO = re.compile(r"\b(?:percent(?:age)?s?|rates?|margin|yield|ratio|volatility|%\s+of)\b|%|^\W*%", re.IGNORECASE)
TIME = re.compile(
    r"\b(?:expected|remaining|weighted|average|useful|contractual)\b.*\b(?:life|lives|term|period)\b|\bin\s+years\b|\(years\)|\(days\)",
    re.IGNORECASE,
)
PURE_UNITS = frozenset({"x", "years", "year", "days", "day", "months", "month"})
BASIS = frozenset({"bps", "bp"})


def per_share(text: str) -> bool:
    """Whether words speak of an amount for each share, not of the shares it is reckoned with."""
    return PER_SHARE.search(text) is not None and COUNTING.search(text) is None


def counts_shares(text: str) -> bool:
    """Whether words speak of a number of shares."""
    return SHARES.search(text) is not None


def money(text: str) -> bool:
    """Whether words speak of money."""
    return MONEY.search(text) is not None


def ratio(text: str) -> bool:
    """Whether words speak of a ratio."""
    return RATIO.search(text) is not None


def time(text: str) -> bool:
    """Whether words speak of a length of time."""
    return TIME.search(text) is not None
