"""A document's own tree → the markup a page may show: listed elements, attributes and styles, all written anew.

Nothing of the source's markup is taken over. What is not listed gives way to what it holds, or is left out with it;
ids, classes, links and whatever loads, runs or submits have no place. A figure becomes a span known by its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.names import IX, IX10, XHTML, local, namespace
from validator.model.xhtml import escaped
from validator.reporters.review.styles import hides, kept, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from validator.model.tree import Element

AS_THEY_ARE = words(
    "abbr b bdi bdo big blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr "
    "i ins kbd li mark ol pre q rp rt ruby s samp small span strike strong sub sup table tbody td tfoot th thead "
    "tr tt u ul var wbr"
)
BLOCKS = words(
    "address article aside body center details figcaption figure fieldset footer form header html main nav p section"
)
LEFT_OUT = words(
    "applet area audio base basefont bgsound canvas datalist dialog embed frame frameset head iframe input link "
    "map math meta meter noembed noframes noscript object option optgroup param plaintext portal progress script "
    "select slot source style svg template textarea title track video xmp"
)  # with all they hold; a figure in one is listed below the document
VOID = frozenset(("br", "col", "hr", "wbr"))
IN_TABLES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "colgroup"))  # where only parts of a table may stand
SILENT = frozenset(("header", "hidden", "references", "resources", "relationship"))  # of inline XBRL: never shown
FACTS = frozenset(("nonFraction", "nonNumeric", "fraction"))
ALIGNED, CELLS, LARGEST = ("left", "right", "center", "justify", "top", "middle", "bottom"), ("td", "th"), 200


class Markup:
    """The markup of documents; `shown` holds the rows of the figures that stand in it."""

    def __init__(self, rows: Mapping[tuple[str, int, int], int], mark: Callable[[int], str]) -> None:
        self.rows = rows
        self.mark = mark
        self.shown: set[int] = set()

    def of(self, roots: Sequence[Element]) -> str:
        """Return the markup of some documents, one after another."""
        return "\n".join("".join(self._walk(root)) for root in roots)

    def _walk(self, root: Element) -> Iterator[str]:
        left_out: Element | None = None
        opened: list[tuple[str, str]] = []  # the tag of each element around ("": it gave way), and the last that stands
        for kind, node in root.events():
            if left_out is not None:
                if kind == "end" and node is left_out:
                    left_out = None
                    yield escaped(node.tail)
            elif kind == "end":
                tag, _ = opened.pop()
                yield f"</{tag}>" if tag and tag not in VOID else ""
                yield escaped(node.tail) if node is not root else ""
            elif has_no_place(node):
                left_out = node
            else:
                around = opened[-1][1] if opened else ""
                tag, start = self._start(node, around)
                opened.append((tag, tag or around))
                yield start + escaped(node.text)

    def _start(self, node: Element, around: str) -> tuple[str, str]:
        """Return the tag an element becomes ("": it gives way to what it holds) and that tag as it opens."""
        if namespace(node.name) == XHTML:
            name = local(node.name).lower()
            tag = written_as(name)
            return tag, f"<{tag}{_attributes(tag, name, node)}>"
        row = self.rows.get((node.path, node.line, node.column)) if local(node.name) in FACTS else None
        if row is None or around in IN_TABLES or row in self.shown:
            return "", ""
        self.shown.add(row)
        return "span", self.mark(row) + ("" if node.text or node.children else "nil")


def has_no_place(node: Element) -> bool:
    """Whether an element and all it holds are left out: active, hidden, or of another vocabulary."""
    uri, name = namespace(node.name), local(node.name)
    if uri in (IX, IX10):
        return name in SILENT
    return uri != XHTML or name.lower() in LEFT_OUT or "hidden" in node.attributes or hides(node.get("style"))


def written_as(name: str) -> str:
    """Return the tag an element of XHTML becomes."""
    return name if name in AS_THEY_ARE else "div" if name in BLOCKS else "span"


def _attributes(tag: str, name: str, node: Element) -> str:
    shown = {key: value for key, value in _words(node) if _may(tag, key, value)}
    if name == "p":
        shown["class"] = "p"
    style = kept(node.get("style"))
    if style:
        shown["style"] = style
    return "".join(f' {key}="{value}"' for key, value in shown.items())


def _words(node: Element) -> list[tuple[str, str]]:
    return [(key, value.strip(" \t\r\n").lower()) for key, value in node.attributes.items()]


def _may(tag: str, key: str, word: str) -> bool:
    """Whether an attribute may stay: how cells lie and read, in listed words and small numbers."""
    if key in ("align", "valign"):
        return word in ALIGNED
    if key == "dir":
        return word in ("ltr", "rtl")
    if key in ("colspan", "rowspan"):
        return tag in CELLS and _number(word, LARGEST)
    if key in ("border", "cellpadding", "cellspacing"):
        return tag == "table" and _number(word, 20)
    if key in ("start", "value"):
        return tag in ("ol", "li") and _number(word, 9999)
    return tag in CELLS and (key, word) in (("nowrap", ""), ("nowrap", "nowrap"), ("class", "n"))


def _number(word: str, most: int) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 4 and int(word) <= most
