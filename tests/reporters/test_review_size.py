"""Long reports: the page is written in work linear in them, and builds of them only what is seen."""

from __future__ import annotations

import pytest

from tests.browser import browser
from tests.constructs import CONSTRUCTS, laid
from tests.inline_documents import document, fact
from tests.oim_documents import NS, SCHEMA
from tests.test_growth import MOST, called, report_of
from validator.cli import main
from validator.cli.review.pages import readable
from validator.documents.reading import read
from validator.reporters import review
from validator.reporters.review.data import intervals
from validator.reporters.review.evidence import Evidence
from validator.run import Options, run
from validator.tieouts.figures import Figures


def page_of(folder, name, size):
    """What writes the page of a construct, checked already."""
    report = report_of(folder / f"{name}{size}", CONSTRUCTS[name](size))
    outcome = run([report], Options(store=False, calc11=True))
    (result,) = outcome.results
    shown = readable(result.report, "", {})
    return lambda: review.page(outcome, result, shown, {})


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("facts", 60),
        ("failures", 60),
        ("repeats", 200),
        ("repeats_at_odds", 200),
        ("inline_facts", 150),
        ("shared_part_failing", 240),
        ("wide_total_failing", 60),
        ("chain_of_totals", 60),
    ],
)
def test_twice_the_report_is_twice_the_work(tmp_path, name, size):
    once, twice = (called(page_of(tmp_path, name, many)) for many in (size, 2 * size))
    assert 1.5 < twice / once < MOST


def test_what_a_figure_may_be_is_worked_out_once_however_often_it_is_told(tmp_path, monkeypatch):
    report = report_of(tmp_path, CONSTRUCTS["repeats"](50))
    outcome = run([report], Options(store=False))
    (result,) = outcome.results
    evidence = Evidence(result.report, outcome, result.ties)
    asked = []
    real = Figures.bounds_of
    monkeypatch.setattr(Figures, "bounds_of", lambda self, key: asked.append(key) or real(self, key))
    told = intervals(evidence)
    assert len(told) == len(result.report) > 50
    assert len(asked) == len(set(asked)) == 3


ROWS = 700


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """The page of a document of two long tables between many paragraphs, in a browser."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "e.xsd").write_text(SCHEMA.replace(NS, "http://example.com/taxonomy"))
    rows = "".join(f"<tr><td>Row {row}</td><td>{fact(str(1000 + row))}</td></tr>" for row in range(ROWS))
    words = "".join(f"<p>Paragraph {number} with {fact(str(number))} in it.</p>" for number in range(ROWS))
    (folder / "r.htm").write_bytes(document(f"<div><div>{words}<table>{rows}</table></div></div>"))
    assert main(["review", str(folder / "r.htm"), "-o", str(folder / "page.html")]) == 0
    with browser() as one:
        one.size(1200, 800)
        one.show(folder / "page.html")
        yield one


@pytest.mark.slow
def test_of_a_long_document_only_what_is_near_is_built(long):
    assert long.run("data.own") == 2 * ROWS
    assert 20 < long.run("shadow.querySelectorAll('.fig').length") < 500
    row = 2 * ROWS - 200  # within the table, and the table is within what was put off
    assert long.run(f"spanOf.get({row}).getRootNode() == shadow") is False
    long.run(f"choose({row}, 'keys')")
    assert long.run("shadow.activeElement.textContent") == str(1000 + ROWS - 200)
    assert long.run("shadow.querySelectorAll('.fig').length") < 2 * ROWS
    assert long.complaints == []


@pytest.mark.slow
def test_what_was_put_off_is_found_by_search_in_order_and_whole_on_paper(long):
    long.run("words.value = '1650'; search()")
    assert long.run("found.map(row => data.figures.value[row])") == ["1,650"]
    long.run("clear(); dispatchEvent(new Event('beforeprint'))")
    texts = long.run("[...shadow.querySelectorAll('.fig')].map(one => Number(one.textContent))")
    assert texts == [*range(ROWS), *range(1000, 1000 + ROWS)]
    assert long.run("holders.size") == 0


@pytest.mark.slow
def test_paper_is_white_whatever_the_scheme(long):
    colours = "['--paper', '--culprit', '--wrong'].map(one => getComputedStyle(document.body).getPropertyValue(one))"
    light, dark = [{"name": "prefers-color-scheme", "value": one} for one in ("light", "dark")]
    told = []
    for media, scheme in (("screen", light), ("screen", dark), ("print", light), ("print", dark)):
        long.ask("Emulation.setEmulatedMedia", media=media, features=[scheme])
        told.append(long.run(colours))
    long.ask("Emulation.setEmulatedMedia", media="", features=[])
    assert told[0] != told[1]
    assert told[0] == told[2] == told[3]


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(8.27, 11.69), (8.5, 11)])
def test_a_print_says_what_is_wrong_and_shows_the_document_and_every_check(tmp_path, width, height):
    pytest.importorskip("pdfplumber")
    page = tmp_path / "page.html"
    laid(tmp_path, {})
    assert main(["review", "instances/lakeside-2025q3/release.md", "-o", str(page)]) == 0
    with browser() as one:
        one.size(1200, 800, dark=True)
        one.show(page)
        printed = one.printed(width, height)
    made = read("printed.pdf", printed)
    text = " ".join(block.text.plain for block in made.parts if hasattr(block, "text"))
    for words in ("What is wrong (1)", "two neighbouring digits are exchanged", "15 checks", "Reviewed by"):
        assert words in text, text
