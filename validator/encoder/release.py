"""A release and its mapping into a report, every number accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.documents.reading import declared
from validator.encoder import blocks
from validator.encoder.figures import Figure, LeftOut
from validator.encoder.grid import Block, Table, data_rows
from validator.encoder.mapping import FigureMap, Trouble
from validator.encoder.prose import ProseEncoder
from validator.encoder.tables import NUMBER, TableEncoder, entry_of
from validator.model.contexts import Context, Member
from validator.model.report import Reference, Report
from validator.model.source import Location
from validator.model.units import Unit
from validator.understanding.words import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.periods import Period
    from validator.model.taxonomy import Taxonomy

LARGEST = 64 << 20  # characters; the longest annual reports stay below a third of it
LONGEST_LINE = 1 << 17  # characters; no paragraph comes near it, and a place keeps a column in twenty bits


class Encoding(NamedTuple):
    """What became of a release: its figures in document order, the numbers left out, and what stood in the way.

    `proposals` are mapping entries that may settle what is open.
    """

    figures: tuple[Figure, ...]
    left: tuple[LeftOut, ...]
    troubles: tuple[Trouble, ...]
    proposals: tuple[str, ...] = ()


def hypertext(path: str, text: str) -> bool:
    """Whether a release is HTML: it starts like it, or is named like it."""
    return text.lstrip()[:1] == "<" or path.lower().endswith((".html", ".htm", ".xhtml"))


def encode(path: str, source: bytes, mapping: FigureMap, taxonomy: Taxonomy, *, propose: bool = False) -> Encoding:
    """Encode a release: every number becomes a figure, is left out with a reason, or is a trouble.

    With `propose`, also say which entries of the mapping may settle what is open; a mapping without a path is begun.
    """
    codec = declared(source) if source.lstrip()[:1] == b"<" else ""
    try:
        text = source.decode("utf-8-sig" if codec in ("", "utf-8") else codec)
    except UnicodeDecodeError as error:
        said = "UTF-8" if error.encoding.startswith("utf") else error.encoding
        at = Location(path)
        return Encoding(
            (), (), (Trouble(at, f"the release is not {said} text ({error.reason} at byte {error.start})"),)
        )
    too_long = overlong(path, text)
    if too_long is not None:
        return Encoding((), (), (too_long,))
    document = blocks.read(text, hypertext=hypertext(path, text))
    if propose and not mapping.path:
        from validator.encoder.proposals import dated

        mapping = dated(mapping, document)
    figures, left, troubles = tables(path, document, mapping, taxonomy)
    prose = ProseEncoder(path, mapping, taxonomy, figures)
    prose.encode(document)
    figures += prose.figures
    left += prose.left
    troubles += prose.troubles
    figures.sort(key=lambda figure: figure.place)
    left.sort(key=lambda number: number.place)
    proposed: tuple[str, ...] = ()
    if propose:
        from validator.encoder.proposals import proposals

        proposed = tuple(proposals(document, mapping, taxonomy, prose))
    return Encoding(tuple(figures), tuple(left), tuple(sorted(troubles)), proposed)


def overlong(path: str, text: str) -> Trouble | None:
    """Return the trouble of a source that is no release by its size, or by a line's; lines of HTML may be long."""
    if len(text) > LARGEST:
        said = f"a file of {len(text):,} characters is no release; the largest read has {LARGEST:,}"
        return Trouble(Location(path), said)
    if not hypertext(path, text):
        for number, line in enumerate(text.split("\n"), start=1):
            if len(line) > LONGEST_LINE:
                said = f"a line of {len(line):,} characters is none of a release; the longest read has {LONGEST_LINE:,}"
                return Trouble(Location(path, number), said)
    return None


def tables(
    path: str, document: Sequence[Block | Table], mapping: FigureMap, taxonomy: Taxonomy
) -> tuple[list[Figure], list[LeftOut], list[Trouble]]:
    """Encode every table by the first entry of the mapping whose heading it stands under."""
    entries = mapping.data["table"]
    encoders = [TableEncoder(path, mapping, index, taxonomy) for index in range(len(entries))]
    met: set[int] = set()
    figures: list[Figure] = []
    left: list[LeftOut] = []
    troubles: list[Trouble] = []
    number = 0
    for table in document:
        if not isinstance(table, Table):
            continue
        index = entry_of(table, entries)
        if index is None:
            troubles += unmapped(path, table)
            continue
        met.add(index)
        number += 1
        if "left_out" in entries[index]:
            left += [
                LeftOut(cell.text.place(0), " ".join(cell.text.plain.split()), entries[index]["left_out"])
                for cells in table.grid.rows for cell in cells if NUMBER.search(cell.text.plain)
            ]  # fmt: skip
            continue
        found = encoders[index].encode(table, number)
        figures += found.figures
        left += found.left
        troubles += found.troubles
    for index, encoder in enumerate(encoders):
        if index in met:
            troubles += encoder.unused()
        else:
            heading = entries[index]["heading"]
            troubles.append(
                Trouble(mapping.at("table", index, "heading"), f"no table stands under a heading like {heading!r}")
            )
    return figures, left, troubles


def unmapped(path: str, table: Table) -> list[Trouble]:
    """Return the trouble of a table no entry names, when it holds numbers."""
    count = sum(bool(NUMBER.search(cell.plain)) for row in data_rows(table) for cell, _ in row.cells)
    if not count:
        return []
    message = f"no mapping for the table under {table.heading!r}: {count} numbers would go unexplained"
    return [
        Trouble(Location(path, table.line), message, "add a [[table]] with words of its heading, or with `left_out`")
    ]


def report(encoding: Encoding, mapping: FigureMap, path: str) -> Report:
    """Build the report of an encoding; contexts and units in order of first use."""
    data = mapping.data
    made = Report(path, "xbrl-xml")
    made.prefixes = {data["prefix"]: data["namespace"]}
    made.references.append(Reference("schemaRef", data["taxonomy"], "", Location(path)))
    contexts: dict[tuple[Period, tuple[tuple[str, str], ...]], int] = {}
    units: dict[str, int] = {}
    for figure in encoding.figures:
        key = (figure.period, figure.members)
        if key not in contexts:
            contexts[key] = len(made.contexts)
            made.contexts.append(context(figure, mapping))
        if figure.unit not in units:
            units[figure.unit] = len(made.units)
            made.units.append(Unit.of(figure.unit, figure.unit.replace("/", "_per_")))
        made.add(
            figure.concept, contexts[key], units[figure.unit], figure.value, figure.decimals, figure.id, "",
            figure.nil, 0, 0,
        )  # fmt: skip
    return made


def context(figure: Figure, mapping: FigureMap) -> Context:
    """Return the context of a figure, named for a reader: D2023Q3, I20230930, D2023Q3_Ice."""
    entity = mapping.data["entity"]
    nowhere = Location("")
    members = tuple(Member(dimension, member, None, "segment", nowhere) for dimension, member in figure.members)
    tail = "".join("_" + member.rpartition("}")[2].removesuffix("Member") for _, member in figure.members)
    label = calendar.label(figure.period) + tail
    return Context(label, entity["scheme"], entity["identifier"], figure.period, "", "", members, "", "", nowhere)
