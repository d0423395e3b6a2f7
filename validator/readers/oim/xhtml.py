"""XHTML fragments, as the notes of xBRL-JSON and xBRL-CSV hold them (OIM 1.0 §3.5.1.1)."""

from __future__ import annotations

import pyexpat

from validator.model.names import XHTML
from validator.model.source import Refused
from validator.model.tree import Element
from validator.model.xhtml import markup

WRAP = '<body xmlns="http://www.w3.org/1999/xhtml">'


class Fragment:
    """A parsed fragment: its text, its markup ("" when it has none), and what is wrong with it, if anything."""

    def __init__(self, source: str) -> None:
        self.fault: Refused | None = None
        self.text, self.markup = source, ""
        self.root = Element(f"{{{XHTML}}}body", {}, {}, "", 0, 0)
        if "<" in source or "&" in source:
            self._parse(source)
        else:
            self.root.text = source

    def _parse(self, source: str) -> None:
        self._open: list[Element] = []
        parser = pyexpat.ParserCreate(None, "}")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        try:
            parser.Parse(f"{WRAP}{source}</body>".encode("utf-8", "surrogatepass"), True)  # noqa: FBT003 - the C signature
        except pyexpat.ExpatError as error:
            self.fault = Refused("oim-note-invalid/malformed", reason=pyexpat.ErrorString(error.code))
        finally:
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        if self.fault is None:
            self.text, self.markup = self.root.string, markup(self.root)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        uri, prefix, rest = _parts(name)
        if not self._open:
            self._open.append(self.root)
            return
        if len(self._open) == 1 and uri != XHTML:
            self.fault = Refused("oim-note-invalid/element", element=rest)
        elif uri == XHTML and prefix:
            self.fault = Refused("oim-note-invalid/prefix", element=f"{prefix}:{rest}")
        named = {_clark(*_parts(key)): value for key, value in attributes.items()}
        node = Element(_clark(uri, "", rest), named, {}, "", 0, 0)
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, name: str) -> None:  # noqa: ARG002 - the C signature
        self._open.pop()

    def _said(self, text: str) -> None:
        node = self._open[-1]
        if node.children:
            node.children[-1].tail += text
        else:
            node.text += text


def _parts(name: str) -> tuple[str, str, str]:
    """Return namespace, prefix and local name of what expat calls a name."""
    uri, found, rest = name.partition("}")
    if not found:
        return "", "", name
    own, _, prefix = rest.partition("}")
    return uri, prefix, own


def _clark(uri: str, _: str, own: str) -> str:
    return f"{{{uri}}}{own}" if uri else own
