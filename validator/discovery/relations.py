"""Every relation found in what was read, over the positions of its figures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import amended, odds, ratios, sheets, spoken, sums, told, translations, words
from validator.discovery.named import averages, elsewhere, identities, labelled, quarters, rates
from validator.discovery.ratios import GROWTH
from validator.discovery.weighing import likely
from validator.tieouts.rules.found import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.discovery.amended import Witness
    from validator.discovery.named.averages import Average
    from validator.discovery.named.identities import Identity
    from validator.discovery.named.quarters import Quarters
    from validator.discovery.ratios import Ratio
    from validator.discovery.sheets import Cell
    from validator.discovery.spoken import Growths
    from validator.discovery.translations import Translation
    from validator.discovery.weighing import Sheet, Sum
    from validator.documents.text import Place
    from validator.tieouts.expression import Tree
    from validator.understanding.figures import Figure, Reading, Statement

LONGEST_TITLE = 6  # parts that a title names


def figures_of(reading: Reading) -> list[Figure]:
    """Return every figure that was read, in order of its place; of two at one place the first."""
    found: dict[Place, Figure] = {}
    for statement in (one for one in reading.statements if not _enumerates(one)):
        for line in statement.lines:
            for figure, column in zip(line.figures, statement.columns, strict=True):
                if figure is not None and column.role != "note":
                    found.setdefault(figure.place, _sound(figure))
    for figure in reading.prose:
        found.setdefault(figure.place, _sound(figure))
    return [found[place] for place in sorted(found)]


def _enumerates(statement: Statement) -> bool:
    """Whether a table has no word left of its numbers, one a row: those of a page, or of a list of exhibits."""
    rows = [sum(figure is not None for figure in line.figures) for line in statement.lines]
    return 2 * sum(rows) <= 3 * sum(map(bool, rows)) and not any(line.label.strip() for line in statement.lines)


def _sound(figure: Figure) -> Figure:
    """Return a figure without a period that ends before it starts: two headers were taken for one."""
    period = figure.period
    backwards = (
        period is not None and period.start is not None and period.end is not None and period.end <= period.start
    )
    return figure._replace(period=None) if backwards else figure


class Related(NamedTuple):
    """What was found: relations, groups of figures that are one figure, and units that sums tell better than words."""

    relations: list[Relation]
    same: list[list[int]]
    units: dict[int, str]


def find(reading: Reading, figures: Sequence[Figure]) -> Related:
    """Return the relations among the figures of a document."""
    units: dict[int, str] = {}
    rows = {figure.place: row for row, figure in enumerate(figures)}
    scale = sheets.scale_of(figures)
    found: list[Relation] = []
    tables = []
    added: list[Sheet] = []
    summed: dict[int, Sheet] = {}
    for statement in (one for one in reading.statements if not _enumerates(one)):
        lines = sheets.down(statement, scale)
        tables.append(labelled.rows_of(lines))
        columns = sheets.across(statement, lines)
        sheet = sums.find(sheets.additive(statement, lines))
        summed |= {cell.figure.statement: sheet for line in lines for cell in line.cells if cell is not None}
        units |= {rows[cell.figure.place]: unit for cell, unit in _settled(sheet)}
        both = (sheet, sums.find(columns))
        slipped = _slipped(both)
        found += (one for each in both for one in _sums(each, rows, slipped))
        added += both
        found += _ratios(ratios.find(lines, columns), rows)
        found += _identity(identities.find(lines), rows)
        found += (_averaged(one, rows) for one in averages.find(sheet))
    found += _ratios(labelled.find(tables), rows)
    found += _ratios(rates.find(tables), rows)
    found += (_made_up(one, rows) for one in quarters.find(tables))
    found += _growths(spoken.find(reading, figures, scale), rows)
    found += _translations(translations.find(reading, figures, scale), rows)
    cells = [sheets.Cell(figure, scale) for figure in figures if sheets.fits(figure, scale)]
    mentions = elsewhere.find(cells, reading.statements)
    found += _same(_placed(mentions.equal, cells, rows), figures)
    equal = [[cells[one].figure for one in group] for group in mentions.equal]
    found += _told(summed, told.columns(reading, equal, scale), rows)
    for one in mentions.differing:
        pair = [rows[cells[number].figure.place] for number in (one.one, one.other)]
        found += (each._replace(held=one.held, of=one.held + 1) for each in _same([pair], figures))
    found += _amended(amended.find(added, mentions.found), figures, rows)
    return Related(found, _placed(mentions.same, cells, rows), units)


def _amended(
    groups: Sequence[Sequence[Witness]], figures: Sequence[Figure], rows: Mapping[Place, int]
) -> Iterator[Relation]:
    """Yield the relations that agree that a figure should be another, each with the place where it fails."""
    for group in groups:
        for one in group:
            if one.other is not None:
                pair = [rows[cell.figure.place] for cell in (one.figure, one.other)]
                yield from (each._replace(held=1, of=2) for each in _same([pair], figures))
            elif one.sum is not None and one.sheet is not None and not accusing(one.sheet, one.sum):
                found = one.sum
                places = sorted((*found.held, *found.failed))
                instances = tuple(_instance(one.sheet, found, place, rows) for place in places)
                yield Relation("sum", _title(one.sheet, found), one.bits, len(found.held), len(places), instances)


def _placed(groups: Sequence[Sequence[int]], cells: Sequence[Cell], rows: Mapping[Place, int]) -> list[list[int]]:
    return [[rows[cells[one].figure.place] for one in group] for group in groups]


def _settled(sheet: Sheet) -> Iterator[tuple[Cell, str]]:
    """Yield the figures whose unit was only guessed, with that of the sum they turn out to be part of."""
    for one in (one for one in sheet.sums.values() if one.freely):
        for place in one.held:
            target = sheet.series[one.total].cells[place]
            for _, cell in sheet.counted(one, place):
                if cell.guessed and target is not None and not target.guessed:
                    yield cell, target.kind[0]


def _slipped(sheets: Iterable[Sheet]) -> set[Place]:
    """Return where the figures stand that sums say have a slip among them."""
    return {
        place
        for sheet in sheets
        for one in sheet.sums.values()
        if one.slip >= 0 and accusing(sheet, one)
        for place in _places(sheet, one, one.failed[0])
    }


def _places(sheet: Sheet, one: Sum, place: int) -> Iterator[Place]:
    """Yield where the figures of a sum stand in a place."""
    target = sheet.series[one.total].cells[place]
    if target is not None:
        yield target.figure.place
    yield from (cell.figure.place for _, cell in sheet.counted(one, place))


def _sums(sheet: Sheet, rows: Mapping[Place, int], slipped: set[Place]) -> Iterator[Relation]:
    """Yield the sums among some series that are asserted; one that no slip explains is silent beside one it does."""
    for one in sheet.sums.values():
        accused = accusing(sheet, one)
        if accused and one.slip < 0:
            accused = slipped.isdisjoint(_places(sheet, one, one.failed[0]))
        places = sorted((*one.held, *one.failed)) if accused else one.held
        instances = tuple(_instance(sheet, one, place, rows) for place in places)
        yield Relation("sum", _title(sheet, one), one.bits, len(one.held), len(one.held) + len(one.failed), instances)


def _told(
    summed: Mapping[int, Sheet], columns: Mapping[told.Frame, Mapping[int, Cell]], rows: Mapping[Place, int]
) -> Iterator[Relation]:
    """Yield the sums of tables in columns that only sentences tell, as far as they hold there."""
    for (statement, *_), cells in columns.items():
        sheet = summed[statement]
        for one in sheet.sums.values():
            found = told.held(sheet, one, cells)
            if found is not None:
                target, parts = found
                places = sorted((rows[cell.figure.place], sign) for cell, sign in parts)
                whole: Tree[int] = ("sum", tuple((sign, ("figure", row)) for row, sign in places))
                instance: tuple[Tree[int], Tree[int]] = (("figure", rows[target.figure.place]), whole)
                count = len(one.held) + 1
                yield Relation("sum", _title(sheet, one), one.bits, count, count + len(one.failed), (instance,))


def accusing(sheet: Sheet, one: Sum) -> bool:
    """Whether a sum that fails in a place says that something is wrong there.

    It must hold in all others, and the place must be like the others: a part that stands everywhere else and not there
    is more likely lost in reading than in writing. Odds of a million to one are asked for: those of the other places,
    of the miss being one slip of the hand, and what the words say. Without a slip the place may be of another kind (an
    average, a rate), so the figures alone must be beyond them, twice.
    """
    if len(one.failed) != 1 or not (one.proven or one.slip >= 0):
        return False
    place = one.failed[0]
    if any(_lacking(sheet, part, place, one.held) for part, _ in one.parts) or _passed_over(sheet, one, place):
        return False
    if _left_out(sheet, one, place) or _twice(sheet, one) or _spare(sheet, one, place):
        return False
    target = sheet.series[one.total].cells[place]
    if target is None or words.averaged((*target.figure.header, *target.figure.label[-1:])):
        return False
    if one.slip >= 0:
        return likely(one)
    return one.proven >= 3 and one.bits >= 2 * odds.ACCUSING and one.words > 0


def _lacking(sheet: Sheet, part: int, place: int, held: Sequence[int]) -> bool:
    cells = sheet.series[part].cells
    return cells[place] is None and not sheet.covered(part, place) and all(cells[other] is not None for other in held)


def _passed_over(sheet: Sheet, one: Sum, place: int) -> bool:
    """Whether a figure stands among the parts of a sum in a place and is none of them: it may be of another unit.

    What stands above a part that is called a total would add up to it, were there no slip; what stands there wherever
    the sum holds is none of its parts.
    """
    inside = sorted({one.total, *(part for part, _ in one.parts)})
    return any(
        sheet.series[other].cells[place] is not None
        and not sheet.covered(other, place)
        and not (one.held and all((cell := sheet.series[other].cells[at]) and cell.value for at in one.held))
        for first, last in pairwise(inside)
        if last == one.total or not sheet.series[last].total
        for other in range(first + 1, last)
    )


def _left_out(sheet: Sheet, one: Sum, place: int) -> bool:
    """Whether what a sum misses in a place stands there: a part that is nothing in every place where it holds."""
    target = sheet.series[one.total].cells[place]
    if target is None:
        return False
    parts = dict(one.parts)
    gap = abs(sum(sign * cell.value for sign, cell in sheet.counted(one, place)) - target.value)
    for at, row in enumerate(sheet.series):
        cell = row.cells[place]
        if (
            cell is None
            or not cell.value
            or at == one.total
            or at in parts
            or abs(abs(cell.value) - gap) >= target.step
        ):
            continue
        if all((other := row.cells[held]) is None or not other.value for held in one.held):
            return True
    return False


def _twice(sheet: Sheet, one: Sum) -> bool:
    """Whether a sum counts something twice where it fails: a part, and what all but there adds up to that part."""
    parts = {part for part, _ in one.parts}
    missed = (sheet.missed[part] for part in parts if part in sheet.missed and part not in sheet.sums)
    missed = (each for each in missed if each.bits + each.words >= odds.ASSERTED)
    return any(each.failed == one.failed and parts.issuperset(part for part, _ in each.parts) for each in missed)


def _spare(sheet: Sheet, one: Sum, place: int) -> bool:
    """Whether a sum that little speaks for would hold without one of its parts, which may not belong to it."""
    target = sheet.series[one.total].cells[place]
    if target is None or one.bits + one.words >= odds.ACCUSING:
        return False
    parts = list(sheet.counted(one, place))
    gap = sum(sign * cell.value for sign, cell in parts) - target.value
    return any(cell.value and abs(gap - sign * cell.value) < target.step for sign, cell in parts)


def _averaged(one: Average, rows: Mapping[Place, int]) -> Relation:
    """Return an average as shares times prices, divided by all shares."""

    def of(cell: Cell) -> Tree[int]:
        return ("figure", rows[cell.figure.place])

    parts: list[tuple[int, Tree[int]]] = [(sign, ("product", of(cell), of(each))) for sign, cell, each in one.parts]
    title = f"average by {' '.join(one.whole.figure.header[-1:]) or 'shares'}"
    return Relation(
        "quotient", title, one.bits, 1, 1, ((of(one.price), ("quotient", ("sum", tuple(parts)), of(one.whole))),)
    )


def _made_up(one: Quarters, rows: Mapping[Place, int]) -> Relation:
    """Return the rows of a table whose periods make up those of the same rows elsewhere."""
    instances: list[tuple[Tree[int], Tree[int]]] = []
    for whole, parts in one.held:
        terms: list[tuple[int, Tree[int]]] = [(1, ("figure", rows[part.figure.place])) for part in parts]
        instances.append((("figure", rows[whole.figure.place]), ("sum", tuple(terms))))
    return Relation("sum", "the periods that make it up", one.bits, len(one.held), one.of, tuple(instances))


def _identity(one: Identity | None, rows: Mapping[Place, int]) -> Iterator[Relation]:
    """Yield total assets as what they are claimed by; several columns that differ are another kind of table."""
    if one is not None and one.held + one.failed and len(one.failed) < 2:
        pairs = [(rows[claim.figure.place], rows[asset.figure.place]) for claim, asset in (*one.held, *one.failed)]
        instances: list[tuple[Tree[int], Tree[int]]] = []
        for claim, asset in pairs:
            instances.append((("figure", claim), ("sum", ((1, ("figure", asset)),))))
        yield Relation("sum", "Total assets", odds.ACCUSING, len(one.held), len(pairs), tuple(instances))


def _instance(sheet: Sheet, one: Sum, place: int, rows: Mapping[Place, int]) -> tuple[Tree[int], Tree[int]]:
    target: Cell = sheet.series[one.total].cells[place]  # type: ignore[assignment]
    found = [(rows[cell.figure.place], sign) for sign, cell in sheet.counted(one, place)]
    parts: list[tuple[int, Tree[int]]] = [(sign, ("figure", row)) for row, sign in sorted(found)]
    return ("figure", rows[target.figure.place]), ("sum", tuple(parts))


def _title(sheet: Sheet, one: Sum) -> str:
    """Return a sum in words: `Total assets = Current assets + Other assets`."""
    parts = sorted(one.parts)
    text = ""
    for part, sign in parts[:LONGEST_TITLE]:
        text += f"{' - ' if sign < 0 else ' + ' if text else ''}{sheet.series[part].name}"
    more = len(parts) - LONGEST_TITLE
    return text + (f" + {more} more" if more > 0 else "")


def _ratios(found: Iterable[Ratio], rows: Mapping[Place, int]) -> Iterator[Relation]:
    """Yield ratios as relations; one that fails in one place only, against odds, accuses there."""
    for one in found:
        accused = one.failed if ratios.accusing(one) else ()
        triples = (*one.held, *accused)
        instances = tuple(_quotient(one.form, [rows[cell.figure.place] for cell in triple]) for triple in triples)
        yield Relation("quotient", one.title, one.bits, len(one.held), len(one.held) + len(one.failed), instances)


def _growths(found: Growths, rows: Mapping[Place, int]) -> Iterator[Relation]:
    """Yield the growth that sentences tell as one relation."""
    if not found.held:
        return
    instances: list[tuple[Tree[int], Tree[int]]] = []
    for one in (*found.held, *found.failed):
        rate, now, before = (rows[cell.figure.place] for cell in one[:3])
        whole: Tree[int] = ("quotient", ("figure", now), ("figure", before))
        sign = -1 if one.falling and one.rate.value > 0 else 1
        instances.append((("figure", rate), ("sum", ((sign, whole), (-sign, ("constant", 1))))))
    title = "the growth its sentence tells"
    yield Relation("quotient", title, found.bits, len(found.held), len(instances), tuple(instances))


def _translations(found: Sequence[Translation], rows: Mapping[Place, int]) -> Iterator[Relation]:
    """Yield translations as relations; every one that fails accuses: the document's own words say what it is."""
    for one in found:
        instances = tuple(
            _quotient("", [rows[cell.figure.place] for cell in triple]) for triple in (*one.held, *one.failed)
        )
        title = f"what it translates at {one.rate.text}"
        yield Relation("translation", title, one.bits, len(one.held), len(instances), instances)


def _quotient(form: str, triple: Sequence[int]) -> tuple[Tree[int], Tree[int]]:
    figures: list[Tree[int]] = [("figure", row) for row in triple]
    ratio, above, below = figures
    whole: Tree[int] = ("quotient", above, below)
    return ratio, ("sum", ((1, whole), (-1, ("constant", 1)))) if form == GROWTH else whole


def _same(groups: Sequence[Sequence[int]], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the groups of mentions as relations: the first of each equals every other."""
    for group in groups:
        hub, *others = group
        figure = figures[hub]
        first: Tree[int] = ("figure", hub)
        instances = tuple((first, _turned(other, figure, figures[other])) for other in others)
        title = " ".join(figure.label[-1].split())[:60] if figure.label else "a figure"
        yield Relation("same", f"{title}, elsewhere", odds.ASSERTED, len(others), len(others), instances)


def _turned(row: int, hub: Figure, figure: Figure) -> Tree[int]:
    """Return a mention as a tree; one with the other sign is subtracted: an expense shown as what it takes away."""
    apart = (hub.mantissa < 0) is not (figure.mantissa < 0)
    return ("sum", ((-1, ("figure", row)),)) if apart else ("figure", row)
