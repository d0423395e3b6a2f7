"""xBRL-XML → Report, in one pass of expat over the bytes (XBRL 2.1 §4).

Facts go straight into columns; contexts, units, references and links are small trees, given to `declarations`.
No entity is ever expanded and no external subset read: a document that declares either is rejected at the
declaration, before anything could grow (XBRL 2.1 needs no document type).
"""

from __future__ import annotations

import gc
import pyexpat
from typing import TYPE_CHECKING

from validator.model.names import LINK, XBRLI, XLINK, XML, XSI, expand
from validator.model.report import Report
from validator.model.source import Document, Location, Problem
from validator.model.tree import Element
from validator.readers.xml import declarations
from validator.readers.xml.malformed import UNKNOWN_ENCODING, declared_encoding, explain, undecodable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FATAL = ("malformed-xml", "wrong-encoding", "entity-declaration", "external-entity")
KEPT = 256 << 20  # bytes: a larger file is not kept for excerpts
ROOT = f"{XBRLI}}}xbrl"
LINKED = ("schemaRef", "linkbaseRef", "roleRef", "arcroleRef", "footnoteLink")
STRUCTURES = frozenset((f"{XBRLI}}}context", f"{XBRLI}}}unit", *(f"{LINK}}}{name}" for name in LINKED)))
NIL = f"{XSI}}}nil"
TYPE = f"{XSI}}}type"
LANGUAGE = f"{XML}}}lang"
BASE = f"{XML}}}base"
XLINK_TYPE = f"{XLINK}}}type"
SPACES = " \t\r\n"


class NotAnInstance(Exception):  # noqa: N818 - a finding, not an error of ours
    """The root element is not xbrli:xbrl; carries its Clark name and place."""

    def __init__(self, name: str, line: int, column: int) -> None:
        super().__init__(name)
        self.name = name
        self.line = line
        self.column = column


class Rejected(Exception):  # noqa: N818 - as above
    """The document declares what would have to be expanded; carries the problem's name, values and place."""

    def __init__(self, check: str, line: int, column: int, **values: object) -> None:
        super().__init__(check)
        self.check = check
        self.line = line
        self.column = column
        self.values = values


def read(path: str, data: bytes) -> Report:
    """Read an instance from its bytes; the DTS is not loaded.

    Raises NotAnInstance when the root element is another one. A file that cannot be read to its end gives a report
    with one problem and no facts: what was read of it would only raise faults that are not there.
    """
    report = Report(path, "xbrl-xml")
    report.documents.append(Document(path, path, "instance"))
    if len(data) <= KEPT:
        report.data = {path: data}
    collecting = gc.isenabled()
    gc.disable()
    try:
        scan(report, data)
    finally:
        if collecting:
            gc.enable()
    if any(problem.check in FATAL for problem in report.problems):
        broken = Report(path, "xbrl-xml")
        broken.data, broken.documents = report.data, report.documents
        broken.problems = [problem for problem in report.problems if problem.check in FATAL][:1]
        return broken
    return report


def scan(report: Report, data: bytes, encoding: str | None = None) -> None:
    """Fill a report from bytes; with `encoding`, whatever the XML declaration says."""
    scanner = Scanner(report, encoding)
    parser = scanner.parser
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the C signature
    except pyexpat.ExpatError as error:
        if error.code == UNKNOWN_ENCODING and encoding is None and _again(report, data):
            return
        report.problems.append(explain(report.path, data, error))
    except (LookupError, ValueError):  # from pyexpat, about the declared encoding
        if encoding is None and _again(report, data):
            return
        at = Location(report.path, 1, 1)
        reason = f"the declared encoding {declared_encoding(data)!r} is not known"
        report.problems.append(Problem("wrong-encoding", at, {"reason": reason}))
    except Rejected as rejected:
        at = Location(report.path, rejected.line, rejected.column)
        report.problems.append(Problem(rejected.check, at, rejected.values))
    finally:
        scanner.close()
    scanner.finish()


def _again(report: Report, data: bytes) -> bool:
    """Read once more by a codec of Python's where expat knows none: multi-byte encodings such as GBK or Shift_JIS."""
    encoding = declared_encoding(data)
    import codecs

    try:
        codecs.lookup(encoding)
        text = data.decode(encoding)
    except LookupError:
        return False
    except UnicodeDecodeError as error:
        report.problems.append(undecodable(report.path, data, encoding, error))
        return True
    scan(report, text.encode("utf-8", "surrogatepass"), "utf-8")
    return True


class Scanner:
    """One parse: handlers, and what they have to remember between tags."""

    def __init__(self, report: Report, encoding: str | None) -> None:
        self.report = report
        self.parser = parser = pyexpat.ParserCreate(encoding, "}")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        self.names: dict[str, str] = {}
        self.shared: dict[str, str] = {"": ""}
        self.bound: dict[str, list[str]] = {}
        self.scope: dict[str, str] | None = None
        self.text: list[str] = []
        self.open: list[int] = []
        self.tree: list[Element] = []
        self.elements: list[Element] = []
        self.language = ""
        self.base = ""
        self.start_fact = self.fact_handler()
        parser.StartElementHandler = self.start_root
        parser.CharacterDataHandler = self.text.append
        parser.StartNamespaceDeclHandler = self.bind
        parser.EndNamespaceDeclHandler = self.unbind
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity
        parser.SkippedEntityHandler = self.skipped

    def close(self) -> None:
        """Cut the ties between parser and scanner, or every report leaks."""
        parser = self.parser
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        parser.StartNamespaceDeclHandler = parser.EndNamespaceDeclHandler = None
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.SkippedEntityHandler = None
        del self.start_fact

    # --- prolog ---------------------------------------------------------------------------------
    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:  # noqa: ARG002, FBT001 - the C signature
        """Reject a document whose meaning hangs on an external subset."""
        if system and not _is_html(name):
            raise Rejected("external-entity", self.parser.CurrentLineNumber, 1, name=f"the DTD {system}")

    def entity(
        self,
        name: str,
        parameter: bool,  # noqa: FBT001 - the C signature
        value: str | None,  # noqa: ARG002 - as above
        base: str | None,  # noqa: ARG002 - as above
        system: str | None,
        public: str | None,  # noqa: ARG002 - as above
        notation: str | None,  # noqa: ARG002 - as above
    ) -> None:
        """Reject every entity declaration: nothing is expanded, nothing fetched."""
        parser = self.parser
        shown = f"%{name};" if parameter else f"&{name};"
        check = "external-entity" if system else "entity-declaration"
        raise Rejected(check, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, name=shown)

    def skipped(self, name: str, parameter: bool) -> None:  # noqa: ARG002, FBT001 - the C signature
        """Reject a reference that would silently vanish."""
        parser = self.parser
        raise Rejected("external-entity", parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, name=f"&{name};")

    # --- namespaces -----------------------------------------------------------------------------
    def bind(self, prefix: str | None, uri: str | None) -> None:
        """Bring a prefix into scope; it precedes the start tag that declares it."""
        self.bound.setdefault(prefix or "", []).append(uri or "")
        self.scope = None
        if uri:
            self.report.prefixes.setdefault(prefix or "", uri)

    def unbind(self, prefix: str | None) -> None:
        """Take a prefix out of scope; it follows the end tag."""
        uris = self.bound[prefix or ""]
        uris.pop()
        if not uris:
            del self.bound[prefix or ""]
        self.scope = None

    def prefixes(self) -> dict[str, str]:
        """Return the bindings in scope; one dict as long as they do not change."""
        if self.scope is None:
            self.scope = {prefix: uris[-1] for prefix, uris in self.bound.items() if uris[-1]}
            self.scope["xml"] = XML
        return self.scope

    def clark(self, raw: str) -> str:
        """Return the Clark name of what expat calls a name."""
        name = self.names.get(raw)
        if name is None:
            name = self.names[raw] = "{" + raw if "}" in raw else raw
        return name

    # --- the root -------------------------------------------------------------------------------
    def start_root(self, name: str, attributes: dict[str, str]) -> None:
        """See the root element: go on when it is xbrli:xbrl."""
        parser = self.parser
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        if name != ROOT:
            raise NotAnInstance(self.clark(name), line, column)
        self.language = attributes.get(LANGUAGE, "").strip().lower()
        self.base = attributes.get(BASE, "").strip()
        self.report.root = self.element(name, attributes)
        parser.StartElementHandler = self.start_fact
        parser.EndElementHandler = self.end_root

    def end_root(self, name: str) -> None:  # noqa: ARG002 - the C signature
        """See the end of the document."""
        self.stray()

    def stray(self) -> None:
        """Report text where none may stand."""
        text = "".join(self.text).strip(SPACES)
        self.text.clear()
        if text:
            at = self.here()
            self.report.problems.append(
                Problem("schema-invalid-structure", at, {"reason": f"text between facts: {text[:60]!r}"})
            )

    def here(self) -> Location:
        """Where the parser stands."""
        return Location(self.report.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

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
            clark = names.get(name)
            if clark is None:
                clark = names[name] = "{" + name if "}" in name else name
            add_concept(clark)
            take = attributes.pop
            value = take("contextRef", "")
            add_context(shared.get(value) or share(value, value.strip(SPACES)))
            value = take("unitRef", "")
            add_unit(shared.get(value) or share(value, value.strip(SPACES)))
            value = take("decimals", "")
            add_decimals(shared.get(value) or share(value, value.strip(SPACES)))
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
        report.precisions[row] = attributes.pop("precision", "").strip(SPACES)
        nil = attributes.pop(NIL, None)
        if nil is not None:
            report.nils[row] = nil.strip(SPACES) in ("true", "1")
            if nil.strip(SPACES) not in ("true", "1", "false", "0"):
                attributes[NIL] = nil
        language = attributes.pop(LANGUAGE, None)
        if language is not None:
            report.languages[row] = self.shared.setdefault(language, language.strip(SPACES)).lower()
        declared = attributes.pop(TYPE, None)
        if declared is not None:
            report.types[row] = expand(declared, self.prefixes()) or declared
        if attributes:
            report.attributes[row] = {self.clark(key): value for key, value in attributes.items()}

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
        parser, clark = self.parser, self.clark
        return Element(
            clark(name),
            {clark(key): value for key, value in attributes.items()},
            self.prefixes(),
            self.report.path,
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
        )

    def start_tree(self, name: str, attributes: dict[str, str]) -> None:
        """See the start of what is kept as a tree."""
        if self.open and self.text:
            self.mixed(self.open[-1])
        self.tree.append(self.element(name, attributes))
        self.parser.StartElementHandler = self.start_node
        self.parser.EndElementHandler = self.end_node

    def start_node(self, name: str, attributes: dict[str, str]) -> None:
        """See the start of an element in a tree."""
        self.flush()
        node = self.element(name, attributes)
        self.tree[-1].children.append(node)
        self.tree.append(node)

    def flush(self) -> None:
        """Give text to the element it stands in, or after whose child it stands."""
        if self.text:
            text = self.text[0] if len(self.text) == 1 else "".join(self.text)
            self.text.clear()
            node = self.tree[-1]
            if node.children:
                node.children[-1].tail = text
            else:
                node.text = text

    def end_node(self, name: str) -> None:  # noqa: ARG002 - the C signature
        """See the end of an element in a tree."""
        self.flush()
        node = self.tree.pop()
        if self.tree:
            return
        if self.open:
            self.report.inner.setdefault(self.open[-1], []).append(node)
        else:
            self.elements.append(node)
        self.parser.StartElementHandler = self.start_fact
        self.parser.EndElementHandler = self.end_fact if self.open else self.end_root

    # --- the end --------------------------------------------------------------------------------
    def finish(self) -> None:
        """Turn trees into contexts, units, references and links, and references into indexes."""
        declarations.declare(self.report, self.elements, self.base)
        for row, nodes in self.report.inner.items():
            parts = {node.name: node.text for node in nodes}
            numerator, denominator = parts.get(f"{{{XBRLI}}}numerator"), parts.get(f"{{{XBRLI}}}denominator")
            if numerator is not None and denominator is not None:
                self.report.fractions[row] = (numerator, denominator)


def _is_html(name: str) -> bool:
    return name.lower() == "html"
