"""Whether words speak of what stands at a moment (a stock) or of what happens in a span (a flow)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

STOCK = re.compile(
    r"\b(?:total\s+(?:current\s+|non-?current\s+|other\s+)?(?:assets|liabilities|equity|debt|deficit|borrowings|capital)"
    r"|(?:stock|share)(?:holders|owners)'?s?\s+(?:equity|deficit)|receivables?|payables?|inventor(?:y|ies)|goodwill|assets"
    r"|liabilit(?:y|ies)|cash\s+and\s+cash\s+equivalents|restricted\s+cash|marketable\s+securities|accumulated"
    r"|retained\s+earnings|paid-in\s+capital|allowances?|balances?|outstanding|carrying|borrowings|notes|debt|loans?|leases?"
    r"|deposits|commitments|prepaid|accrued|reserves?|backlog|fair\s+value|equity|investments?|securities|bonds?|debentures"
    r"|term\s+loan|credit\s+facility|property|equipment|buildings|land|machinery|construction\s+in\s+progress|raw\s+materials"
    r"|work[\s-]in[\s-]pro(?:cess|gress)|finished\s+goods|deferred(?!\s*:?\s*$|\s+(?:benefit|expense|provision))|unvested|non-?vested|exercisable|thereafter|maturit\w+"
    r"|undiscounted|imputed\s+interest|trademarks?|customer\s+relationships|patents?|technology|notional|contracts?)\b",
    re.IGNORECASE,
)
FLOW = re.compile(
    r"\b(?:revenues?|sales|expenses?|(?<!amortized )(?<!at )costs?|cash\s+flows?|obtained|interest\s+on"
    r"|income|earnings|net\s+(?:loss|cash|change|increase|decrease)|loss(?:es)?"
    r"|profit|provision|benefit|amortization|depreciation|proceeds|purchases?|payments?|paid|repayments?|issuances?|acquired"
    r"|disposals?|charges?|impairments?|dividends|compensation|gains?|changes?\s+in|adjustments?|translation"
    r"|additions|settlements?|reclassifi\w+|per\s+share|granted|exercised|vested|forfeited|cancelled|weighted[\s-]average"
    r"|margin|ebitda|transfers?|used\s+(?:in|for)|provided\s+by|repurchases?|fees|research|marketing|administrative"
    r"|contributions?|service\s+cost|interest\s+cost|return\s+on)\b",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"^\W*(?:(?:total|segment|identifiable|operating|net|long-lived|other|current|tangible|consolidated)\s+)*assets\b"
    r"(?!.*\b(?:sold|acquired|impair))"
    r"|^\W*total\s+(?:current\s+)?(?:liabilities|(?:stock|share)(?:holders|owners)\W+s?\W*equity|equity|debt)\b"
    r"|\bfunded\s+status\b|\bunrecognized\s+(?:\w+[\s-]+){0,3}(?:compensation|tax\s+benefits\b.*\bif\b)|\bperformance\s+obligations?\b"
    r"|\bbacklog\b|\blong-lived\s+assets\b|\bproperty,?\s+(?:plant,?\s+)?and\s+equipment,?\s+net\b"
    r"|\baccumulated\s+(?:depreciation|amortization|benefit\s+obligation|other\s+comprehensive)\b|\bcarrying\s+(?:amount|value)\b"
    r"|\bcarry-?forwards?\b|\bexpected\s+to\s+vest\b|\bweighted[\s-]average\s+(?:remaining|discount)\b"
    r"|\bused\s+to\s+determine\s+(?:the\s+)?(?:\w+\s+)?benefit\s+obligations?\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\b(?:beginning|opening|start)\b(?!\s+on)|\bbrought\s+forward\b|\bat\s+1\s+january\b", re.IGNORECASE
)
ADOPTED = re.compile(
    r"\b(?:cumulative|adjustments?)\b.*\badopt\w+|\badoption\s+of\s+(?:\w+\s+)?(?:ASU|IFRS|accounting)\b|\bcumulative\s+effect\b",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"\b(?:(?:at\s+)?(?:the\s+)?end\s+of|ending|closing|end\s+balance|period[\s-]end|year[\s-]end|carried\s+forward)\b"
    r"|^\W*end\b",
    re.IGNORECASE,
)
BALANCE = re.compile(
    r"\bbalances?\b|\boutstanding\b|\bnon-?vested\b|\bunvested\b|\bexercisable\b|^\W*(?:as\s+)?at\b|^\W*as\s+of\b"
    r"|\bequity\b|\bobligations?\b|\bunrecognized\b|\bat\s+(?:beginning|end)\b",
    re.IGNORECASE,
)
DATED = re.compile(
    r"(?:[-–—,:]\s*|\b(?:at|as\s+of)\s+)[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+(?:19|20)\d\d\W*$"
    r"|(?:[-–—,:]\s*|\bat\s+)\d{1,2}\s+[A-Z][a-z]{2,8}\s+(?:19|20)\d\d\W*$"
)
MOVING = re.compile(r"\bcash\s+flows?\b|\bactivities\b|\bchanges?\s+in\b|\badjustments\b", re.IGNORECASE)
SHEET = re.compile(
    r"balance\s+sheets?|financial\s+position|financial\s+condition|\bassets\s+and\s+liabilities\b", re.IGNORECASE
)
SPANNING = re.compile(
    r"statements?\s+of\s+(?:\w+\s+){0,3}(?:income|operations|earnings|cash\s+flows?|comprehensive|loss)|income\s+statements?"
    r"|cash\s+flows?\s+statements?|results\s+of\s+operations",
    re.IGNORECASE,
)


def stocks(labels: Iterable[str]) -> int:
    """Return how many more rows speak of stocks than of flows: above zero a balance, below zero flows."""
    total = 0
    for label in labels:
        stock, flow = STOCK.search(label) is not None, FLOW.search(label) is not None
        total += (stock and not flow) - (flow and not stock)
    return total
