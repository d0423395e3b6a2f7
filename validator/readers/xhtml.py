"""The text of an XHTML fragment, as footnotes hold it (OIM 1.0 §3.5.1.1)."""

from __future__ import annotations

import pyexpat

from validator.model.names import XHTML

WRAP = '<body xmlns="http://www.w3.org/1999/xhtml">'


class Fragment:
    """A parsed fragment: its text, and what is wrong with it ("" when nothing)."""

    def __init__(self, markup: str) -> None:
        self.reason = self.spec = ""
        self.parts: list[str] = []
        self.depth = 0
        parser = pyexpat.ParserCreate(None, "}")
        parser.namespace_prefixes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.parts.append
        try:
            parser.Parse(f"{WRAP}{markup}</body>".encode("utf-8", "surrogatepass"), True)  # noqa: FBT003 - the C signature
        except pyexpat.ExpatError as error:
            said = pyexpat.ErrorString(error.code)
            self.reason, self.spec = f"the footnote is not well-formed XHTML: {said}", "oime:invalidXHTMLFragment"
        finally:
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        self.text = markup if self.reason else "".join(self.parts)

    def _start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - the C signature
        uri, rest = name.rpartition("}")[0], name
        if "}" in name:
            uri, _, rest = name.partition("}")
            rest, _, prefix = rest.partition("}")
        else:
            prefix = ""
        if self.depth == 1 and uri != XHTML:
            self.reason, self.spec = f"{rest} is no XHTML element", "oime:invalidXHTMLFragment"
        elif uri == XHTML and prefix:
            self.reason, self.spec = (
                f"{prefix}:{rest} is written with a prefix",
                "oime:xhtmlElementInNonDefaultNamespace",
            )
        self.depth += 1

    def _end(self, name: str) -> None:  # noqa: ARG002 - the C signature
        self.depth -= 1
