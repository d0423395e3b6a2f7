"""Sums of a table in a column that only sentences tell; what does not hold there, or lacks a part, stays silent."""

from __future__ import annotations

from validator.discovery.document import drafted, reading
from validator.tieouts.rules import found

TABLE = """
(in thousands)

| | Three months ended September 30, 2025 | Three months ended September 30, 2024 |
|---|---:|---:|
| Passenger fares | 41,236 | 38,511 |
| Freight revenue | 29,874 | 31,402 |
| Total revenue | 71,110 | 69,913 |
"""
SAID = (
    "Passenger fares were $41.2 million, compared to $40.3 million in the prior quarter.",
    "Freight revenue was $29.9 million, compared to $28.1 million in the prior quarter.",
)


def sums(*sentences: str) -> list[int]:
    """How many columns each sum found holds in, of those bound."""
    head = "# Northwind announces results for the third quarter ended September 30, 2025"
    source = "\n\n".join([head, *sentences, TABLE])
    report = drafted(reading("r.md", source.encode()), "r.md")
    return [len(one.instances) for one in found.relations(report) if one.kind == "sum"]


def test_without_all_its_parts_a_sum_is_not_applied() -> None:
    told = "Total revenue was $71.1 million, compared to $68.4 million in the prior quarter."
    assert sums(SAID[0], told) == [2]


def test_what_does_not_add_up_says_nothing() -> None:
    told = "Total revenue was $71.1 million, compared to $66.4 million in the prior quarter."
    assert sums(*SAID, told) == [2]


def test_a_sum_holds_for_a_quarter_that_only_sentences_tell() -> None:
    told = "Total revenue was $71.1 million, compared to $68.4 million in the prior quarter."
    assert sums(*SAID, told) == [2, 1]
