"""What a footnote holds besides text: its XHTML, in one spelling (XBRL 2.1 §4.11.1.2, OIM 1.0 §3.5.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.names import LANGUAGE, XHTML, local, namespace

if TYPE_CHECKING:
    from validator.model.tree import Element

VOID = frozenset(
    ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param")
)  # nothing may stand in them; any other empty element needs its end tag where a page is read as HTML


def markup(element: Element) -> str:
    """Return the content of an element as an XHTML fragment, names without prefixes; "" when it holds no XHTML.

    Elements of other vocabularies give way to their text.
    """
    if not any(namespace(node.name) == XHTML for node in element.walk() if node is not element):
        return ""
    parts: list[str] = []
    for kind, node in element.events():
        inner = node is not element
        name = local(node.name) if inner and namespace(node.name) == XHTML else ""
        bare = name in VOID and not node.text and not node.children
        if kind == "start":
            if name:
                parts.append(f"<{name}{_attributes(node)}{'/' if bare else ''}>")
            parts.append(escaped(node.text))
        else:
            if name and not bare:
                parts.append(f"</{name}>")
            if inner:
                parts.append(escaped(node.tail))
    return "".join(parts)


def escaped(text: str) -> str:
    """Return text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attributes(node: Element) -> str:
    kept = {name: value for name, value in node.attributes.items() if not namespace(name)}
    if LANGUAGE in node.attributes:
        kept["xml:lang"] = node.attributes[LANGUAGE]
    return "".join(f' {name}="{_quoted(value)}"' for name, value in kept.items())


def _quoted(value: str) -> str:
    return escaped(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
