"""Data types as the Open Information Model sees them: which facts are text, and which types it has no place for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts import fact_validity
from validator.model.components import ComplexType
from validator.model.names import XBRLI, local, namespace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.names import Name
    from validator.model.taxonomy import Concept, Taxonomy

DATA_TYPES = "http://www.xbrl.org/dtr/type/"
TEXTUAL = frozenset(f"{name}ItemType" for name in ("string", "normalizedString", "token", "NMTOKEN"))
SPEECHLESS = frozenset(("domainItemType", "noLangTokenItemType", "noLangStringItemType"))
ENUMERATIONS = (
    "http://xbrl.org/2020/extensible-enumerations-2.0",
    "http://xbrl.org/PR/2020-01-21/extensible-enumerations-2.0",
)
LEGACY = frozenset(("ENTITY", "ENTITIES", "ID", "IDREF", "IDREFS", "NMTOKEN", "NMTOKENS", "NOTATION"))
DATE_UNION = f"{{{XBRLI}}}dateUnion"


def enumerated(concept: Concept) -> bool:
    """Whether a concept's facts name members of an extensible enumeration."""
    return namespace(concept.type) in ENUMERATIONS


def textual(concept: Concept, taxonomy: Taxonomy) -> bool:
    """Whether a concept's facts are text, which may be in a language (OIM 1.0 §3.4)."""
    if concept.base not in TEXTUAL or enumerated(concept):
        return False
    return not any(
        local(name) in SPEECHLESS and namespace(name).startswith(DATA_TYPES) for name in _line(concept.type, taxonomy)
    )


def unreportable(concept: Concept, taxonomy: Taxonomy) -> str:
    """Return what a concept's facts are that the model has no place for; "" when it has one."""
    if concept.kind == "tuple":
        return "a tuple"
    if concept.base == "fractionItemType":
        return "a fraction"
    return "content with prefixes" if _prefixed(concept.type, taxonomy, "ItemType") else ""


def untypable(domain: Concept, taxonomy: Taxonomy) -> str:
    """Return what the values of a typed dimension are that the model has no place for; "" when it has one."""
    if isinstance(taxonomy.types.get(domain.type), ComplexType):
        return "of a complex type"
    line = list(_line(domain.type, taxonomy))
    if DATE_UNION in line:
        return ""
    found = fact_validity.of(taxonomy).types.find(domain.type)
    if found is not None and (found.variety != "atomic" or found.builtin in LEGACY):
        return f"of a {found.variety} type" if found.variety != "atomic" else f"of the type {found.builtin}"
    return "content with prefixes" if _prefixed(domain.type, taxonomy, "Type") else ""


def _prefixed(name: Name, taxonomy: Taxonomy, ending: str) -> bool:
    """Whether a type holds prefixes that only its own document binds; an SQName is bound by the report."""
    own = {local(one) for one in _line(name, taxonomy) if namespace(one).startswith(DATA_TYPES)}
    return f"prefixedContent{ending}" in own and not own & {f"SQName{ending}", f"SQNames{ending}"}


def _line(name: Name, taxonomy: Taxonomy) -> Iterator[Name]:
    return fact_validity.of(taxonomy).line(name)
