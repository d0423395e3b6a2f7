"""The reader of a DTS: a report's references → a compiled `Taxonomy`, fresh from its documents or from the store.

`load` is what readers of reports call. Nothing it meets is an error of ours: what is wrong with a schema or linkbase
becomes a problem of the taxonomy, at its file and line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator import resources
from validator.dts import store, stored
from validator.garbage import resting
from validator.model.report import Report

INSTANCE = "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"
BASELESS = f"""the schema of XBRL itself cannot be had, and nothing can be judged without it: {INSTANCE}
It comes with the package arelle-release, which belongs to every installation of tieout: install it again, or name a
folder that holds it as www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd with --webcache"""

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.asked import Asked
    from validator.dts.discovery import Discovery
    from validator.dts.links.assumed import Assumed
    from validator.dts.links.linkbases import Linkbases
    from validator.dts.links.roles import Roles
    from validator.dts.stored import Stored
    from validator.model.names import Name
    from validator.model.taxonomy import Concept, Later, Taxonomy
    from validator.xsd.compiler import Schemas


def load(report: Report, options: Asked) -> Taxonomy:
    """Return the taxonomy of a report, found by its `references`, as seen from its `path`.

    It comes from the store when nothing it was made of has changed since, and is stored otherwise; an option `store`
    that is False leaves the store alone. Raises IncompleteError where XBRL's own schemas are not installed.
    """
    if not options.store:
        raw, labels, _ = build(report, options)
        return stored.read(raw, lambda: labels, report.references)
    key = store.key_of(report, options)
    found = store.find(key)
    if found is not None:
        raw, fetch = found
        asking = _asking(report)
        return stored.read(raw, lambda: fetch() or build(asking, options)[1], report.references)
    raw, labels, seen = build(report, options)
    store.keep(key, seen, raw, labels)
    return stored.read(raw, lambda: labels, report.references)


def _asking(report: Report) -> Report:
    """Return what of a report its DTS hangs on: a taxonomy that held on to the whole would keep it in a circle."""
    asking = Report(report.path, report.syntax)
    asking.references, asking.prefixes, asking.root = report.references, report.prefixes, report.root
    return asking


@resting()
def build(report: Report, options: Asked) -> tuple[Stored, Later, dict[str, store.Identity]]:
    """Discover and compile a DTS; return its raw form, that of its labels, and the files it was made of."""
    from validator.dts.addresses import join, place_uri
    from validator.dts.discovery import Discovery, promised
    from validator.dts.links.assumed import Assumed
    from validator.dts.links.metalinks import told
    from validator.dts.package_validity import judge as judge_package
    from validator.dts.resolver import Resolver

    resolver = Resolver(options, os.path.dirname(report.path))
    discovery = Discovery(resolver)
    here = place_uri(report.path)
    bases = [join(here, reference.base)[0] if reference.base else here for reference in report.references]
    for reference, base in zip(report.references, bases, strict=True):
        kind = promised(reference.uri) if reference.kind == "linkbaseRef" else "schema"
        discovery.start(reference.href, base, reference.at, kind)
    for space, href in store.hints(report):
        discovery.hint(space, href, here)
    discovery.hint("", INSTANCE, "")
    if INSTANCE not in discovery.parts:
        raise resources.IncompleteError(BASELESS)
    for package in resolver.judged:
        discovery.problems += judge_package(package, resolver)
    assumed = None
    if "schema" in discovery.lost:
        prefixes = report.prefixes if store.placed(report, options) else {}
        assumed = Assumed(discovery, prefixes, told(discovery, here))
    raw, labels = compile_dts(discovery, report, bases, assumed)
    raw["sought"] = sorted(resolver.seen)
    return raw, labels, resolver.seen


def compile_dts(
    discovery: Discovery, report: Report, bases: list[str], assumed: Assumed | None = None
) -> tuple[Stored, Later]:
    """Compile discovered documents; return the plain taxonomy and its labels."""
    from validator.dts import concepts as declarations
    from validator.dts import enumerations, units_registry
    from validator.dts.links import dimensions, labels
    from validator.dts.links.linkbases import Linkbases
    from validator.dts.links.networks import networks, open_sums, supposed
    from validator.dts.links.roles import declared_roles
    from validator.model.source import Document
    from validator.model.taxonomy import ANY
    from validator.xsd.compiler import Schemas

    schemas = Schemas(discovery, declarations.BASE)
    parts = list(discovery.parts.values())
    for part in parts:
        if part.kind == "schema":
            schemas.note(part)
    schemas.compile()
    concepts = declarations.concepts(schemas)
    dimensions.typed_domains(discovery, schemas, concepts)
    linkbases = Linkbases(discovery, schemas, assumed)
    for part in parts:
        for linkbase in part.linkbases:
            linkbases.read(part, linkbase)
    linkbases.relate()
    judge(discovery, schemas, concepts, linkbases).references(report.references, bases)
    dimensions.target_roles(discovery)
    wanted = enumerations.asked(schemas, concepts)
    discovery.finish()
    documents = [Document(part.uri, part.path, part.kind) for part in parts]
    units = units_registry.registered(schemas, concepts.values())
    types = {one.name: one.type for one in (assumed.known if assumed else {}).values() if one.name not in concepts}
    absent = {*discovery.absent, ANY} if discovery.anywhere else discovery.absent
    raw = stored.write(
        stored.Compiled(
            documents, concepts, networks(linkbases), *declared_roles(discovery), schemas.types, schemas.attributes,
            units, discovery.lost, absent, open_sums(linkbases), supposed(linkbases),
            {one: (said, *units_registry.told(said)) for one, said in types.items() if said},
        )
    )  # fmt: skip
    spoken: Later = {"labels": labels.labels(linkbases), "references": labels.references(linkbases)}
    found = stored.read(raw, lambda: spoken)
    raw["enumerations"] = enumerations.allowed(wanted, found)
    raw["problems"] = stored.problem_rows([*discovery.problems, *dimensions.faults(found)], report.references)
    return raw, spoken


def judge(discovery: Discovery, schemas: Schemas, concepts: Mapping[Name, Concept], linkbases: Linkbases) -> Roles:
    """Report everything that is wrong with the documents of a DTS; return what judges roles."""
    from validator.dts import document_validity
    from validator.dts.concepts import Concepts
    from validator.dts.links.arcs import Relations
    from validator.dts.links.roles import Roles
    from validator.xsd.derivations import Derivations
    from validator.xsd.validity import Validity

    validity = Validity(schemas.elements, schemas.types, schemas.attributes, discovery.lacks)
    document_validity.judge(discovery, schemas, validity)
    Concepts(schemas, concepts, incomplete="schema" in discovery.lost).judge()
    Derivations(schemas).judge()
    roles = Roles(discovery, validity)
    roles.judge()
    Relations(linkbases, concepts, roles).judge()
    return roles
