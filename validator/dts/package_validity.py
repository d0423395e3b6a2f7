"""The metadata and the catalog of a taxonomy package, by the schemas of packages (Taxonomy Packages 1.0 §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts.discovery import Discovery
from validator.model.names import local
from validator.xsd.compiler import Schemas
from validator.xsd.prepared import STRICT
from validator.xsd.validity import Identities, Validity

if TYPE_CHECKING:
    from validator.dts.packaged.packages import Package
    from validator.dts.resolver import Resolver
    from validator.model.source import Problem

SCHEMAS = (
    "http://www.xbrl.org/2016/taxonomy-package.xsd",
    "http://www.xbrl.org/2016/taxonomy-package-catalog.xsd",
)


def judge(package: Package, resolver: Resolver) -> list[Problem]:
    """Return what is wrong with a package."""
    discovery = Discovery(resolver)
    for href in SCHEMAS:
        discovery.hint("", href, "")
    schemas = Schemas(discovery)
    for part in discovery.parts.values():
        schemas.note(part)
    schemas.compile()
    validity = Validity(schemas.elements, schemas.types, schemas.attributes)
    for check, root in package.documents:
        for fault in validity.faults(root, Identities(), process=STRICT):
            package.problems.append(fault.problem(check, local(fault.element.name)))
    return package.problems
