"""Extensible enumerations 1.0 and 2.0: which values each enumeration of a taxonomy allows, worked out when compiled.

Version 1.1 never became a recommendation; 2.0 took its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts.concepts import line
from validator.model import dimensions
from validator.model.names import BLANK, local, namespace
from validator.model.taxonomy import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.model.names import Name
    from validator.model.taxonomy import Concept, Taxonomy
    from validator.xsd.compiler import Schemas

SPACES = {
    "http://xbrl.org/2014/extensible-enumerations": "enum",
    "http://xbrl.org/2020/extensible-enumerations-2.0": "enum2",
}
EDITIONS = {f"{{{space}}}enumerationItemType": prefix for space, prefix in SPACES.items()} | {
    f"{{{space}}}enumerationSetItemType": "enum2 set" for space, prefix in SPACES.items() if prefix == "enum2"
}

Asked = dict["Name", tuple[str, "Name", str, bool]]


def asked(schemas: Schemas, concepts: Mapping[Name, Concept]) -> Asked:
    """Return, for each enumeration, its edition, its domain's head, its link role, and whether the head counts.

    The edition is enum, enum2 or "enum2 set". What keeps an enumeration from being one becomes a problem.
    """
    found: Asked = {}
    for clark, concept in concepts.items():
        edition = next((EDITIONS[name] for name in line(schemas, concept.type) if name in EDITIONS), "")
        if not edition:
            continue
        element, document = schemas.declared["element"][clark]
        prefix = edition.partition(" ")[0]
        space = next(space for space, own in SPACES.items() if own == prefix)
        written, role = element.get(f"{{{space}}}domain"), element.get(f"{{{space}}}linkrole").strip(BLANK)
        usable = dimensions.true(element.get(f"{{{space}}}headUsable") or "false")
        head = schemas.resolve(written, element, document) if written else ""
        declared = concepts.get(head)
        fits = declared is not None and declared.kind == "item"
        lacked = declared is None and bool(head) and schemas.problems.lacks(namespace(head))
        untold = lacked or (declared is not None and declared.kind == UNTOLD)
        for check, wrong, error in (
            ("enumeration-without-domain", not written, "MissingDomainError"),
            ("enumeration-of-unfit-domain", bool(written) and not fits and not untold, "InvalidDomainError"),
            ("enumeration-without-role", not role, "MissingLinkRoleError"),
        ):
            if wrong:
                values = {"concept": local(clark), "domain": local(head), "prefix": prefix}
                schemas.trouble(check, concept.at, **values, spec=f"{prefix}te:{error}")
        if role and fits:
            found[clark] = (edition, head, role, usable)
    return found


def allowed(wanted: Asked, taxonomy: Taxonomy) -> dict[Name, tuple[str, tuple[Name, ...]]]:
    """Return, for each enumeration, its edition and the members its facts may name."""
    sets = dimensions.Dimensions(taxonomy)
    return {
        clark: (edition, tuple(sorted(sets.enumerated(head, role, head_usable=usable))))
        for clark, (edition, head, role, usable) in wanted.items()
    }
