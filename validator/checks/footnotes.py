"""FA3: footnote links, and the roles a report refers to (XBRL 2.1 §3.5.2.4, §4.3, §4.4, §4.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, Wording, breach, check
from validator.model.names import FACT_FOOTNOTE, FOOTNOTE_ROLE, LANGUAGE, LINK, LINK_ROLE, XLINK, local
from validator.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.model.source import Location
    from validator.model.taxonomy import Role
    from validator.model.tree import Element

TYPE, LABEL, FROM, TO = (f"{{{XLINK}}}{name}" for name in ("type", "label", "from", "to"))
HREF, ROLE, ARCROLE = (f"{{{XLINK}}}{name}" for name in ("href", "role", "arcrole"))
LOC, FOOTNOTE, FOOTNOTE_LINK = f"{{{LINK}}}loc", f"{{{LINK}}}footnote", f"{{{LINK}}}footnoteLink"
STANDARD = "http://www.xbrl.org/2003/"


def parts(link: Element, kind: str) -> list[Element]:
    """Return the children of an extended link of one XLink type."""
    return [child for child in link.children if child.get(TYPE) == kind]


def targets(report: Report) -> set[str]:
    """Return the ids of a report's facts."""
    return {given for given in report.ids if given}


def located(report: Report, href: str, ids: set[str]) -> bool:
    """Whether a locator's reference is to a fact of the report itself: by id, or by a child sequence (element())."""
    document, _, fragment = href.strip().partition("#")
    if document and document.rpartition("/")[2] != report.path.rpartition("/")[2]:
        return False
    if fragment in ids:
        return True
    if not (fragment.startswith("element(") and fragment.endswith(")")):
        return False
    pointer = fragment[8:-1]
    if pointer in ids:
        return True
    steps = pointer.split("/")
    if len(steps) != 3 or steps[:2] != ["", "1"] or not steps[2].isdigit() or len(steps[2]) > 9:
        return False
    rows = [(report.lines[r], report.columns[r], True) for r, parent in enumerate(report.parents) if parent < 0]
    children = sorted([*rows, *((e.line, e.column, False) for e in report.declared.heads())])
    return 0 < int(steps[2]) <= len(children) and children[int(steps[2]) - 1][2]


@check(
    Report,
    "FA301",
    "footnote-locator-elsewhere",
    says="the locator {label!r} points to {href}, which is no fact of this report",
    cites="XBRL 2.1 §4.11.1.1",
    mends="let it point to the id of an item or tuple in this report",
)
def locators(report: Report, _: Report) -> Iterator[Breach]:
    """A locator in a footnote link must point to a fact of the same report.

    The footnote would belong to no figure.
    """
    ids: set[str] | None = None
    for link in report.links:
        for child in parts(link, "locator"):
            ids = targets(report) if ids is None else ids
            if not located(report, child.get(HREF), ids):
                yield breach(child.at, label=child.get(LABEL), href=child.get(HREF) or "nothing")


@check(
    Report,
    "FA302",
    "custom-footnote-locator",
    says="{element} is used as a locator in a footnote link, where only link:loc may be",
    cites="XBRL 2.1 §4.11.1.1",
    mends="write link:loc",
)
def own_locators(report: Report, _: Report) -> Iterator[Breach]:
    """The locators of a footnote link must be link:loc elements.

    Readers look for no other, and the footnote would belong to no figure.
    """
    for link in report.links:
        for child in parts(link, "locator"):
            if child.name != LOC:
                yield breach(child.at, element=local(child.name))


@check(
    Report,
    "FA303",
    "footnote-arc-misplaced",
    says="the footnote arc goes {way} {label!r}, which is {seen}",
    cites="XBRL 2.1 §4.11.1.3.1, §3.5.3.9",
    mends="let it go from a locator of a fact to a footnote of the same link",
)
def arcs(report: Report, _: Report) -> Iterator[Breach]:
    """An arc must connect what its own link holds, and a fact-footnote arc a fact's locator to a footnote.

    Anything else ties the footnote to no figure.
    """
    for link in report.links:
        kinds: dict[str, set[str]] = {}
        for child in link.children:
            if child.get(TYPE) in ("locator", "resource"):
                kinds.setdefault(child.get(LABEL), set()).add(child.get(TYPE))
        for arc in parts(link, "arc"):
            standard = arc.get(ARCROLE) == FACT_FOOTNOTE
            for way, end, wanted in (("from", FROM, "locator"), ("to", TO, "resource")):
                seen = kinds.get(arc.get(end), set())
                if not seen:
                    yield breach(arc.at, way=way, label=arc.get(end), seen="nothing in this link")
                elif standard and seen != {wanted}:
                    what = "a locator" if wanted == "resource" else "a footnote"
                    yield breach(arc.at, way=way, label=arc.get(end), seen=what)


@check(
    Report,
    "FA304",
    "footnote-without-language",
    says="the footnote has no xml:lang, nor has any element around it",
    cites="XBRL 2.1 §4.11.1.2.1",
    mends="state the language of the footnote with xml:lang",
)
def languages(report: Report, _: Report) -> Iterator[Breach]:
    """A footnote must have a language, of its own or from an element around it.

    A reader cannot tell whom it is for.
    """
    if report.syntax != "xbrl-xml" or (report.root is not None and report.root.get(LANGUAGE)):
        return
    for link in report.links:
        if not link.get(LANGUAGE):
            for child in parts(link, "resource"):
                if child.name == FOOTNOTE and not child.get(LANGUAGE):
                    yield breach(child.at)


@check(
    Report,
    "FA305",
    "role-referred-to-twice",
    says="{kind} {uri} stands a second time",
    cites="XBRL 2.1 §3.5.2.4, §3.5.2.5, §4.4",
    mends="keep one of the two",
)
def single_references(report: Report, _: Report) -> Iterator[Breach]:
    """A report must refer to each role and each arcrole once.

    Two references may lead to two declarations.
    """
    first: dict[tuple[str, str], Location] = {}
    for reference in report.references:
        if reference.kind in ("roleRef", "arcroleRef"):
            key = (reference.kind, reference.uri)
            if key in first:
                yield breach(reference, (("first referred to here", first[key]),), kind=key[0], uri=key[1])
            first.setdefault(key, reference.at)


@check(
    Report,
    "FA306",
    "role-used-undeclared",
    says=Wording("{element} has the {kind} {uri}, {why}", cause=("kind", "uri")),
    cites="XBRL 2.1 §3.5.3.3, §4.11.1, §5.1.3.4, §5.1.4.4",
    mends="use a standard role, or one whose declaration names the element in usedOn, and refer to it",
)
def roles(report: Report, _: Report) -> Iterator[Breach]:
    """A role in a footnote link must be a standard one for its element, or declared for it and referred to.

    What a role of nobody's means nobody knows.
    """
    if report.taxonomy is None or report.syntax != "xbrl-xml":
        return
    referred = {(r.kind, r.uri) for r in report.references}
    known = report.taxonomy.roles, report.taxonomy.arcroles
    incomplete = "schema" in report.taxonomy.lost
    for link in report.links:
        for element in (link, *link.children):
            if element.get(TYPE) == "locator":
                continue
            for kind, name, declared in (("role", ROLE, known[0]), ("arcrole", ARCROLE, known[1])):
                uri = element.get(name).strip()
                why = _unfit(element, kind, uri, declared, referred, incomplete=incomplete) if uri else ""
                if why:
                    yield breach(element.at, element=local(element.name), kind=kind, uri=uri, why=why)


def _unfit(
    element: Element,
    kind: str,
    uri: str,
    declared: Mapping[str, Role],
    referred: set[tuple[str, str]],
    *,
    incomplete: bool,
) -> str:
    """Return why a role cannot stand on an element; "" when it can, or a schema that is lost may declare it."""
    standard = {(FOOTNOTE_LINK, LINK_ROLE), (FOOTNOTE, FOOTNOTE_ROLE), (f"{{{LINK}}}footnoteArc", FACT_FOOTNOTE)}
    if uri.startswith((f"{STANDARD}role/", f"{STANDARD}arcrole/")):
        standing = element.name.startswith(f"{{{LINK}}}") and (element.name, uri) not in standard
        return "a standard role that is not for it" if standing else ""
    if (f"{kind}Ref", uri) not in referred:
        return f"to which no {kind}Ref of the report refers"
    role = declared.get(uri)
    if role is None:
        return "" if incomplete else "which no schema declares"
    return "" if element.name in role.used_on else "whose declaration does not name it in usedOn"
