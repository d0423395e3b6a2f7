"""Documents against each other: the same figure in each, what differs, and what no other document has.

Two figures are the same where their rows say the same of the same period, unit and column. A row says little by itself
("Other"), so figures that differ are told only where their rows agree in another column, or their tables in other rows.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from validator.discovery.keeping.comparing import foreign, spans, told
from validator.model.source import Location, Problem
from validator.tieouts.figures import shown
from validator.tieouts.rules.found import RELATIONS, STRONG, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.discovery.keeping.comparing.spans import Made
    from validator.discovery.keeping.comparing.told import Told
    from validator.model.report import Report
    from validator.tieouts.expression import Tree

Sums = tuple["Sequence[Made]", "Sequence[Made]"]  # of the longer periods of one document, and of the other

ALONE = 17  # bits from which a value of one period and unit is support whatever it is called: a hundred thousand to one
NAMED = 8  # bits from which it is with a word in common
SPOKEN = 4  # bits from which it is where a sentence names the whole row
ROWS = 3  # rows that agree and make two tables one
LEAST = 8  # bits of a figure that says its row is the same


def compare(reports: Sequence[Report], *, listed: bool) -> None:
    """Hold each report to those before it, and say of each which figures no other has: how many, or each of them."""
    sides = [told.figures(report) for report in reports]
    supported: list[set[int]] = [set() for _ in reports]
    found: list[list[tuple[int, list[tuple[Told, Told]], Sums]]] = [[] for _ in reports]
    for one, mine in enumerate(sides):
        for other, theirs in enumerate(sides[:one]):
            pairs = _supports(mine, theirs)
            supported[one].update(a.row for a, _ in pairs)
            supported[other].update(b.row for b, _ in _supports(theirs, mine))
            apart = list(_differing(mine, theirs))
            supported[one].update(a.row for a, _ in apart)  # told already
            supported[other].update(b.row for _, b in apart)
            found[one].append((other, [*pairs, *apart], (spans.made(mine, theirs), spans.made(theirs, mine))))
    for one, report in enumerate(reports):
        for other, pairs, sums in found[one]:
            _related(report, reports[other], pairs, sums, other + 1)
    for one, report in enumerate(reports):
        missing = [each for each in sides[one] if each.row not in supported[one]]
        report.problems.extend(_unsupported(report, missing, len(sides[one]), listed=listed))


def _supports(mine: Sequence[Told], theirs: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Return each figure that another document has, with the one that supports it best."""
    frames: dict[tuple[object, object], list[Told]] = {}
    for one in theirs:
        frames.setdefault((one.period, one.unit), []).append(one)
    pairs = []
    for one in mine:
        choices = [(worth, -other.row, other) for other in frames.get((one.period, one.unit), ())
                   if one.agrees(other) and (worth := _worth(one, other))]  # fmt: skip
        if choices:
            pairs.append((one, max(choices)[2]))
    return pairs


def _worth(one: Told, other: Told) -> int:
    """Return how much speaks for two equal figures being one; 0 where it is too little."""
    bits = min(one.bits, other.bits)
    if one.said and one.said == other.said:
        return 200 + bits + 50 * (one.member == other.member)
    for row, sentence in ((one, other), (other, one)):
        if row.table and not sentence.table and len(row.bare) > 1 and row.bare <= sentence.bare and bits >= SPOKEN:
            return 150 + bits
    if one.bare & other.bare and bits >= NAMED:
        return 100 + bits
    return bits if bits >= ALONE else 0


def _differing(mine: Sequence[Told], theirs: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield figures that should be one and are not, as far as their tables or their rows say that they should be."""
    told: set[int] = set()
    for one, other in (*_in_tables(mine, theirs), *_in_rows(mine, theirs)):
        if one.row not in told:
            told.add(one.row)
            yield one, other


Numbered = tuple[object, int, int]  # what a figure is, which of several in its table, and of how many


def _in_tables(mine: Sequence[Told], theirs: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield what differs in two tables that are one: most of what both tell agrees, and some rows at least."""
    first, second = _tables(mine), _tables(theirs)
    where: dict[Numbered, list[str]] = {}
    for name, table in second.items():
        for key in table:
            where.setdefault(key, []).append(name)
    for table in first.values():
        agreeing = Counter(
            name for key, one in table.items() for name in where.get(key, ()) if one.agrees(second[name][key])
        )
        if not agreeing:
            continue
        best, held = max(agreeing.items(), key=lambda one: one[1])
        pairs = [(one, second[best][key]) for key, one in table.items() if key in second[best]]
        apart = [(one, other) for one, other in pairs if not one.agrees(other)]
        if held >= ROWS and held >= ROWS * len(apart) and list(agreeing.values()).count(held) == 1:
            yield from apart


def _tables(figures: Sequence[Told]) -> dict[str, dict[Numbered, Told]]:
    """Return the figures of each table by what they are, those of one name by their order and number."""
    groups: dict[str, dict[object, list[Told]]] = {}
    for one in figures:
        if one.table and not one.several:
            groups.setdefault(one.table, {}).setdefault(one.key, []).append(one)
    return {
        name: {(key, at, len(some)): one for key, some in table.items() for at, one in enumerate(some)}
        for name, table in groups.items()
    }


def _in_rows(mine: Sequence[Told], theirs: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield what differs in two rows that are one: they agree in another column."""
    first, second = _by_key(mine), _by_key(theirs)
    shared = [(one, second[key]) for key, one in first.items() if key in second]
    rows = Counter(
        (one.said, one.table, other.table)
        for one, other in shared
        if one.agrees(other) and min(one.bits, other.bits) >= LEAST
    )
    for one, other in shared:
        if not one.agrees(other) and rows[one.said, one.table, other.table]:
            yield one, other


def _by_key(figures: Iterable[Told]) -> dict[object, Told]:
    """Return figures by what they are, those that a document tells in one way only, in a table."""
    found: dict[object, Told] = {}
    torn = set()
    for one in figures:
        if not (one.bare and one.table) or one.several or (one.key in found and not one.agrees(found[one.key])):
            torn.add(one.key)
        else:
            found.setdefault(one.key, one)
    return {key: one for key, one in found.items() if key not in torn}


def _related(report: Report, other: Report, pairs: Sequence[tuple[Told, Told]], sums: Sums, number: int) -> None:
    """Make relations of figures that another document has too, and of those it has a part of."""
    ours, theirs = sums
    needed = [*(each.row for _, each in pairs), *(one.other.row for one in ours)]
    needed += [part.row for one in theirs for part in (one.whole, one.own)]
    if not needed:
        return
    needed = list(dict.fromkeys(needed))  # one figure may stand behind several
    taken = foreign.taken(report, other, needed, f"in {other.path}", number)
    rows = dict(zip(needed, taken, strict=True))
    made = []
    for mine, same in pairs:
        turned = (mine.value < 0) is not (same.value < 0)
        right: Tree[int] = ("figure", rows[same.row])
        right = ("sum", ((-1, right),)) if turned else right
        left: Tree[int] = ("figure", mine.row)
        made.append(Relation("across", f"in {other.path}", STRONG, int(mine.agrees(same)), 1, ((left, right),)))
    for one in ours:
        made.append(_over_time(one, (one.whole.row, one.own.row, rows[one.other.row]), other))
    for one in theirs:
        made.append(_over_time(one, (rows[one.whole.row], rows[one.own.row], one.other.row), report))
    report.derived.keep(RELATIONS, (*(report.derived.get(RELATIONS) or ()), *made))


def _over_time(one: Made, rows: tuple[int, int, int], told: Report) -> Relation:
    """Return a figure of a longer period as the sum of two of shorter ones, of which a document tells the second."""
    whole, first, second = rows
    left: Tree[int] = ("figure", whole)
    right: Tree[int] = ("sum", ((1, ("figure", first)), (1, ("figure", second))))
    title = f"with the rest of the time told in {told.path}"
    return Relation("across", title, STRONG, int(one.holds), 1, ((left, right),))


def _unsupported(report: Report, missing: Sequence[Told], many: int, *, listed: bool) -> Iterator[Problem]:
    """Yield what no other document has."""
    if not missing:
        return
    if not listed:
        yield Problem.of("figure-without-support/count", Location(report.path), count=len(missing), figures=many)
        return
    for one in missing:
        concept = report.concepts[one.row]
        label = report.taxonomy.label(concept) if report.taxonomy is not None else concept
        yield Problem.of(
            "figure-without-support/figure", report.location(one.row), figure=label, value=shown(one.value)
        )
