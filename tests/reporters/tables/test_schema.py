"""What other programs are promised of the tables."""

from __future__ import annotations

import pytest

from validator.reporters.tables import arrow, schema


@pytest.mark.parametrize("table", schema.TABLES)
def test_every_table_has_the_documented_columns_and_says_its_version(table: str) -> None:
    made = arrow.schema_of(table)
    assert made.names == [one.name for one in schema.TABLES[table]]
    assert len(set(made.names)) == len(made.names)
    assert made.metadata[b"tieout.schema"] == str(schema.VERSION).encode()
    assert made.metadata[b"tieout.table"] == table.encode()


def test_the_types_of_version_1_stay() -> None:
    """What a column is called and holds changes with the version alone: a query written once goes on working."""
    assert schema.VERSION == 1
    told = {table: [f"{one.name}:{one.type}" for one in arrow.schema_of(table)] for table in schema.TABLES}
    assert told["ties"] == [
        "report:string", "number:int32", "tie:int32", "kind:string", "code:string", "source:string", "title:string",
        "frame:string", "outcome:string", "reason:string", "waived:bool", "assumed:bool", "gap:string",
        "gap_amount:decimal128(38, 8)", "concept:string", "name:string",
        "figures:list<item: struct<concept: string, weight: string, fact: int32>>",
    ]  # fmt: skip
    assert told["facts"][10:20] == [
        "period_end:date32[day]", "unit:string",
        "dimensions:list<item: struct<dimension: string, member: string, typed: string>>",
        "other:string", "value:string", "amount:decimal128(38, 8)", "decimals:string", "nil:bool", "language:string",
        "parent:int32",
    ]  # fmt: skip
