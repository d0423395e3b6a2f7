"""Where a thing was read: the file the user wrote, and the place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    Plain: TypeAlias = bool | int | str | Sequence["Plain"] | Mapping[str, "Plain"] | None  # what JSON can say


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


NOWHERE = Location("")
LONGEST_SHOWN = 60  # characters of a value in a message


def shown(text: str) -> str:
    """Return a text as a message quotes it: not long, and otherwise as it is, for white space may be the fault."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."


class Problem(NamedTuple):
    """What could not be accepted, as data: the check that reports it, where, and the values its wording needs.

    `variant` says which of the check's wordings is meant; `spec` is the specification's error code where the wording
    itself does not tell it.
    """

    check: str
    at: Location
    values: Mapping[str, object]
    related: tuple[tuple[str, Location], ...] = ()
    variant: str = ""
    spec: str = ""

    @classmethod
    def of(
        cls,
        name: str,
        at: Location = NOWHERE,
        /,
        *,
        related: tuple[tuple[str, Location], ...] = (),
        spec: str = "",
        **values: object,
    ) -> Problem:
        """Return a problem of a check's name, or of `name/variant` where the check has several wordings."""
        check, _, variant = name.partition("/")
        return cls(check, at, values, related, variant, spec)

    @classmethod
    def told(cls, name: str, at: Location, values: Mapping[str, object]) -> Problem:
        """Return a problem as `of` does, of values that were told elsewhere."""
        return cls.of(name, at, related=(), spec="", **values)


class Refused(Exception):  # noqa: N818 - a finding, not an error of ours
    """Something cannot be accepted: carries the problem; its place may be left for the one who knows it."""

    def __init__(
        self,
        name: str,
        at: Location = NOWHERE,
        /,
        *,
        related: tuple[tuple[str, Location], ...] = (),
        spec: str = "",
        **values: object,
    ) -> None:
        super().__init__(name)
        self.problem = Problem.of(name, at, related=related, spec=spec, **values)

    def placed(self, at: Location) -> Refused:
        """Return it with a place, which counts where it had none."""
        if self.problem.at is NOWHERE:
            self.problem = self.problem._replace(at=at)
        return self


class Document(NamedTuple):
    """One file that was read: the report itself, or a schema or linkbase of its DTS.

    `uri` is its name in the DTS, `path` where its bytes were found. `kind` is one of instance, schema, linkbase,
    inline, json, csv, package, unknown.
    """

    uri: str
    path: str
    kind: str
    problems: tuple[Problem, ...] = ()


LONG = 4_096  # characters of a line that is not read anew


class Lines:
    """The lines of some files, each file indexed as far as it was asked for."""

    def __init__(self, data: Mapping[str, bytes]) -> None:
        self._data = data
        self._starts: dict[str, list[int]] = {}
        self._long: dict[tuple[str, int], str] = {}  # long lines that were asked for: much stands on each

    def __contains__(self, path: str) -> bool:
        """Whether a file is at hand."""
        return path in self._data

    def at(self, place: Location) -> str | None:
        """Return the line of a place, without its end; None when its file is not at hand, or has no such line."""
        data = self._data.get(place.path)
        if data is None or place.line < 1:
            return None
        known = self._long.get((place.path, place.line))
        if known is not None:
            return known
        line = self._line(place.path, data, place.line)
        if line is None:
            return None
        told = line.rstrip("\r\n").removeprefix("\ufeff")
        if len(told) > LONG:
            self._long[place.path, place.line] = told
        return told

    def _line(self, path: str, data: bytes, number: int) -> str | None:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            lines = data.decode("utf-16", "replace").split("\n")
            return lines[number - 1] if number <= len(lines) else None
        starts = self._starts.setdefault(path, [0])
        while len(starts) < number:
            end = data.find(b"\n", starts[-1])
            if end < 0:
                return None
            starts.append(end + 1)
        end = data.find(b"\n", starts[number - 1])
        return data[starts[number - 1] : end if end >= 0 else len(data)].decode("utf-8", "replace")
