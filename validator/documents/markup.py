"""Tags of HTML as it is written, well or badly: each with its place in the source, in one linear pass.

A tag that is never closed (`<` and no `>` before the next `<`) is text. Comments, declarations and processing
instructions are passed over, and so is what stands inside `script` and `style`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = re.compile(
    r"""<(?:
        (?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9:_.-]*+)
        (?:(?P<given>(?>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*))>|(?P<broken>[^<>]*+)>)
      | (?P<comment>!--)
      | [!?][^<>]*+>
    )""",
    re.VERBOSE,
)
RAW = frozenset({"script", "style"})
ATTRIBUTE = re.compile(r"""([a-zA-Z_:][^\s=<>"'/]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?""")


class Tag(NamedTuple):
    """A tag: its name in lower case, whether it closes or is empty, what is given in it, where it starts and ends."""

    name: str
    closes: bool
    empty: bool
    given: str
    start: int
    end: int


def tags(source: str) -> Iterator[Tag]:
    """Yield the tags of a page, in order; between them is text. A tag named "" covers a comment or a declaration."""
    at = 0
    while at < len(source):
        for found in TAG.finditer(source, at):
            close, name, given, broken, comment = found.groups()
            start, at = found.span()
            if name is None:
                if comment:
                    end = source.find("-->", at)
                    at = len(source) if end < 0 else end + 3
                yield Tag("", False, True, "", start, at)  # noqa: FBT003 - a NamedTuple's fields
                if comment:
                    break
                continue
            name, given = name.lower(), given or broken or ""
            empty = given.endswith("/")
            if name in RAW and not close and not empty:
                at = after(source, name, at)
                yield Tag(name, False, True, given, start, at)  # noqa: FBT003 - as above
                break
            yield Tag(name, close is not None, empty, given, start, at)
        else:
            return


def after(source: str, name: str, at: int) -> int:
    """Return where the element of a name that starts at a place ends: behind its end tag, or the page."""
    found = re.compile(rf"</{name}[^<>]*>", re.IGNORECASE).search(source, at)
    return found.end() if found else len(source)


def attributes(given: str) -> dict[str, str]:
    """Return what is given in a tag; the first of a name counts (HTML Living Standard §13.2.5.33)."""
    told: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(given):
        told.setdefault(name.lower(), double or single or bare)
    return told
