"""Writes a report as xBRL-XML 2.1: deterministic, one fact a line, in the order of the report.

The same report gives the same bytes. Nothing is checked here: what a report says is written, right or wrong.
"""

from __future__ import annotations

import re
from ast import literal_eval
from typing import TYPE_CHECKING

from validator.model.names import (
    ISO4217,
    LINK,
    LINK_ROLE,
    XBRLDI,
    XBRLI,
    XHTML,
    XLINK,
    XML,
    XSI,
    Name,
    local,
    namespace,
)
from validator.model.periods import day
from validator.model.tree import canonical
from validator.writers.oim import in_xml, iso, rebased

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.contexts import Context, Member
    from validator.model.report import Footnote, Report
    from validator.model.units import Unit

UNBINDABLE = (XML, "http://www.w3.org/2000/xmlns/")  # bound to xml and xmlns, and to nothing else
WELL_KNOWN = {XBRLI: "xbrli", LINK: "link", XLINK: "xlink", XSI: "xsi", XBRLDI: "xbrldi", ISO4217: "iso4217"}
NCNAME = re.compile(r"[^\W\d][\w.\-·]*")
QUOTED = r"(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
TAG = re.compile(rf"<(?P<close>/?)(?P<name>(?:\{{[^{{}}]*\}})?[^\s<>/{{}}]+)(?P<attributes>(?: [^\s=<>]+={QUOTED})*)>")
ATTRIBUTE = re.compile(rf" ([^\s=<>]+)=({QUOTED})")
IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
ORDER = ("schemaRef", "linkbaseRef", "roleRef", "arcroleRef")
LINKBASE = "http://www.w3.org/1999/xlink/properties/linkbase"


def write(report: Report, folder: str = "") -> bytes:
    """Return a report as an xBRL-XML document, UTF-8, lines ending in a line feed.

    `folder` is where it will stand, for relative references; "" leaves them as they are.
    """
    return in_xml(Writer(report, folder).document())


class Writer:
    """One document in the making: the prefixes and ids it gives out."""

    def __init__(self, report: Report, folder: str = "") -> None:
        self.report = report
        self.folder = folder
        self.prefixes: dict[str, str] = {}
        self.taken: set[str] = {"xml", "xmlns"}
        for uri, prefix in WELL_KNOWN.items():
            self._bind(uri, prefix)
        for prefix, uri in report.prefixes.items():
            if prefix and uri and uri not in self.prefixes and uri not in UNBINDABLE:
                self._bind(uri, prefix)
        self.context_ids = _ids([context.id for context in report.contexts], "c")
        self.unit_ids = _ids([unit.id for unit in report.units], "u")
        noted = {row for footnote in report.footnotes for row in (*footnote.rows, *footnote.targets)}
        used = set(self.context_ids) | set(self.unit_ids)
        self.fact_ids: dict[int, str] = {}
        for row, asked in enumerate(report.ids):
            if asked and NCNAME.fullmatch(asked) and asked not in used:
                self.fact_ids[row] = asked
                used.add(asked)
        for row in sorted(noted - set(self.fact_ids)):
            self.fact_ids[row] = _fresh(f"f{row + 1}", used)

    def document(self) -> str:
        """Return the whole document; its body comes first, so that every prefix it needs is declared."""
        body = [*self._references()]
        for key, context in zip(self.context_ids, self.report.contexts, strict=True):
            body += self._context(key, context)
        for key, unit in zip(self.unit_ids, self.report.units, strict=True):
            body += self._unit(key, unit)
        body += self._facts()
        body += self._footnotes()
        declared = [f'    xmlns:{prefix}="{_quoted(uri)}"' for uri, prefix in self.prefixes.items()]
        return "\n".join(
            (
                '<?xml version="1.0" encoding="UTF-8"?>',
                "<xbrli:xbrl",
                *declared[:-1],
                f"{declared[-1]}>",
                *body,
                "</xbrli:xbrl>",
                "",
            )
        )

    # --- names ----------------------------------------------------------------------------------
    def _bind(self, uri: str, wanted: str) -> str:
        prefix = wanted if NCNAME.fullmatch(wanted) else "ns"
        number = 1
        while prefix in self.taken:
            number += 1
            prefix = f"{wanted}{number}"
        self.taken.add(prefix)
        self.prefixes[uri] = prefix
        return prefix

    def _qname(self, name: Name) -> str:
        uri = namespace(name)
        if uri == XML:
            return f"xml:{local(name)}"
        return f"{self.prefixes.get(uri) or self._bind(uri, 'ns')}:{local(name)}" if uri else local(name)

    # --- parts ----------------------------------------------------------------------------------
    def _references(self) -> Iterator[str]:
        for reference in sorted(self.report.references, key=lambda r: ORDER.index(r.kind)):
            href = rebased(reference.href, reference.base, self.report.path, self.folder)
            attributes = {"xlink:type": "simple", "xlink:href": href}
            if reference.kind == "linkbaseRef":
                attributes = {**attributes, "xlink:arcrole": LINKBASE} | (
                    {"xlink:role": reference.uri} if reference.uri else {}
                )
            elif reference.kind != "schemaRef":
                attributes = {("roleURI" if reference.kind == "roleRef" else "arcroleURI"): reference.uri, **attributes}
            yield f"  <link:{reference.kind}{_attributes(attributes)}/>"

    def _context(self, key: str, context: Context) -> Iterator[str]:
        yield f'  <xbrli:context id="{key}">'
        yield "    <xbrli:entity>"
        scheme = _quoted(context.scheme)
        yield f'      <xbrli:identifier scheme="{scheme}">{_text(context.identifier)}</xbrli:identifier>'
        yield from self._container("segment", context, "      ")
        yield "    </xbrli:entity>"
        yield f"    <xbrli:period>{self._period(context)}</xbrli:period>"
        yield from self._container("scenario", context, "    ")
        yield "  </xbrli:context>"

    @staticmethod
    def _period(context: Context) -> str:
        period = context.period
        if period is not None and period.forever:
            return "<xbrli:forever/>"
        for moment in (period.start, period.end) if period else ():
            if moment is not None:
                iso(moment)  # raises Unwritable where the calendar has no name for it
        start = context.start_text or (day(period.start) if period and period.start is not None else "")
        end = context.end_text or (day(period.end, ending=True) if period and period.end is not None else "")
        if not start:
            return f"<xbrli:instant>{_text(end)}</xbrli:instant>"
        return f"<xbrli:startDate>{_text(start)}</xbrli:startDate><xbrli:endDate>{_text(end)}</xbrli:endDate>"

    def _container(self, kind: str, context: Context, indent: str) -> Iterator[str]:
        other = context.segment if kind == "segment" else context.scenario
        members = [m for m in context.members if (m.container or "segment") == kind]
        if not members and not other:
            return
        yield f"{indent}<xbrli:{kind}>"
        for member in members:
            yield f"{indent}  {self._member(member)}"
        if other:
            yield f"{indent}  {self._restored(other)}"
        yield f"{indent}</xbrli:{kind}>"

    def _member(self, member: Member) -> str:
        dimension = _quoted(self._qname(member.dimension))
        if member.member is not None:
            return (
                f'<xbrldi:explicitMember dimension="{dimension}">{self._qname(member.member)}</xbrldi:explicitMember>'
            )
        return f'<xbrldi:typedMember dimension="{dimension}">{self._restored(member.typed or "")}</xbrldi:typedMember>'

    def _restored(self, canonical: str) -> str:
        """Return canonical text (Clark names in tags) as XML again."""

        def tag(found: re.Match[str]) -> str:
            attributes = "".join(
                f' {self._qname(key)}="{_quoted(str(literal_eval(value)))}"'
                for key, value in ATTRIBUTE.findall(found["attributes"])
            )
            return f"<{found['close']}{self._qname(found['name'])}{attributes}>"

        return TAG.sub(tag, canonical)

    def _unit(self, key: str, unit: Unit) -> Iterator[str]:
        top = [f"<xbrli:measure>{self._qname(m)}</xbrli:measure>" for m in unit.numerator]
        yield f'  <xbrli:unit id="{key}">'
        if unit.denominator:
            bottom = "".join(f"<xbrli:measure>{self._qname(m)}</xbrli:measure>" for m in unit.denominator)
            yield "    <xbrli:divide>"
            yield f"      <xbrli:unitNumerator>{''.join(top)}</xbrli:unitNumerator>"
            yield f"      <xbrli:unitDenominator>{bottom}</xbrli:unitDenominator>"
            yield "    </xbrli:divide>"
        else:
            yield from (f"    {measure}" for measure in top)
        yield "  </xbrli:unit>"

    def _facts(self) -> Iterator[str]:
        open_rows: list[int] = []
        report = self.report
        tuples = set(report.parents)
        for row, concept in enumerate(report.concepts):
            while open_rows and open_rows[-1] != report.parents[row]:
                yield f"{'  ' * len(open_rows)}</{self._qname(report.concepts[open_rows.pop()])}>"
            tag, indent = self._qname(concept), "  " * (len(open_rows) + 1)
            start = f"{indent}<{tag}{_attributes(self._fact_attributes(row))}"
            if row in tuples:
                yield f"{start}>"
                open_rows.append(row)
            elif report.nils[row] or (not report.texts[row] and not report.context_refs[row]):
                yield f"{start}/>"
            else:
                yield f"{start}>{self._content(row)}</{tag}>"
        while open_rows:
            yield f"{'  ' * len(open_rows)}</{self._qname(report.concepts[open_rows.pop()])}>"

    def _content(self, row: int) -> str:
        """Return what an item holds: its value, or the terms of a fraction (XBRL 2.1 §5.1.1.3.1)."""
        report = self.report
        if row in report.fractions:
            over, under = map(_text, report.fractions[row])
            return f"<xbrli:numerator>{over}</xbrli:numerator><xbrli:denominator>{under}</xbrli:denominator>"
        inner = "".join(self._restored(canonical(element)) for element in report.inner.get(row, ()))
        return _text(report.texts[row]) + inner

    def _fact_attributes(self, row: int) -> dict[str, str]:
        report = self.report
        context, unit = report.contexts_of[row], report.units_of[row]
        return {
            "id": self.fact_ids.get(row, ""),
            "contextRef": self.context_ids[context] if context >= 0 else report.context_refs[row],
            "unitRef": self.unit_ids[unit] if unit >= 0 else report.unit_refs[row],
            "decimals": report.decimals[row],
            "precision": report.precisions[row],
            "xml:lang": report.languages[row],
            "xsi:nil": "true" if report.nils[row] else "",
            "xsi:type": self._qname(report.types[row]) if row in report.types else "",
            **{self._qname(name): value for name, value in report.attributes.get(row, {}).items()},
        }

    def _footnotes(self) -> Iterator[str]:
        groups: dict[str, list[tuple[int, Footnote]]] = {}
        for number, footnote in enumerate(self.report.footnotes, start=1):
            groups.setdefault(footnote.group or LINK_ROLE, []).append((number, footnote))
        for role, numbered in groups.items():
            yield f'  <link:footnoteLink xlink:type="extended" xlink:role="{_quoted(role)}">'
            located: set[int] = set()
            for number, footnote in numbered:
                yield from self._footnote(f"footnote.{number}", footnote, located)
            yield "  </link:footnoteLink>"

    def _footnote(self, label: str, footnote: Footnote, located: set[int]) -> Iterator[str]:
        for row in (*footnote.rows, *footnote.targets):
            if row not in located:
                located.add(row)
                key = self.fact_ids[row]
                locator = {"xlink:type": "locator", "xlink:href": f"#{key}", "xlink:label": f"fact.{key}"}
                yield f"    <link:loc{_attributes(locator)}/>"
        if not footnote.targets:
            said = {"xlink:type": "resource", "xlink:label": label, "xlink:role": footnote.role}
            said["xml:lang"] = footnote.language
            if footnote.markup:
                said["xmlns"] = XHTML
            yield f"    <link:footnote{_attributes(said)}>{footnote.markup or _text(footnote.text)}</link:footnote>"
        ends = [f"fact.{self.fact_ids[row]}" for row in footnote.targets] or [label]
        for row in footnote.rows:
            for end in ends:
                arc = {
                    "xlink:type": "arc",
                    "xlink:arcrole": footnote.arcrole,
                    "xlink:from": f"fact.{self.fact_ids[row]}",
                }
                yield f"    <link:footnoteArc{_attributes({**arc, 'xlink:to': end})}/>"


def _ids(asked: Sequence[str], letter: str) -> list[str]:
    """Return the ids asked for, with fresh ones where they are missing, no NCName, or given out before."""
    used: set[str] = set()
    return [
        _fresh(wanted if NCNAME.fullmatch(wanted) else f"{letter}{number}", used)
        for number, wanted in enumerate(asked, start=1)
    ]


def _fresh(wanted: str, used: set[str]) -> str:
    candidate, number = wanted, 1
    while candidate in used:
        number += 1
        candidate = f"{wanted}.{number}"
    used.add(candidate)
    return candidate


def _attributes(pairs: dict[str, str]) -> str:
    return "".join(f' {key}="{_quoted(value)}"' for key, value in pairs.items() if value)


def _text(text: str) -> str:
    return text.translate(IN_TEXT)


def _quoted(text: str) -> str:
    return text.translate(IN_ATTRIBUTE)
