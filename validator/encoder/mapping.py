"""The mapping of a release: TOML, held against `schemas/mapping.schema.json`, with the line of every key."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from validator import resources
from validator.model.source import Location
from validator.understanding.words import calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KEY = re.compile(
    r"""^\s*(?P<key>(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*="""
)
PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*\.?""")
HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


class Trouble(NamedTuple):
    """What stands in the way of an encoding: where, what was seen, what would mend it."""

    at: Location
    message: str
    help: str = ""

    def __str__(self) -> str:
        """Return it as one line, with its help below."""
        return f"{self.at}: {self.message}" + (f"\n  help: {self.help}" if self.help else "")


class FigureMap(NamedTuple):
    """A mapping as loaded: the data, and where each key stands."""

    path: str
    data: Mapping[str, Any]
    lines: Mapping[tuple[str | int, ...], int]

    def at(self, *keys: str | int) -> Location:
        """Return where a key stands, or the nearest enclosing one."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.lines:
                return Location(self.path, self.lines[keys[:length]])
        return Location(self.path, 1)


def load(path: str, source: bytes) -> tuple[FigureMap | None, list[Trouble]]:
    """Read and validate a mapping; None with the reasons when it cannot be used."""
    import tomllib

    try:
        text = source.decode("utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return None, [Trouble(Location(path), f"the mapping is not UTF-8 text ({error.reason} at byte {error.start})")]
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = AT_LINE.search(str(error))
        at = Location(path, int(found[1]), int(found[2])) if found else Location(path)
        return None, [Trouble(at, f"the mapping is not TOML: {AT_LINE.sub('', str(error)).strip()}")]
    mapping = FigureMap(path, data, key_lines(text))
    troubles = [
        Trouble(mapping.at(*keys), message, cure) for keys, message, cure in against_schema(data, "mapping.schema.json")
    ]
    if not troubles:
        troubles = [
            Trouble(mapping.at(*keys), f"{period!r} is no period")
            for keys, period in periods(data)
            if not legible(period)
        ]
    return (None if troubles else mapping), troubles


def periods(data: Mapping[str, Any]) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """Yield every period a mapping names, with the keys that lead to it."""
    yield ("period",), data["period"]
    for at, table in enumerate(data["table"]):
        for header, column in table.get("columns", {}).items():
            if "period" in column:
                yield ("table", at, "columns", header, "period"), column["period"]
    prose = data.get("prose", {})
    for words, period in prose.get("periods", {}).items():
        yield ("prose", "periods", words), period
    for at, term in enumerate(prose.get("term", ())):
        if "period" in term:
            yield ("prose", "term", at, "period"), term["period"]


def legible(period: str) -> bool:
    """Whether a period is one: dates that exist, the first not after the last."""
    try:
        parsed = calendar.parse(period)
    except ValueError:
        return False
    return parsed.start is None or parsed.end is None or parsed.start < parsed.end


def against_schema(data: Any, name: str) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    """Yield (keys, message, help) of everything in which data departs from one of our JSON Schemas."""
    import json
    from pathlib import Path

    from jsonschema import Draft202012Validator

    schema = json.loads(Path(resources.path(name)).read_text(encoding="utf-8"))
    for error in sorted(
        Draft202012Validator(schema).iter_errors(data), key=lambda e: [str(p) for p in e.absolute_path]
    ):
        yield from _worded(error)


def _worded(error: Any) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    keys = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", ()))
        for key in error.instance:
            if key not in known:
                near = get_close_matches(str(key), known, 1)
                cure = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
                yield (*keys, key), f"unknown key `{key}`", cure
    elif error.validator == "anyOf" and error.context:
        # the branch that fits the value's kind says what is wrong with it
        fitting = [e for e in error.context if e.validator != "type"] or error.context
        yield from _worded(fitting[0])
    else:
        yield keys, f"{'.'.join(map(str, keys)) or 'the mapping'}: {error.message}", ""


def key_lines(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line of every key and table header, by the keys that lead to it; items of arrays count from 0."""
    lines: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    here: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header = HEADER.match(line)
        if header:
            here = _resolve(_parts(header[2]), counts, array=header[1] == "[[")
            lines.setdefault(here, number)
            continue
        found = KEY.match(line)
        if found:
            parts = _parts(found["key"])
            for length in range(1, len(parts) + 1):
                lines.setdefault((*here, *parts[:length]), number)
            rest = line[found.end() :]
            for inner in re.finditer(r"[{,]\s*(" + PART.pattern + r")\s*=", rest):
                lines.setdefault((*here, *parts, *_parts(inner[1])), number)
    return lines


def _parts(key: str) -> tuple[str, ...]:
    return tuple((a or b or c).replace('\\"', '"') for a, b, c in PART.findall(key))


def _resolve(parts: tuple[str, ...], counts: dict[tuple[str | int, ...], int], *, array: bool) -> tuple[str | int, ...]:
    """Follow a table header into the arrays opened so far."""
    here: tuple[str | int, ...] = ()
    for at, part in enumerate(parts):
        here = (*here, part)
        if array and at == len(parts) - 1:
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here = (*here, counts[here])
    return here
