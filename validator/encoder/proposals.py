"""Mapping entries that would settle what an encoding leaves open, to look at, mend and accept.

Whatever only a person can tell stands as "?"; a guess agrees by value with a table, or by its words with a label.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from validator.authored.quoting import quoted
from validator.authored.toml_places import Places
from validator.documents.text import squeeze
from validator.encoder.grid import Table, data_rows
from validator.encoder.mapping import FigureMap
from validator.encoder.prose import same
from validator.encoder.spotting import spot
from validator.encoder.tables import NUMBER, TableEncoder, entry_of
from validator.model.names import local
from validator.understanding.prose.numbers import COUNT, MONEY, PERCENT
from validator.understanding.prose.numbers import Number as Spotted
from validator.understanding.words import calendar
from validator.understanding.words.sentences import phrases, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.documents.text import Text
    from validator.encoder.entries import Entries
    from validator.encoder.figures import Figure
    from validator.encoder.grid import Block, Row
    from validator.encoder.prose import Number, ProseEncoder
    from validator.model.periods import Period
    from validator.model.taxonomy import Taxonomy

OPEN = "?"
NO_PERIOD = "0001-01-01/0001-03-31"  # a period to read by where the release's own is not found
MOST = 400  # entries of one table, and of the text: more is a release nobody maps by hand
LOOKED_AT = 2000  # open numbers
COMPARED = 3000  # labels: beyond, only an equal one is found, as comparing takes too long
ALIKE = 0.72  # how alike a label must be to be guessed (difflib's ratio)
SMALL_WORDS = (
    r"a|an|the|and|or|of|to|by|from|at|in|on|with|for|up|down|over|above|below|than|more|less|least|about|approximately|"
    r"around|nearly|some|between|was|were|is|are|be|been|has|had|have|we|our|its|it|which|that|also|came|amounted|stood|"
    r"reached|total(?:l?ed)|rose|fell|grew|increas(?:e|ed|es|ing)|decreas(?:e|ed|es|ing)|declin(?:e|ed|es|ing)|growth|"
    r"climbed|improved|dropped|remained|made|compared|months?|years?|days?|percentage|points?|times|there|then|representing|as|through|during|delivered|served|after|against"
)
LONGEST, REACH = 10, 300  # words of a term; characters before a number that it is looked for in
BREAK = re.compile(r"[,;:]\s|\S*\d\S*")
STARTS = re.compile(r"\b(?:beginning|start)\s+of\b|^opening\b", re.IGNORECASE)
LEADING = re.compile(rf"^(?:[^\w(]+|(?:{SMALL_WORDS})\b)+", re.IGNORECASE)
TRAILING = re.compile(rf"(?:\W|(?<!\w)(?:{SMALL_WORDS})(?!\w))+$", re.IGNORECASE)
COUNTED = re.compile(
    rf"\s((?:(?!(?:{SMALL_WORDS})\b)[a-z][\w'-]*)(?:\s(?!(?:{SMALL_WORDS})\b)[a-z][\w'-]*){{0,2}})", re.IGNORECASE
)


class Subject:
    """What some numbers of a sentence are said of: its words, the places, and the keys its term needs."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.places: list[str] = []
        self.keys: dict[str, None] = {}
        self.near: set[str] = set()


class Labelled(NamedTuple):
    """The numeric concepts of a taxonomy by their labels; several where a label repeats."""

    names: dict[str, list[str]]

    def guesses(self, words: str) -> list[str]:
        """Return the concepts whose label is alike, or "?"."""
        folded = squeeze(words)
        near = self.names if len(self.names) <= COMPARED else ()
        found = [folded] if folded in self.names else get_close_matches(folded, near, 1, ALIKE)
        return self.names[found[0]] if found else [OPEN]


def labelled(taxonomy: Taxonomy) -> Labelled:
    """Return a taxonomy's numeric concepts by label."""
    found: dict[str, list[str]] = {}
    for clark, concept in taxonomy.concepts.items():
        if concept.numeric and not concept.abstract:
            for words in {squeeze(text) for _, _, text in taxonomy.labels.get(clark, ())}:
                found.setdefault(words, []).append(local(clark))
    return Labelled(found)


def proposals(
    document: Sequence[Block | Table], mapping: FigureMap, taxonomy: Taxonomy, prose: ProseEncoder
) -> Iterator[str]:
    """Yield entries for tables and rows no entry names, then for the numbers of the text that are open."""
    if not mapping.path:
        yield opening(mapping)
    known = labelled(taxonomy)
    asked = mapping.data["table"]
    proposed: set[str] = set()
    for table in document:
        if isinstance(table, Table) and (rows := [row for row in data_rows(table) if numbers(row)]):
            index = entry_of(table, asked)
            if index is None and squeeze(table.heading) not in proposed:
                proposed.add(squeeze(table.heading))
                yield table_entry(table, rows, known, prose.reporting)
            elif index is not None and "rows" in asked[index]:
                yield from row_entries(TableEncoder(prose.path, mapping, index, taxonomy), rows, known)
    yield from term_entries(prose, known)


# --- tables --------------------------------------------------------------------------------------
def numbers(row: Row) -> bool:
    """Whether a row holds numbers."""
    return any(NUMBER.search(cell.plain) for cell, _ in row.cells)


def table_entry(table: Table, rows: Sequence[Row], known: Labelled, reporting: Period) -> str:
    """Return the entry of a table: its heading, its columns where they do not say their period, its rows."""
    lines = ["[[table]]", f"heading = {quoted(table.heading)}"]
    if not table.heading:
        lines.insert(0, "# this table stands under no heading: give it one in the release")
    headers = dict.fromkeys(header for row in rows for cell, header in row.cells if cell.plain)
    for header in headers:
        if not header:
            lines.append("# some of its cells stand in columns without a header")
        elif calendar.header_period(header) is None:
            said = phrases(header, reporting, {})
            period = written(said[0].period) if len(said) == 1 else OPEN
            lines.append(f"[table.columns.{quoted(header)}]\nperiod = {quoted(period)}")
    return "\n".join([*lines, "[table.rows]", *row_lines(rows, known)]) + "\n"


def row_entries(encoder: TableEncoder, rows: Sequence[Row], known: Labelled) -> Iterator[str]:
    """Yield the rows an entry of the mapping lacks."""
    lacking = [row for row in rows if encoder.key(row) is None and squeeze(row.label) not in encoder.leave]
    if lacking:
        heading = quoted(encoder.entry["heading"])
        yield "\n".join([f"# into [table.rows] of the table under {heading}:", *row_lines(lacking, known)]) + "\n"


def row_lines(rows: Sequence[Row], known: Labelled) -> Iterator[str]:
    """Yield a line for each row; where labels repeat, each says below which row it stands."""
    counts = Counter(squeeze(row.label) for row in rows)
    seen: Counter[str] = Counter()
    keys: set[str] = set()
    for row in rows[:MOST]:
        label = squeeze(row.label)
        guesses = known.guesses(row.label)
        guess = guesses[seen[label] % len(guesses)]
        over = next((above for above in row.above if squeeze(above) not in counts), "".join(row.above[:1]))
        key = f"{over} > {row.label}" if counts[label] > 1 and over else row.label
        if squeeze(key) not in keys:
            value = f'{{concept = {quoted(guess)}, at = "start"}}' if STARTS.search(row.label) else quoted(guess)
            others = ", ".join(other for other in guesses if other != guess)
            yield f"{quoted(key)} = {value}" + (f"  # or {others}" if others else "")
        seen[label] += 1
        keys.add(squeeze(key))
    if len(rows) > MOST:
        yield f"# and {len(rows) - MOST:,} rows more"


# --- the text ------------------------------------------------------------------------------------
def term_entries(prose: ProseEncoder, known: Labelled) -> Iterator[str]:
    """Yield a term for each subject of open numbers, and the bounds where some number is one."""
    found = subjects(prose)
    for subject in found[:MOST]:
        near = sorted(subject.near) or known.guesses(subject.words)
        lines = [f"# {prose.path}:{'; '.join(subject.places)}"]
        if any(term.sure for term in prose.vocabulary.words.get(squeeze(subject.words), ())):
            lines.append(f"# the term with the words {quoted(subject.words)} lacks {' and '.join(subject.keys)}")
            yield "\n".join(lines) + "\n"
            continue
        lines += ["[[prose.term]]", f"words = [{quoted(subject.words)}]"]
        for key in subject.keys:
            also = f"  # or {', '.join(near[1:])}" if key == "concept" and near[1:] else ""
            lines.append(f"{key} = {quoted(near[0] if key == 'concept' else OPEN)}{also}")
        yield "\n".join(lines) + "\n"
    if len(found) > MOST:
        yield f"# and {len(found) - MOST:,} subjects more\n"
    if "bound" not in prose.rules and any(number.bound for _, number in prose.open):
        yield f'[prose.bound]\ndimension = "{OPEN}"\nlower = "{OPEN}"\nupper = "{OPEN}"\n'


def subjects(prose: ProseEncoder) -> list[Subject]:
    """Gather the open numbers under what they are said of; a number without words of its own goes to the one before."""
    found: dict[str, Subject] = {}
    figures = [figure for some in prose.tabled.values() for figure in some]
    for text, numbers in by_text(prose):
        plain, last = text.plain, None
        breaks, ends = broken(prose, plain)
        starts = [one.start for one in sentences(plain)]
        for number in numbers:
            spotted = number.spotted
            start = max((at for at in starts if at <= spotted.start), default=0)
            words = own_words(plain, max(start, *(at for at in ends if at <= spotted.start)), number, breaks)
            if words or last is None or last[0] != start:
                words = words or named_before(prose, plain[start : spotted.start])
                last = (start, found.setdefault(squeeze(words), Subject(words)))
            subject, place = last[1], text.place(spotted.start)
            subject.places.append(f"{place.line}:{place.column}: {plain[spotted.start : spotted.end]}")
            subject.keys[number.role or "concept"] = None
            subject.near.update(
                local(figure.concept) for figure in figures if not number.role and close(spotted, figure)
            )
    return list(found.values())


def by_text(prose: ProseEncoder) -> Iterator[tuple[Text, list[Number]]]:
    """Yield each text with its open numbers, in order; what a label names waits until the tables have a mapping."""
    waiting = [(text, number) for text, number in prose.open if prose.mapping.path or not number.named][:LOOKED_AT]
    for _, some in groupby(waiting, key=lambda one: id(one[0])):
        pairs = list(some)
        yield pairs[0][0], sorted((number for _, number in pairs), key=lambda number: number.spotted.start)


def broken(prose: ProseEncoder, plain: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the pieces of a text that the words of a term do not go across, and where its numbers end."""
    ends = [0, *(one.end for one in spot(plain, (), frozenset()) if isinstance(one, Spotted))]
    pieces = [found.span() for found in BREAK.finditer(plain)]
    pieces += [(one.start, one.end) for one in phrases(plain, prose.reporting, prose.rules.get("periods", {}))]
    return sorted(pieces), ends


def own_words(plain: str, start: int, number: Number, breaks: Sequence[tuple[int, int]]) -> str:
    """Return the words a number has to itself: a term's that is found, what it counts, else what stands before it."""
    spotted = number.spotted
    if number.named:
        return plain[number.named[0].start : number.named[0].end]
    counted = COUNTED.match(plain, spotted.end) if spotted.kind == COUNT else None
    if counted:
        return counted[1]
    end = spotted.start
    for first, last in reversed([(start, start), *(one for one in breaks if start <= one[0] and one[1] <= end)]):
        words = TRAILING.sub("", LEADING.sub("", plain[max(last, end - REACH) : end]))
        if words:
            return " ".join(words.split()[-LONGEST:])
        end = min(end, first)
    return ""


def named_before(prose: ProseEncoder, head: str) -> str:
    """Return the words of the last term named before a number, else the last words at all."""
    named = list(prose.vocabulary.find(head, 0))
    return head[named[-1].start : named[-1].end] if named else " ".join(head.split()[-4:])


def close(spotted: Spotted, figure: Figure) -> bool:
    """Whether a figure of a table could be what a number says: unit and value agree."""
    unit = figure.unit.partition("/")[0]
    kind = {"pure": PERCENT, "shares": COUNT}.get(unit, MONEY)
    return kind == spotted.kind and (kind != MONEY or unit == spotted.currency) and same(spotted, figure)


# --- a mapping to start with ---------------------------------------------------------------------
def begun(uri: str, taxonomy: Taxonomy) -> FigureMap:
    """Return a mapping without a path for a release that has none: all that is known is its taxonomy, if that."""
    spaces = Counter(name[1:].partition("}")[0] for name, concept in taxonomy.concepts.items() if concept.numeric)
    space = spaces.most_common(1)[0][0] if uri and spaces else ""
    data: Entries = {
        "taxonomy": uri,
        "prefix": OPEN,
        "namespace": space,
        "period": NO_PERIOD,
        "entity": {"scheme": OPEN, "identifier": OPEN},
        "table": [],
    }
    return FigureMap("", data, Places(""))


def dated(mapping: FigureMap, document: Iterable[Block | Table]) -> FigureMap:
    """Return a mapping just begun with the period of a document."""
    period = reported(document)
    return mapping._replace(data={**mapping.data, "period": written(period)}) if period else mapping


def opening(mapping: FigureMap) -> str:
    """Return the head of a mapping just begun."""
    data = mapping.data
    period = OPEN if data["period"] == NO_PERIOD else data["period"]
    return "\n".join((
        '# A mapping to start with. Every "?" wants an answer, and every guess a look; then encode with --mapping.',
        f"taxonomy = {quoted(data['taxonomy'] or OPEN)}",
        f"prefix = {quoted(data['prefix'])}",
        f"namespace = {quoted(data['namespace'] or OPEN)}",
        f"period = {quoted(period)}",
        f"\n[entity]\nscheme = {quoted(OPEN)}\nidentifier = {quoted(OPEN)}\n",
    ))  # fmt: skip


def reported(document: Iterable[Block | Table]) -> Period | None:
    """Return the period a release reports on: of its columns' durations the latest, and of these the shortest."""
    tables = (table for table in document if isinstance(table, Table))
    headers = {header for table in tables for row in data_rows(table) for _, header in row.cells}
    found = {period for header in headers if (period := calendar.header_period(header)) and period.start is not None}
    return max(found, key=lambda period: (period.end, period.start), default=None)


def written(period: Period) -> str:
    """Return a period as a mapping has it."""
    last = calendar.last_day(period).isoformat()
    return last if period.start is None else f"{calendar.first_day(period).isoformat()}/{last}"
