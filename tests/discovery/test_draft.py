"""What rows are called in a draft."""

from __future__ import annotations

import pytest

from validator.discovery import document

HEAD = "# Northwind\n\nPrepaid items\n\n(in thousands)\n\n| | June 30, 2025 | June 30, 2024 |\n|---|---:|---:|\n"
ROWS = "| Cash | 15,239 | 95,184 |\n| Receivables | 92,190 | 52,674 |\n"


@pytest.mark.parametrize(
    ("last", "concept", "label"),
    [
        ("| | 107,429 | 147,858 |", "PrepaidItems", "Prepaid items"),
        ("| Sum | 107,429 | 147,858 |", "Sum", "Sum"),
        ("| Größere Vorräte, brutto | 107,429 | 147,858 |", "GrossereVorrateBrutto", "Größere Vorräte, brutto"),
        ("| 合计 | 107,429 | 147,858 |", "Figure", "合计"),
    ],
)
def test_a_row_without_a_name_is_called_by_its_table(last: str, concept: str, label: str) -> None:
    report = document.read("r.md", f"{HEAD}{ROWS}{last}".encode())
    assert report.taxonomy is not None
    assert report.concepts[-1].rpartition("}")[2] == concept
    assert report.taxonomy.label(report.concepts[-1]) == label


def test_a_total_without_a_name_says_that_it_is_one() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td {rule}>{figure}</td></tr>"
        for name, rule, figure in (("", "", "June 30, 2025"), ("Cash", "", "$15,239"), ("Receivables", "", "92,190"))
    )
    total = '<tr><td></td><td style="border-top:1px solid black">107,429</td></tr>'
    other = "<p>Cash was $99 on June 30, 2024.</p>"  # a document of two periods
    source = f"<html><body>{other}<h2>Prepaid items</h2><table>{rows}{total}</table></body></html>"
    report = document.read("r.htm", source.encode())
    assert report.taxonomy is not None
    assert report.taxonomy.label(report.concepts[-1]) == "Total, Prepaid items"
