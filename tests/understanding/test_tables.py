"""Tables understood: columns, periods, units, scales, signs, labels."""

from decimal import Decimal

import pytest

from validator.documents.reading import read
from validator.understanding.reading import understand


def statements(source: str):
    return understand(read("a.htm", f"<html><body>{source}</body></html>".encode())).statements


def told(source: str) -> list[tuple[str, str, str, str]]:
    """Return label, value, unit and period of every figure."""
    return [
        (
            line.label,
            format(Decimal(figure.mantissa).scaleb(figure.exponent), "f"),
            figure.unit,
            str(figure.period),
        )
        for statement in statements(source)
        for line in statement.lines
        for figure in line.figures
        if figure is not None
    ]


def table(*rows: str) -> str:
    """Return a table of rows whose cells stand apart by bars; `2:text` is a cell over two columns."""

    def cell(text: str) -> str:
        width, colon, words = text.partition(":")
        return f'<td colspan="{width}">{words}</td>' if colon and width.isdigit() else f"<td>{text}</td>"

    return f"<table>{''.join('<tr>' + ''.join(map(cell, row.split('|'))) + '</tr>' for row in rows)}</table>"


COVER = (
    "<p>For the quarterly period ended June 30, 2023</p><p>Our fiscal year ended on December 31, 2022.</p>"
    f"<p>{'Here stand words that say nothing of time. ' * 20}</p>"
)


def test_signs_in_cells_of_their_own_belong_to_their_figure():
    source = "<h2>Balance sheet</h2><p>(In millions)</p>" + table(
        "||2:March 31, 2024||2:March 31, 2023", "Cash||$|100||$|90", "Loss||(|20|)|(|–", "Total||$|80||$|90"
    )
    assert told(source) == [
        ("Cash", "100000000", "USD", "as of 2024-03-31"),
        ("Cash", "90000000", "USD", "as of 2023-03-31"),
        ("Loss", "-20000000", "USD", "as of 2024-03-31"),
        ("Loss", "0", "USD", "as of 2023-03-31"),
        ("Total", "80000000", "USD", "as of 2024-03-31"),
        ("Total", "90000000", "USD", "as of 2023-03-31"),
    ]


@pytest.mark.parametrize("corner", ["", "ASSETS", "(in thousands)", "Note"])
def test_a_header_row_may_begin_with_words(corner):
    source = "<h2>Balance sheet</h2>" + table(f"{corner}|2024|2023", "Cash|71|50")
    [statement] = statements(COVER.replace("June 30, 2023", "March 31, 2024") + source)
    assert [column.header for column in statement.columns] == [("2024",), ("2023",)]


@pytest.mark.parametrize(
    ("header", "periods"),
    [
        (("|2:Three Months Ended June 30,", "|2023|2022"), ["2023-04-01 to 2023-06-30", "2022-04-01 to 2022-06-30"]),
        (("|Six months to 30 June 2023|H1 2022",), ["2023-01-01 to 2023-06-30", "2022-01-01 to 2022-06-30"]),
        (("|Q2 2023|Q1 2023",), ["2023-04-01 to 2023-06-30", "2023-01-01 to 2023-03-31"]),
        (("|Year-to-date|Second Quarter",), ["2023-01-01 to 2023-06-30", "2023-04-01 to 2023-06-30"]),
        (
            ("|Year ended 31 December 2022|Quarter ended Sept. 30, '22",),
            ["2022-01-01 to 2022-12-31", "2022-07-01 to 2022-09-30"],
        ),
        (
            ("|2:Six Months Ended", "|June 30,<br>2023|June 30,<br>2022"),
            ["2023-01-01 to 2023-06-30", "2022-01-01 to 2022-06-30"],
        ),
    ],
)  # fmt: skip
def test_periods_of_flows(header, periods):
    source = COVER + "<h2>Statements of Income</h2>" + table(*header, "Revenue|71|50")
    assert [row[3] for row in told(source)] == periods


@pytest.mark.parametrize(
    ("header", "periods"),
    [
        (("|June 30, 2023|December 31, 2022",), ["as of 2023-06-30", "as of 2022-12-31"]),
        (("|2023|2022",), ["as of 2023-06-30", "as of 2022-12-31"]),
        (("|As at|As at", "|30 June 2023|31 December 2022"), ["as of 2023-06-30", "as of 2022-12-31"]),
        (("|30.06.2023|2022-12-31",), ["as of 2023-06-30", "as of 2022-12-31"]),
    ],
)
def test_periods_of_balances(header, periods):
    source = COVER + "<h2>Balance Sheets</h2>" + table(*header, "Cash|71|50")
    assert [row[3] for row in told(source)] == periods


def test_weeks_start_after_the_end_of_the_weeks_before():
    source = (
        "<p>For the quarterly period ended July 29, 2023</p>"
        + table("|July 29, 2023|April 29, 2023|January 28, 2023", "Total assets|71|50|60")
        + "<h2>Statements of Operations</h2>"
        + table("|13 Weeks Ended|26 Weeks Ended", "|July 29, 2023|July 29, 2023", "Net sales|71|150")
    )
    assert [row[3] for row in told(source)][3:] == ["2023-04-30 to 2023-07-29", "2023-01-29 to 2023-07-29"]


def test_a_period_named_once_above_is_that_of_all_columns():
    source = COVER + "<p>Sales by region for the three months ended June 30, 2023 were:</p>"
    assert [row[3] for row in told(source + table("|Europe|Asia", "Net sales|71|50"))] == [
        "2023-04-01 to 2023-06-30",
        "2023-04-01 to 2023-06-30",
    ]


def test_a_heading_that_tells_a_period_starts_a_statement():
    source = table(
        "|Europe|Asia",
        "Three months ended June 30, 2023",
        "Revenue|71|50",
        "Three months ended June 30, 2022",
        "Revenue|61|40",
    )
    first, second = statements(COVER + source)
    assert (first.table, second.table) == (3, 3)
    assert [str(column.period) for column in second.columns] == ["2022-04-01 to 2022-06-30"] * 2


def test_a_balance_among_flows_is_a_moment():
    source = COVER + table(
        "|Six Months Ended June 30, 2023",
        "Beginning balance|50",
        "Additions|30",
        "Settlements|(9)",
        "Ending balance|71",
    )
    assert [row[3] for row in told(source)] == [
        "as of 2022-12-31",
        "2023-01-01 to 2023-06-30",
        "2023-01-01 to 2023-06-30",
        "as of 2023-06-30",
    ]


def test_what_stands_between_dated_balances_happened_between_them():
    source = COVER + table(
        "|Capital|Total",
        "Balance at December 31, 2022|50|60",
        "Net income|10|10",
        "Balance at March 31, 2023|60|70",
        "Net income|11|11",
        "Balance at June 30, 2023|71|81",
    )
    assert [row[3] for row in told(source)][::2] == [
        "as of 2022-12-31",
        "2023-01-01 to 2023-03-31",
        "as of 2023-03-31",
        "2023-04-01 to 2023-06-30",
        "as of 2023-06-30",
    ]


def test_what_falls_due_in_years_to_come_is_told_of_the_end():
    source = COVER + "<p>Maturities of debt are as follows:</p>" + table("2024|$|71", "2025|$|50", "Thereafter|$|9")
    assert told(source) == [
        ("2024", "71", "USD", "as of 2023-06-30"),
        ("2025", "50", "USD", "as of 2023-06-30"),
        ("Thereafter", "9", "USD", "as of 2023-06-30"),
    ]


def test_a_caption_excepts_rows_from_its_scale():
    source = (
        COVER
        + "<p>(In millions, except share and per share amounts)</p>"
        + table(
            "|Three Months Ended June 30, 2023",
            "Net income|$71",
            "Net income per share|$0.35",
            "Weighted-average shares outstanding|203,123",
            "Effective tax rate|21.5%",
        )
    )
    assert [row[1:3] for row in told(source)] == [
        ("71000000", "USD"),
        ("0.35", "USD/shares"),
        ("203123", "shares"),
        ("0.215", "pure"),
    ]


def test_shares_are_scaled_where_no_caption_excepts_them():
    source = (
        COVER
        + "<p>(In millions, except per share amounts)</p>"
        + table("|Three Months Ended June 30, 2023", "Net income|$71", "Diluted shares outstanding|203.1")
    )
    assert [row[1:3] for row in told(source)] == [("71000000", "USD"), ("203100000", "shares")]


@pytest.mark.parametrize(
    ("caption", "header", "value", "unit"),
    [
        ("(In thousands of euro)", "2023", "71000", "EUR"),
        ("(Dollars in thousands)", "2023", "71000", "USD"),
        ("in millions of U.S. dollars", "2023", "71000000", "USD"),
        ("", "2023 RMB", "71", "CNY"),
        ("£m", "2023", "71000000", "GBP"),
        ("", "2023<br>$'000", "71000", "USD"),
    ],
)
def test_currency_and_scale(caption, header, value, unit):
    source = COVER + f"<h2>Balance sheet</h2><p>{caption}</p>" + table(f"|{header}", "Debt|71")
    assert [row[1:3] for row in told(source)] == [(value, unit)]


def test_the_first_and_the_last_percentage_sign_count_for_those_between():
    source = COVER + table("|2023|", "Statutory rate|21.0|%", "Foreign|1.5|", "Credits|(2.0)|", "Effective rate|20.5|%")
    assert [row[1:3] for row in told(source)] == [
        ("0.210", "pure"),
        ("0.015", "pure"),
        ("-0.020", "pure"),
        ("0.205", "pure"),
    ]


def test_a_row_that_is_a_percentage_of_another_makes_no_percentages_of_amounts():
    share = "As a percentage of revenue|{}|%"
    source = COVER + table("|2023|", "Research|881|", share.format(18), "Sales|337|", share.format(7), "Rent|42|")
    assert [row[2] for row in told(source)] == ["", "pure", "", "pure", ""]


def test_a_figure_without_its_sign_is_a_percentage_where_it_is_measured_in_them():
    source = COVER + table("|2023|2022|% Increase", "Ships|71|50|42", "Crew|30|24|25")
    [statement] = statements(source)
    assert [[figure.percent for figure in line.figures] for line in statement.lines] == 2 * [[False, False, True]]


@pytest.mark.parametrize(
    "rows",
    [
        ("Exhibit Number|Description", "10.1|Lease of a ship", "10.2|Lease of a pier"),
        ("Item 1.|Ships|3", "Item 2.|Crews|14", "Item 3.|Ports|21"),
    ],
)
def test_lists_of_exhibits_and_contents_hold_no_figures(rows):
    assert told(COVER + table(*rows)) == []


def test_a_statement_that_names_an_item_is_none():
    assert [row[1] for row in told(COVER + table("|2023", "Item 1. Ships|71", "Crews|30"))] == ["71", "30"]


def test_columns_have_roles():
    source = COVER + table(
        "|Three Months Ended June 30,||||", "|2023|2022|$ Change|% Change|% of Revenue", "Revenue|71|50|21|42%|100%"
    )
    [statement] = statements(source)
    assert [column.role for column in statement.columns] == ["amount", "amount", "change", "growth", "share"]


def test_european_numbers_where_the_document_has_them():
    source = COVER + table("in EUR|2023|2022", "Umsatz|1.234.567,89|1.100,50", "Kosten|12,50|9,75")
    assert [row[1] for row in told(source)] == ["1234567.89", "1100.50", "12.50", "9.75"]


def test_figures_inside_labels_are_read():
    source = (
        COVER
        + "<h2>Balance Sheets</h2><p>(In millions)</p>"
        + table(
            "|June 30, 2023|December 31, 2022",
            "Common stock, $0.001 par value; 900 shares authorized; 601 and 602 shares issued|$ 7|$ 8",
            "3.35% notes due 2030|50|60",
        )
    )
    prose = understand(read("a", f"<html>{source}</html>".encode())).prose
    assert [(one.text, one.unit, one.exponent, str(one.period)) for one in prose if one.statement == -1] == [
        ("0.001", "USD/shares", -3, "as of 2023-06-30"),
        ("900", "shares", 6, "as of 2023-06-30"),
        ("601", "shares", 6, "as of 2023-06-30"),
        ("602", "shares", 6, "as of 2022-12-31"),
        ("3.35%", "pure", -4, "as of 2023-06-30"),
    ]


def test_lines_have_levels_headings_and_totals():
    source = (
        "<table><tr><td></td><td>2023</td></tr><tr><td>Assets:</td></tr>"
        '<tr><td style="padding-left:10pt">Cash</td><td>50</td></tr>'
        '<tr><td style="padding-left:10pt">Plant</td><td>21</td></tr>'
        '<tr><td>Sum of both</td><td style="border-top:1px solid">71</td></tr></table>'
    )
    [statement] = statements(COVER + source)
    assert [(line.label, line.level, line.total) for line in statement.lines] == [
        ("Assets:", 0, False),
        ("Cash", 1, False),
        ("Plant", 1, False),
        ("Sum of both", 0, True),
    ]
    assert statement.lines[1].figures[0].label == ("Assets:", "Cash")


def test_a_figure_stands_where_it_is_printed():
    source = "<table>\n<tr><td>Cash</td><td>2023</td></tr>\n<tr><td>Cash</td><td>$ (71)</td></tr></table>"
    [statement] = statements("\n" + source)
    figure = statement.lines[0].figures[0]
    assert (figure.place, figure.text, figure.mantissa) == ((4, 24), "(71)", -71)


def test_notes_and_footnote_marks_are_left_out_with_their_reason():
    source = COVER + "<h2>Balance Sheets</h2>" + table("|Note|2023|2022", "Cash<sup>(1)</sup>|12|$71|$50")
    reading = understand(read("a", f"<html>{source}</html>".encode()))
    [statement] = reading.statements
    assert [None if one is None else one.text for one in statement.lines[0].figures] == [None, "71", "50"]
    assert [(one.text, one.reason) for one in reading.unread if one.place.column > len(COVER)] == [
        ("(1)", "footnote mark"),
        ("12", "refers to a note or a page"),
    ]


def test_days_in_a_label_are_no_shares_and_date_the_shares_before_them():
    label = "Common stock; issued, 50,773,796 shares at November 2, 2024 and 50,445,186 shares at February 3, 2024"
    head = "| | November 2, 2024 | February 3, 2024 |\n|---|---|---|\n| Cash | 1,234 | 1,100 |\n"
    source = f"# Sheets\n\n{head}| {label} | 508 | 504 |\n"
    reading = understand(read("r.md", source.encode()))
    assert [(one.mantissa, one.unit, str(one.period)) for one in reading.prose] == [
        (50773796, "shares", "as of 2024-11-02"),
        (50445186, "shares", "as of 2024-02-03"),
    ]


def test_adjustments_in_cents_between_two_amounts_for_each_share_are_for_each_share():
    rows = (
        "Diluted earnings per share|$0.14",
        "Impairments|1.66",
        "Tax effect|(0.46)",
        "Adjusted earnings per share|$1.34",
    )
    source = COVER + "<p>(in millions, except per share amounts)</p>" + table("|2023", *rows)
    assert {row[2] for row in told(source)} == {"USD/shares"}
    apart = table("|2023", rows[0], "Impairments|166", *rows[2:])
    assert [row[2] for row in told(COVER + apart)][1:3] == ["USD", "USD"]


def test_a_table_is_about_what_leads_to_it_or_what_the_one_above_it_is_about():
    figures = table("|2024|2023", "Ships|100|90", "Total|100|90")
    source = f"<p>Ships are made up as follows:</p>{figures}{figures}<h2>Docks</h2>{figures}"
    assert [one.about for one in statements(source)] == ["Ships are made up as follows:"] * 2 + ["Docks"]


@pytest.mark.parametrize(
    ("caption", "row", "value"),
    [
        ("(in thousands)", "Vehicles|484", "484000"),
        ("(in thousands of US dollars)", "Vehicles|484", "484"),
        ("(in thousands, except vehicles)", "Vehicles|484", "484"),
        ("(dollars in thousands)", "Vehicles|484", "484"),
        ("", "Vehicles|484", "484"),
        ("(in millions)", "Vehicles (in thousands)|484", "484000"),
    ],
)
def test_what_is_counted_stands_in_the_scale_of_a_caption_that_speaks_of_no_money(caption, row, value):
    source = COVER + f"<p>{caption}</p>" + table("|Three Months Ended June 30, 2023", row)
    assert [one[1:3] for one in told(source)] == [(value, "pure")]


STORES = ("Wholesale|484|412", "Stores|127|110", "Sales|611|522")


@pytest.mark.parametrize(
    ("caption", "rows", "unit"),
    [
        ("(in millions of euro)", (STORES[0], "Stores|127|111", STORES[2]), "pure"),  # they add up in one column
        ("(in millions of euro)", (STORES[0], STORES[1], "Stores and others|611|522"), "pure"),  # and make up stores
        ("(in millions of euro)", ("Stores, owned|484|412", STORES[1], "Sites|611|522"), "pure"),
        ("(in millions of euro)", (STORES[1], "Sales|127|110"), "pure"),  # one is no sum
        ("", STORES, "pure"),  # nothing says that this table is of money
        ("(in millions of euro)", STORES, "EUR"),
        ("(in millions)", STORES, "USD"),
        ("(in millions of euro)", ("Wholesale|484", "Stores|127", "Sales|611"), "pure"),  # by chance, in one column
        ("(in millions of euro)", ("Wholesale|4,840", "Stores|1,270", "Sales|6,110"), "EUR"),
    ],
)
def test_what_is_called_like_things_counted_is_money_where_it_is_added_up_with_money(caption, rows, unit):
    head = "|2023|2022" if rows[0].count("|") == 2 else "|2023"
    cash = table("|2023", "Cash|$50,000")
    found = {one[2] for one in told(COVER + cash + f"<p>{caption}</p>" + table(head, *rows)) if one[0][:6] == "Stores"}
    assert found == {unit}


def test_what_a_column_counts_is_no_money_whatever_adds_up():
    source = COVER + "<p>(in millions of euro)</p>" + table("|Square footage|Leased square feet", *STORES)
    assert {one[2] for one in told(source)} == {"pure"}


def test_cents_below_a_heading_that_speaks_of_shares_are_for_each_share():
    rows = ("Net income per share:|", "&nbsp;Basic|", "&nbsp;&nbsp;Continuing operations|$0.17")
    source = COVER + table("|Three Months Ended June 30, 2023", *rows)
    for level, blanks in ((20, "&nbsp;&nbsp;"), (10, "&nbsp;")):
        source = source.replace(f"<td>{blanks}", f'<td style="padding-left:{level}pt">')
    assert [one[1:3] for one in told(source)] == [("0.17", "USD/shares")]
    assert [one[2] for one in told(source.replace("0.17", "17"))] == ["USD"]


def test_a_header_that_excepts_percentages_makes_none():
    header = "|2023 (dollar amounts, except percentages)|2022 (dollar amounts, except percentages)"
    source = COVER + table(header, "Gross profit|5,931|5,412", "Ships|317|298")
    [statement] = statements(source)
    assert [[figure.percent for figure in line.figures] for line in statement.lines] == 2 * [[False, False]]


def test_what_a_header_calls_percentages_is_so_in_rows_of_profit_where_no_sign_says_otherwise():
    source = COVER + table(
        "|Percentage increases 2023|Percentage increases 2022", "Sales|8.6|4.2", "Gross profit|0.2|8.1"
    )
    [statement] = statements(source)
    assert [[figure.percent for figure in line.figures] for line in statement.lines] == 2 * [[True, True]]


@pytest.mark.parametrize(
    ("caption", "headers", "row", "expected"),
    [
        ("MNOK", "|Oct-Dec 2023", "Revenue|1,234", ("1234000000", "NOK", "2023-10-01 to 2023-12-31")),
        ("SEK m", "|Jan–Jun 2024", "Sales|20 111", ("20111000000", "SEK", "2024-01-01 to 2024-06-30")),
        ("in Mio. EUR", "|9M 2024", "Sales|3.702,1", ("3702100000", "EUR", "2024-01-01 to 2024-09-30")),
        ("(en millions d'euros)", "|31/12/2023", "Goodwill|1&#8239;234,5", ("1234500000", "EUR", "as of 2023-12-31")),
        ("(in Tausend Euro)", "|2023", "Umsatz|1.234,5", ("1234500", "EUR", "2023-01-01 to 2023-12-31")),
        ("(en miles de euros)", "|2023", "Ventas|1.234,5", ("1234500", "EUR", "2023-01-01 to 2023-12-31")),
        ("(distances in miles)", "|2023", "Sales|1,234.5", ("1234.5", "", "2023-01-01 to 2023-12-31")),
        ("TEUR", "|31. Dezember 2023", "Kasse|1,234", ("1234000", "EUR", "2023-01-01 to 2023-12-31")),
        ("€m", "|31 décembre 2023", "Total assets|1,234", ("1234000000", "EUR", "as of 2023-12-31")),
        ("TEUR", "|Q3 2024", "Sales|3,702", ("3702000", "EUR", "2024-07-01 to 2024-09-30")),
        ("(₹ in crore)", "|Q1 2024", "Sales|1,24,567", ("1245670000000", "INR", "2024-01-01 to 2024-03-31")),
        ("(Rs. in lakhs)", "|2024", "Sales|1,24,567", ("12456700000", "INR", "2024-01-01 to 2024-12-31")),
        ("CHF million", "|2023", "Sales|1'250.4", ("1250400000", "CHF", "2023-01-01 to 2023-12-31")),
        ("Millions of yen", "|2023", "Sales returns|△31", ("-31000000", "JPY", "2023-01-01 to 2023-12-31")),
        ("SEK m", "|2023", "Operating margin, %|18.5", ("0.185", "pure", "2023-01-01 to 2023-12-31")),
        ("SEK m", "|2023", "Sales of the 5% fund|18.5", ("18500000", "SEK", "2023-01-01 to 2023-12-31")),
    ],
)
def test_scales_currencies_and_periods_as_they_are_written_elsewhere(caption, headers, row, expected):
    others = [f"Costs of materials|{row.partition('|')[2]}", f"Other income|{row.partition('|')[2]}"]
    found = told(f"<h2>Results</h2><p>{caption}</p>" + table(headers, row, *others))
    assert found[0][1:] == expected


def test_two_numbers_in_a_cell_are_none():
    source = f"{COVER}<p>(In millions)</p>" + table("|2023|2022", "Rooms|12 34|1,2,3", "Sales|1,200|1,100")
    assert [label for label, *_ in told(source)] == ["Sales", "Sales"]


def test_pence_and_cents_are_hundredths():
    rows = (
        "Revenue|412.6", "Basic earnings per share (pence)|16.9", "Diluted EPS|16.5p", "Dividend per share, cents|4.2",
        "Value of a stamp|12p", "Revenue (p. 4)|12.5", "Percentage of sales|50",
    )  # fmt: skip
    assert told("<h2>Results</h2><p>(£m)</p>" + table("|2023", *rows)) == [
        (label.rpartition("|")[0], value, unit, "2023-01-01 to 2023-12-31")
        for label, value, unit in zip(
            rows,
            ("412600000", "0.169", "0.165", "0.042", "0.12", "12500000", "0.50"),
            ("GBP", "GBP/shares", "GBP/shares", "GBP/shares", "GBP", "GBP", "pure"),
            strict=True,
        )
    ]
