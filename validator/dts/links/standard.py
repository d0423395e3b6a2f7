"""The roles, arcroles and elements the specifications themselves define (XBRL 2.1 §4.3.4, §5.2; Generic links 1.0)."""

from __future__ import annotations

from validator.model import names
from validator.model.names import LINK

ROLE = "http://www.xbrl.org/2003/role/"
STANDARD_LINKS = tuple(
    f"{{{LINK}}}{kind}Link" for kind in ("label", "reference", "presentation", "calculation", "definition", "footnote")
)
LOC = f"{{{LINK}}}loc"
LABEL_LINK = f"{{{LINK}}}labelLink"
LABEL, REFERENCE, FOOTNOTE = (f"{{{LINK}}}{name}" for name in ("label", "reference", "footnote"))
RESOURCES = {LABEL_LINK: LABEL, f"{{{LINK}}}referenceLink": REFERENCE, f"{{{LINK}}}footnoteLink": FOOTNOTE}

_MEASURES = ("positive", "negative", "zero")
_LABELS = (
    "label", "terseLabel", "verboseLabel", "totalLabel", "periodStartLabel", "periodEndLabel", "documentation",
    "definitionGuidance", "disclosureGuidance", "presentationGuidance", "measurementGuidance", "commentaryGuidance",
    "exampleGuidance",
    *(f"{sign}{form}Label" for sign in _MEASURES for form in ("", "Terse", "Verbose")),
)  # fmt: skip
_REFERENCES = (
    "reference", "definitionRef", "disclosureRef", "mandatoryDisclosureRef", "recommendedDisclosureRef",
    "unspecifiedDisclosureRef", "presentationRef", "measurementRef", "commentaryRef", "exampleRef",
)  # fmt: skip
STANDARD_LINK_ROLE = f"{ROLE}link"
# What each standard role may stand on.
ROLES: dict[str, tuple[str, ...]] = {
    STANDARD_LINK_ROLE: STANDARD_LINKS,
    **{f"{ROLE}{name}": (LABEL,) for name in _LABELS},
    **{f"{ROLE}{name}": (REFERENCE,) for name in _REFERENCES},
    f"{ROLE}footnote": (FOOTNOTE,),
}
# What linkbaseRef roles promise: the one kind of extended link the linkbase holds (§4.3.4).
PROMISES = {f"{ROLE}{kind}LinkbaseRef": f"{{{LINK}}}{kind}Link" for kind in (
    "label", "reference", "presentation", "calculation", "definition",
)}  # fmt: skip
LINKBASE_ARCROLE = "http://www.w3.org/1999/xlink/properties/linkbase"
# Each standard arcrole: the arc it stands on, and the cycles it allows (§5.2.2.3 to §5.2.6.2).
ARCROLES: dict[str, tuple[str, str]] = {
    names.CONCEPT_LABEL: (f"{{{LINK}}}labelArc", "any"),
    names.CONCEPT_REFERENCE: (f"{{{LINK}}}referenceArc", "any"),
    names.FACT_FOOTNOTE: (f"{{{LINK}}}footnoteArc", "any"),
    names.PARENT_CHILD: (f"{{{LINK}}}presentationArc", "undirected"),
    names.SUMMATION_10: (f"{{{LINK}}}calculationArc", "any"),
    names.GENERAL_SPECIAL: (f"{{{LINK}}}definitionArc", "undirected"),
    names.ESSENCE_ALIAS: (f"{{{LINK}}}definitionArc", "undirected"),
    names.SIMILAR_TUPLES: (f"{{{LINK}}}definitionArc", "any"),
    names.REQUIRES_ELEMENT: (f"{{{LINK}}}definitionArc", "any"),
}
STANDARD_ARCS = frozenset(arc for arc, _ in ARCROLES.values())
GENERIC_LINK = f"{{{names.GENERIC}}}link"
GENERIC_ARC = f"{{{names.GENERIC}}}arc"
