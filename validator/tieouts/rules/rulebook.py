"""Rule files: TOML → checked against its JSON Schema → parsed rules, kept by content so that this is done once.

Trouble becomes `Problem`s that point to line and column of the rule file; the rules that are sound stay usable.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, NotRequired, TypedDict, TypeVar, cast

from validator.authored.loading import Fault, contents, kept, parsed
from validator.model.source import Location, Problem
from validator.tieouts.rules.grammar import parse_expression, parse_guard, parse_ranging, parse_rule, parse_template
from validator.tieouts.rules.tokens import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.authored.toml_places import Path, Places
    from validator.tieouts.rules.nodes import Node, Ranging, Relation

FORM = 7  # of what is stored: raise it when grammar or Rule change
SCHEMA = "tieout.schema.json"
HELD = 64  # rule files held in memory
LONGEST = 250  # operations on each other in a row, the names in them written out: each is worked out within the next
LARGEST = 20_000  # parts of an amount with a name, the names in it written out
UNREADABLE, MISSHAPEN, MISSPELT = "unreadable-rule-file", "misshapen-rule-file", "misspelt-rule"


T = TypeVar("T")


class Rule(NamedTuple):
    """One parsed rule; plain tuples throughout, so it can be stored.

    `places` gives, for each text of the rule, the line and column its content starts at, and the text.
    """

    code: str
    name: str
    text: str
    relations: tuple[Relation, ...] = ()
    ranging: tuple[Ranging, ...] = ()
    when: Node | None = None
    lets: tuple[tuple[str, Node], ...] = ()
    says: tuple[str | Node, ...] = ()
    mends: tuple[str | Node, ...] = ()
    why: str = ""
    cites: str = ""
    severity: str = "error"
    missing: str = "indeterminate"
    kind: str = "identity"
    printed: bool = False  # compares the figures as printed, not the intervals they stand for
    follows: tuple[str, ...] = ()  # codes whose failures over the same figure this one only repeats
    instead_of: tuple[str, ...] = ()  # codes of calculations it stands in for where a part of them is not reported
    says_text: str = ""
    mends_text: str = ""
    places: tuple[tuple[str, int, int, str], ...] = ()


RuleEntry = TypedDict(
    "RuleEntry",
    {
        "name": str,
        "rule": str,
        "for": NotRequired[str | list[str]],
        "let": NotRequired[dict[str, str]],
        "when": NotRequired[str],
        "says": str,
        "mends": NotRequired[str],
        "why": str,
        "cites": NotRequired[str],
        "severity": NotRequired[str],
        "missing": NotRequired[str],
        "kind": NotRequired[str],
        "compare": NotRequired[str],
        "follows": NotRequired[list[str]],
        "instead_of": NotRequired[list[str]],
    },
)
"""A rule as it is written, by `schemas/tieout.schema.json`."""


class Rulebook(NamedTuple):
    """What one rule file says: its namespaces, its rules, and what is wrong with it.

    `accepted` is False where it says itself that nobody has: a draft, whose rules are not bound.
    """

    path: str
    namespaces: dict[str, str]
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    accepted: bool


def load(path: str) -> Rulebook:
    """Read, check and parse a rule file; never raises for what is in it."""
    source = contents(path)
    if isinstance(source, Fault):
        return _book(path, {}, [], [_of_document(source)], accepted=True)
    return _book(path, *_known(source))


@lru_cache(HELD)
def _known(source: bytes) -> Compiled:
    """Return what a rule file says, kept while a run lasts: every binding of a report asks for the same few."""
    return kept(f"rules-{FORM}", SCHEMA, source, compiled)


Compiled = tuple[dict[str, str], list[tuple[object, ...]], "list[Said]", bool]
Said = tuple[str, int, int, "Mapping[str, object]"]  # check and variant, line, column, values


def _of_document(fault: Fault) -> Said:
    check = MISSHAPEN if fault.misshapen else UNREADABLE
    return f"{check}/{fault.variant}", fault.line, fault.column, fault.values


def _book(
    path: str,
    namespaces: dict[str, str],
    rules: list[tuple[object, ...]],
    faults: list[Said],
    accepted: bool,  # noqa: FBT001 - in the order in which it is kept
) -> Rulebook:
    problems = tuple(Problem.told(name, Location(path, line, column), values) for name, line, column, values in faults)
    return Rulebook(path, namespaces, tuple(map(Rule._make, rules)), problems, accepted)


def compiled(source: bytes) -> Compiled:
    """Return the namespaces, the sound rules field by field, the faults of a rule file, and whether it is accepted."""
    document, places, wrong = parsed(source, SCHEMA)
    if wrong:
        return {}, [], [_of_document(fault) for fault in wrong], True
    faults: list[Said] = []
    rules: list[tuple[object, ...]] = []
    shared = dict(cast("dict[str, str]", document.get("let", {})))
    for code, table in document.items():
        if code not in ("namespaces", "let", "accepted"):
            made = _rule(code, cast("RuleEntry", table), shared, places, faults)
            if made is not None:
                rules.append(tuple(made))
    namespaces = dict(cast("dict[str, str]", document.get("namespaces", {})))
    return namespaces, rules, faults, document.get("accepted", True) is True


def _rule(code: str, table: RuleEntry, shared: dict[str, str], places: Places, faults: list[Said]) -> Rule | None:
    before = len(faults)
    texts: list[tuple[str, int, int, str]] = []

    def read(path: Path, text: str, parse: Callable[[str], T]) -> T:
        line, column = places.content(path)
        names = [str(part) for part in path if not isinstance(part, int)]
        texts.append((".".join(names[1:] if names[0] == code else names), line, column, text))
        try:
            return parse(text)
        except RuleError as error:
            at = advanced(line, column, text, error.offset)
            faults.append((f"{MISSPELT}/{error.fault}", *at, {"code": code, **error.values}))
            return cast("T", ())  # the rule has a fault, and is not made

    ranging = table.get("for", [])
    alone: Path = (code, "for")
    several = (
        [(alone, ranging)] if isinstance(ranging, str) else [((*alone, at), one) for at, one in enumerate(ranging)]
    )
    lets = [(name, read(("let", name), text, parse_expression)) for name, text in shared.items()]
    lets += [(name, read((code, "let", name), text, parse_expression)) for name, text in table.get("let", {}).items()]
    relations = read((code, "rule"), table["rule"], parse_rule)
    made = Rule(
        code=code,
        name=table["name"],
        text=" ".join(table["rule"].split()),
        relations=tuple(relations),
        ranging=tuple(read(path, one, parse_ranging) for path, one in several),
        when=read((code, "when"), table["when"], parse_guard) if "when" in table else None,
        lets=tuple(lets),
        says=read((code, "says"), table["says"], parse_template),
        mends=read((code, "mends"), table.get("mends", ""), parse_template),
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
    parts: dict[str, object] = {
        "rule": made.relations, "when": made.when, "for": made.ranging, "says": made.says, "mends": made.mends,
    }  # fmt: skip
    amounts: dict[str, Path] = {name: ("let", name) for name in shared}
    amounts.update({name: (code, "let", name) for name in table.get("let", {})})
    for fault, name, count in grown(dict(lets), parts):
        line, column = places.content(amounts.get(name, (code, name)))
        values = {"code": code, "name": name, "parts": count, "most": LARGEST if fault == "grown" else LONGEST}
        faults.append((f"{MISSPELT}/{fault}", line, column, values))
    return made if len(faults) == before else None


def grown(lets: Mapping[str, object], parts: Mapping[str, object]) -> Iterator[tuple[str, str, int]]:
    """Yield the first amount with a name, or the first part of the rule that uses them, that grows beyond use.

    How, and by how much: each name stands for all its amount says, so a few lines that use the one before twice double
    with every line; and what is added in a row is worked out one within the other.
    """
    amounts = {**{f".{name}": node for name, node in parts.items()}, **lets}  # no amount has such a name
    sizes, heights = dict[str, int](), dict[str, int]()
    for name, node in amounts.items():
        path = {} if name in sizes else {name: names_in(node)}  # each within the one before, with what is left in it
        while path:
            last = next(reversed(path))
            waiting = next((one for one in path[last] if one in amounts and one not in sizes), None)
            if waiting is None:
                done, _ = path.popitem()
                sizes[done] = 1 + sum(sizes.get(one, 0) for one in names_in(amounts[done]))
                heights[done] = height(amounts[done], heights)
                if sizes[done] > LARGEST and done in lets:
                    yield "grown", done, sizes[done]
                    return
                if heights[done] > LONGEST:
                    yield "chained", done.removeprefix("."), heights[done]
                    return
            elif waiting in path:
                yield "endless", waiting, 0
                return
            else:
                path[waiting] = names_in(amounts[waiting])


def height(node: object, heights: Mapping[str, int]) -> int:
    """Return how many nodes of a rule lie within each other, names with the height of what they stand for."""
    highest, pending = 0, [(node, 0)]
    while pending:
        one, level = pending.pop()
        if isinstance(one, tuple):
            more = 1 + heights.get(one[2], -1) if len(one) == 3 and one[0] == "name" else 0
            highest = max(highest, level + more)
            pending.extend((part, level + 1) for part in one)
    return highest


def names_in(node: object) -> Iterator[str]:
    """Yield every name in a node of a rule, as often as it stands there."""
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, tuple):
            if len(one) == 3 and one[0] == "name":
                yield one[2]
            else:
                pending.extend(one)


def advanced(line: int, column: int, text: str, offset: int) -> tuple[int, int]:
    """Return the place `offset` characters into a text that starts at a place."""
    head = text[:offset]
    breaks = head.count("\n")
    return (line, column + offset) if not breaks else (line + breaks, offset - head.rfind("\n"))
