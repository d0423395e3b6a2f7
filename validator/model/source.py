"""Where a thing was read: the file the user wrote, and the place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Location(NamedTuple):
    """A place in a user's file: line and column (from 1), and a pointer where lines do not tell.

    The pointer is a JSON pointer, a CSV cell (`r12 c:revenue`), or an inline element's id.
    """

    path: str
    line: int = 0
    column: int = 0
    pointer: str = ""

    def __str__(self) -> str:
        """Return `path:line:column#pointer`, without what is unknown."""
        text = self.path
        if self.line:
            text += f":{self.line}"
            if self.column:
                text += f":{self.column}"
        return f"{text}#{self.pointer}" if self.pointer else text


class Problem(NamedTuple):
    """What a reader could not accept, as data: the name of the check that reports it, where, its values."""

    check: str
    at: Location
    values: Mapping[str, Any]
    related: tuple[tuple[str, Location], ...] = ()


class Document(NamedTuple):
    """One file that was read: the report itself, or a schema or linkbase of its DTS.

    `uri` is its name in the DTS, `path` where its bytes were found. `kind` is one of instance, schema, linkbase,
    inline, json, csv, package, unknown.
    """

    uri: str
    path: str
    kind: str
    problems: tuple[Problem, ...] = ()
