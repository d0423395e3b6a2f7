"""Documents of ours, as users write them: TOML, held against its JSON Schema, every fault at its line and column.

Nothing raises for what is in a document. What is made of one is kept by its content, so a document that has not
changed needs neither a parser nor its schema.
"""

from __future__ import annotations

import marshal
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from validator import memory, resources
from validator.authored.nearest import nearest
from validator.gate import RefusedError, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jsonschema import ValidationError

    from validator.authored.toml_places import Path, Places

LARGEST = 4_000_000  # bytes: no document of ours comes near
MOST = 200  # faults told of one document
LONGEST = 240  # characters of a key or a reason; a message of the schema quotes the value, however long
WHOLE = (0, 0)  # where a fault of the whole file stands
Made = TypeVar("Made")


UNREAD = {
    "system": "{reason}",
    "size": "it is larger than {most:,} bytes",
    "encoding": "it is not UTF-8: byte 0x{byte:02X}",
    "integer": "an integer beyond 64 bits, which TOML does not have",
    "depth": "tables and arrays within each other more than {most} levels deep",
    "keys": "more than {most:,} keys and values",
    "twice": "{key} stands here again; first on line {first}",
    "toml": "{said}",
}
"""Why a document cannot be read."""
MISSHAPEN = {
    "key": "there is no key {key!r} here",
    "key-nearly": "there is no key {key!r} here",
    "lacking": "{key}: {lacking!r} is a required property",
    "lacking-at-the-top": "{lacking!r} is a required property",
    "choice": "{key}: {how} of the keys {keys} is needed",
    "schema": "{key}: {said}",
    "more": "only the first {most} faults are told",
}
"""What is wrong with sound TOML that is out of shape."""
CURES = {"key": "known here: {known}", "key-nearly": "did you mean {near!r}?"}
"""What may mend it."""


class Fault(NamedTuple):
    """One thing wrong with a document: where, and what, as one of the wordings above with its values."""

    line: int
    column: int
    variant: str
    values: Mapping[str, object]

    @classmethod
    def at(cls, place: tuple[int, int], variant: str, /, **values: object) -> Fault:
        """Return a fault at a line and column; 0, 0 for the whole file."""
        return cls(*place, variant, values)

    @property
    def misshapen(self) -> bool:
        """Whether the document is sound TOML, out of shape."""
        return self.variant in MISSHAPEN

    @property
    def reason(self) -> str:
        """What is wrong."""
        return (MISSHAPEN | UNREAD)[self.variant].format(**self.values)

    @property
    def help(self) -> str:
        """What may mend it; "" where that is not known."""
        return CURES.get(self.variant, "").format(**self.values)

    @property
    def said(self) -> str:
        """The reason, and what may mend it."""
        return f"{self.reason}; {self.help}" if self.help else self.reason


def wordings(words: Mapping[str, str]) -> dict[str, str]:
    """Return the wordings of a check of documents, each with its cure."""
    return {one: f"{said}; {CURES[one]}" if one in CURES else said for one, said in words.items()}


class Authored(NamedTuple):
    """A document: what it says, by its schema unless there are faults, and where each key of it stands."""

    data: dict[str, object]  # the schema says which shape; who asks for a document gives that shape a type
    places: Places
    faults: list[Fault]


def contents(path: str, most: int = LARGEST) -> bytes | Fault:
    """Return the bytes of a document, or why they cannot be had."""
    try:
        with opened(path) as file:
            source = file.read(most + 1)
    except RefusedError as refused:
        return Fault.at(WHOLE, "system", reason=f"it {refused}")
    except OSError as error:
        return Fault.at(WHOLE, "system", reason=error.strerror or str(error))
    if len(source) > most:
        return Fault.at(WHOLE, "size", most=most)
    return source


def day(text: str) -> bool:
    """Whether a text of the form YYYY-MM-DD is a day: what is none would never be past."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def kept(kind: str, schema: str, source: bytes, make: Callable[[bytes], Made]) -> Made:
    """Return what was made of a document by a schema, plain values throughout; it is made again when either changes."""
    with open(resources.path(schema), "rb") as file:
        key = file.read() + source
    stored = memory.recall(kind, key)
    if stored is not None:
        try:
            recalled: Made = marshal.loads(stored)  # noqa: S302 - sealed with the user's own secret
        except (EOFError, ValueError, TypeError):
            pass  # written by something else: make it again
        else:
            return recalled
    made = make(source)
    memory.remember(kind, key, marshal.dumps(made))  # type: ignore[arg-type] # what is made is plain values
    return made


def parsed(source: bytes, schema: str, within: tuple[str, ...] = ()) -> Authored:
    """Return a document read and held against a schema; `within` names the table that is ours in another's document."""
    from validator.authored.toml_places import Places

    source = source.removeprefix(b"\xef\xbb\xbf")  # a mark of byte order, as some editors write it
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        return Authored({}, Places(""), [_undecoded(source, error)])
    places = Places(text)
    if places.refused is not None:
        offset, variant, values = places.refused
        return Authored({}, places, [Fault.at(places.place(offset), variant, **values)])
    import tomllib

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Authored({}, places, [_untold(str(error), places)])
    for key in within:
        inner = data.get(key)
        data = inner if isinstance(inner, dict) else {}
    faults = list(islice(misshapen(data, schema, places, within), MOST + 1))
    if len(faults) > MOST:
        faults[MOST] = Fault.at(places.place(len(text)), "more", most=MOST)
    return Authored(data, places, sorted(faults, key=lambda fault: (fault.line, fault.column, fault.said)))


def misshapen(data: object, schema: str, places: Places, within: Path = ()) -> Iterator[Fault]:
    """Yield what one of our JSON Schemas objects to in data, each at its place."""
    import json

    from jsonschema import Draft202012Validator

    with open(resources.path(schema), encoding="utf-8") as file:
        validator = Draft202012Validator(json.load(file))
    for error in validator.iter_errors(data):
        for path, variant, values in _told(error):
            key = _shortened(".".join(map(str, path))) or "the document"
            yield Fault.at(places.of((*within, *path)), variant, **{"key": key, **values})


def _undecoded(source: bytes, error: UnicodeDecodeError) -> Fault:
    start = source.rfind(b"\n", 0, error.start) + 1
    column = len(source[start : error.start].decode("utf-8")) + 1
    line = source.count(b"\n", 0, error.start) + 1
    return Fault.at((line, column), "encoding", byte=source[error.start])


def _untold(message: str, places: Places) -> Fault:
    """Return what tomllib says, `… (at line 3, column 5)`, as a fault; a key set twice is told at its second place."""
    said, _, tail = message.partition(" (at ")
    line, _, column = tail.removeprefix("line ").rstrip(")").partition(", column ")
    at = (int(line), int(column)) if line.isdigit() and column.isdigit() else places.place(len(places.text))
    if places.repeated is not None:
        offset, path = places.repeated
        if places.place(offset) <= at:
            first, _ = places.of(path)
            return Fault.at(places.place(offset), "twice", key=_shortened(".".join(map(str, path))), first=first)
    return Fault.at(at, "toml", said=said)


def _told(error: ValidationError) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """Yield path, wording and values of everything one error of the schema is about."""
    path: Path = tuple(error.absolute_path)
    schema = error.schema if isinstance(error.schema, dict) else {}
    asked = error.validator_value if isinstance(error.validator_value, list) else []
    known, value = list(schema.get("properties", {})), error.instance
    branches = [branch.get("required") for branch in asked] if error.validator in ANY else []
    if error.validator == "additionalProperties" and isinstance(value, dict):
        for key in _unknown(value, known, schema.get("patternProperties", {})):
            near, short = nearest(key, known), _shortened(key)
            told = {"key": short, "near": near} if near else {"key": short, "known": ", ".join(known)}
            yield (*path, key), "key-nearly" if near else "key", told
    elif error.validator == "required" and isinstance(value, dict):
        lacking = [key for key in asked if f"{key!r} is" in error.message]
        # a key written almost so is reported as such, once
        if not any(nearest(key, known) in lacking for key in value if key not in known):
            yield path, "lacking" if path else "lacking-at-the-top", {"lacking": lacking[0]}
    elif branches and all(branches):
        keys = ", ".join(repr(key) for branch in branches for key in branch)
        yield path, "choice", {"how": ANY[str(error.validator)], "keys": keys}
    elif error.validator in ANY and error.context:
        # the branch that fits the value's kind says what is wrong with it
        fitting = [one for one in error.context if one.validator != "type"] or error.context
        yield from _told(fitting[0])
    else:
        yield path, "schema", {"said": _shortened(error.message)}


ANY = {"anyOf": "one", "oneOf": "exactly one"}


def _unknown(value: dict[str, object], known: list[str], patterns: dict[str, object]) -> Iterator[str]:
    import re

    for key in value:
        if key not in known and not any(re.search(pattern, key) for pattern in patterns):
            yield key


def _shortened(reason: str) -> str:
    half = LONGEST // 2
    return reason if len(reason) <= LONGEST else f"{reason[:half]} … {reason[-half:]}"
