"""Rule files: TOML → checked against its JSON Schema → parsed rules, kept by content so that this is done once.

Trouble becomes `Problem`s that point to line and column of the rule file; the rules that are sound stay usable.
"""

from __future__ import annotations

import marshal
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from validator import memory, resources
from validator.authored.toml_places import Places, nearest, toml_place
from validator.model.source import Location, Problem
from validator.tieouts.grammar import (
    Node,
    RuleError,
    parse_expression,
    parse_guard,
    parse_ranging,
    parse_rule,
    parse_template,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORM = 3  # of what is stored: raise it when grammar or Rule change
LARGEST = 4_000_000  # bytes: no rule file comes near
FAULTS = ("unreadable-rule-file", "misshapen-rule-file", "misspelt-rule")


class Rule(NamedTuple):
    """One parsed rule; plain tuples throughout, so it can be stored.

    `places` gives, for each text of the rule, the line and column its content starts at, and the text.
    """

    code: str
    name: str
    text: str
    relations: tuple[Node, ...]
    ranging: tuple[Node, ...]
    when: Node | None
    lets: tuple[tuple[str, Node], ...]
    says: tuple[str | Node, ...]
    mends: tuple[str | Node, ...]
    why: str
    cites: str
    severity: str
    missing: str
    kind: str
    printed: bool  # compares the figures as printed, not the intervals they stand for
    follows: tuple[str, ...]  # codes whose failures over the same figure this one only repeats
    instead_of: tuple[str, ...]  # codes of calculations it stands in for where a part of them is not reported
    says_text: str
    mends_text: str
    places: tuple[tuple[str, int, int, str], ...]


class Rulebook(NamedTuple):
    """What one rule file says: its namespaces, its rules, and what is wrong with it."""

    path: str
    namespaces: dict[str, str]
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]


def load(path: str) -> Rulebook:
    """Read, check and parse a rule file; never raises for what is in it."""
    try:
        if os.path.getsize(path) > LARGEST:
            return _broken(path, f"it is larger than {LARGEST:,} bytes")
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        return _broken(path, error.strerror or str(error))
    kept = memory.recall(f"rules-{FORM}", source)
    if kept is not None:
        try:
            namespaces, rules, faults = marshal.loads(kept)  # noqa: S302 - our own file, as trusted as our code
            return _book(path, namespaces, rules, faults)
        except (EOFError, ValueError, TypeError):
            pass  # written by something else: parse it again
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return _broken(path, "it is not UTF-8", line)
    namespaces, rules, faults = compiled(text)
    memory.remember(f"rules-{FORM}", source, marshal.dumps((namespaces, [tuple(rule) for rule in rules], faults)))
    return _book(path, namespaces, rules, faults)


Fault = tuple[str, int, int, str]  # check name, line, column, what is wrong


def _book(path: str, namespaces: dict[str, str], rules: Any, faults: list[Fault]) -> Rulebook:
    problems = tuple(
        Problem(check, Location(path, line, column), {"reason": reason}) for check, line, column, reason in faults
    )
    return Rulebook(path, namespaces, tuple(Rule(*rule) for rule in rules), problems)


def _broken(path: str, reason: str, line: int = 0) -> Rulebook:
    return Rulebook(path, {}, (), (Problem(FAULTS[0], Location(path, line, 1 if line else 0), {"reason": reason}),))


def compiled(text: str) -> tuple[dict[str, str], list[Rule], list[Fault]]:
    """Return the namespaces, the sound rules and the faults of a rule file's text."""
    import tomllib

    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line, column = toml_place(str(error), text)
        return {}, [], [(FAULTS[0], line, column, str(error).partition(" (at ")[0])]
    places = Places(text)
    faults = list(_misshapen(document, places))
    if faults:
        return {}, [], faults
    rules: list[Rule] = []
    shared = dict(document.get("let", {}))
    for code, table in document.items():
        if code not in ("namespaces", "let"):
            made = _rule(code, table, shared, places, faults)
            if made is not None:
                rules.append(made)
    return dict(document.get("namespaces", {})), rules, faults


def _misshapen(document: dict[str, Any], places: Places) -> Iterator[Fault]:
    """Yield what the JSON Schema objects to, in its own order, each at its place with the nearest right key."""
    import json

    from jsonschema import Draft202012Validator

    with open(resources.path("tieout.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    for error in sorted(Draft202012Validator(schema).iter_errors(document), key=lambda one: list(map(str, one.path))):
        path = [str(part) for part in error.absolute_path]
        reason = error.message
        if error.validator == "additionalProperties" and isinstance(error.instance, dict):
            known = list(error.schema.get("properties", {}))
            for key in error.instance:
                if key not in known and not _code_like(key, error.schema):
                    line, column = places.of([*path, key])
                    hint = nearest(key, known)
                    reason = f"there is no key {key!r} here" + (f"; did you mean {hint!r}?" if hint else "")
                    yield FAULTS[1], line, column, reason
            continue
        if error.validator == "required" and isinstance(error.instance, dict):
            lacking = [key for key in error.validator_value if f"{key!r} is" in error.message]
            known = [*error.schema.get("properties", {})]
            # a key written almost so is reported as such, once
            if any(nearest(key, known) in lacking for key in error.instance if key not in known):
                continue
        line, column = places.of(path)
        where = ".".join(path)
        yield FAULTS[1], line, column, f"{where}: {reason}" if where else reason


def _code_like(key: str, schema: dict[str, Any]) -> bool:
    import re

    return any(re.search(pattern, key) for pattern in schema.get("patternProperties", {}))


def _rule(code: str, table: dict[str, Any], shared: dict[str, str], places: Places, faults: list[Fault]) -> Rule | None:
    before = len(faults)
    texts: list[tuple[str, int, int, str]] = []

    def parsed(path: list[str], text: str, parse: Callable[[str], Any]) -> Any:
        line, column = places.content(path, text)
        texts.append((".".join(path[1:] if path[0] == code else path), line, column, text))
        try:
            return parse(text)
        except RuleError as error:
            faults.append((FAULTS[2], *advanced(line, column, text, error.offset), f"{code}: {error.message}"))
            return ()

    ranging = table.get("for", [])
    several = [ranging] if isinstance(ranging, str) else ranging
    lets = [(name, parsed(["let", name], text, parse_expression)) for name, text in shared.items()]
    lets += [(name, parsed([code, "let", name], text, parse_expression)) for name, text in table.get("let", {}).items()]
    relations = parsed([code, "rule"], table["rule"], parse_rule)
    made = Rule(
        code=code,
        name=table["name"],
        text=" ".join(table["rule"].split()),
        relations=tuple(relations),
        ranging=tuple(parsed([code, "for"], one, parse_ranging) for one in several),
        when=parsed([code, "when"], table["when"], parse_guard) if "when" in table else None,
        lets=tuple(lets),
        says=parsed([code, "says"], table["says"], parse_template),
        mends=parsed([code, "mends"], table.get("mends", ""), parse_template),
        why=table["why"],
        cites=table.get("cites", ""),
        severity=table.get("severity", "error"),
        missing=table.get("missing", "indeterminate"),
        kind=table.get("kind", "identity"),
        printed=table.get("compare") == "printed",
        follows=tuple(table.get("follows", ())),
        instead_of=tuple(table.get("instead_of", ())),
        says_text=table["says"],
        mends_text=table.get("mends", ""),
        places=tuple(texts),
    )
    return made if len(faults) == before else None


def advanced(line: int, column: int, text: str, offset: int) -> tuple[int, int]:
    """Return the place `offset` characters into a text that starts at a place."""
    head = text[:offset]
    breaks = head.count("\n")
    return (line, column + offset) if not breaks else (line + breaks, offset - head.rfind("\n"))
