"""The page of a document nobody prepared: as it reads, with every figure of it marked in its place."""

from __future__ import annotations

import re

import pytest

from tests import office
from validator.cli.review.pages import readable
from validator.documents.reading import read
from validator.reporters import review
from validator.run import Options, run

PAGE = """<html><body><h2>Results &amp; outlook</h2>
<p>Net sales for the three months ended September 30, 2024 were <b>$1,170</b> thousand, against $1,050 thousand a year
before. &lt;script&gt;alert(1)&lt;/script&gt;</p>
<p>Three Months Ended September 30 (in thousands of US dollars)</p>
<table>
<tr><td></td><td></td><td colspan="3">2024</td><td></td><td colspan="3">2023</td></tr>
<tr><td>Products</td><td></td><td>$</td><td>800</td><td></td><td></td><td>$</td><td>700</td><td></td></tr>
<tr><td>Services</td><td></td><td></td><td>400</td><td></td><td></td><td></td><td>380</td><td></td></tr>
<tr><td>Discounts</td><td></td><td></td><td>(30</td><td>)</td><td></td><td></td><td>(30</td><td>)</td></tr>
<tr><td>Net sales</td><td></td><td>$</td><td>1,170</td><td></td><td></td><td>$</td><td>1,050</td><td></td></tr>
</table></body></html>"""
MARKED = re.compile(r'<span class="fig \w+" data-f="(\d+)"[^>]*>([^<]*)</span>')


def page_of(path):
    outcome = run([str(path)], Options())
    (result,) = outcome.results
    return result.report, review.page(outcome, result, readable(result.report, "", {}), {})


@pytest.fixture
def page(tmp_path):
    (tmp_path / "r.htm").write_text(PAGE)
    return page_of(tmp_path / "r.htm")


def test_every_figure_is_marked_once_and_where_it_stands(page):
    report, text = page
    marked = MARKED.findall(text)
    assert sorted(int(row) for row, _ in marked) == list(range(len(report)))
    printed = ["$1,170", "$1,050", "800", "700", "400", "380", "(30", "(30", "1,170", "1,050"]
    assert [shown.strip("$(") for _, shown in marked] == [shown.strip("$(") for shown in printed]
    assert '"listed":[],' in text


def test_the_document_reads_as_it_was_written(page):
    _, text = page
    seen = " ".join(re.sub(r"<[^>]*>", "", text[text.index("Results") : text.index("</table>")]).split())
    for said in ("Results &amp; outlook", "were $1,170 thousand, against $1,050 thousand a year before.", "Discounts"):
        assert said in seen
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


def test_a_table_keeps_its_columns_and_no_column_that_is_empty(page):
    _, text = page
    rows = re.findall(r"<tr>(.*?)</tr>", text[text.index("Three Months") :].partition("</table>")[0], re.DOTALL)
    widths = [sum(int(width or 1) for width in re.findall(r'<td(?: colspan="(\d+)")?', row)) for row in rows]
    assert max(widths) <= 7
    assert len(rows) == 5


@pytest.mark.parametrize("name", ["r.docx", "r.xlsx"])
def test_documents_of_office_programs_are_shown_too(name, tmp_path):
    made = read("r.htm", PAGE.encode())
    (tmp_path / name).write_bytes((office.word if name.endswith("docx") else office.workbook)(made))
    report, text = page_of(tmp_path / name)
    assert sorted(int(row) for row, _ in MARKED.findall(text)) == list(range(len(report)))
    assert len(report) >= 8
