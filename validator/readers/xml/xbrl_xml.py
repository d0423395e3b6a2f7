"""xBRL-XML → Report, in one pass of expat over the bytes (XBRL 2.1 §4).

Facts go straight into columns; contexts, units, references and links are small trees, given to `declarations`.
No entity is ever expanded and no external subset read: a document that declares either is rejected at the
declaration, before anything could grow (XBRL 2.1 needs no document type).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.garbage import resting
from validator.model.names import BLANK, LINK, XBRLI, XLINK, XML, XSI, expand
from validator.model.report import Report
from validator.model.source import Document, Problem, Refused
from validator.model.tree import Element
from validator.readers.xml import declarations
from validator.xsd.documents import TreeScanner, scanned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FATAL = ("malformed-xml", "wrong-encoding", "entity-declaration", "external-entity")
KEPT = 256 << 20  # bytes: a larger file is not kept for excerpts
STRUCTURES = frozenset(
    (
        f"{XBRLI}}}context",
        f"{XBRLI}}}unit",
        f"{LINK}}}schemaRef",
        f"{LINK}}}linkbaseRef",
        f"{LINK}}}roleRef",
        f"{LINK}}}arcroleRef",
        f"{LINK}}}footnoteLink",
    )
)
NIL = f"{XSI}}}nil"
TYPE = f"{XSI}}}type"
LANGUAGE = f"{XML}}}lang"
BASE = f"{XML}}}base"
XLINK_TYPE = f"{XLINK}}}type"


def read(path: str, data: bytes) -> Report:
    """Read an instance from its bytes; the DTS is not loaded.

    Its root element is taken to be xbrli:xbrl. A file that cannot be read to its end gives a report
    with one problem and no facts: what was read of it would only raise faults that are not there.
    """
    report = Report(path, "xbrl-xml")
    report.documents.append(Document(path, path, "instance"))
    if len(data) <= KEPT:
        report.data = {path: data}
    scan(report, data)
    if any(problem.check in FATAL for problem in report.problems):
        broken = Report(path, "xbrl-xml")
        broken.data, broken.documents = report.data, report.documents
        broken.problems = [problem for problem in report.problems if problem.check in FATAL][:1]
        return broken
    return report


@resting()
def scan(report: Report, data: bytes) -> None:
    """Fill a report from bytes."""
    try:
        scanned(report.path, lambda encoding: Scanner(report, encoding), data).finish()
    except Refused as refused:
        report.problems.append(refused.problem)


class Scanner(TreeScanner):
    """One parse: handlers, and what they have to remember between tags."""

    def __init__(self, report: Report, encoding: str | None) -> None:
        super().__init__(report.path, encoding)
        self.report = report
        self.shared: dict[str, str] = {"": ""}
        self.open: list[int] = []
        self.language = ""
        self.base = ""
        self.start_fact = self.fact_handler()

    def close(self) -> None:
        """Cut the ties between parser and scanner, or every report leaks."""
        super().close()
        del self.start_fact

    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:  # noqa: ARG002, FBT001 - the C signature
        """Reject a document whose meaning hangs on an external subset."""
        if system and name.lower() != "html":
            raise Refused("external-entity/external", self.here()._replace(column=1), name=f"the DTD {system}")

    def bind(self, prefix: str | None, uri: str | None) -> None:
        """Bring a prefix into scope, and remember it."""
        super().bind(prefix, uri)
        if uri:
            self.report.prefixes.setdefault(prefix or "", uri)

    # --- the root -------------------------------------------------------------------------------
    def start_root(self, name: str, attributes: dict[str, str]) -> None:
        """See the root element."""
        self.language = attributes.get(LANGUAGE, "").strip(BLANK).lower()
        self.base = attributes.get(BASE, "").strip(BLANK)
        self.report.root = self.element(name, attributes)
        self.parser.StartElementHandler = self.start_fact
        self.parser.EndElementHandler = self.end_root

    def end_root(self, name: str) -> None:  # noqa: ARG002 - the C signature
        """See the end of the document."""
        self.stray()

    def stray(self) -> None:
        """Report text where none may stand."""
        text = "".join(self.text).strip(BLANK)
        self.text.clear()
        if text:
            self.report.problems.append(Problem.of("schema-invalid-structure", self.here(), text=text[:60]))

    # --- facts ----------------------------------------------------------------------------------
    def fact_handler(self) -> Callable[[str, dict[str, str]], None]:
        """Return the start handler of facts, its columns bound to locals: it runs once a fact."""
        report, parser, text, opened, shared = self.report, self.parser, self.text, self.open, self.shared
        names, start_tree, rare, fact_end = self.names, self.start_tree, self.rare, self.end_fact
        concepts, parents, languages = report.concepts, report.parents, report.languages
        add_concept, add_context, add_unit = concepts.append, report.context_refs.append, report.unit_refs.append
        add_decimals, add_precision, add_id = report.decimals.append, report.precisions.append, report.ids.append
        add_nil, add_language, add_text = report.nils.append, report.languages.append, report.texts.append
        add_parent, add_line, add_column = parents.append, report.lines.append, report.columns.append
        share = shared.setdefault

        def start(name: str, attributes: dict[str, str]) -> None:
            if not opened:
                if text:
                    self.stray()
                if name in STRUCTURES or XLINK_TYPE in attributes:
                    start_tree(name, attributes)
                    return
            elif "contextRef" not in attributes and name.startswith(XBRLI):
                start_tree(name, attributes)
                return
            row = len(concepts)
            add_concept(names[name])
            take = attributes.pop
            value = take("contextRef", "")
            add_context(shared.get(value) or share(value, value.strip(BLANK)))
            value = take("unitRef", "")
            add_unit(shared.get(value) or share(value, value.strip(BLANK)))
            value = take("decimals", "")
            add_decimals(shared.get(value) or share(value, value.strip(BLANK)))
            add_id(take("id", ""))
            add_precision("")
            add_nil(False)  # noqa: FBT003 - a column of booleans
            add_language(languages[opened[-1]] if opened else self.language)
            add_text("")
            add_parent(opened[-1] if opened else -1)
            add_line(parser.CurrentLineNumber)
            add_column(parser.CurrentColumnNumber + 1)
            if opened:
                if text:
                    self.mixed(opened[-1])
            else:
                parser.EndElementHandler = fact_end
            if attributes:
                rare(row, attributes)
            opened.append(row)

        return start

    def rare(self, row: int, attributes: dict[str, str]) -> None:
        """Keep what few facts carry."""
        report = self.report
        report.precisions[row] = attributes.pop("precision", "").strip(BLANK)
        nil = attributes.pop(NIL, None)
        if nil is not None:
            report.nils[row] = nil.strip(BLANK) in ("true", "1")
            if not report.nils[row]:  # not even false may stand where nothing may be nil
                attributes[NIL] = nil
        language = attributes.pop(LANGUAGE, None)
        if language is not None:
            report.languages[row] = self.shared.setdefault(language, language.strip(BLANK)).lower()
        declared = attributes.pop(TYPE, None)
        if declared is not None:
            report.types[row] = expand(declared, self.prefixes()) or declared
        if attributes:
            report.attributes[row] = {self.names[key]: value for key, value in attributes.items()}

    def mixed(self, row: int) -> None:
        """Keep text that stands before a child of a fact, or between its children."""
        self.report.texts[row] += "".join(self.text)
        self.text.clear()

    def end_fact(self, name: str) -> None:  # noqa: ARG002 - the C signature
        """See the end of a fact."""
        row = self.open.pop()
        text = self.text
        if text:
            if len(text) == 1 and not self.report.texts[row]:
                self.report.texts[row] = text[0]
            else:
                self.report.texts[row] += "".join(text)
            text.clear()
        if not self.open:
            self.parser.EndElementHandler = self.end_root

    # --- trees ----------------------------------------------------------------------------------
    def element(self, name: str, attributes: Mapping[str, str]) -> Element:
        """Return an element that starts here."""
        parser, names = self.parser, self.names
        written = {names[key]: value for key, value in attributes.items()}
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        return Element(names[name], written, self.prefixes(), self.path, line, column)

    def start_tree(self, name: str, attributes: dict[str, str]) -> None:
        """See the start of what is kept as a tree."""
        if self.open and self.text:
            self.mixed(self.open[-1])
        self.parser.StartElementHandler = self.start_node
        self.parser.EndElementHandler = self.end_node
        self.start_node(name, attributes)

    def ended(self, root: Element) -> None:
        """See the end of what is kept as a tree."""
        if self.open:
            self.report.inner.setdefault(self.open[-1], []).append(root)
        else:
            declarations.declare_one(self.report, root, self.base)
        self.parser.StartElementHandler = self.start_fact
        self.parser.EndElementHandler = self.end_fact if self.open else self.end_root

    # --- the end --------------------------------------------------------------------------------
    def finish(self) -> None:
        """Turn the references of facts into indexes, and elements in fractions into their terms."""
        declarations.connect(self.report)
        for row, nodes in self.report.inner.items():
            parts = {node.name: node.text for node in nodes}
            numerator, denominator = parts.get(f"{{{XBRLI}}}numerator"), parts.get(f"{{{XBRLI}}}denominator")
            if numerator is not None and denominator is not None:
                self.report.fractions[row] = (numerator, denominator)
