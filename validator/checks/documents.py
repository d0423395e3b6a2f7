"""DO: what can be wrong with a file before anything in it is understood."""

from __future__ import annotations

from validator.check import reading

MALFORMED = reading(
    "DO101",
    "malformed-xml",
    says="not well-formed XML: {reason}",
    cites="XML 1.0 §2.1",
    mends="close, quote or escape what the parser stopped at; nothing after this place was read",
    why="""A report must be well-formed before any figure in it can be trusted.

    Figures after the fault were not read, so no total that needs them can be proven.
    """,
)
