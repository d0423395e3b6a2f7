"""Relations that were found in a document, as ties: a hypothesis with odds, until a person declares it.

A *relation* is what was found (a total and its parts, a figure and its other mention); it binds in every column where
it applies, each an *instance* over rows of the report, and each instance is a tie like any that is declared.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from validator.model.derived import Slot
from validator.tieouts.expression import figures_of, renamed, replaced
from validator.tieouts.rules.declared import Declared
from validator.tieouts.rules.rulebook import Rule
from validator.tieouts.rules.scope import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from validator.model.report import Report
    from validator.tieouts.expression import Bound, Tree
    from validator.tieouts.figures import Figures

RELATIONS = Slot["Sequence[Relation]"]()  # where a report keeps what was found in it
PRINTED = Slot["Sequence[str]"]()  # where the figures of a document stand, in their order: `table` or `text`
LEFT = Slot["Mapping[str, int]"]()  # and how many numbers were left out, by their reasons


class Relation(NamedTuple):
    """A relation found: what it is called and says, its odds in bits, and where it applies.

    `held` of `of` columns speak for it. An instance is its left and its right side as a tree over figures, a figure
    being a row of the report: `("figure", row)`. `rule` is the code of the drafted rule that says the same, if there is
    one: once a person has accepted that, the relation is no hypothesis any more.
    """

    kind: str
    title: str
    bits: int
    held: int
    of: int
    instances: tuple[tuple[Tree[int], Tree[int]], ...]
    rule: str = ""

    @property
    def evidence(self) -> str:
        """In how many columns it holds, and how likely that would be by chance."""
        power = self.bits * 3 // 10  # ten bits are three decimal digits
        chance = f"1 in {10**power:,}" if power <= 9 else f"1 in 10^{power}"
        return f"it holds in {self.held} of {self.of}; by chance {chance}"

    def turned(self, rows: Container[int]) -> Relation:
        """Return the relation over figures of which some have the other sign now."""

        def turned(row: int) -> Tree[int]:
            return ("sum", ((-1, ("figure", row)),)) if row in rows else ("figure", row)

        sides = ((replaced(left, turned), replaced(right, turned)) for left, right in self.instances)
        return self._replace(instances=tuple(sides))


STRONG = 20  # bits from which a figure counts as tied strongly: one chance in a million
BESIDE = ".found.json"  # what was found in a drafted report stands beside it
LARGEST = 64 << 20  # bytes
CODES = {
    "sum": "FD101",
    "same": "FD102",
    "quotient": "FD103",
    "translation": "FD104",
    "published": "FD105",
    "across": "FD109",
}


class Found(Declared):
    """A relation in one column."""

    __slots__ = ("found",)

    def __init__(self, figures: Figures, found: Relation, rule: Rule, left: Bound, right: Bound, spot: int) -> None:
        self.found = found
        super().__init__(figures, rule, "==", left, right, spot, (), ANYWHERE)

    @property
    def frame(self) -> str:
        """Where it was bound: the period and the unit of what stands on its left."""
        return self.figures.place(self.spot)


def bind(figures: Figures, *, accepted: bool = False) -> Iterator[Found]:
    """Yield a tie for every relation found in a report, in every column where it applies.

    `accepted` says that a person has accepted the rules drafted from them: what those say is theirs to say.
    """
    for found in (one for one in relations(figures.report) if not (accepted and one.rule)):
        rule = Rule(CODES[found.kind], f"found-{found.kind}", found.title)
        for left, right in found.instances:
            keys = {row: figures.key_of(row) for row in (*figures_of(left), *figures_of(right))}
            known = {row: key for row, key in keys.items() if key is not None}
            if len(known) == len(keys):  # what is no figure stands in no relation
                spot = known[next(figures_of(left))][1]
                sides = renamed(left, known.__getitem__), renamed(right, known.__getitem__)
                yield Found(figures, found, rule, *sides, spot)


# --- kept beside a report ------------------------------------------------------------------------
def relations(report: Report) -> Sequence[Relation]:
    """Return what was found in a report: while it was drafted, or as it was kept beside it."""
    kept = report.derived.get(RELATIONS)
    if kept is None:
        path = f"{report.path}{BESIDE}"
        kept = report.derived.keep(RELATIONS, _read(path, report) if os.path.isfile(path) else ())
    return kept


def written(found: Iterable[Relation], ids: Sequence[str]) -> str:
    """Return relations as JSON, a figure being the id of its fact."""
    import json

    lines = []
    for one in found:
        values: dict[str, object] = {"kind": one.kind, "title": one.title, "bits": one.bits, "held": one.held}
        values |= {"of": one.of, "rule": one.rule}
        values["ties"] = [[renamed(side, ids.__getitem__) for side in sides] for sides in one.instances]
        lines.append("    " + json.dumps(values, ensure_ascii=False))
    return '{\n  "relations": [\n' + ",\n".join(lines) + "\n  ]\n}\n"


def _read(path: str, report: Report) -> tuple[Relation, ...]:
    """Return the relations kept beside a report; of what does not have their shape, none."""
    import json

    try:
        if os.path.getsize(path) > LARGEST:
            return ()
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        rows = {identity: row for row, identity in enumerate(report.ids)}
        return tuple(_relation(one, rows) for one in document["relations"])
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return ()


def _relation(one: object, rows: Mapping[str, int]) -> Relation:
    """Return a relation of JSON; raises where it is none."""
    match one:
        case {"kind": str(kind), "title": str(title), "bits": int(bits), "held": int(held), "of": int(of), **more}:
            ties = more["ties"]
            if kind in CODES and isinstance(ties, list):
                instances = tuple((_tree(left, rows), _tree(right, rows)) for left, right in ties)
                return Relation(kind, title, bits, held, of, instances, str(more.get("rule", "")))
    raise ValueError(one)


def _tree(node: object, rows: Mapping[str, int]) -> Tree[int]:
    """Return a tree of JSON over rows; raises where it is none."""
    match node:
        case ["figure", str(identity)]:
            return ("figure", rows[identity])
        case ["constant", int(value)]:
            return ("constant", value)
        case ["sum", list(parts)] if all(type(weight) is int for weight, _ in parts):
            return ("sum", tuple((weight, _tree(part, rows)) for weight, part in parts))
        case ["product" | "quotient" as kind, first, second]:
            return (kind, _tree(first, rows), _tree(second, rows))
    raise ValueError(node)
