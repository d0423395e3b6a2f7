"""Words that tell whether a figure holds at a date (a balance, a rate) or over a period (a cost, a payment)."""

from __future__ import annotations

import re

HELD = re.compile(
    r"""\b(?:balances?|outstanding|carrying|liabilit(?:y|ies)|receivables?|payables?|goodwill|inventor(?:y|ies)|unrecognized|unamortized
    |remaining|authorized|authorization|reserved|notional|available|principal|face|backlog|obligations?|deposits?|held|collateral|commitments?
    |letters?\s+of\s+credit|carryforwards?|allowances?|accrued|valuation|deferred|ownership|owned?|owns|bears?|maximum|capacity
    |facilit(?:y|ies)|(?<!operating\s)(?<!gross\s)(?<!net\s)(?<!profit\s)(?<!income\s)margin|(?:expected|expects?|subject)\s+to|senior|notes|unsecured|revolving|credit|loans?|investments?|escrow|guarantees?
    |cumulative|exercisable|unvested|nonvested|estimated|securities|sheets?|there\s+(?:was|were|is|are)|had|milestones?|fixed|interest\s+rates?
    |(?:exercise|conversion|market|closing)\s+price|per\s+share|par\s+value|fair\s+values?|seeking|could|repurchase\s+program|acquired|future
    |next|completed|plans?|for\s+issuance)\b""",
    re.VERBOSE | re.IGNORECASE,
)
FLOWED = re.compile(
    r"""\b(?:recogniz(?:ed|es)|incurred|expenses?|revenues?|sales|income|loss(?:es)?|gains?|charges?|paid|pays?|received|proceeds|granted|vested
    |sold|contribut(?:ed|ions?)|depreciation|amortization|benefits?|costs?|earnings|increased?|decreased?|reduced|reclassified|transferred
    |dividends|effective\s+(?:income\s+)?tax|impairments?|provision|deductions|additions|spent|capitalized|repaid|forfeited|exercised|generated
    |earned|added|originated|opened|delivered|shipped|produced|consideration|settled|converted|taxes|discount|purchase\s+price|adjustments?|gross|comprehensive|repurchased|annual(?:ly)?|plus|grant
    |statements?\s+of\s+(?:operations|income|earnings|cash\s+flows))\b""",
    re.VERBOSE | re.IGNORECASE,
)
BEFORE, AFTER = 2, 1  # words before a figure weigh more than those behind it


def leaning(before: str, after: str) -> int:
    """Return how far the words around a figure speak of what there is at a date; negative: of what happens."""
    return BEFORE * (len(HELD.findall(before)) - len(FLOWED.findall(before))) + AFTER * (
        len(HELD.findall(after)) - len(FLOWED.findall(after))
    )
