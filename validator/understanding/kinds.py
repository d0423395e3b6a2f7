"""Whether the words of a row speak of what stands at a moment (a stock) or of what happens in a span (a flow)."""

from __future__ import annotations

import re

STOCK = re.compile(
    r"\b(?:total\s+(?:current\s+|non-?current\s+|other\s+)?(?:assets|liabilities|equity|debt|deficit|borrowings|capital)"
    r"|(?:stock|share)holders'?s?\s+(?:equity|deficit)|receivables?|payables?|inventor(?:y|ies)|goodwill|assets|liabilit(?:y|ies)"
    r"|cash\s+and\s+cash\s+equivalents|restricted\s+cash|marketable\s+securities|accumulated|retained\s+earnings|paid-in\s+capital"
    r"|allowances?|balances?|outstanding|carrying|borrowings|notes|debt|loans?|leases?|deposits|commitments|prepaid|accrued|reserves?"
    r"|backlog|fair\s+value|equity|investments?|securities|bonds?|debentures|term\s+loan|credit\s+facility|property|equipment|buildings"
    r"|land|machinery|construction\s+in\s+progress|raw\s+materials|work[\s-]in[\s-]pro(?:cess|gress)|finished\s+goods|deferred"
    r"|at\s+(?:the\s+)?(?:beginning|end)\s+of|(?:beginning|end)\s+of\s+(?:the\s+)?(?:period|year|quarter|month)"
    r"|opening\s+balance|closing\s+balance|unvested|non-?vested|exercisable)\b",
    re.IGNORECASE,
)
FLOW = re.compile(
    r"\b(?:revenues?|sales|expenses?|costs?\s+of|income|earnings|net\s+(?:loss|cash|change|increase|decrease)|loss(?:es)?|profit|provision"
    r"|benefit|amortization|depreciation|proceeds|purchases?|payments?|paid|repayments?|issuances?|acquired|disposals?|charges?"
    r"|impairments?|dividends|compensation|gains?|tax(?:es)?|interest|changes?\s+in|adjustments?|translation|additions|settlements?"
    r"|reclassifi\w+|per\s+share|granted|exercised|vested|forfeited|cancelled|weighted[\s-]average|margin|ebitda|transfers?"
    r"|used\s+(?:in|for)|provided\s+by|repurchases?|fees|research|marketing|administrative|contributions?|service\s+cost)\b",
    re.IGNORECASE,
)
OPENING = re.compile(r"\b(?:beginning|opening|start)\b(?!\s+on)|\bbalances?\b.*\bbrought\s+forward\b", re.IGNORECASE)
CLOSING = re.compile(
    r"\b(?:end\s+of|ending|closing|end\s+balance|period[\s-]end|year[\s-]end)\b|^\W*end\b", re.IGNORECASE
)
BALANCE = re.compile(r"\bbalances?\b|\boutstanding\b|\bnon-?vested\b|\bunvested\b|\bexercisable\b", re.IGNORECASE)


def stocks(labels: list[str]) -> int:
    """Return how much more rows speak of stocks than of flows: above zero a balance, below zero flows."""
    total = 0
    for label in labels:
        stock, flow = STOCK.search(label) is not None, FLOW.search(label) is not None
        total += (stock and not flow) - (flow and not stock)
    return total
