"""Inline XBRL → reports, one for each target document (Inline XBRL 1.1 Part 1).

Several files form one document set: contexts, units, continuations, footnotes and tuples of one are seen by all (§3.1).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from validator.budget import spend
from validator.garbage import resting
from validator.model.names import (
    BLANK,
    FACT_FOOTNOTE,
    FOOTNOTE_ROLE,
    LINK,
    LINK_ROLE,
    XLINK,
    XML,
    expand,
    namespace,
)
from validator.model.report import Report
from validator.model.source import Document, Problem, Refused
from validator.model.tree import Element
from validator.readers.inline import rules as inline_rules
from validator.readers.inline.nests import TERMS, Nests
from validator.readers.inline.tree import NAMESPACES, markup, tagged
from validator.readers.inline.values import NIL, content_of, nil, number_of, text_of
from validator.readers.oim.xhtml import Fragment
from validator.readers.xml import declarations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from validator.asked import Asked
    from validator.readers.inline.tree import Tag, Tagged

ARC = 64  # steps for each pair that a relationship relates
KEPT = 256 << 20  # bytes: a larger file is not kept for excerpts


def read(path: str, data: bytes, options: Asked) -> Report:  # noqa: ARG001 - the shape of every reader
    """Read one file; further target documents come as the report's `others`."""
    return read_set([(path, data)])


@resting()
def read_set(files: Sequence[tuple[str, bytes]]) -> Report:
    """Read a document set from paths and bytes; the DTS is not loaded.

    The report is the default target document's if there is one, the rest are its `others`; it has the problems of all.
    """
    problems: list[Problem] = []
    pages: list[Tagged] = []
    for path, data in files:
        page, found = tagged(path, data)
        problems += found
        if page is not None:
            pages.append(page)
    document_set = DocumentSet(_merged(pages), {page.root.path: page.base for page in pages})
    roots = [page.root for page in pages]
    problems += inline_rules.check(document_set.tags, document_set.continuations, roots, document_set.nests)
    reports = [document_set.report(target, files[0][0]) for target in document_set.targets()]
    for report in reports:
        report.documents += [Document(path, path, "inline") for path, _ in files]
        report.data = {path: data for path, data in files if len(data) <= KEPT}
    first, *others = reports
    first.problems[:0] = problems
    first.others += others
    return first


def _merged(pages: Sequence[Tagged]) -> list[Tag]:
    tags: list[Tag] = []
    for page in pages:
        before = len(tags)
        if before:
            tags += [tag._replace(parent=tag.parent + before) if tag.parent >= 0 else tag for tag in page.tags]
        else:
            tags = page.tags
    return tags


class DocumentSet:
    """The ix elements of all files, indexed."""

    def __init__(self, tags: list[Tag], bases: Mapping[str, str]) -> None:
        self.tags = tags
        self.bases = bases
        self.concepts: dict[str, str] = {}  # by name as written, as the prefixes are bound now
        self.prefixes: Mapping[str, str] = {}
        self.continuations: dict[str, Tag] = {}
        self.footnotes: dict[str, Tag] = {}
        self.tuples: dict[str, int] = {}
        self.nests = Nests(tags)
        self.fractions = {id(tag.element): index for index, tag in enumerate(tags) if tag.kind == "fraction"}
        for index, tag in enumerate(tags):
            if tag.kind == "continuation":
                self.continuations.setdefault(tag.id, tag)
            elif tag.kind == "footnote":
                self.footnotes.setdefault(tag.id or tag.element.get("footnoteID").strip(BLANK), tag)
            elif tag.kind == "tuple" and tag.element.get("tupleID"):
                self.tuples.setdefault(tag.element.get("tupleID").strip(BLANK), index)

    def targets(self) -> list[str]:
        """Return the target documents with references, the default one first; without any, the default one."""
        return sorted({tag.target for tag in self.tags if tag.kind == "references"}) or [""]

    def parents(self) -> dict[int, int]:
        """Return for each fact in a tuple the tuple: the one around it, or the one it refers to (§15.1)."""
        found: dict[int, int] = {}
        for index, tag in enumerate(self.tags):
            if tag.kind in inline_rules.FACTS:
                attributes = tag.element.attributes
                reference = attributes["tupleRef"].strip(BLANK) if "tupleRef" in attributes else ""
                if reference:
                    if self.tuples.get(reference, index) != index:
                        found[index] = self.tuples[reference]
                elif tag.parent >= 0 and self.tags[tag.parent].kind == "tuple":
                    found[index] = tag.parent
        return found

    def report(self, target: str, path: str) -> Report:
        """Return the report of one target document."""
        spend(len(self.tags))
        report = Report(path, "inline")
        parents = self.parents()
        children: dict[int, list[int]] = {}
        for index, tag in enumerate(self.tags):
            if tag.target == target and tag.kind in inline_rules.FACTS:
                children.setdefault(parents.get(index, -1) if parents else -1, []).append(index)
        loose = children.pop(-1, [])
        stating: list[Tag] = []
        seen: set[int] = set()
        pending = [(index, -1) for index in reversed(loose)] if children else ()
        for index in () if children else loose:
            self.add(report, self.tags[index], -1, stating)
        while pending:
            index, parent = pending.pop()
            if index in seen:
                continue  # tuples in a cycle, which the rules have reported
            seen.add(index)
            row = self.add(report, self.tags[index], parent, stating)
            inside = sorted(children.get(index, ()), key=lambda child: order(self.tags[child])) if row >= 0 else ()
            pending += [(child, row) for child in reversed(inside)]
        self.fill(report, stating)
        elements = list(self.declared(report, target))
        for tag in self.tags:
            if tag.kind in ("references", "header"):
                for prefix, uri in tag.element.prefixes.items():
                    if prefix != "xml":
                        report.prefixes.setdefault(prefix, uri)
        elements += self.links(report)
        declarations.declare(report, elements)
        return report

    def add(self, report: Report, tag: Tag, parent: int, stating: list[Tag]) -> int:
        """Add what a fact states, and return its row; -1 for one that states nothing, which becomes a problem."""
        row = len(stating)
        is_nil = NIL in tag.element.attributes and nil(tag.element)
        try:
            text = "" if is_nil else number_of(tag) if tag.kind == "nonFraction" else self.value(report, tag, row)
        except Refused as refused:
            report.problems.append(refused.problem)
            return -1
        if text is None:
            return -1
        stating.append(tag)
        report.texts.append(text)
        report.nils.append(is_nil)
        report.parents.append(parent)
        return row

    def fill(self, report: Report, stating: Sequence[Tag]) -> None:
        """Add what the attributes of facts say, and where they stand."""
        elements = [tag.element for tag in stating]
        attributes = [element.attributes for element in elements]
        report.concepts = [self.concept(one.attributes.get("name", ""), one.prefixes) for one in elements]
        report.context_refs = [one.get("contextRef", "").strip(BLANK) for one in attributes]
        report.unit_refs = [one.get("unitRef", "").strip(BLANK) for one in attributes]
        report.decimals = [one.get("decimals", "").strip(BLANK) for one in attributes]
        report.precisions = [one.get("precision", "").strip(BLANK) for one in attributes]
        report.ids = [tag.id for tag in stating]
        report.pointers = list(report.ids)
        report.languages = [tag.language for tag in stating]
        report.lines = [element.line for element in elements]
        report.columns = [element.column for element in elements]
        report.paths = [element.path for element in elements]
        for row, tag in enumerate(stating):
            if tag.foreign:
                said = tag.element.attributes.items()
                others = {name: value for name, value in said if namespace(name) not in ("", XML) and name != NIL}
                if others:
                    report.attributes[row] = others

    def concept(self, written: str, prefixes: Mapping[str, str]) -> str:
        """Return the Clark name that a fact is called by, as written where its prefix is not bound."""
        if prefixes is not self.prefixes:
            self.prefixes = prefixes
            self.concepts.clear()
        known = self.concepts.get(written)
        if known is None:
            name = written.strip(BLANK)
            known = self.concepts[written] = expand(name, prefixes) or name
        return known

    def value(self, report: Report, tag: Tag, row: int) -> str | None:
        """Return what a fact that is no number states, None for a fraction without its terms, which the rules report.

        Raises Refused.
        """
        if tag.kind == "nonNumeric":
            return text_of(tag, self.chain(tag), self.bases)
        if tag.kind == "fraction":
            terms = self.nests.terms.get(self.fractions[id(tag.element)], {})
            if len(terms) < 2:
                return None
            above, below = (self.tags[terms[kind].last] for kind in TERMS)
            report.fractions[row] = (number_of(above), number_of(below))
        return ""

    def chain(self, tag: Tag) -> list[Tag]:
        """Return the continuations of an element, in order; a cycle ends where it closes."""
        found: list[Tag] = []
        seen: set[str] = set()
        following = tag.element.get("continuedAt").strip(BLANK)
        while following and following not in seen and following in self.continuations:
            seen.add(following)
            found.append(self.continuations[following])
            following = found[-1].element.get("continuedAt").strip(BLANK)
        return found

    # --- what stands beside facts ----------------------------------------------------------------
    def declared(self, report: Report, target: str) -> Iterator[Element]:
        """Yield references of the target, then the contexts and units it uses, or all where there is one target."""
        alone = len(self.targets()) == 1
        contexts, units = set(report.context_refs), set(report.unit_refs)
        for tag in self.tags:
            if tag.kind == "references" and tag.target == target:
                yield from (child for child in tag.element.children if namespace(child.name) == LINK)
        for tag in self.tags:
            if tag.kind != "resources":
                continue
            for child in tag.element.children:
                if namespace(child.name) in NAMESPACES:
                    continue  # a tag of its own: what it holds is not told again by what is around it
                used = (
                    contexts if child.name == declarations.CONTEXT else units if child.name == declarations.UNIT else ()
                )
                if alone or namespace(child.name) == LINK or child.get("id").strip(BLANK) in used:
                    yield child

    def links(self, report: Report) -> list[Element]:
        """Return footnote links as the target document has them: one extended link a link role (§13)."""
        facts = {name for name in report.ids if name}
        links: dict[str, Element] = {}
        made: set[tuple[str, str]] = set()
        for tag in self.tags:
            if tag.kind != "relationship":
                continue
            element = tag.element
            sources = [name for name in element.get("fromRefs").split() if name in facts]
            goals = [name for name in element.get("toRefs").split() if name in self.footnotes or name in facts]
            if not sources or not goals:
                continue
            role = element.get("linkRole").strip(BLANK) or LINK_ROLE
            link = links.setdefault(role, _part(element, "footnoteLink", "extended", {"role": role}))
            for name in (*sources, *goals):
                if (role, name) not in made:
                    made.add((role, name))
                    link.children.append(self.end(element, name, facts))
            arcrole = element.get("arcrole").strip(BLANK) or FACT_FOOTNOTE
            spend(ARC * len(sources) * len(goals))
            for source in sources:
                for goal in goals:
                    link.children.append(
                        _part(element, "footnoteArc", "arc", {"from": source, "to": goal, "arcrole": arcrole})
                    )
        return list(links.values())

    def end(self, element: Element, name: str, facts: set[str]) -> Element:
        """Return one end of a relationship: a locator of a fact, or a footnote."""
        if name in facts:
            return _part(element, "loc", "locator", {"href": f"#{name}", "label": name})
        tag = self.footnotes[name]
        role = tag.element.get("footnoteRole").strip(BLANK) or FOOTNOTE_ROLE
        made = _part(tag.element, "footnote", "resource", {"label": name, "role": role})
        made.attributes = {**made.attributes, f"{{{XML}}}lang": tag.language, "id": name}
        made.text, made.children = self.content((tag, *self.chain(tag)))
        return made

    def content(self, parts: Sequence[Tag]) -> tuple[str, list[Element]]:
        """Return the content of ix:footnote and its continuations: text, and the XHTML in it as it reads there (§6)."""
        first = parts[0].element
        written = (markup(one.element, one.base or self.bases.get(one.element.path, "")) for one in parts)
        text = "".join(chain.from_iterable(written))
        spend(len(text))
        fragment = Fragment(text)
        if not fragment.markup:
            return "".join(content_of(one.element) for one in parts), []
        for node in fragment.root.walk():
            node.path, node.line, node.column, node.prefixes = first.path, first.line, first.column, first.prefixes
        return fragment.root.text, fragment.root.children


def _part(at: Element, name: str, kind: str, attributes: Mapping[str, str]) -> Element:
    named = {f"{{{XLINK}}}{key}": value for key, value in {"type": kind, **attributes}.items()}
    return Element(f"{{{LINK}}}{name}", named, at.prefixes, at.path, at.line, at.column)


def order(tag: Tag) -> tuple[int, Fraction]:
    """Return the place of a fact among its tuple's, as an exact ratio; unreadable ones last."""
    from fractions import Fraction

    text = tag.element.get("order").strip(BLANK)
    legible = inline_rules.is_decimal(text) and len(text) < 40
    return (0, Fraction(text)) if legible else (1, Fraction(0))
