"""Tables of every shape a release prints, into figures; every number accounted for."""

from __future__ import annotations

import pytest

from tests.releases import HEAD, TAXONOMY, encoded, loaded, told
from validator.encoder import release

SHEET = """## Balance sheets

(In thousands of RMB and USD, except numbers of shares and figures per share)

| | December 31, 2022 RMB | September 30, 2023 RMB | September 30, 2023 USD |
|---|---|---|---|
| Assets | | | |
| Cash | 1,200 | (300) | 41.5 |
| Debt | - | 7 | |
"""
ROWS = """[[table]]
heading = "balance sheets"
[table.rows]
"""


def test_periods_currencies_scale_and_sign_are_the_tables_own_words():
    found = encoded(SHEET, ROWS + 'Cash = "Cash"\nDebt = "Debt"\n')
    assert found.troubles == ()
    assert told(found) == [
        ("Cash", "I20221231", "CNY", "1200000", "-3"),
        ("Cash", "I20230930", "CNY", "-300000", "-3"),
        ("Cash", "I20230930", "USD", "41500", "-2"),
        ("Debt", "I20221231", "CNY", "0", "-3"),
        ("Debt", "I20230930", "CNY", "7000", "-3"),
    ]


def test_a_count_in_full_is_exact_and_an_amount_or_a_number_of_shares_in_full_is_not():
    sheet = SHEET.replace("thousands of ", "").replace(
        "| Debt", "| Users | 155 | - | |\n| Shares | 1,200 | 7 | |\n| Debt"
    )
    sheet = sheet.replace(
        "December 31, 2022 RMB | September 30, 2023 RMB",
        "Six months ended June 30, 2023 RMB | Three months ended September 30, 2023 RMB",
    )
    found = encoded(sheet, ROWS + 'Cash = "Cash"\nDebt = "Debt"\nUsers = "Users"\nShares = "Shares"\n')
    assert found.troubles == ()
    told_of = {(figure.words, figure.text): figure.decimals for figure in found.figures}
    assert (told_of["Users", "155"], told_of["Users", "-"]) == ("INF", "INF")
    assert (told_of["Cash", "1,200"], told_of["Shares", "1,200"], told_of["Cash", "41.5"]) == ("0", "0", "1")


def test_each_figure_keeps_its_place():
    first = encoded(SHEET, ROWS + 'Cash = "Cash"\nDebt = "Debt"\n').figures[0]
    assert (first.id, first.place, first.text, first.words) == ("t1r3c2", (8, 10), "1,200", "Cash")
    assert first.header == "December 31, 2022 RMB"


@pytest.mark.parametrize(
    ("rules", "nil"),
    [
        (ROWS + 'Cash = "Cash"\nDebt = "Debt"\n', False),
        (ROWS + 'Cash = "Cash"\nDebt = {concept = "Debt", dash = "nil"}\n', True),
        (ROWS.replace("[table.rows]", 'dash = "nil"\n[table.rows]') + 'Cash = "Cash"\nDebt = "Debt"\n', True),
    ],
)
def test_what_a_dash_means_is_said_once_and_can_be_overruled(rules, nil):
    dash = next(figure for figure in encoded(SHEET, rules).figures if figure.text == "-")
    assert (dash.nil, dash.value, dash.decimals) == ((True, "", "") if nil else (False, "0", "-3"))


def test_a_row_without_mapping_fails_and_names_the_nearest_key():
    found = encoded(SHEET, ROWS + 'Cash = "Cash"\nDebts = "Debt"\n')
    assert [str(trouble) for trouble in found.troubles] == [
        "map.toml:12:1: no row of the table is labelled 'Debts'\n  help: see the labels the release uses",
        (
            "release.md:9:10: no mapping for the row 'Debt': 1 numbers would go unexplained\n"
            "  help: the nearest is 'Debts'"
        ),
    ]


def test_a_row_left_out_for_a_reason_is_accounted_for():
    found = encoded(SHEET, ROWS + 'Cash = "Cash"\n[table.leave]\nDebt = "told elsewhere"\n')
    assert found.troubles == ()
    assert [(n.text, n.reason) for n in found.left if n.reason == "told elsewhere"] == [
        ("-", "told elsewhere"),
        ("7", "told elsewhere"),
    ]


def test_numbers_in_headers_are_accounted_for():
    found = encoded(SHEET, ROWS + 'Cash = "Cash"\nDebt = "Debt"\n')
    assert [n.text for n in found.left if n.reason == "names a column"] == ["31,", "2022", "30,", "2023", "30,", "2023"]


def test_a_table_without_mapping_fails():
    found = encoded(SHEET.replace("Balance sheets", "Something else"), ROWS + 'Cash = "Cash"\n')
    assert [trouble.message for trouble in found.troubles] == [
        "no table stands under a heading like 'balance sheets'",
        "no mapping for the table under 'Something else': 4 numbers would go unexplained",
    ]


@pytest.mark.parametrize(
    ("caption", "values"),
    [
        # money, per share, shares
        ("", ("1", "1", "1")),
        ("(unaudited)", ("1", "1", "1")),
        ("(in thousands)", ("1000", "1", "1000")),
        ("(In millions, except per share data)", ("1000000", "1", "1000000")),
        ("(Amounts in thousands of RMB, except for number of shares and per share data)", ("1000", "1", "1")),
        ("(In thousands of RMB and USD, except numbers of shares and figures per share)", ("1000", "1", "1")),
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_a_caption_says_the_scale_and_what_it_leaves_out(caption, values, inside):
    """An amount for each share is never in thousands, whether its caption says so or not."""
    head = "| | Three months ended September 30, 2023 RMB |\n|---|---|\n"
    body = "| Cash | 1 |\n| Earnings | 1 |\n| Shares | 1 |\n"
    within, above = (f"| {caption} | |\n", "") if inside else ("", f"{caption}\n\n")
    rules = ROWS + 'Cash = "Cash"\nEarnings = "Earnings"\nShares = "Shares"\n'
    found = encoded(f"## Balance sheets\n\n{above}{head}{within}{body}", rules)
    assert found.troubles == ()
    assert tuple(row[3] for row in told(found)) == values


MERGED = """## Results

(Amounts in thousands of RMB, except for number of shares and per share data)

| | Three months ended September 30, | | Nine months ended September 30, | |
|--|--|--|--|--|
| | 2022 | 2023 | 2022 | 2023 |
| | RMB | RMB | RMB | RMB |
| First | | | | |
| Other | 1 | 2 | 3 | 4 |
| Second | 5 | 6 | 7 | 8 |
| Other | 9 | 10 | 11 | 12 |
| A long label | | | | |
| | 13 | 14 | 15 | 16 |
| Margin | 23.8% | (1.5)% | | 4% |
| Earnings per share | 0.50 | 1.20 | (.25) | 3 |
| Shares | 1,000 | 2,000 | 3,000 | 4,000 |
| Cash at the beginning | 1 | 2 | 3 | 4 |
| Cash at the end | 5 | 6 | 7 | 8 |
| | Six months ended June 30, | | | |
| | 2022 | 2023 | | |
| | RMB | USD | | |
| Second | 17 | 18 | | |
"""
RESULTS = """[[table]]
heading = "results"
[table.rows]
"First > Other" = "Volume"
"Second" = "Sales"
"Second > Other" = "Other"
"A long label" = {concept = "Loss", negated = true}
"Margin" = "Margin"
"Earnings per share" = "Earnings"
"Shares" = "Shares"
"Cash at the beginning" = {concept = "Cash", at = "start"}
"Cash at the end" = "Cash"
"""


def test_merged_headers_repeated_labels_late_values_and_a_switch_of_periods():
    found = encoded(MERGED, RESULTS)
    assert found.troubles == ()
    rows = told(found)
    assert rows[:4] == [
        ("Volume", "D2022Q3", "CNY", "1000", "-3"),
        ("Volume", "D2023Q3", "CNY", "2000", "-3"),
        ("Volume", "D2022M9", "CNY", "3000", "-3"),
        ("Volume", "D2023M9", "CNY", "4000", "-3"),
    ]
    assert [row[0] for row in rows[8:12]] == ["Other"] * 4
    assert rows[12] == ("Loss", "D2022Q3", "CNY", "-13000", "-3")
    assert rows[16:19] == [
        ("Margin", "D2022Q3", "pure", "0.238", "3"),
        ("Margin", "D2023Q3", "pure", "-0.015", "3"),
        ("Margin", "D2023M9", "pure", "0.04", "2"),
    ]
    assert rows[19:23] == [
        ("Earnings", "D2022Q3", "CNY/shares", "0.50", "2"),
        ("Earnings", "D2023Q3", "CNY/shares", "1.20", "2"),
        ("Earnings", "D2022M9", "CNY/shares", "-0.25", "2"),
        ("Earnings", "D2023M9", "CNY/shares", "3", "0"),
    ]
    assert rows[23] == ("Shares", "D2022Q3", "shares", "1000", "0")
    assert rows[27] == ("Cash", "I20220630", "CNY", "1000", "-3")
    assert rows[34] == ("Cash", "I20230930", "CNY", "8000", "-3")
    assert rows[35:] == [
        ("Sales", "D2022M6", "CNY", "17000", "-3"),
        ("Sales", "D2023M6", "USD", "18000", "-3"),
    ]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("12%", "'12%' does not suit Cash: only a share or a rate is a percentage"),
        ("(12", "'(12' is not a number as figures are printed"),
        ("1,23", "'1,23' is not a number as figures are printed"),
        ("n/a", "'n/a' is not a number as figures are printed"),
        ("US$12", "'US$12' is not a number as figures are printed"),
        ("9" * 70, f"'{'9' * 70}' is not a number as figures are printed"),
    ],
)
def test_a_cell_that_is_no_figure_is_a_trouble(cell, message):
    found = encoded(SHEET.replace("1,200", cell), ROWS + 'Cash = "Cash"\nDebt = "Debt"\n')
    assert [(trouble.at.line, trouble.message) for trouble in found.troubles] == [(8, message)]


def test_a_column_without_period_or_currency_is_a_trouble_until_it_is_named():
    source = SHEET.replace("| December 31, 2022 RMB |", "| As restated in the year 2022 |")
    found = encoded(source, ROWS + 'Cash = "Cash"\nDebt = "Debt"\n')
    assert {trouble.help for trouble in found.troubles} == {"name it under `columns`"}
    columns = '[table.columns."As restated in the year 2022"]\nperiod = "2022-12-31"\ncurrency = "CNY"\n'
    mended = encoded(source.replace("| | As", "| | As"), ROWS + 'Cash = "Cash"\nDebt = "Debt"\n' + columns)
    assert told(mended)[0] == ("Cash", "I20221231", "CNY", "1200000", "-3")


def test_an_unknown_concept_is_named_with_the_nearest():
    found = encoded(SHEET, ROWS + 'Cash = "Cahs"\nDebt = "Debt"\n')
    assert [str(trouble) for trouble in found.troubles] == [
        "map.toml:11:1: the concept 'Cahs' is not in the taxonomy\n  help: did you mean 'Cash'?"
    ]


def test_footnote_marks_belong_to_no_number():
    noisy = SHEET.replace("| Cash | 1,200 |", "| **Cash**^{*1} | 1,200¹² |")
    found = encoded(noisy, ROWS + 'Cash = "Cash"\nDebt = "Debt"\n')
    assert told(found) == told(encoded(SHEET, ROWS + 'Cash = "Cash"\nDebt = "Debt"\n'))
    assert [n.text for n in found.left if n.reason == "footnote mark"] == ["^{*1}", "¹²"]


def test_html_gives_the_same_figures_as_markdown():
    cells = "".join(
        f"<tr>{''.join(f'<td>{cell.strip()}</td>' for cell in row.strip('|').split('|'))}</tr>"
        for row in SHEET.splitlines()[4:]
        if not row.startswith("|---")
    )
    page = (
        f"<html><body><h2>Balance <b>sheets</b></h2><p>{SHEET.splitlines()[2]}</p><table>{cells}</table></body></html>"
    )
    rules = ROWS + 'Cash = "Cash"\nDebt = "Debt"\n'
    assert told(encoded(page, rules, HEAD, "page.htm")) == told(encoded(SHEET, rules))


def test_html_cells_spread_for_alignment_are_one_figure():
    page = """<html><body><h2>Balance sheets</h2><p>(in thousands)</p><table>
      <tr><td></td><td colspan="3">December 31, 2022 RMB</td><td colspan="2">September 30, 2023 USD</td></tr>
      <tr><td>Cash<sup>(1)</sup></td><td>RMB</td><td>(1,200</td><td>)</td><td>$</td><td>30</td></tr></table></body></html>"""
    found = encoded(page, ROWS + 'Cash = "Cash"\n', HEAD, "page.htm")
    assert found.troubles == ()
    assert told(found) == [
        ("Cash", "I20221231", "CNY", "-1200000", "-3"),
        ("Cash", "I20230930", "USD", "30000", "-3"),
    ]


def test_a_currency_no_header_names_is_the_mappings():
    source = SHEET.replace(" RMB |", " |")
    found = encoded(source, ROWS + 'Cash = "Cash"\nDebt = "Debt"\n')
    assert {trouble.message[:5] for trouble in found.troubles} == {"'1,20", "'(300", "'-' i", "'7' i"}
    assert told(encoded(source, ROWS + 'Cash = "Cash"\nDebt = "Debt"\n', 'currency = "CNY"\n' + HEAD)) == told(
        encoded(SHEET, ROWS + 'Cash = "Cash"\nDebt = "Debt"\n')
    )


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-1"])
def test_a_page_is_read_in_the_encoding_it_declares(encoding):
    page = (
        f'<html><head><meta charset="{encoding}"></head><body><h2>Balance sheets é</h2><p>(in thousands)</p>'
        "<table><tr><td></td><td>December 31, 2022 RMB</td></tr><tr><td>Café</td><td>1,200</td></tr>"
        "</table></body></html>"
    )
    mapping = loaded(HEAD + ROWS + '"Café" = "Cash"\n')
    found = release.encode("page.htm", page.encode(encoding), mapping, TAXONOMY)
    assert found.troubles == ()
    assert told(found) == [("Cash", "I20221231", "CNY", "1200000", "-3")]


def test_a_page_in_another_encoding_than_it_declares_is_a_trouble():
    page = b'<html><head><meta charset="utf-8"></head><body>caf\xe9</body></html>'
    found = release.encode("page.htm", page, loaded(HEAD + ROWS + 'Cash = "Cash"\n'), TAXONOMY)
    assert [trouble.message for trouble in found.troubles] == [
        "the release is not UTF-8 text (invalid continuation byte at byte 50)"
    ]
