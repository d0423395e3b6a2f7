"""A relation found → rules in the language of tie-outs: what it says of concepts, wherever its figures stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import local
from validator.model.periods import FOREVER
from validator.tieouts.expression import figures_of
from validator.tieouts.rules import shifts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.contexts import Context
    from validator.model.periods import Period
    from validator.model.report import Report
    from validator.tieouts.expression import Tree
    from validator.tieouts.rules.found import Relation

    Instance = tuple[Tree[int], Tree[int]]
    Terms = list[tuple[int, int]]  # the rows of a sum with their signs


class Expression(NamedTuple):
    """A rule as text: its relation, what its variable ranges over ("" without one), and which instances it says.

    `sparse` says that a part is not shown in each of them, so that what is missing counts as nothing.
    """

    rule: str
    over: str
    instances: tuple[int, ...]
    concept: str
    sparse: bool = False


def expressions(found: Relation, report: Report) -> list[Expression]:
    """Return the rules that say a relation; of instances that the language cannot say there is none."""
    seen = Seen(report)
    made: dict[tuple[str, str], list[int]] = {}
    across: dict[str, dict[str, list[int]]] = {}
    sums: dict[tuple[str, str], list[tuple[int, dict[str, int]]]] = {}
    for number, instance in enumerate(found.instances):
        terms = _terms(instance[1])
        if found.kind == "sum" and terms is not None and instance[0][0] == "figure":
            _summed(seen, number, instance[0][1], terms, sums, across)
        elif found.kind in ("quotient", "same"):
            text = _plain(seen, instance)
            if text:
                made.setdefault((text, seen.concept(next(figures_of(instance[0])))), []).append(number)
    found_rules = [Expression(rule, "", tuple(rows), concept) for (rule, concept), rows in made.items()]
    found_rules += _down(sums)
    for rule, concepts in across.items():
        over = f"X in [{', '.join(concepts)}]"
        rows = tuple(row for some in concepts.values() for row in some)
        found_rules.append(Expression(rule, over, rows, next(iter(concepts)), sparse=True))
    return found_rules


class Seen:
    """The figures of a report as rules speak of them."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def concept(self, row: int) -> str:
        """Return the name of a figure's concept."""
        return local(self.report.concepts[row])

    def context(self, row: int) -> Context:
        """Return the context of a figure."""
        return self.report.contexts[self.report.contexts_of[row]]

    def period(self, row: int) -> Period:
        """Return the period of a figure."""
        return self.context(row).period or FOREVER

    def members(self, row: int) -> str:
        """Return the members of a figure as a rule chooses them: `ColumnAxis=EuropeMember`."""
        held = self.context(row).members
        return ", ".join(f"{local(one.dimension)}={local(one.member or '')}" for one in held)

    def together(self, rows: Sequence[int]) -> bool:
        """Whether figures stand in one period and one column."""
        first = rows[0]
        return all((self.period(row), self.members(row)) == (self.period(first), self.members(first)) for row in rows)


def _terms(tree: Tree[int]) -> Terms | None:
    """Return the rows of a sum of figures with their signs; None for what is none."""
    if tree[0] != "sum":
        return None
    parts = [(part[1], int(sign)) for sign, part in tree[1] if part[0] == "figure"]
    return parts if len(parts) == len(tree[1]) else None


def _summed(
    seen: Seen,
    number: int,
    total: int,
    terms: Terms,
    sums: dict[tuple[str, str], list[tuple[int, dict[str, int]]]],
    across: dict[str, dict[str, list[int]]],
) -> None:
    """Sort a sum in: down a column, where names tell its parts apart, or across a row, where columns do."""
    rows = [total, *(row for row, _ in terms)]
    names = [seen.concept(row) for row in rows]
    if len(set(names)) == 1 and len({seen.period(row) for row in rows}) == 1:
        columns = [f"[{seen.members(row)}]" for row in rows]
        if len(set(columns)) == len(columns):
            parts = [(f"X{column}", sign) for column, (_, sign) in zip(columns[1:], terms, strict=True)]
            across.setdefault(f"X{columns[0]} == {written(parts)}", {}).setdefault(names[0], []).append(number)
        return
    flow = next((seen.period(row) for row in rows if seen.period(row).duration), None)
    named = [_at(seen, row, flow) for row in rows]
    same_column = len({seen.members(row) for row in rows}) == 1
    if same_column and all(named) and len(set(named)) == len(named):
        parts_of = {name: sign for name, (_, sign) in zip(named[1:], terms, strict=True)}
        sums.setdefault((named[0], names[0]), []).append((number, parts_of))


def _at(seen: Seen, row: int, flow: Period | None) -> str:
    """Return a figure as a rule about a duration names it: a balance at its start or end; "" when it is another's."""
    name, period = seen.concept(row), seen.period(row)
    if flow is None or period == flow:
        return name
    if period == flow.closing:
        return f"closing({name})"
    return f"opening({name})" if period == flow.opening else ""


def _down(sums: dict[tuple[str, str], list[tuple[int, dict[str, int]]]]) -> Iterator[Expression]:
    """Yield the sums of one total, with every part that stands in one of its columns."""
    for (total, concept), found in sums.items():
        parts: dict[str, int] = {}
        for _, some in found:
            parts |= some
        if all(parts[name] == sign for _, some in found for name, sign in some.items()):
            sparse = any(len(some) < len(parts) for _, some in found)
            numbers = tuple(number for number, _ in found)
            yield Expression(f"{total} == {written(list(parts.items()))}", "", numbers, concept, sparse)


def written(parts: Sequence[tuple[str, int]]) -> str:
    """Return a sum as text."""
    text = ""
    for name, sign in parts:
        text += f" {'-' if sign < 0 else '+'} {name}" if text else f"{'-' if sign < 0 else ''}{name}"
    return text


def _plain(seen: Seen, instance: Instance) -> str:
    """Return a relation among figures of one period and column as text, or a growth from a year ago; "" for others."""
    rows = [row for side in instance for row in figures_of(side)]
    if len({seen.members(row) for row in rows}) != 1:
        return ""
    latest = max((seen.period(row) for row in rows), key=lambda one: (one.end or 0, one.start or 0))
    sides = [_text(seen, side, latest) for side in instance]
    return f"{sides[0]} == {sides[1]}" if all(sides) and sides[0] != sides[1] else ""


def _text(seen: Seen, tree: Tree[int], frame: Period) -> str:
    """Return a tree as text; "" where a figure of it stands in a period that the language has no word for."""
    if tree[0] == "figure":
        name, period = seen.concept(tree[1]), seen.period(tree[1])
        return name if period == frame else f"year_ago({name})" if _a_year_before(frame, period) else ""
    if tree[0] == "constant":
        return str(tree[1])
    if tree[0] == "quotient":
        sides = [_text(seen, tree[1], frame), _text(seen, tree[2], frame)]
        return " / ".join(sides) if all(sides) else ""
    if tree[0] == "sum":
        parts = [(_text(seen, part, frame), int(sign)) for sign, part in tree[1]]
        return written(parts) if all(text for text, _ in parts) else ""
    return ""


def _a_year_before(frame: Period, period: Period) -> bool:
    """Whether a period is that of a year before another, to within a week: years of 52 and 53 weeks are years."""
    before = shifts.year_ago(frame)
    return before is not None and (before == period or shifts.nearest(before, (period,)) == period)
