"""Report → inline XBRL 1.1: the readable document with every figure tagged, or a plain list of the facts.

With a source document and the places its figures stand at, each is tagged there; what has no place follows in a table.
The same report gives the same bytes.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from validator.model.intervals import scaled
from validator.model.names import IX, LINK_ROLE, XHTML, local, namespace
from validator.model.numbers import number
from validator.writers.markdown import Mark, escaped, render
from validator.writers.oim import Unwritable, in_xml, linked, unique
from validator.writers.xbrl_xml import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.authored.sidecars import Printed
    from validator.model.report import Report

TRANSFORMATIONS = "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
PRINTED = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015"
FURTHEST = 30  # powers of ten between what is printed and what is meant
META = '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>'
STYLE = """body { font: 15px/1.5 Georgia, serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #1a1a1a }
h1, h2, h3 { font-family: Helvetica, Arial, sans-serif; line-height: 1.25 }
table { border-collapse: collapse; margin: 1em 0; font-size: 13px }
td, th { padding: 2px 8px; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top }
td.n { text-align: right; white-space: nowrap }
ix\\:nonfraction, ix\\:nonnumeric { border-bottom: 1px dotted #36c }"""


def write(report: Report, source: str = "", places: Mapping[str, Printed] | None = None, folder: str = "") -> bytes:
    """Return an inline XBRL document, UTF-8.

    `source` is Markdown, `places` maps a fact's id to line and column (from 1) and text in it; `folder` is where the
    document will stand. Raises Unwritable for what inline XBRL has no place for, and for numbers no format prints.
    """
    return in_xml(_Inline(report, folder).page(source, places or {}))


class _Inline(Writer):
    """One document in the making."""

    def __init__(self, report: Report, folder: str) -> None:
        super().__init__(report, folder)
        self.names = unique(report.ids)
        wanted = ((IX, "ix"), (TRANSFORMATIONS, "ixt"))
        self.bound = {uri: self.prefixes.get(uri) or self._bind(uri, prefix) for uri, prefix in wanted}
        self.untold: list[int] = []
        concepts = report.taxonomy.concepts if report.taxonomy else {}
        declared = {name for name, concept in concepts.items() if concept.kind == "tuple"}
        self.orders = {row: at for rows in report.child_rows.values() for at, row in enumerate(rows, 1)}
        self.tuples = {*report.child_rows, *(row for row, name in enumerate(report.concepts) if name in declared)}

    def page(self, source: str, places: Mapping[str, Printed]) -> str:
        """Return the whole document."""
        report = self.report
        for row in range(len(report)):
            self._sayable(row)
        marks = self._marks(source.split("\n"), places)
        body = [render(source, marks)] if source else []
        body += self._list()
        notes = list(self._notes())
        title = re.sub(r"[*^{}]", "", source.lstrip("# ").partition("\n")[0]) if source else "Report"
        header = "\n".join(self._header())
        named = sorted((prefix, uri) for uri, prefix in self.prefixes.items())
        declared = "".join(f'\n xmlns:{prefix}="{escaped(uri)}"' for prefix, uri in named)
        return "\n".join(
            (
                '<?xml version="1.0" encoding="UTF-8"?>',
                f'<html xmlns="{XHTML}"{declared}>',
                f"<head>\n{META}\n<title>{escaped(title)}</title>",
                f'<style type="text/css">{STYLE}</style>\n</head>\n<body>',
                header,
                *body,
                *notes,
                "</body>\n</html>\n",
            )
        )

    def _sayable(self, row: int) -> None:
        report = self.report
        what = f"{report.location(row)}: {local(report.concepts[row])}"
        if report.contexts_of[row] < 0 and row not in self.tuples:
            raise Unwritable(f"{what} has no context")
        if any(not namespace(name) for name in report.attributes.get(row, ())):
            raise Unwritable(f"{what} has an attribute of no namespace: inline XBRL has no place for it")
        if row in report.types or (row in report.inner and row not in report.fractions):
            raise Unwritable(f"{what} has a type of its own, or content of elements: inline XBRL has no place for it")

    # --- facts -----------------------------------------------------------------------------------
    def _marks(self, lines: list[str], places: Mapping[str, Printed]) -> dict[int, list[Mark]]:
        """Return what is to be wrapped in each line; a fact that cannot be tagged at its place is told later."""
        found: dict[int, list[Mark]] = {}
        for row, name in enumerate(self.report.ids):
            place = places.get(name)
            mark = self._mark(row, place, lines) if place else None
            if place is None or mark is None:
                self.untold.append(row)
            else:
                found.setdefault(place["line"], []).append(mark)
        for line, marks in found.items():
            marks.sort(key=lambda mark: (mark.start, -mark.end))
            if any(one.end > other.start for one, other in pairwise(marks)):
                raise Unwritable(f"line {line} of the source has figures that overlap")
        return found

    def _mark(self, row: int, place: Printed, lines: list[str]) -> Mark | None:
        line, start = lines[place["line"] - 1] if 0 < place["line"] <= len(lines) else "", place["column"] - 1
        text = line[start : start + len(place["text"])]
        if text != place["text"] or self.report.units_of[row] < 0 or self.report.nils[row]:
            return None
        exact = self.report.number(row)
        printed = PRINTED.search(text)
        if exact is None:
            return None
        if printed is None:
            dash = next((i for i, mark in enumerate(text) if mark in DASHES), -1)
            if dash < 0 or exact[0] != 0:
                return None
            attributes = self._attributes(row, {"format": f"{self.bound[TRANSFORMATIONS]}:fixed-zero"})
            return self._wrapped(start + dash, start + dash + 1, attributes)
        scale = _scale(printed.group(), *exact)
        if scale is None:
            return None
        told = {"format": f"{self.bound[TRANSFORMATIONS]}:num-dot-decimal"}
        if scale:
            told["scale"] = str(scale)
        if exact[0] < 0:
            told["sign"] = "-"
        return self._wrapped(start + printed.start(), start + printed.end(), self._attributes(row, told))

    def _wrapped(self, start: int, end: int, attributes: str) -> Mark:
        tag = f"{self.bound[IX]}:nonFraction"
        return Mark(start, end, f"<{tag}{attributes}>", f"</{tag}>")

    def _attributes(self, row: int, told: Mapping[str, str]) -> str:
        report = self.report
        pairs = {"id": self.names[row], "name": self._qname(report.concepts[row])}
        pairs |= {self._qname(name): value for name, value in report.attributes.get(row, {}).items()}
        if row in self.tuples:
            pairs["tupleID"] = f"tuple{row + 1}"
        else:
            pairs["contextRef"] = self.context_ids[report.contexts_of[row]]
        parent = report.parents[row]
        if parent >= 0:
            pairs |= {"tupleRef": f"tuple{parent + 1}", "order": str(self.orders[row])}
        if report.nils[row]:
            pairs["xsi:nil"] = "true"
        if report.units_of[row] >= 0:
            pairs["unitRef"] = self.unit_ids[report.units_of[row]]
            if not report.nils[row] and row not in report.fractions:
                accuracy = "precision" if report.precisions[row] else "decimals"
                pairs[accuracy] = report.precisions[row] or report.decimals[row]
        elif report.languages[row] and row not in self.tuples:
            pairs["xml:lang"] = report.languages[row]
        return "".join(
            f' {key}="{escaped(value).replace(chr(34), "&quot;")}"' for key, value in (pairs | dict(told)).items()
        )

    def _list(self) -> Iterator[str]:
        """Yield a table of the facts that stand nowhere else."""
        if not self.untold:
            return
        yield "<h2>Facts</h2>\n<table>\n<tr><th>What</th><th>When and of what</th><th>Value</th></tr>"
        for row in self.untold:
            fact = self.report.fact(row)
            what = escaped(self.report.taxonomy.label(fact.concept) if self.report.taxonomy else local(fact.concept))
            unit = f" {escaped(str(fact.unit))}" if fact.unit else ""
            kind = "n" if fact.unit else "t"
            where = escaped(str(fact.context)) if fact.context else ""
            yield f'<tr><td>{what}</td><td>{where}</td><td class="{kind}">{self._told(row)}{unit}</td></tr>'
        yield "</table>"

    def _told(self, row: int) -> str:
        """Return a fact tagged where it has no place in a text."""
        report, prefix = self.report, self.bound[IX]
        if row in self.tuples:
            return f"<{prefix}:tuple{self._attributes(row, {})}/>"
        if self._fraction(row):
            return self._terms(row)
        if report.units_of[row] < 0:
            tag = f"{prefix}:nonNumeric"
            return f"<{tag}{self._attributes(row, {})}>{'' if report.nils[row] else escaped(report.texts[row])}</{tag}>"
        tag = f"{prefix}:nonFraction"
        if report.nils[row]:
            return f"<{tag}{self._attributes(row, {})}/>"
        told, printed = self._printed(row, report.texts[row])
        return f"<{tag}{self._attributes(row, told)}>{printed}</{tag}>"

    def _fraction(self, row: int) -> bool:
        concept = self.report.taxonomy.concepts.get(self.report.concepts[row]) if self.report.taxonomy else None
        return row in self.report.fractions or (concept is not None and concept.base == "fractionItemType")

    def _terms(self, row: int) -> str:
        """Return a fraction (Inline XBRL 1.1 §7)."""
        tag = f"{self.bound[IX]}:fraction"
        if self.report.nils[row] or row not in self.report.fractions:
            return f"<{tag}{self._attributes(row, {})}/>"
        parts = []
        for name, text in zip(("numerator", "denominator"), self.report.fractions[row], strict=True):
            told, printed = self._printed(row, text)
            stated = "".join(f' {key}="{value}"' for key, value in told.items())
            parts.append(f"<{self.bound[IX]}:{name}{stated}>{printed}</{self.bound[IX]}:{name}>")
        return f"<{tag}{self._attributes(row, {})}>{'/'.join(parts)}</{tag}>"

    def _printed(self, row: int, text: str) -> tuple[dict[str, str], str]:
        """Return a number as it is printed, with the attributes that say how to read it."""
        exact = number(text)
        if exact is None:
            raise Unwritable(f"{self.report.location(row)}: {text[:40]!r} is no number a format prints")
        told = {"format": f"{self.bound[TRANSFORMATIONS]}:num-dot-decimal"}
        if exact[0] < 0:
            told["sign"] = "-"
        return told, grouped(*exact)

    # --- header ----------------------------------------------------------------------------------
    def _header(self) -> Iterator[str]:
        prefix = self.bound[IX]
        yield f'<div style="display:none">\n<{prefix}:header>\n<{prefix}:references>'
        yield from self._references()
        yield f"</{prefix}:references>\n<{prefix}:resources>"
        for key, context in zip(self.context_ids, self.report.contexts, strict=True):
            yield from self._context(key, context)
        for key, unit in zip(self.unit_ids, self.report.units, strict=True):
            yield from self._unit(key, unit)
        for index, note in enumerate(linked(self.report)):
            sources = " ".join(self.names[row] for row in note.rows)
            goals = " ".join(self.names[row] for row in note.targets) or f"note{index + 1}"
            group = f' linkRole="{escaped(note.group)}"' if note.group not in ("", LINK_ROLE) else ""
            arcrole = f' arcrole="{escaped(note.arcrole)}"' if note.arcrole else ""
            yield f'<{prefix}:relationship fromRefs="{sources}" toRefs="{goals}"{arcrole}{group}/>'
        yield f"</{prefix}:resources>\n</{prefix}:header>\n</div>"

    def _notes(self) -> Iterator[str]:
        for index, note in enumerate(linked(self.report)):
            if not note.targets:
                role = f' footnoteRole="{escaped(note.role)}"' if note.role else ""
                tag = f"{self.bound[IX]}:footnote"
                said = f'id="note{index + 1}"{role} xml:lang="{note.language or "en"}"'
                yield f"<div><{tag} {said}>{note.markup or escaped(note.text)}</{tag}></div>"


def _scale(printed: str, mantissa: int, exponent: int) -> int | None:
    """Return the power of ten between printed digits and a value's magnitude; None when there is none."""
    whole, _, fraction = printed.replace(",", "").partition(".")
    shown, value = int(whole + fraction or "0"), abs(mantissa)
    if shown == 0 or value == 0:
        return 0 if shown == value else None
    shown_at, value_at = -len(fraction), exponent
    while shown % 10 == 0:
        shown, shown_at = shown // 10, shown_at + 1
    while value % 10 == 0:
        value, value_at = value // 10, value_at + 1
    scale = value_at - shown_at
    return scale if shown == value and abs(scale) <= FURTHEST else None


def grouped(mantissa: int, exponent: int) -> str:
    """Return a magnitude as people print it: groups of three digits, a point before the fraction."""
    while exponent < 0 and mantissa % 10 == 0:  # a format reads 1.50 as 1.5, so that is what is printed
        mantissa, exponent = mantissa // 10, exponent + 1
    if exponent >= 0:
        return f"{scaled(abs(mantissa), exponent):,}"
    digits = str(abs(mantissa)).rjust(1 - exponent, "0")
    return f"{int(digits[:exponent]):,}.{digits[exponent:]}"
