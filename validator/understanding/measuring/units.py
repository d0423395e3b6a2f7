"""The unit of a figure, by the sign printed with it and the words of its row and column."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PER_SHARE = re.compile(
    r"\bper\s+(?:[\w-]+\s+){0,4}?(?:share|ads|unit|stock|option|warrant|rsu|psu)s?\b|\bper-share\b|\beps\b"
    r"|\b(?:exercise|strike|conversion|share|stock|offering)\s+prices?\b(?!\s+of)"
    r"|\bgrant[\s-]date\s+(?:fair\s+)?(?:market\s+)?values?\b|\bweighted[\s-]average\s+(?:\w+\s+)?price\b",
    re.IGNORECASE,
)
COUNTING = re.compile(r"\b(?:shares|ads|units|number)\b.*\b(?:used|for|in|outstanding)\b.*\bper\b", re.IGNORECASE)
TOLD = re.compile(r"[$€£]\s*\d[\d.,]*\s*(?:per|par|a)\b|\d\.\d+\s*per\b", re.IGNORECASE)
AVERAGE = re.compile(r"\b(?:average|grant[\s-]date)\b.*\b(?:values?|prices?)\b", re.IGNORECASE | re.DOTALL)
SHARES = re.compile(
    r"\b(?:number\s+of\s+(?:\w+[\s-]+){0,3}?(?:shares|units|options|warrants|awards|rsus|psus|stock)"
    r"|(?:average|outstanding|diluted|basic|dilutive|issued|authorized|granted|purchased|repurchased|treasury|common|preferred|ordinary|number"
    r"|anti-?dilutive|used|in)[\s-]+(?:\w+[\s-]+){0,3}?(?:shares|units|options|rsus|ads)"
    r"|shares\s+(?:outstanding|issued|used|authorized|repurchased|purchased|granted|in\s+issue|available|subject|underlying))\b"
    r"|^\W*(?:common\s+|treasury\s+|preferred\s+)?shares\s+(?:of|issued|withheld|sold|retired|held|reserved)\b",
    re.IGNORECASE,
)
LIKELY_SHARES = re.compile(
    r"^\W*(?:[\w-]+\W+){0,6}?(?:shares|units|options|warrants|awards|rsus|psus|stock)\W*$|\bnumber\W*$"
    r"|^\W*(?:[\w-]+\W+){0,4}?(?:options|warrants|rsus|psus|awards|units)\s+(?:outstanding|exercisable|unvested|nonvested)\W*$",
    re.IGNORECASE,
)
DESCRIBED = re.compile(r"\d.*\bshares\b|\bpar\s+value\b|\bauthorized\b.*\d|\bno\s+par\b", re.IGNORECASE | re.DOTALL)
MOVED = re.compile(
    r"\b(?:proceeds|(?:re)?purchased?s?|issuances?|issued|withh\w+|penalt\w+|reclass\w+|payments?|retire\w+|recognized)\b",
    re.IGNORECASE,
)
DILUTIVE = re.compile(r"\b(?:anti-?)?dilutive\b|\b(?:outstanding|number\s+of)\s+shares\b", re.IGNORECASE)
QUANTITY = re.compile(r"^\W*(?:quantity|quantities|volumes?)\b", re.IGNORECASE)
MONEY = re.compile(
    r"\b(?:value|cost|amount|price|proceeds|expense|income|loss|earnings|dividends?|compensation|payments?|purchases?|cash|paid"
    r"|revenue|profit|tax|interest|intrinsic|dollars?|repurchases?\s+of|issuance\s+of|\$)\b",
    re.IGNORECASE,
)
RATED = re.compile(
    r"\bpercent(?:age)?s?\s+(?:of|change|increase|decrease)\b|\bas\s+a\s+(?:percent(?:age)?|%)\s+of\b|%\s+(?:of|change)\b"
    r"|\b(?:effective\s+(?:income\s+)?tax|discount|interest|growth|dividend|risk-free(?:\s+interest)?)\s+rates?\b"
    r"|\bvolatility\b|\b(?:dividend\s+)?yield\b|\bmargin\s*(?:%|percent)|\(%\)|^\W*%|(?<!\d)(?<!\d\s)%\W*$",
    re.IGNORECASE,
)
PORTION = re.compile(r"(?:\bpercent(?:age)?s?|%)\s+of\b|\bas\s+a\s+(?:percent(?:age)?|%)\s+of\b", re.IGNORECASE)
HEDGED = re.compile(r"\b(?:swaps?|contracts?|agreements?|derivatives?|hedg\w+|caps?|forwards?)\b", re.IGNORECASE)
PERCENT_HEADER = re.compile(
    r"^\W*%|\bpercent(?:age)?s?\b|%\s*(?:change|of|inc|dec|growth|variance)|\(%\)|%\W*$|\bpct\b", re.IGNORECASE
)
HUNDREDTHS = re.compile(
    r"\bpence\b|\bcents?\s+per\b|\bin\s+cents\b|\(\s*(?:in\s+)?(?:p|cents?|¢)\s*\)|,\s*(?:p|cents?|¢)\W*$",
    re.IGNORECASE,
)
EXCEPTED = re.compile(r"\bexcept\b", re.IGNORECASE)  # what is said not to be in dollars, and is not all of a column
COUNTED = re.compile(
    r"\b(?:claims?|stores?|restaurants?|employees|customers|users|subscribers|vehicles|deliver(?:y|ies)|locations|headcount|miners?"
    r"|bitcoins?|members|hotels|rooms|branches|aircraft|barrels|ounces|tons|tonnes|megawatts?|mwh?|gwh?|kwh|exahash|wells|acres"
    r"|square\s+f(?:ee|oo)t(?:age)?|sq\.?\s*ft|days|number\s+of|volumes?|transactions|downloads|visits|seats|sites)\b",
    re.IGNORECASE,
)
COINS = frozenset({"p", "pence", "cent", "cents", "¢"})
PURE_UNITS = frozenset({"x", "years", "year", "days", "day", "months", "month"})
BASIS = frozenset({"bps", "bp"})


def asked(what: re.Pattern[str], *but: re.Pattern[str]) -> Callable[[str], bool]:
    """Return the question whether words speak of a thing, and do not say what speaks against it."""

    @lru_cache(maxsize=8192)
    def speaks(text: str) -> bool:
        return what.search(text) is not None and not any(one.search(text) for one in but)

    return speaks


per_share = asked(PER_SHARE, COUNTING, TOLD)  # an amount for each share, not the shares it is reckoned with
average = asked(AVERAGE)  # an average value or price, of each share where shares are what is counted
shares = asked(SHARES, DESCRIBED)  # a number of shares, not stock that is described with its shares
moved = asked(MOVED)  # what was paid, received or booked for shares, rather than their number
about_shares = asked(DILUTIVE)  # a sentence that introduces numbers of shares
likely_shares = asked(LIKELY_SHARES, DESCRIBED)  # shares that may be counted, where no sign says they are money
quantity = asked(QUANTITY)  # what is counted is no money
money = asked(MONEY)
rated = asked(RATED, HEDGED)  # a rate or a share of something, printed as a percentage
portion = asked(PORTION)  # what a figure is a percentage of
percent_header = asked(PERCENT_HEADER, EXCEPTED)  # figures of a column are percentages
hundredths = asked(HUNDREDTHS)  # amounts in pence or cents
counts = asked(COUNTED)  # things that are counted or measured, not money
