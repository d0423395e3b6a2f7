"""The next document of a kind: its rows are those of an accepted draft, by their labels and by where they stand.

Tables are matched by what they share, rows in order: rows that say the same are the same, and between two such rows one
of another name is the same where it gives a figure that was published before, or most of its words. What is left is
new, or gone.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from validator.discovery.draft import NAMESPACE, Known, in_a_table
from validator.discovery.keeping.mapping import BELOW, title
from validator.model.intervals import scaled
from validator.model.names import local, name, namespace
from validator.model.source import Location
from validator.model.taxonomy import Taxonomy
from validator.understanding.words.calendar import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.documents.text import Place
    from validator.encoder.entries import Entries
    from validator.model.report import Report
    from validator.understanding.figures import Figure, Reading

WORD = re.compile(r"[^\W\d_]+")
ROOT = re.compile(r"Table\d+")  # what the rows of a table stand below
Words = tuple[str, ...]


class Row(NamedTuple):
    """A row: its label, what the label says, and its figures by period and value."""

    label: str
    said: Words
    values: frozenset[tuple[object, object]]


class KnownTable(NamedTuple):
    """A table of an accepted draft: its heading, its rows, and the concept of each."""

    heading: str
    rows: tuple[Row, ...]
    concepts: tuple[str, ...]


class Like:
    """An accepted draft: its folder, its report, and how its rows are mapped."""

    def __init__(self, folder: str, report: Report, entries: Entries) -> None:
        self.folder = folder
        self.report = report
        values: dict[str, set[tuple[object, object]]] = {}
        for row, concept in enumerate(report.concepts):
            number, period = report.number(row), report.contexts[report.contexts_of[row]].period
            if number is not None and number[0] and period is not None:
                values.setdefault(concept, set()).add((period, scaled(*number)))
        taxonomy = report.taxonomy or Taxonomy()
        self.taxonomy = taxonomy
        self.concepts = {
            clark: concept._replace(id=local(clark), at=Location(""))
            for clark, concept in taxonomy.concepts.items()
            if namespace(clark) == NAMESPACE and not (concept.abstract and ROOT.fullmatch(local(clark)))
        }
        self.tables: list[KnownTable] = []
        for entry in entries["table"]:
            mapped = [
                (label, one if isinstance(one, str) else one["concept"]) for label, one in entry.get("rows", {}).items()
            ]
            rows = [
                Row(label, said(label.rpartition(BELOW)[2]), frozenset(values.get(name(NAMESPACE, concept), ())))
                for label, concept in mapped
            ]
            self.tables.append(KnownTable(entry["heading"], tuple(rows), tuple(concept for _, concept in mapped)))
        terms = entries.get("prose", {}).get("term", [])
        self.spoken = {said(words): one["concept"] for one in terms for words in one["words"] if "concept" in one}

    def known(self, recognised: Recognised) -> Known:
        """Return what a drafter has to know to draft a document as the accepted draft was."""
        return Known(recognised.rows, recognised.spoken, self.concepts, self.taxonomy)


class Change(NamedTuple):
    """What differs from an accepted draft: `new`, `gone` or `renamed`, the row, and what it was called."""

    kind: str
    place: Place | None
    label: str
    before: str
    heading: str


class Recognised(NamedTuple):
    """What was recognised: concepts of rows by table and line, of figures in sentences by place; and what changed."""

    rows: dict[tuple[int, int], str]
    spoken: dict[Place, str]
    changes: list[Change]


def said(label: str) -> Words:
    """Return the words of a label, but no dates: `Balance at June 30, 2025` is that of every June."""
    return tuple(word for word in WORD.findall(label.lower()) if word not in MONTHS)


def recognise(like: Like, reading: Reading, figures: Sequence[Figure]) -> Recognised:
    """Return which figures of a document are those of an accepted draft."""
    found = Recognised({}, {}, [])
    tables = _tables(reading, figures)
    pairs = _paired(tables, like.tables, reading)
    for number, known in sorted(pairs.items()):
        _rows(found, number, tables[number], like.tables[known], title(reading.statements[number], number))
    for number in sorted(tables.keys() - pairs.keys()):
        heading = title(reading.statements[number], number)
        found.changes.append(Change("new-table", _first(tables[number])[1], heading, "", heading))
    for number in sorted(set(range(len(like.tables))) - set(pairs.values())):
        heading = like.tables[number].heading
        found.changes.append(Change("gone-table", None, heading, heading, heading))
    for figure in figures:
        if not in_a_table(figure) and figure.label:
            concept = like.spoken.get(said(figure.label[-1]))
            if concept is not None:
                found.spoken[figure.place] = concept
    return found


Table = dict[int, tuple[Row, "Place"]]  # rows with figures, by their lines


def _first(table: Table) -> tuple[Row, Place]:
    return table[min(table)]


def _tables(reading: Reading, figures: Sequence[Figure]) -> dict[int, Table]:
    """Return the rows of every table that hold figures."""
    rows: dict[int, dict[int, list[Figure]]] = {}
    for figure in figures:
        if in_a_table(figure):
            rows.setdefault(figure.statement, {}).setdefault(figure.row, []).append(figure)
    tables: dict[int, Table] = {}
    for number, lines in rows.items():
        statement = reading.statements[number]
        tables[number] = {}
        for line in sorted(lines):
            label = " ".join(statement.lines[line].label.split())
            values = frozenset(
                (one.period, scaled(one.mantissa, one.exponent)) for one in lines[line] if one.mantissa and one.period
            )
            tables[number][line] = Row(label, said(label), values), lines[line][0].place
    return tables


def _paired(tables: Mapping[int, Table], known: Sequence[KnownTable], reading: Reading) -> dict[int, int]:
    """Return which table is which known one: those that share most rows first, then by heading, then by order."""
    choices = []
    for order, (number, table) in enumerate(sorted(tables.items())):
        own = [row.said for row, _ in table.values()]
        heading = said(title(reading.statements[number], number))
        for at, one in enumerate(known):
            shared = len({*own} & {row.said for row in one.rows} - {()})
            alike = said(one.heading) == heading
            same = own == [row.said for row in one.rows]
            if same or 2 * shared >= min(len(own), len(one.rows)) or (alike and shared):
                choices.append((-shared - alike, abs(at - order), number, at))
    pairs: dict[int, int] = {}
    for *_, number, at in sorted(choices):
        if number not in pairs and at not in pairs.values():
            pairs[number] = at
    return pairs


def _rows(found: Recognised, number: int, table: Table, known: KnownTable, heading: str) -> None:
    """Match the rows of a table with those of a known one, and note what is new, gone or renamed."""
    lines = list(table)
    own = [table[line][0] for line in lines]
    matched = dict(_matched(own, known.rows))
    for mine, theirs in matched.items():
        found.rows[number, lines[mine]] = known.concepts[theirs]
        before = known.rows[theirs]
        if own[mine].said != before.said:
            change = Change("renamed", table[lines[mine]][1], own[mine].label, before.label, heading)
            found.changes.append(change)
    for mine in sorted(set(range(len(own))) - matched.keys()):
        found.changes.append(Change("new", table[lines[mine]][1], own[mine].label, "", heading))
    place = table[lines[0]][1]
    for theirs in sorted(set(range(len(known.rows))) - set(matched.values())):
        found.changes.append(Change("gone", place, known.rows[theirs].label, "", heading))


def _matched(own: Sequence[Row], known: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield the positions of rows that are one."""
    mine, theirs = [row.said for row in own], [row.said for row in known]
    rest: list[tuple[range, range]] = []
    for tag, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        else:
            rest.append((range(a, b), range(c, d)))
    left = {at for rows, _ in rest for at in rows}
    free = {at for _, rows in rest for at in rows}
    for rows, others in rest:  # another name between the same neighbours
        for one in rows:
            other = next((at for at in others if at in free and _renamed(own[one], known[at])), None)
            if other is not None:
                left.discard(one)
                free.discard(other)
                yield one, other
    for one in sorted(left):  # the same name in another place
        there = [at for at in free if theirs[at] == mine[one] and mine[one]]
        if len(there) == 1 and mine.count(mine[one]) == 1:
            free.discard(there[0])
            yield one, there[0]


def _renamed(row: Row, known: Row) -> bool:
    """Whether two rows between the same neighbours are one: a figure published before, or most of their words."""
    if row.values & known.values:
        return True
    one, other = set(row.said), set(known.said)
    return bool(one & other) and 2 * len(one & other) > len(one | other)
