"""The reader of a DTS: a report's references → a compiled `Taxonomy`, fresh from its documents or from the store.

`load` is what readers of reports call. Nothing it meets is an error of ours: what is wrong with a schema or linkbase
becomes a problem of the taxonomy, at its file and line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from validator.dts import store
from validator.dts import stored as compiled

INSTANCE = "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"

if TYPE_CHECKING:
    from validator.dts.options import ReadOptions
    from validator.model.report import Report
    from validator.model.source import Location
    from validator.model.taxonomy import Taxonomy


def load(report: Report, options: ReadOptions) -> Taxonomy:
    """Return the taxonomy of a report, found by its `references`, as seen from its `path`.

    It comes from the store when nothing it was made of has changed since, and is stored otherwise; an option `store`
    that is False leaves the store alone.
    """
    if not options.store:
        raw, labels, _ = build(report, options)
        return compiled.taxonomy(raw, lambda: labels, report.references)
    key = store.key_of(report, options)
    found = store.find(key)
    if found is not None:
        raw, fetch = found
        return compiled.taxonomy(raw, lambda: fetch() or build(report, options)[1], report.references)
    raw, labels, seen = build(report, options)
    store.keep(key, seen, raw, labels)
    return compiled.taxonomy(raw, lambda: labels, report.references)


def build(report: Report, options: ReadOptions) -> tuple[dict[str, Any], dict[str, Any], dict[str, store.Identity]]:
    """Discover and compile a DTS; return its raw form, that of its labels, and the files it was made of.

    The garbage collector rests meanwhile: nearly everything made is kept, and looking for garbage costs a fifth.
    """
    import gc

    collecting = gc.isenabled()
    gc.disable()
    try:
        return _build(report, options)
    finally:
        if collecting:
            gc.enable()


def _build(report: Report, options: ReadOptions) -> tuple[dict[str, Any], dict[str, Any], dict[str, store.Identity]]:
    from validator.dts.discovery import Discovery
    from validator.dts.packages import judge as judge_package
    from validator.dts.resolver import Resolver, join, place_uri

    resolver = Resolver(options, os.path.dirname(report.path))
    discovery = Discovery(resolver)
    here = place_uri(report.path)
    bases = [join(here, reference.base)[0] if reference.base else here for reference in report.references]
    for reference, base in zip(report.references, bases, strict=True):
        discovery.start(reference.href, base, reference.at)
    for href in store.hints(report):
        discovery.hint(href, here)
    discovery.hint(INSTANCE, "")
    for package in resolver.packages:
        discovery.problems += judge_package(package, resolver)
    return (*compile_dts(discovery, report, bases), resolver.seen)


def compile_dts(discovery: Any, report: Report, bases: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Compile discovered documents; return the raw taxonomy and its labels."""
    from validator.dts import enumerations, units_registry
    from validator.dts.links import dimensions
    from validator.dts.links.linkbases import Linkbases
    from validator.xsd.compiler import Schemas

    schemas = Schemas(discovery)
    parts = list(discovery.parts.values())
    for part in parts:
        if part.kind == "schema":
            schemas.note(part)
    schemas.compile()
    dimensions.typed_domains(discovery, schemas)
    linkbases = Linkbases(discovery, schemas)
    for part in parts:
        for linkbase in part.linkbases:
            linkbases.read(part, linkbase)
    linkbases.relate()
    judge(discovery, schemas, linkbases).references(report.references, bases)
    dimensions.target_roles(discovery)
    wanted = enumerations.asked(discovery, schemas)
    discovery.finish()
    raw, labels = _Writer(discovery, schemas, linkbases).raw(report)
    raw["units"] = units_registry.registered(schemas)
    if wanted:
        raw["enumerations"] = enumerations.allowed(wanted, compiled.taxonomy(raw, lambda: labels, report.references))
    dimensions.add_faults(raw, compiled.taxonomy(raw, lambda: labels, report.references))
    return raw, labels


def judge(discovery: Any, schemas: Any, linkbases: Any) -> Any:
    """Report everything that is wrong with the documents of a DTS; return what judges roles."""
    from validator.dts import document_validity
    from validator.dts.links.arcs import Relations
    from validator.dts.links.roles import Roles
    from validator.xsd.conformity import Validity
    from validator.xsd.derivations import Derivations
    from validator.xsd.schema_language import Structure

    judged = Validity(schemas.concepts, schemas.types, schemas.attributes)
    document_validity.judge(discovery, judged)
    structure = Structure(discovery, schemas, judged)
    for part in discovery.parts.values():
        if part.kind == "schema" and not part.hinted and not part.uri.startswith(document_validity.SCHEMA_BUNDLE):
            structure.judge(part)
    structure.unique_particles()
    structure.concepts()
    Derivations(discovery, schemas).judge()
    roles = Roles(discovery, judged)
    roles.judge()
    Relations(discovery, schemas, linkbases, roles).judge()
    return roles


class _Writer:
    """Turns what was read into plain values."""

    def __init__(self, discovery: Any, schemas: Any, linkbases: Any) -> None:
        self.discovery = discovery
        self.schemas = schemas
        self.linkbases = linkbases
        self.paths: dict[str, int] = {}

    def place(self, at: Location) -> tuple[int, int]:
        return (self.paths.setdefault(at.path, len(self.paths)), at.line)

    def raw(self, report: Report) -> tuple[dict[str, Any], dict[str, Any]]:
        from validator.dts.links.labels import labels, references
        from validator.dts.links.roles import declared_roles

        roles, arcroles = declared_roles(self.discovery)
        raw: dict[str, Any] = {
            "concepts": {n: (*c[1:10], self.place(c.at), *c[11:]) for n, c in self.schemas.concepts.items()},
            "networks": self.networks(),
            "roles": {uri: (*role[1:4], self.place(role.at)) for uri, role in roles.items()},
            "arcroles": {uri: (*role[1:4], self.place(role.at)) for uri, role in arcroles.items()},
            "types": {n: self.type(t) for n, t in self.schemas.types.items()},
            "attributes": {n: tuple(use[1:]) for n, use in self.schemas.attributes.items()},
        }
        raw["documents"] = tuple((p.uri, p.path, p.kind) for p in self.discovery.parts.values())
        places = {reference.at: (number,) for number, reference in enumerate(report.references)}
        raw["problems"] = tuple(
            (
                p.check,
                places.get(p.at, tuple(p.at)),
                p.values,
                tuple((w, places.get(at, tuple(at))) for w, at in p.related),
            )
            for p in (one.problem for one in dict.fromkeys(map(_hashable, self.discovery.problems)))
        )
        raw["paths"] = tuple(self.paths)
        return raw, {"labels": labels(self.linkbases), "references": references(self.linkbases)}

    def type(self, declared: Any) -> tuple[Any, ...]:
        from validator.model.components import SimpleType

        if isinstance(declared, SimpleType):
            return ("simple", *declared[1:-1], self.place(declared.at))
        uses = tuple(tuple(use) for use in declared.attributes)
        return ("complex", *declared[1:8], uses, declared.wildcard, self.place(declared.at))

    def networks(self) -> dict[tuple[str, str], tuple[Any, ...]]:
        """Return the effective arcs between concepts, by arcrole and link role."""
        from decimal import Decimal, InvalidOperation

        from validator.dts.links.linkbases import OWN, effective

        def order(arc: tuple[Any, ...]) -> Decimal:
            try:
                return Decimal(arc[2].strip())
            except InvalidOperation:
                return Decimal(1)

        found: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
        for (arcrole, role, _, _), raw in self.linkbases.sets.items():
            for one in effective(raw):
                if isinstance(one.source, str) and isinstance(one.target, str):
                    attributes = one.element.attrib
                    others = tuple(
                        (n, v)
                        for n, v in attributes.items()
                        if n not in OWN and not n.startswith("{http://www.w3.org/1999/xlink}")
                    )
                    found.setdefault((arcrole, role), []).append((
                        one.source,
                        one.target,
                        attributes.get("order", "1"),
                        attributes.get("weight", "1"),
                        attributes.get("preferredLabel", ""),
                        others,
                        self.place(one.part.at(one.element)),
                    ))  # fmt: skip
        networks = {}
        for key in sorted(found):
            seen: dict[str, int] = {}
            for arc in found[key]:
                seen.setdefault(arc[0], len(seen))
            networks[key] = tuple(sorted(found[key], key=lambda arc: (seen[arc[0]], order(arc))))
        return networks


class _hashable:  # noqa: N801 - a key, not a type of ours
    """A problem that can be told from its twins."""

    def __init__(self, problem: Any) -> None:
        self.problem = problem
        self.key = (problem.check, problem.at, tuple(sorted((k, str(v)) for k, v in problem.values.items())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _hashable) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)
