"""NE: what can be wrong with linkbases: their locators, arcs, roles and the networks they form."""

from __future__ import annotations

from validator.check import reading

LOCATOR = reading(
    "NE101",
    "locator-to-nothing",
    says="the locator points to #{fragment}, which {uri} does not hold",
    cites="XBRL 2.1 §3.5.3.7.2",
    spec="xbrl.3.5.3.7.2:unresolvedLocator",
    mends="correct the fragment: the id of an element, or an element() pointer",
    why="""A locator must point to one element of a document of the DTS.

    Its arcs relate nothing, so labels, totals or members are silently lost.
    """,
)
ARC_TO_NOTHING = reading(
    "NE102",
    "arc-to-nothing",
    says="the arc's xlink:{side} is {label!r}, but no locator or resource of its link has that label",
    cites="XBRL 2.1 §3.5.3.9.2, §3.5.3.9.3",
    spec="xbrl.3.5.3.9.2:arcResource",
    mends="correct the label, or add the locator it should name",
    why="""Both ends of an arc must be labels used in its own extended link.

    The arc relates nothing otherwise.
    """,
)
ARC_TWICE = reading(
    "NE103",
    "arc-twice",
    says="a second arc from {start!r} to {end!r} in one extended link",
    cites="XLink 1.0 §5.1.5",
    mends="remove it, or give it locators with labels of their own",
    why="""An extended link must not have two arcs between the same pair of labels.

    XLink allows one; a second makes the document mean different things to different processors.
    """,
)
