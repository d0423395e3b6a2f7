"""Roles and arcroles: what schemas declare, what linkbases refer to, and what they use (XBRL 2.1 §3.5.2.4, §5.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts.addresses import join
from validator.dts.discovery import HREF, TYPE
from validator.dts.links.linkbases import ARCROLE, ROLE
from validator.dts.links.standard import (
    ARCROLES,
    GENERIC_ARC,
    GENERIC_LINK,
    LINKBASE_ARCROLE,
    PROMISES,
    ROLES,
    STANDARD_ARCS,
    STANDARD_LINK_ROLE,
)
from validator.model.names import BLANK, LINK, XSD, Name, expand
from validator.model.taxonomy import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.dts.discovery import Discovery, Part
    from validator.model.report import Reference
    from validator.model.source import Location
    from validator.model.tree import Element
    from validator.xsd.validity import Validity

ROLE_TYPE, ARCROLE_TYPE = f"{{{LINK}}}roleType", f"{{{LINK}}}arcroleType"
ROLE_REF, ARCROLE_REF = f"{{{LINK}}}roleRef", f"{{{LINK}}}arcroleRef"
LINKBASE_REF = f"{{{LINK}}}linkbaseRef"
APPINFO = (f"{{{XSD}}}annotation", f"{{{XSD}}}appinfo")


def declared_roles(discovery: Discovery) -> tuple[dict[str, Role], dict[str, Role]]:
    """Return the role types and the arcrole types of a DTS, by URI; the first declaration of each."""
    roles: dict[str, Role] = {}
    arcroles: dict[str, Role] = {}
    for _part, element in role_types(discovery):
        role = role_of(element)
        (roles if element.name == ROLE_TYPE else arcroles).setdefault(role.uri, role)
    return roles, arcroles


def role_of(element: Element) -> Role:
    """Return what a roleType or arcroleType declares."""
    used = tuple(
        expand(use.string, use.prefixes) or use.string.strip(BLANK) for use in element.each(f"{{{LINK}}}usedOn")
    )
    uri = element.get("roleURI" if element.name == ROLE_TYPE else "arcroleURI").strip(BLANK)
    return Role(uri, element.told(f"{{{LINK}}}definition"), used, element.get("cyclesAllowed").strip(BLANK), element.at)


def role_types(discovery: Discovery) -> Iterator[tuple[Part, Element]]:
    """Yield every roleType and arcroleType of the DTS, with its document."""
    for part in discovery.parts.values():
        if part.kind == "schema" and not part.hinted:
            for appinfo in part.root.each(*APPINFO):
                for item in appinfo.children:
                    if item.name in (ROLE_TYPE, ARCROLE_TYPE):
                        yield part, item


class Roles:
    """Judges the declaration of roles, the references to them, and their use."""

    def __init__(self, discovery: Discovery, validity: Validity) -> None:
        self.discovery = discovery
        self.heads = validity.heads
        self.roles, self.arcroles = declared_roles(discovery)
        self.referred: set[str] = set()  # arcroles that some linkbase refers to: their cycles count

    def generic(self, tag: Name) -> bool:
        """Whether an element is a generic arc (Generic links 1.0 §2.2)."""
        return GENERIC_ARC in self.heads(tag)

    def judge(self) -> None:
        """Report what is wrong with roles anywhere in the DTS."""
        self._declarations()
        for part in list(self.discovery.parts.values()):
            if part.kind == "schema" and not part.hinted:
                for item in part.root.each(*APPINFO, LINKBASE_REF):
                    self.linkbase_ref(part, item)
            for linkbase in part.linkbases:
                self._linkbase(part, linkbase)

    # ------------------------------------------------------------------ declarations

    def _declarations(self) -> None:
        trouble = self.discovery.trouble
        first: dict[tuple[Name, str], tuple[Role, Part]] = {}
        for part, element in role_types(self.discovery):
            role = role_of(element)
            twice = next((use for use in role.used_on if role.used_on.count(use) > 1), "")
            if twice:
                trouble("used-on-twice", role.at, uri=role.uri, element=twice)
            known = first.setdefault((element.name, role.uri), (role, part))
            if known[0] is role or (known[1].path == part.path != part.uri and known[1] is not part):
                continue
            if known[1] is part:
                trouble("role-declared-twice", role.at, ("declared first", known[0].at), uri=role.uri)
            elif (known[0].definition, sorted(known[0].used_on), known[0].cycles) != (
                role.definition,
                sorted(role.used_on),
                role.cycles,
            ):
                trouble("role-declared-differently", role.at, ("declared first", known[0].at), uri=role.uri)

    # ------------------------------------------------------------------ references

    def references(self, references: Sequence[Reference], bases: Sequence[str]) -> None:
        """Report what is wrong with what a report's own references lead to (§4.2 to §4.4)."""
        for one, base in zip(references, bases, strict=True):
            if one.kind == "schemaRef":
                found = self.discovery.parts.get(join(base, one.href)[0])
                if found is not None and found.kind != "schema":
                    self.discovery.trouble("schema-expected", one.at, uri=found.uri, root=found.root.name)
            elif one.kind == "linkbaseRef" and one.attributes:
                self.linkbase_reference(one.attributes.get(ARCROLE, ""), one.uri, one.href, base, one.at)
            elif one.kind in ("roleRef", "arcroleRef"):
                target = ROLE_TYPE if one.kind == "roleRef" else ARCROLE_TYPE
                self.reference(one.uri, one.href, base, one.at, target, None)

    def linkbase_ref(self, part: Part, element: Element) -> None:
        """Report what is wrong with a linkbaseRef: its arcrole, and links its role does not promise."""
        href, base = element.attributes.get(HREF), part.base(element)
        self.linkbase_reference(element.get(ARCROLE), element.get(ROLE), href, base, element.at)

    def linkbase_reference(self, arcrole: str, role: str, href: str | None, base: str, at: Location) -> None:
        """Report what is wrong with a reference to a linkbase, from a schema or a report."""
        trouble = self.discovery.trouble
        if arcrole != LINKBASE_ARCROLE:
            trouble("linkbase-reference-of-other-arcrole", at, arcrole=arcrole)
        if href is None:
            return
        uri, fragment = join(base, href)
        found = self.discovery.parts.get(uri)
        if found is None:
            return
        target = found.find(fragment) if fragment else found.root
        if target is None or target.name != f"{{{LINK}}}linkbase":
            trouble("linkbase-expected", at, uri=uri + (f"#{fragment}" if fragment else ""))
            return
        promised = PROMISES.get(role)
        if promised is not None:
            for link in target.children:
                if link.get(TYPE) == "extended" and link.name != promised:
                    trouble("link-of-other-kind", at, ("the link", link.at), role=role, link=link.name)

    def _linkbase(self, part: Part, linkbase: Element) -> None:
        roles: dict[str, Element] = {}
        arcroles: dict[str, Element] = {}
        for child in linkbase.children:
            if child.name == ROLE_REF:
                self._reference(part, child, "roleURI", ROLE_TYPE, roles)
            elif child.name == ARCROLE_REF:
                self._reference(part, child, "arcroleURI", ARCROLE_TYPE, arcroles)
        self.referred |= arcroles.keys()
        for link in linkbase.children:
            if link.get(TYPE) == "extended":
                generic = GENERIC_LINK in self.heads(link.name)
                self._use(link, roles, "Link" if generic else "")
                for item in link.children:
                    kind = item.get(TYPE)
                    if kind == "resource":
                        self._use(item, roles, "Resource" if generic else "")
                    elif kind == "arc":
                        self._arcrole(item, arcroles)

    def _reference(
        self, part: Part, element: Element, attribute: str, target_tag: Name, seen: dict[str, Element]
    ) -> None:
        uri = element.get(attribute)
        first = seen[uri].at if uri in seen else None
        self.reference(uri, element.attributes.get(HREF), part.base(element), element.at, target_tag, first)
        seen.setdefault(uri, element)

    def reference(
        self, uri: str, href: str | None, base: str, at: Location, target_tag: Name, first: Location | None
    ) -> None:
        """Report what is wrong with a roleRef or arcroleRef (§3.5.2.4.5, §3.5.2.5.5); `first` is an earlier twin."""
        if first is not None:
            self.discovery.trouble("role-reference-twice", at, ("the first", first), uri=uri)
        if href is None:
            return
        document, fragment = join(base, href)
        found = self.discovery.parts.get(document)
        if found is None:
            return
        target = found.find(fragment)
        if target is None or target.name != target_tag:
            self.discovery.trouble("role-reference-to-nothing", at, uri=uri, href=href)
            return
        stated = target.get("roleURI" if target_tag == ROLE_TYPE else "arcroleURI").strip(BLANK)
        if stated != uri.strip(BLANK):
            place = ("the role type", target.at)
            self.discovery.trouble("role-reference-to-other-role", at, place, uri=uri, stated=stated)

    # ------------------------------------------------------------------ use

    def _use(self, element: Element, referred: dict[str, Element], generic: str) -> None:
        """Judge the role of an extended link or resource; `generic` is Link or Resource below a generic link."""
        role = element.attributes.get(ROLE)
        standard = element.name.startswith(f"{{{LINK}}}")
        if role is None or not role.strip(BLANK) or not (standard or generic):
            return  # that it must not be empty, the schema of links says
        trouble, at = self.discovery.trouble, element.at
        if not absolute(role):
            trouble("role-not-absolute", at, role=role, **_code(generic, f"nonAbsolute{generic}RoleURI"))
        elif role in ROLES and (not generic or (generic == "Link" and role == STANDARD_LINK_ROLE)):
            if standard and element.name not in ROLES[role]:
                trouble("role-on-other-element", at, role=role, element=element.name)
        elif role not in referred:
            trouble("role-not-referred", at, role=role, **_code(generic, f"missingRoleRefFor{generic}Role"))
        else:
            found = self.roles.get(role)
            if found is not None and element.name not in found.used_on:
                code = _code(generic, f"missing{generic}RoleUsedOnValue")
                place = ("the role type", found.at)
                trouble("role-on-other-element", at, place, role=role, element=element.name, **code)

    def _arcrole(self, arc: Element, referred: dict[str, Element]) -> None:
        arcrole = arc.attributes.get(ARCROLE)
        standard, generic = arc.name in STANDARD_ARCS, self.generic(arc.name)
        if arcrole is None or not (standard or generic):
            return
        trouble, at = self.discovery.trouble, arc.at
        if arcrole in ARCROLES and not generic:
            if ARCROLES[arcrole][0] != arc.name:
                trouble("arcrole-on-other-arc", at, arcrole=arcrole, arc=arc.name)
        elif not absolute(arcrole):
            trouble("role-not-absolute", at, role=arcrole, **_code(generic, "nonAbsoluteArcRoleURI"))
        elif arcrole not in referred:
            trouble("arcrole-not-referred", at, arcrole=arcrole, **_code(generic, "missingRoleRefForArcRole"))
        else:
            found = self.arcroles.get(arcrole)
            if found is not None and arc.name not in found.used_on:
                code = _code(generic, "missingArcRoleUsedOnValue")
                place = ("the arcrole type", found.at)
                trouble("arcrole-on-other-arc", at, place, arcrole=arcrole, arc=arc.name, **code)


def _code(generic: object, code: str) -> dict[str, str]:
    """Return the code Generic links 1.0 has for what XBRL 2.1 also forbids; nothing outside generic links."""
    return {"spec": f"xbrlgene:{code}"} if generic else {}


def absolute(uri: str) -> bool:
    """Whether a URI has a scheme (RFC 3986 §4.3)."""
    scheme, colon, rest = uri.partition(":")
    plain = scheme.replace("+", "").replace("-", "").replace(".", "")
    return bool(colon and rest and scheme[:1].isalpha() and scheme.isascii() and plain.isalnum())
