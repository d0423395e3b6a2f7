"""Translations at a rate that the document tells; near-misses first."""

from __future__ import annotations

from validator.discovery import relations, sheets, translations
from validator.discovery.document import reading

RATE = "Translations are made at a rate of RMB7.2500 to US$1.00."
HEAD = (
    "(Amounts in thousands)\n\n"
    "| | Three months ended September 30, 2025 RMB | Three months ended September 30, 2025 US$ |\n|---|---:|---:|\n"
)
ROWS = (("North", 41236, 5688), ("South", 29874, 4121), ("Islands", 17361, 2395), ("Night", 8405, 1159))


def pairs(rows: tuple[tuple[str, int, int], ...] = ROWS, told: str = RATE) -> list[tuple[int, int]]:
    """How many pairs are translated at the rate in each two columns, and how many accuse."""
    table = HEAD + "".join(f"| {label} | {one:,} | {other:,} |\n" for label, one, other in rows)
    said = reading("r.md", f"# Results\n\n{told}\n\n{table}".encode())
    figures = relations.figures_of(said)
    found = translations.find(said, figures, sheets.scale_of(figures))
    return [(len(one.held), len(one.failed)) for one in found]


def test_without_a_rate_nothing_is_translated() -> None:
    assert pairs(told="Translations are for convenience.") == []
    assert pairs(told="Translations are made at a rate of HK$7.2500 to US$1.00.") == []


def test_columns_far_from_the_rate_are_translated_at_another() -> None:
    assert pairs(told=RATE.replace("7.2500", "7.0000")) == []


def test_few_exact_pairs_accuse_nobody() -> None:
    assert pairs((*ROWS[:2], ("Islands", 17361, 2396), ("Night", 8405, 1160))) == [(2, 0)]


def test_translations_in_columns_and_in_sentences_are_found() -> None:
    assert pairs() == [(4, 0)]
    spoken = " Revenue was RMB96.9 million (US$13.4 million). Costs were RMB72.5 million (US$10.0 million)."
    assert pairs(told=RATE + spoken) == [(4, 0), (2, 0)]


def test_what_is_off_by_the_last_digit_or_by_a_slip_accuses() -> None:
    assert pairs((*ROWS, ("Total", 96876, 13364))) == [(4, 1)]
    assert pairs((*ROWS, ("Total", 96876, 13326))) == [(4, 1)]
