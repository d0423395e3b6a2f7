"""The tables of a run in Arrow's memory: by the documented schema, whatever a report holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from validator._version import __version__
from validator.reporters.tables import facts as of_facts
from validator.reporters.tables import schema, told
from validator.reporters.tables import ties as of_ties

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.finding import Outcome, Result

Batch = Any  # pyarrow.RecordBatch: which only the library knows


class MissingError(Exception):
    """The library that holds tables is not installed."""


class Tables(NamedTuple):
    """The tables of a run: what each of their columns says stands in docs/corpus.md."""

    reports: Any
    facts: Any
    ties: Any
    findings: Any


def library() -> Any:
    """Return what holds tables; raises MissingError where it is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise MissingError("tables need pyarrow: pip install 'tieout[corpus]'") from error
    return pyarrow


@cache
def schema_of(table: str) -> Any:
    """Return the schema of a table, with the version it has."""
    pa = library()
    text, whole = pa.string(), pa.int32()
    kinds = {
        schema.TEXT: text,
        schema.WHOLE: whole,
        schema.LONG: pa.int64(),
        schema.FLAG: pa.bool_(),
        schema.DAY: pa.date32(),
        schema.AMOUNT: pa.decimal128(of_facts.DIGITS + of_facts.PLACES, of_facts.PLACES),
        schema.DIMENSIONS: pa.list_(pa.struct([("dimension", text), ("member", text), ("typed", text)])),
        schema.FIGURES: pa.list_(pa.struct([("concept", text), ("weight", text), ("fact", whole)])),
    }
    said = {"tieout": __version__, "tieout.schema": str(schema.VERSION), "tieout.table": table}
    return pa.schema([(one.name, kinds[one.kind]) for one in schema.TABLES[table]], said)


def batch(table: str, columns: Mapping[str, Sequence[object]]) -> Batch:
    """Return columns as a batch of a table."""
    pa = library()
    made = []
    for field in schema_of(table):
        values = columns[field.name]
        if pa.types.is_decimal(field.type):
            made.append(pa.array(values, pa.string()).cast(field.type))
            continue
        try:
            made.append(pa.array(values, field.type))
        except UnicodeEncodeError:  # half a surrogate pair, which JSON can hold
            made.append(pa.array([_shown(one) for one in values], field.type))
    return pa.record_batch(made, schema=schema_of(table))


def _shown(value: object) -> object:
    """Return a text with what UTF-8 has no place for shown by its number."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def evidence(result: Result, number: int) -> Iterator[tuple[str, Batch]]:
    """Yield the facts and the ties of a report, in batches of some thousands, each with the name of its table."""
    if result.report is None:
        return
    for table, parts in (("facts", of_facts.facts(result.report, result.ties)), ("ties", of_ties.ties(result.ties))):
        for columns in parts:
            rows = len(next(iter(columns.values())))
            yield table, batch(table, {"report": [result.path] * rows, "number": [number] * rows, **columns})


def closing(outcome: Outcome, seen: Sequence[told.Seen]) -> Iterator[tuple[str, Batch]]:
    """Yield the reports of an outcome, and what was found in them."""
    for table, rows in (("reports", list(told.reports(outcome, seen))), ("findings", list(told.findings(outcome)))):
        if rows:
            yield table, batch(table, {name: [row[name] for row in rows] for name in rows[0]})


def tables(outcome: Outcome) -> Tables:
    """Return the tables of an outcome whose reports were kept. Raises MissingError."""
    pa = library()
    made: dict[str, list[Batch]] = {name: [] for name in schema.TABLES}
    seen = []
    for one, number in told.numbered(outcome.results):
        seen.append(told.Seen(one.report))
        for table, part in evidence(one, number):
            made[table].append(part)
    for table, part in closing(outcome, seen):
        made[table].append(part)
    return Tables(**{name: pa.Table.from_batches(parts, schema_of(name)) for name, parts in made.items()})


def frames(outcome: Outcome) -> Tables:
    """Return the same as data frames. Raises MissingError."""
    made = tables(outcome)
    try:
        return Tables(*(one.to_pandas() for one in made))
    except ImportError as error:
        raise MissingError("data frames need pandas: pip install pandas") from error
