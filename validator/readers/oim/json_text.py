"""JSON with places: values by the parser of the standard library, lines and columns found when they are asked for.

No number becomes a float, repeated keys are kept to be reported, and depth is bounded (OIM Common 1.0 §2.1).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from validator.model.source import Location, Refused

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

LONGEST_INTEGER = 18  # digits: decimals need three
BLANK = re.compile(r"[ \t\r\n]*")
TOKEN = re.compile(r'[ \t\r\n]*(?:("[^"\\]*+(?:\\.[^"\\]*+)*+")|([{}\[\],:])|([^"{}\[\],: \t\r\n]+))', re.DOTALL)
ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)  # whole pairs first; whatever else is escaped last
HALF = re.compile("[\ud800-\udfff]")


class Number:
    """A number as written, where it is no small integer; no text, so that nothing takes it for one."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Number) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


Json: TypeAlias = "bool | int | str | Number | list[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, Json]


def members_of(value: Json) -> Object:
    """Return an object; an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def texts_of(value: Json) -> list[str] | None:
    """Return a list of strings; None for what is none."""
    found = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    return found if isinstance(value, list) and len(found) == len(value) else None


class Repeated(Object):
    """An object with a key that stands in it twice; `key` is the first such."""

    key = ""


class Source:
    """A JSON text and the places in it."""

    def __init__(self, path: str, data: bytes) -> None:
        """Decode the bytes; raises Refused where they are not UTF-8."""
        self.path = path
        self._line, self._start, self._offset = 1, 0, 0
        self.repeats = 0  # objects read so far in which a key stands twice
        try:
            self.text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.text = data[: error.start].decode("utf-8", "replace")
            raise self.refusal("invalid-json/encoding", len(self.text)) from None
        self.text = self.text.removeprefix("\ufeff")
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_int=_integer, parse_float=Number, parse_constant=_refuse
        )
        self._halves = "\\u" in self.text and any(found[1] for found in ESCAPE.finditer(self.text))

    def _object(self, pairs: list[tuple[str, Json]]) -> Object:
        """Return an object, marked where a key stands twice in it."""
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        self.repeats += 1
        repeated = Repeated(made)
        first = {key: len(pairs) - after for after, (key, _) in enumerate(reversed(pairs), 1)}
        repeated.key = next(key for at, (key, _) in enumerate(pairs) if first[key] < at)
        return repeated

    def refusal(self, name: str, offset: int, **values: str) -> Refused:
        """Return the complaint that the text is not JSON, at an offset."""
        return Refused(name, self.at(offset), related=(), spec="", **values)

    def _whole(self, value: Json, offset: int) -> None:
        """Refuse half a character (RFC 8259 §8.2) everywhere but in the value of a fact, which its type refuses."""
        pending = [value]
        while pending:
            one = pending.pop()
            if isinstance(one, dict):
                pending += one.keys()
                pending += [below for key, below in one.items() if key != "value" or "dimensions" not in one]
            elif isinstance(one, list):
                pending += one
            elif isinstance(one, str) and (found := HALF.search(one)):
                raise self.refusal("invalid-json/surrogate", offset, escape=f"u{ord(found[0]):04x}")

    def at(self, offset: int, pointer: str = "") -> Location:
        """Return the place of an offset; offsets near the one asked for last cost least, however long the line."""
        if offset < self._offset:
            back = self.text.count("\n", offset, self._offset)
            if back:
                self._line -= back
                self._start = self.text.rfind("\n", 0, offset) + 1
        else:
            last = self.text.rfind("\n", self._offset, offset)
            if last >= 0:
                self._line += self.text.count("\n", self._offset, offset)
                self._start = last + 1
        self._offset = offset
        return Location(self.path, self._line, offset - self._start + 1, pointer)

    def places(self, offsets: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return the lines and columns of offsets, which rise."""
        lines: list[int] = []
        columns: list[int] = []
        if not offsets:
            return lines, columns
        self.at(offsets[0])
        text, line, start, before = self.text, self._line, self._start, self._offset
        for offset in offsets:
            last = text.rfind("\n", before, offset)
            if last >= 0:
                line += text.count("\n", before, offset)
                start = last + 1
            lines.append(line)
            columns.append(offset - start + 1)
            before = offset
        self._line, self._start, self._offset = line, start, before
        return lines, columns

    def value(self, offset: int) -> tuple[Json, int]:
        """Return the value that starts at an offset, and where it ends; raises Refused."""
        try:
            found: tuple[Json, int] = self._decoder.raw_decode(self.text, offset)
        except json.JSONDecodeError as error:
            raise self.refusal("invalid-json/syntax", error.pos, reason=error.msg[:1].lower() + error.msg[1:]) from None
        except RecursionError:
            raise self.refusal("invalid-json/depth", offset) from None
        except ValueError as error:
            raise self.refusal("invalid-json/constant", offset, text=str(error)) from None
        if self._halves:
            self._whole(found[0], offset)
        return found

    def members(self, offset: int) -> Generator[tuple[str, int, int], int, None]:
        """Yield each member of the object at an offset: key, where the key starts, where the value starts.

        Send back where the value ends. The last is ("", end, end). Raises Refused.
        """
        text = self.text
        at = self.skip(offset + 1)
        while text[at : at + 1] != "}":
            if text[at : at + 1] != '"':
                raise self.refusal("invalid-json/name", at)
            key, end = self.value(at)
            assert isinstance(key, str)  # noqa: S101 - it starts with a double quote
            colon = self.skip(end)
            if text[colon : colon + 1] != ":":
                raise self.refusal("invalid-json/colon", colon)
            finish = yield key, at, self.skip(colon + 1)
            at = self.skip(finish)
            if text[at : at + 1] == ",":
                at = self.skip(at + 1)
                if text[at : at + 1] == "}":
                    raise self.refusal("invalid-json/name", at)
            elif text[at : at + 1] != "}":
                raise self.refusal("invalid-json/comma", at)
        yield "", at + 1, at + 1

    def whole(self) -> Json:
        """Return the one value the text is; raises Refused where it is none, or more than one."""
        value, end = self.value(self.skip(0))
        self.end(end)
        return value

    def end(self, offset: int) -> None:
        """Raise Refused where more than white space stands from an offset on."""
        at = self.skip(offset)
        if at != len(self.text):
            raise self.refusal("invalid-json/after", at)

    def skip(self, offset: int) -> int:
        """Return where white space ends."""
        found = BLANK.match(self.text, offset)
        return found.end() if found else offset

    def find(self, pointer: str, start: int = 0) -> Location:
        """Return the place of what a JSON pointer names, from an offset on; the nearest known when absent."""
        offset = start
        for step in pointer.split("/")[1:] if pointer else ():
            below = self._step(offset, step.replace("~1", "/").replace("~0", "~"))
            if below is None:
                break
            offset = below
        return self.at(offset)

    def _step(self, offset: int, step: str) -> int | None:
        """Return where a member's key, or an array's item, starts; then values are searched from its value on."""
        depth, expected, index = 0, True, 0
        array = False
        for found in TOKEN.finditer(self.text, self._inside(offset)):
            string, mark, _ = found.groups()
            place = found.start() + len(found.group()) - len(found.group().lstrip(" \t\r\n"))
            if depth == 0:
                if mark not in ("{", "["):
                    return None
                array, depth = mark == "[", 1
                if array and step == "0":
                    return self.skip(found.end())
            elif depth == 1 and mark in ("}", "]"):
                return None
            elif depth == 1 and mark == ",":
                index, expected = index + 1, True
                if array and str(index) == step:
                    return self.skip(found.end())
            elif depth == 1 and expected and string and not array:
                expected = False
                if json.loads(string, strict=False) == step:
                    return place
            else:
                depth += (mark in ("{", "[")) - (mark in ("}", "]")) if mark else 0
        return None

    def _inside(self, offset: int) -> int:
        """Return where the value starts when an offset is that of a key."""
        if self.text[offset : offset + 1] == '"':
            try:
                _, end = self.value(offset)
            except Refused:
                return offset
            colon = self.skip(end)
            if self.text[colon : colon + 1] == ":":
                return self.skip(colon + 1)
        return offset


def _integer(text: str) -> int | Number:
    return int(text) if len(text) <= LONGEST_INTEGER else Number(text)


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)


def escaped(step: str) -> str:
    """Return a key as a JSON pointer writes it (RFC 6901)."""
    return step.replace("~", "~0").replace("/", "~1")


def repeated(value: Json, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield (pointer, key) of every repeated key below a value, however deep."""
    pending = [(value, pointer)]
    while pending:
        one, where = pending.pop()
        if isinstance(one, dict):
            if isinstance(one, Repeated):
                yield where, one.key
            pending += [
                (below, f"{where}/{escaped(key)}") for key, below in one.items() if isinstance(below, (dict, list))
            ]
        elif isinstance(one, list):
            pending += [(below, f"{where}/{i}") for i, below in enumerate(one) if isinstance(below, (dict, list))]
