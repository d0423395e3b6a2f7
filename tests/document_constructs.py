"""One document a construct, with a size knob: what can be repeated, nested or widened in what nobody prepared.

`DOCUMENTS[name](n)` gives its file, named `r.` and a suffix, as `CONSTRUCTS` of reports do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.constructs import Files

SAID = "Revenue was RMB1,350 million in 2023, up 5.5% from RMB1,280 million in 2022."
PARTS = ("product", "service", "licence", "rental", "freight", "energy", "water", "paper", "steel", "cloud")


def page(*parts: str) -> Files:
    """A page."""
    return {"r.htm": f"<!DOCTYPE html><html><body>{''.join(parts)}</body></html>"}


def row(*cells: object) -> str:
    """A row of an HTML table."""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def table(*rows: str) -> str:
    """An HTML table under a header of two years."""
    return f"<table>{row('RMB in millions', 2023, 2022)}{''.join(rows)}</table>\n"


def name(at: int) -> str:
    """A label of its own for each number: words, no digits."""
    words = []
    for _ in range(2 + len(str(at))):
        at, rest = divmod(at, len(PARTS))
        words.append(PARTS[rest])
    return " ".join(words)


def figure(at: int) -> int:
    """A number of four to six digits."""
    return 1000 + at * 7919 % 500_000


def pipes(rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown; the first row is its header."""
    head, *rest = [f"| {' | '.join(map(str, cells))} |" for cells in rows]
    return "\n".join((head, "|---" * (head.count("|") - 1) + "|", *rest)) + "\n"


# --- prose ---------------------------------------------------------------------------------------
def equal_sentences(n: int) -> Files:
    """One sentence again and again, a line each."""
    return {"r.txt": f"{SAID}\n" * n}


def equal_sentences_in_one_line(n: int) -> Files:
    """The same on one line."""
    return {"r.txt": f"{SAID} " * n}


def equal_paragraphs(n: int) -> Files:
    """The same, each a paragraph of a page."""
    return page(f"<p>{SAID}</p>\n" * n)


def sentences(n: int) -> Files:
    """Sentences that tell figures of their own."""
    said = (f"<p>{name(at)} revenue was RMB{figure(at):,} million in 2023.</p>\n" for at in range(n))
    return page(*said)


def one_figure(n: int) -> Files:
    """One figure, told again and again under names of its own."""
    return page(*(f"<p>{name(at)} revenue was RMB1,350 million in 2023.</p>\n" for at in range(n)))


def one_sentence(n: int) -> Files:
    """One sentence with many numbers."""
    listed = ", ".join(f"RMB{figure(at):,} million" for at in range(n))
    return page(f"<p>Revenue was {listed} in 2023 and 2022, respectively.</p>")


def one_sentence_of_times(n: int) -> Files:
    """One sentence with many numbers, a time behind each."""
    listed = ", ".join(f"RMB{figure(at):,} million in {1990 + at % 40}" for at in range(n))
    return page(f"<p>Revenue was {listed}.</p>")


def no_end(n: int) -> Files:
    """A text without a space, a number or an end."""
    return {"r.txt": "a" * n + f"\n{SAID}\n"}


def words_without_end(n: int) -> Files:
    """One line of words without a full stop."""
    return {"r.txt": "the revenue of our company and its parts " * n + f"\n{SAID}\n"}


def digits(n: int) -> Files:
    """One number of many digits."""
    return page(f"<p>Revenue was RMB{'7' * n} million in 2023.</p>")


def groups(n: int) -> Files:
    """One number of many groups of digits."""
    return page(f"<p>Revenue was RMB7{',000' * n} million in 2023.</p>")


def spaces(n: int) -> Files:
    """Spaces between two words of a text."""
    return {"r.txt": f"{SAID}\nRevenue{' ' * n}1,350{' ' * n}1,280\n"}


def blank_lines(n: int) -> Files:
    """Lines without anything."""
    return {"r.txt": f"{SAID}\n{chr(10) * n}{SAID}\n"}


def brackets(n: int) -> Files:
    """Brackets opened and never closed."""
    return page(f"<p>{SAID} {'(' * n}</p>")


def spelled(n: int) -> Files:
    """A number in words without end."""
    return page(f"<p>Revenue was {'one hundred and two thousand ' * n} dollars in 2023.</p>")


def rates(n: int) -> Files:
    """Amounts told in two currencies."""
    said = (
        f"<p>{name(at)} revenue was RMB{figure(at) * 7:,} million (US${figure(at):,} million) in 2023.</p>\n"
        for at in range(n)
    )
    return page(*said)


def headings(n: int) -> Files:
    """Headings, a sentence below each."""
    return {"r.md": "".join(f"## Part {name(at)}\n\n{SAID}\n\n" for at in range(n))}


def items(n: int) -> Files:
    """Items of a list in a text."""
    return {"r.md": "".join(f"- {SAID}\n" for _ in range(n))}


def emphasis(n: int) -> Files:
    """Marks of emphasis, opened and never closed."""
    return {"r.md": f"{SAID}\n\n{'**a ' * n}\n\n{'`a ' * n}\n\n{'[a](' * n}\n"}


def rules(n: int) -> Files:
    """Lines drawn in a text, and pipes without a table."""
    return {"r.md": f"## A\n\n{SAID}\n\n" + "---\n" * n + "\n" + "a | b\n" * n}


# --- tables --------------------------------------------------------------------------------------
def equal_rows(n: int) -> Files:
    """One row again and again."""
    return page(table(row("Revenue", "1,350", "1,280") * n))


def equal_labels(n: int) -> Files:
    """Rows of one label, none like another."""
    return page(table(*(row("Revenue", f"{figure(at):,}", f"{figure(at + 1):,}") for at in range(n))))


def rows(n: int) -> Files:
    """Rows of labels of their own."""
    return page(table(*(row(name(at), f"{figure(at):,}", f"{figure(at + 1):,}") for at in range(n))))


def summed(n: int) -> Files:
    """Rows, and their total."""
    listed = [(figure(at), figure(at + 1)) for at in range(n)]
    total = row("Total", *(f"{sum(column):,}" for column in zip(*listed, strict=True)))
    return page(table(*(row(name(at), f"{a:,}", f"{b:,}") for at, (a, b) in enumerate(listed)), total))


def totals(n: int, slip: int = 0) -> Files:
    """Rows in groups of three, each with its total."""
    made = []
    for at in range(0, 3 * n, 3):
        listed = [(figure(at + each), figure(at + each + 1)) for each in range(3)]
        made += [row(name(at + each), f"{a:,}", f"{b:,}") for each, (a, b) in enumerate(listed)]
        first, second = (sum(column) for column in zip(*listed, strict=True))
        made.append(row(f"Total {name(at)}", f"{first + slip:,}", f"{second:,}"))
    return page(table(*made))


def totals_failing(n: int) -> Files:
    """The same, every total wrong."""
    return totals(n, 100)


def tables(n: int, slip: int = 0) -> Files:
    """Small tables with a sum each."""
    made = []
    for at in range(n):
        a, b, c, d = (figure(4 * at + each) for each in range(4))
        made.append(
            table(
                row(name(at), f"{a:,}", f"{b:,}"),
                row(f"Other {name(at)}", f"{c:,}", f"{d:,}"),
                row("Total", f"{a + c + slip:,}", f"{b + d:,}"),
            )
            + "<p>It is so.</p>"
        )
    return page(*made)


def tables_failing(n: int) -> Files:
    """The same, every sum wrong by a slip."""
    return tables(n, 100)


def ordinary_tables(n: int) -> Files:
    """Tables as reports have them: eighteen rows of four years and their total, between two sentences."""
    made = []
    for at in range(n):
        listed = [[figure(83 * at + 4 * line + year) for year in range(4)] for line in range(18)]
        rows = [
            row(f"{name(7 * at + line)} revenue", *(f"{one:,}" for one in some)) for line, some in enumerate(listed)
        ]
        whole = row(f"Total {name(at)} revenue", *(f"{sum(some):,}" for some in zip(*listed, strict=True)))
        head = row("RMB in thousands", 2023, 2022, 2021, 2020)
        said = f"The following table shows the revenue from {name(at)} for the years ended December 31."
        made.append(f"<p>{said}</p>\n<table>{head}{''.join(rows)}{whole}</table>\n<p>It changed with volume.</p>\n")
    return page(*made)


def long_tables(n: int) -> Files:
    """Tables of three hundred rows: as many as fit that many rows."""
    listed = [row(name(at), f"{figure(at):,}", f"{figure(at + 1):,}") for at in range(n)]
    return page(*(table(*listed[at : at + 300]) + "<p>It is so.</p>" for at in range(0, n, 300)))


def percentages(n: int) -> Files:
    """Rows of percentages below each other, an amount above each."""
    made = (
        row(name(at), f"{figure(at):,}", "7") + row(f"{name(at)} margin", f"{at % 97}.5%", "3.1%") for at in range(n)
    )
    return page(table(row("Revenue", "500,000", "400,000"), *made))


def equal_percentages(n: int) -> Files:
    """Rows of one label, an amount and its growth in each."""
    head = row("RMB in millions", 2023, 2022, "Change %")
    return page(
        f"<table>{head}",
        *(row("Revenue", f"{figure(at):,}", f"{figure(at + 1):,}", "3.1%") for at in range(n)),
        "</table>",
    )


def outdents(n: int) -> Files:
    """Totals further and further out."""
    made = (
        f'<tr><td style="padding-left:{n - at}pt">Total {name(at)}</td><td>{figure(at):,}</td></tr>' for at in range(n)
    )
    return page(table(*made))


def quarters(n: int) -> Files:
    """Columns of quarters that follow each other, and rows of one name."""
    ends = ("March 31", "June 30", "September 30", "December 31")
    heads = [f"Three months ended {ends[at % 4]}, {2000 + at // 4 % 24}" for at in range(96)]
    return page(f"<table>{row('', *heads)}{row('Revenue', *(figure(at) for at in range(96))) * (n // 20 + 1)}</table>")


def equal_tables(n: int) -> Files:
    """One small table again and again."""
    one = table(row("Product", "800", "700"), row("Service", "550", "580"), row("Total revenue", "1,350", "1,280"))
    return page(f"{one}<p>It is so.</p>" * n)


def tables_without_text(n: int) -> Files:
    """Small tables right below each other, without headers."""
    return page("<table><tr><td>Product</td><td>800</td><td>700</td></tr></table>" * n)


def mentioned(n: int) -> Files:
    """Rows of a table, each told in a sentence too."""
    listed = [(name(at), f"{figure(at):,}", f"{figure(at + 1):,}") for at in range(n)]
    said = (
        f"<p>{label} was RMB{now} million in 2023, from RMB{then} million in 2022.</p>\n" for label, now, then in listed
    )
    return page(table(*(row(*each) for each in listed)), *said)


def nested_tables(n: int) -> Files:
    """Tables within tables."""
    return page("<table><tr><td>Revenue</td><td>" * n, "1,350", "</td></tr></table>" * n, f"<p>{SAID}</p>")


def nested_elements(n: int) -> Files:
    """Elements within elements."""
    return page("<div>" * n, SAID, "</div>" * n)


def nested_spans(n: int) -> Files:
    """Elements within a paragraph within each other."""
    return page("<p>", "<span>" * n, SAID, "</span>" * n)


def unclosed(n: int) -> Files:
    """Elements opened and never closed, of kinds that close each other."""
    return page("<ul><li><b>" * n, SAID, "<p><i>" * n)


def ends_alone(n: int) -> Files:
    """Ends of what never started, deep inside."""
    return page("<div>" * 250, "<b>", "</table></td></p>" * n, SAID)


def tall_cells(n: int) -> Files:
    """A cell over all rows below, in every row."""
    return page(table(*(f'<tr><td rowspan="{n}">{name(at)}</td><td>{figure(at):,}</td></tr>' for at in range(n))))


def wide_cells(n: int) -> Files:
    """Cells over many columns."""
    return page(
        table(*(f'<tr><td colspan="9">{name(at)}</td><td colspan="9">{figure(at):,}</td></tr>' for at in range(n)))
    )


def columns(n: int) -> Files:
    """Columns of one table, a year each."""
    years = [f"{1000 + at % 9000}" if at > 60 else f"{1960 + at}" for at in range(n)]
    a, b = [figure(at) for at in range(n)], [figure(at + 7) for at in range(n)]
    return {"r.md": pipes([["RMB", *years], ["Product", *a], ["Service", *b]])}


def columns_with_sums(n: int) -> Files:
    """Columns of one table, each adding up."""
    years = [1960 + at % 60 for at in range(n)]
    a, b = [figure(at) for at in range(n)], [figure(at + 7) for at in range(n)]
    whole = [x + y for x, y in zip(a, b, strict=True)]
    return {"r.md": pipes([["RMB", *years], ["Product", *a], ["Service", *b], ["Total", *whole]])}


def columns_across(n: int) -> Files:
    """Columns of one table that add up to the last."""
    listed = [[figure(at + 7 * each) for at in range(n)] for each in range(4)]
    head = ["RMB", *(name(at) for at in range(n)), "Total"]
    return {"r.md": pipes([head, *([name(at), *one, sum(one)] for at, one in enumerate(listed))])}


def header_periods(n: int) -> Files:
    """Rows of a header that tell periods, over a few columns."""
    heads = "".join(
        row("", f"Three months ended March 31, {1960 + at % 60}", f"Year ended {1961 + at % 60}") for at in range(n)
    )
    return page(f"<table>{heads}{row('Revenue', '1,350', '1,280')}</table>")


def sections(n: int) -> Files:
    """Headers again and again within one table."""
    made = (row("", 2023 - at % 20, 2022 - at % 20) + row(name(at), f"{figure(at):,}", "7") for at in range(n))
    return page(f"<table>{''.join(made)}</table>")


def indents(n: int) -> Files:
    """Headings further and further in."""
    made = (f'<tr><td style="padding-left:{at}pt">{name(at)}</td></tr>' for at in range(n))
    return page(table(*made, row("Revenue", "1,350", "1,280") * 3))


def long_cell(n: int) -> Files:
    """A cell with a long text."""
    return page(table(row("Revenue", "1,350", "1,280"), row(f"{SAID} " * n, "7", "8")))


def long_value(n: int) -> Files:
    """A long text in the columns of figures."""
    return page(table(row("Revenue", "1,350", "1,280"), row("Cost", f"{SAID} " * n, "8")))


def numbers_in_a_cell(n: int) -> Files:
    """A cell with many numbers."""
    return page(table(row("Revenue", "1,350", "1,280"), row("Cost", "$7 shares, " * n, "8")))


def marked_rows(n: int) -> Files:
    """Figures with a mark each, and the notes below."""
    made = (row(f"{name(at)}<sup>({at})</sup>", f"{figure(at):,}", f"{figure(at + 1):,}") for at in range(n))
    notes = (f"<p>({at}) {name(at)} of RMB{figure(at):,} million.</p>\n" for at in range(n))
    return page(table(*made), *notes)


def continued(n: int) -> Files:
    """One table continued on page after page."""
    edge = '<p>Acme Ltd</p><div style="page-break-after:always"></div>'
    return page(f"<p>{SAID}</p>", *(table(row(name(at), f"{figure(at):,}", "7")) + edge for at in range(n)))


def markdown_rows(n: int) -> Files:
    """Rows of a table in Markdown."""
    listed = ([name(at), f"{figure(at):,}", f"{figure(at + 1):,}"] for at in range(n))
    return {"r.md": pipes([["RMB in millions", 2023, 2022], *listed])}


def separated_rows(n: int) -> Files:
    """Rows of values parted by commas."""
    return {"r.csv": "RMB,2023,2022\n" + "".join(f"{name(at)},{figure(at)},{figure(at + 1)}\n" for at in range(n))}


def separated_equal_rows(n: int) -> Files:
    """One row of values parted by commas, again and again."""
    return {"r.csv": "RMB,2023,2022\n" + "Revenue,1350,1280\n" * n}


def separated_columns(n: int) -> Files:
    """Columns of values parted by commas."""
    years = ",".join(str(1960 + at % 60) for at in range(n))
    lines = (",".join((label, *(str(figure(at)) for at in range(n)))) for label in ("Product", "Service"))
    return {"r.csv": "\n".join((f"RMB,{years}", *lines)) + "\n"}


def separated_quotes(n: int) -> Files:
    """Quotes in one value."""
    return {"r.csv": f'RMB,2023,2022\nRevenue,1350,1280\n"{chr(34) * 2 * n}",7,8\n'}


def aligned(n: int) -> Files:
    """Rows of a printed table, in columns by spaces."""
    head = f"{'RMB in millions':<60}{2023:>12}{2022:>12}\n"
    return {
        "r.txt": f"{SAID}\n\n{head}"
        + "".join(f"{name(at):<60}{figure(at):>12,}{figure(at + 1):>12,}\n" for at in range(n))
    }


def aligned_columns(n: int) -> Files:
    """Columns of a printed table."""
    lines = (
        "".join((f"{label:<20}", *(f"{figure(at):>12,}" for at in range(n))))
        for label in ("Product", "Service", "Rest")
    )
    return {
        "r.txt": f"{SAID}\n\n{' ' * 20}{''.join(f'{1960 + at % 60:>12}' for at in range(n))}\n"
        + "\n".join(lines)
        + "\n"
    }


def flattened(n: int) -> Files:
    """A table whose lines were lost: a cell a line."""
    return {"r.txt": "2023\n2022\n" + "".join(f"{name(at)}\n{figure(at):,}\n{figure(at + 1):,}\n" for at in range(n))}


def flattened_in_one_line(n: int) -> Files:
    """The same on one line."""
    return {
        "r.txt": "Revenue  " + "".join(f"{name(at)}  {figure(at):,}  {figure(at + 1):,}  " for at in range(n)) + "\n"
    }


# --- markup --------------------------------------------------------------------------------------
def markup_attributes(n: int) -> Files:
    """Attributes of one element."""
    return page(f"<p {' '.join(f'a{at}={chr(34)}x{chr(34)}' for at in range(n))}>{SAID}</p>")


def style_rules(n: int) -> Files:
    """Declarations of one style."""
    return page(f'<p style="{"color:red;" * n}">{SAID}</p>')


def style_sheet(n: int) -> Files:
    """Rules of a style sheet, and as many elements they are for."""
    made = "".join(f".c{at}{{font-weight:bold}}" for at in range(n))
    files = page(*(f"<p class=c{at}>{SAID}</p>" for at in range(n)))
    return {"r.htm": files["r.htm"].replace("<body>", f"<style>{made}</style><body>")}


def comments(n: int) -> Files:
    """Comments, the last one left open."""
    return page(f"<p>{SAID}</p>", "<!-- a -->" * n, "<!-- " * n)


def brackets_of_tags(n: int) -> Files:
    """Tags that are never ended."""
    return page(f"<p>{SAID}</p>", "<a " * n)


def references(n: int) -> Files:
    """References to characters, known and not."""
    return page(f"<p>{SAID} {'&nbsp;&#160;&unknown;&' * n}</p>")


def breaks(n: int) -> Files:
    """Breaks of lines in one paragraph."""
    return page(f"<p>{SAID}{'<br>' * n}{f'{SAID}<br>' * n}</p>")


def raised(n: int) -> Files:
    """Marks raised in one paragraph, never ended."""
    return page(f"<p>{SAID}{'<sup>(1)</sup>' * n}{'<sup>1' * n}</p>")


def preformatted(n: int) -> Files:
    """Lines of text kept as they are."""
    return page(
        "<pre>", "".join(f"{name(at):<60}{figure(at):>12,}{figure(at + 1):>12,}\n" for at in range(n)), "</pre>"
    )


DOCUMENTS: dict[str, Callable[[int], Files]] = {
    made.__name__: made
    for made in (
        *(equal_sentences, equal_sentences_in_one_line, equal_paragraphs, sentences, one_figure, one_sentence),
        *(one_sentence_of_times, no_end, words_without_end, digits, groups, spaces, blank_lines, brackets, spelled),
        *(rates, headings, items, emphasis, rules, equal_rows, equal_labels, rows, summed, totals, totals_failing),
        *(
            ordinary_tables,
            long_tables,
            percentages,
            equal_percentages,
            outdents,
            quarters,
            tables,
            tables_failing,
            equal_tables,
            tables_without_text,
            mentioned,
            nested_tables,
            nested_elements,
        ),
        *(nested_spans, unclosed, ends_alone, tall_cells, wide_cells, columns, columns_with_sums, columns_across),
        *(header_periods, sections, indents, long_cell, long_value, numbers_in_a_cell, marked_rows, continued),
        *(markdown_rows, separated_rows, separated_equal_rows, separated_columns, separated_quotes, aligned),
        *(aligned_columns, flattened, flattened_in_one_line, markup_attributes, style_rules, style_sheet, comments),
        *(brackets_of_tags, references, breaks, raised, preformatted),
    )
}
