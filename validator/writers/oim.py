"""What a report says in terms of the Open Information Model, for writers: names, periods, units, members, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from validator.dts import oim_types
from validator.model import names
from validator.model.names import FOOTNOTE_ROLE, LINK_ROLE, NO_ENTITY, XBRLI, XSI, Name, local, namespace
from validator.model.periods import DAY
from validator.model.xhtml import escaped
from validator.xsd.datatypes.characters import foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.contexts import Context, Member
    from validator.model.periods import Moment, Period
    from validator.model.report import Footnote, Report
    from validator.model.source import Plain
    from validator.model.units import Unit

RESERVED = {uri: prefix for prefix, uri in names.RESERVED.items()}
ALIASES = {uri: alias for alias, uri in names.ROLES.items()}


class Unwritable(Exception):  # noqa: N818 - what a user is told, not an error of ours
    """A report holds what a syntax cannot say; carries what and, where known, the fact's place."""

    def __init__(self, reason: str, spec: str = "") -> None:
        super().__init__(f"{reason} (xBRL-XML 1.0, {spec})" if spec else reason)
        self.spec = spec


def in_xml(text: str) -> bytes:
    """Return a document's bytes; raises Unwritable for characters that XML does not have (XML 1.0 §2.2)."""
    said = foreign(text)
    if said:
        raise Unwritable(f"the report holds a text XML cannot carry: {said}")
    return text.encode("utf-8")


class Aliases:
    """Prefixes for namespaces, and short names for roles, given out as they are met."""

    def __init__(self, preferred: dict[str, str]) -> None:
        self.used: dict[str, str] = {}
        self.preferred = {uri: prefix for prefix, uri in reversed(preferred.items()) if prefix and uri not in RESERVED}

    def prefix(self, uri: str) -> str:
        """Return the prefix of a namespace."""
        found = self.used.get(uri)
        if found is None:
            taken = set(self.used.values()) | set(RESERVED.values())
            found = RESERVED.get(uri) or self.preferred.get(uri, "")
            if not found or (found in taken and uri not in RESERVED):
                stem = found or "ns"
                found = next(f"{stem}{n}" for n in range(1, len(taken) + 2) if f"{stem}{n}" not in taken)
            self.used[uri] = found
        return found

    def name(self, clark: Name) -> str:
        """Return a Clark name with its prefix."""
        uri = namespace(clark)
        if not uri:
            raise Unwritable(f"the name {clark!r} has no namespace")
        return f"{self.prefix(uri)}:{local(clark)}"


class Dimensions(NamedTuple):
    """The dimensions of one fact, as written; None where there is none."""

    concept: str
    entity: str | None
    period: str | None
    unit: str | None
    language: str | None
    taxonomic: tuple[tuple[str, str | None], ...]


class View:
    """A report as a writer of OIM syntaxes needs it; raises Unwritable where the model has no place for something."""

    def __init__(self, report: Report, folder: str = "") -> None:
        self.report = report
        self.folder = folder
        self.aliases = Aliases(report.prefixes)
        self._contexts: dict[int, tuple[str | None, str | None, tuple[tuple[str, str | None], ...]]] = {}
        self._units: dict[int, str | None] = {}
        self._textual: dict[Name, bool] = {}
        self.names: list[str] = unique(report.ids)
        self._footnotes_sayable()
        self.written = [row for row in range(len(report)) if self._sayable(row)]

    def _sayable(self, row: int) -> bool:
        report = self.report
        concept = report.taxonomy.concepts.get(report.concepts[row]) if report.taxonomy else None
        what = f"{report.location(row)}: {local(report.concepts[row])}"
        if report.parents[row] >= 0 or row in report.child_rows or (concept is not None and concept.kind == "tuple"):
            raise Unwritable(
                f"{what} is a tuple or in one, and the model has only single facts", "xbrlxe:unsupportedTuple"
            )
        if row in report.fractions or (concept is not None and concept.base == "fractionItemType"):
            raise Unwritable(
                f"{what} is a fraction, and the model has only decimal numbers", "xbrlxe:unsupportedFraction"
            )
        if report.contexts_of[row] < 0:
            raise Unwritable(f"{what} has no context")
        precision = report.precisions[row]
        if precision and not precision.strip("0") and not report.nils[row]:
            raise Unwritable(
                f"{what} has the precision 0, which says nothing of its value", "xbrlxe:unsupportedZeroPrecisionFact"
            )
        return True

    def _footnotes_sayable(self) -> None:
        for note in linked(self.report):
            if not note.targets and note.role not in ("", FOOTNOTE_ROLE):
                raise Unwritable(
                    f"{note.at}: the footnote has the role {note.role}, which would be lost",
                    "xbrlxe:nonStandardFootnoteResourceRole",
                )

    def dimensions(self, row: int) -> Dimensions:
        """Return the dimensions of a fact."""
        report = self.report
        index = report.contexts_of[row]
        if index not in self._contexts:
            self._contexts[index] = self._context(report.contexts[index])
        entity, period, taxonomic = self._contexts[index]
        unit = report.units_of[row]
        if unit not in self._units:
            self._units[unit] = self._unit(report.units[unit]) if unit >= 0 else None
        language = report.languages[row] if report.languages[row] and self.textual(row) else None
        return Dimensions(
            self.aliases.name(report.concepts[row]), entity, period, self._units[unit], language, taxonomic
        )

    def textual(self, row: int) -> bool:
        """Whether a fact is text, and so is in a language."""
        name, taxonomy = self.report.concepts[row], self.report.taxonomy
        concept = taxonomy.concepts.get(name) if taxonomy is not None else None
        if concept is None or taxonomy is None:
            return self.report.units_of[row] < 0
        if name not in self._textual:
            self._textual[name] = oim_types.textual(concept, taxonomy)
        return self._textual[name]

    def value(self, row: int) -> str | None:
        """Return the value of a fact; None when it is nil."""
        report = self.report
        if report.nils[row]:
            return None
        text = report.texts[row]
        if report.units_of[row] >= 0:
            return text.strip(" \t\r\n")
        concept = report.taxonomy.concepts.get(report.concepts[row]) if report.taxonomy else None
        if concept is not None and oim_types.enumerated(concept):
            return " ".join(sorted(self._expanded(one) for one in text.split()))
        return text

    def _expanded(self, text: str) -> str:
        uri, _, name = text.partition("#")
        return self.aliases.name(f"{{{uri}}}{name}")

    def decimals(self, row: int) -> int | None:
        """Return the decimals of a fact; None when it is exact or no number."""
        report = self.report
        if report.units_of[row] < 0 or report.nils[row]:
            return None
        try:
            return report.accuracy(row)
        except ValueError:
            return None

    def _context(self, context: Context) -> tuple[str | None, str | None, tuple[tuple[str, str | None], ...]]:
        if context.segment or context.scenario:
            raise Unwritable(
                f"{context.at}: context {context.id} holds more than dimension values",
                "xbrlxe:nonDimensionalSegmentScenarioContent",
            )
        if context.period is None:
            raise Unwritable(f"{context.at}: context {context.id} has no legible period")
        entity = None
        if (context.scheme, context.identifier) != (NO_ENTITY, "NA"):
            entity = f"{self.aliases.prefix(context.scheme)}:{context.identifier}"
        members = sorted((self.aliases.name(m.dimension), self._member(m)) for m in context.members)
        return entity, period(context.period), tuple(members)

    def _member(self, member: Member) -> str | None:
        if member.member:
            return self.aliases.name(member.member)
        return typed(member.typed or "", member)

    def _unit(self, unit: Unit) -> str | None:
        if unit.numerator == (f"{{{XBRLI}}}pure",) and not unit.denominator:
            return None
        above, below = (sorted(map(self.aliases.name, side)) for side in (unit.numerator, unit.denominator))
        joined = ["*".join(above), "*".join(below)]
        if not below:
            return joined[0]
        return "/".join(f"({part})" if "*" in part else part for part in joined)

    def taxonomy(self) -> list[str]:
        """Return the URLs of the taxonomy's entry points, as seen from the folder written to."""
        for one in self.report.references:
            if one.kind == "linkbaseRef":
                reason = f"{one.at}: the report refers to a linkbase, {one.href}; only schemas can be named"
                raise Unwritable(reason, "xbrlxe:unsupportedLinkbaseReference")
        return [
            rebased(one.href, one.base, self.report.path, self.folder)
            for one in self.report.references
            if one.kind == "schemaRef"
        ]

    def notes(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, language and XHTML text of every footnote."""
        taken = set(self.names)
        for index, one in enumerate(linked(self.report)):
            if not one.targets:
                yield note_name(index, taken), one.language or "en", one.markup or escaped(one.text)

    def links(self) -> dict[int, dict[str, dict[str, list[str]]]]:
        """Return for each linked fact its targets, by type and group."""
        taken = set(self.names)
        found: dict[int, dict[str, dict[str, list[str]]]] = {}
        for index, one in enumerate(linked(self.report)):
            kind, group = self.role(one.arcrole or "footnote"), self.role(one.group or LINK_ROLE)
            targets = [self.names[row] for row in one.targets] or [note_name(index, taken)]
            for row in one.rows:
                found.setdefault(row, {}).setdefault(kind, {}).setdefault(group, []).extend(targets)
        return found

    def role(self, uri: str) -> str:
        """Return the short name of a link type or group."""
        if uri in ALIASES.values():
            return uri
        known = ALIASES.get(uri)
        return known or f"{_plain(uri.rstrip('/').rpartition('/')[2])}"

    def information(self, document_type: str) -> dict[str, Plain]:
        """Return what a document of the open information model says of itself."""
        types, groups = self.roles()
        made: dict[str, Plain] = {
            "documentType": document_type,
            "namespaces": dict(sorted((prefix, uri) for uri, prefix in self.aliases.used.items())),
            "taxonomy": self.taxonomy(),
        }
        if types:
            made |= {"linkTypes": dict(sorted(types.items())), "linkGroups": dict(sorted(groups.items()))}
        return made

    def roles(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return link types and link groups in use, by their short names."""
        types = {self.role(one.arcrole): one.arcrole for one in self.report.footnotes if one.arcrole}
        groups = {self.role(one.group or LINK_ROLE): one.group or LINK_ROLE for one in self.report.footnotes}
        return types, groups


def linked(report: Report) -> list[Footnote]:
    """Return the footnotes and relationships of a report that start at a fact."""
    return [one for one in report.footnotes if one.rows]


def _plain(text: str) -> str:
    kept = "".join(mark if mark.isalnum() or mark == "_" else "-" for mark in text).strip("-")
    return kept if kept[:1].isalpha() else f"r{kept}"


def note_name(index: int, taken: set[str]) -> str:
    """Return the id of a footnote, none that a fact has."""
    name = f"note{index + 1}"
    while name in taken:
        name += "n"
    return name


def unique(ids: list[str]) -> list[str]:
    """Return one id for each fact: its own where it has one no other has before it."""
    given = set(filter(None, ids))
    seen: set[str] = set()
    made: list[str] = []
    for row, name in enumerate(ids):
        chosen = name
        if not chosen or chosen in seen:
            chosen = f"f{row + 1}"
            while chosen in given or chosen in seen:
                chosen += "f"
        seen.add(chosen)
        made.append(chosen)
    return made


def typed(canonical: str, member: Member) -> str | None:
    """Return the value of a typed member from the canonical text of its element; None when it is nil."""
    head, _, rest = canonical.partition(">")
    if f"{{{XSI}}}nil='true'" in head or f"{{{XSI}}}nil='1'" in head:
        return None
    body, _, tail = rest.rpartition("</")
    if "<" in body or not tail.endswith(">") or (" " in head and f"{{{XSI}}}nil" not in head):
        raise Unwritable(
            f"{member.at}: the typed member of {local(member.dimension)} is more than a value",
            "xbrlxe:unsupportedComplexTypedDimension",
        )
    return body.replace("&lt;", "<").replace("&amp;", "&")


def period(span: Period) -> str | None:
    """Return a period as OIM writes it; None for one without start and end."""
    if span.end is None:
        return None
    return iso(span.end) if span.start is None else f"{iso(span.start)}/{iso(span.end)}"


def iso(moment: Moment) -> str:
    """Return a moment as an xs:dateTime; raises Unwritable for one before the first day or after the last."""
    from datetime import date

    days, rest = divmod(moment, DAY)
    last = days == date.max.toordinal() and not rest
    if not last and not 0 <= days < date.max.toordinal():
        raise Unwritable("a period ends outside the years 1 to 9999 once its time zone is counted in")
    if last:
        return f"{date.max.isoformat()}T24:00:00"  # the midnight that no later day can name (OIM Common 1.0 §6)
    minutes, seconds = divmod(rest, 60)
    whole = int(seconds)
    fraction = ""
    if seconds != whole:
        part = seconds - whole
        digits = 0
        while part != int(part):
            part, digits = part * 10, digits + 1
        fraction = f".{int(part):0{digits}}"
    day = date.fromordinal(int(days) + 1).isoformat()
    return f"{day}T{int(minutes // 60):02}:{int(minutes % 60):02}:{whole:02}{fraction}"


def rebased(href: str, base: str, source: str, folder: str) -> str:
    """Return a reference made in one file as seen from another folder; absolute URLs stay."""
    import os
    from urllib.parse import urljoin

    url = urljoin(base, href) if base else href
    if "://" in url or not folder:
        return url
    path, mark, fragment = url.partition("#")
    target = os.path.join(os.path.dirname(os.path.abspath(source)), unquote(path))
    moved = os.path.relpath(target, os.path.abspath(folder)).replace(os.sep, "/")
    return quote(moved) + mark + fragment
