"""The review page in a real browser: what is wrong comes first, and everything is found, linked and reached by keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser import browser
from tests.constructs import PROVEN, fact, facts, item, laid, report, schema
from tests.faulty import TWICE
from validator.cli import main

ROOT = Path(__file__).parents[2]
LAKESIDE = ROOT / "instances" / "lakeside-2025q3" / "release.md"
QIFU = ROOT / "instances" / "qifu-2023q3" / "release.htm"

pytestmark = pytest.mark.slow
SHOWN = """[...document.querySelectorAll("#overview > details")].map(one =>
[one.querySelector("h2").textContent, one.open])"""
FOCUS = """(() => { let one = document.activeElement; while (one.shadowRoot && one.shadowRoot.activeElement)
one = one.shadowRoot.activeElement;
return one.tagName + " " + (one.id || one.className || one.textContent).slice(0, 40) })()"""


@pytest.fixture(scope="module")
def chromium():
    with browser() as one:
        yield one


@pytest.fixture
def shown(chromium, tmp_path):
    """Return what reviews a report and opens its page at some width."""

    def open_(named, *words, width=1400, dark=False):
        page = tmp_path / "page.html"
        assert main(["review", str(named), "-o", str(page), *words]) == 0
        chromium.size(width, 900, dark=dark)
        chromium.show(page)
        return chromium

    return open_


def test_what_is_wrong_comes_first_with_the_culprit_and_what_it_should_be(shown):
    page = shown(LAKESIDE)
    assert page.run(SHOWN)[:2] == [["What is wrong (1)", True], ["Unprotected figures (0)", False]]
    first = page.run("document.querySelector('#overview .card .fix').textContent")
    assert first == "✗ Accessories 33,715,000 → 33,175,000 two neighbouring digits are exchanged"
    assert page.run("document.getElementById('verdict').textContent").startswith("1 error · 39 figures, 100% of them")
    red = "[...shadow.querySelectorAll('.culprit')].map(one => one.textContent)"
    assert page.run(red) == ["33,715"]
    page.run("document.querySelector('#overview .card .fix a').click()")
    assert page.run("shadow.querySelector('.fig.on').textContent") == "33,715"
    assert page.run("location.hash") == f"#figure={page.run('at')}"
    assert page.complaints == []


def test_a_failure_with_a_culprit_stands_before_what_only_names_a_place(shown, tmp_path):
    figures = [fact("Nope", 1), fact("U", 108), fact("A", 10), fact("T", 45), fact("B", 44)]
    files = PROVEN | {"g.xsd": schema(item("U")), "tieouts.toml": TWICE, "r.xml": report(*figures)}
    laid(tmp_path, files)
    page = shown(tmp_path / "r.xml", "--calc11")
    codes = page.run("failures.map(one => [one.code, one.decided])")
    assert [one for one in codes if one[0] == "FA101"] == [["FA101", False]]
    assert codes[0][1] is True
    assert page.run("document.querySelector('#overview .card .fix').textContent").startswith("✗ T 45 → 54")


def test_a_figure_is_told_with_its_arithmetic_its_interval_and_its_odds(shown):
    page = shown(LAKESIDE)
    page.run("document.querySelector('#overview .card .fix a').click()")
    told = dict(
        page.run("""[...document.querySelectorAll('#chosen dt')].map(one => [one.textContent,
one.nextElementSibling.textContent])""")
    )
    assert told["May truly be"] == "[33,714,500, 33,715,500]"
    assert told["Of"] == "2025-01-01 to 2025-09-30"
    sums = page.run("""[...document.querySelector('#chosen .tie.failed .sum').rows].map(row =>
[...row.cells].map(cell => cell.childNodes[0] ? cell.childNodes[0].textContent : ""))""")
    assert sums == [
        ["+", "Leaf tea", "88,410,000"],
        ["+", "Accessories", "33,715,000"],
        ["+", "Tea rooms", "15,020,000"],
        ["=", "Net sales", "136,605,000"],
        ["", "stated as", "[136,604,500, 136,605,500]"],
        ["", "by the others", "[137,143,500, 137,146,500]"],
    ]
    assert "it holds in 3 of 4; by chance 1 in " in page.run("document.querySelector('#chosen .tie').textContent")
    page.run("[...document.querySelectorAll('#chosen .sum a')].find(one => one.textContent == 'Leaf tea').click()")
    assert page.run("document.querySelector('#chosen h2').textContent") == "Leaf tea"


def test_only_what_adds_up_is_written_as_a_sum(shown):
    page = shown(QIFU)
    kinds = page.run("""data.ties.map(one => [text(one.title), one.linear])""")
    assert all(linear is False for title, linear in kinds if "<=" in title or ">=" in title or " / " in title)
    assert sum(linear for _, linear in kinds) == 298
    at_most = page.run("data.ties.findIndex(one => text(one.title).includes('<='))")
    signs = (
        "[...tie(INDEX, null).querySelectorAll('.sum tr:not(:last-child) td:first-child')].map(one => one.textContent)"
    )
    assert set(page.run(signs.replace("INDEX", str(at_most)))) == {""}
    assert "<=" in page.run(f"tie({at_most}, null).querySelector('.working').textContent")


def test_on_a_narrow_page_a_figure_and_what_is_told_of_it_are_seen_together(shown):
    page = shown(QIFU, width=400)
    page.press("j", "j", "j")
    page.run("new Promise(done => setTimeout(done, 300))")
    seen = """(one => { const box = one.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight })"""
    assert page.run(f"{seen}(chosen.querySelector('h2'))") is True
    assert page.run(f"{seen}(shadow.querySelector('.fig.on'))") is True
    over = "shadow.querySelector('.fig.on').getBoundingClientRect().top >= panel.getBoundingClientRect().bottom"
    assert page.run(over) is True


def test_every_other_mention_of_a_figure_is_linked(shown):
    page = shown(QIFU)
    row = page.run("mentions.keys().next().value")
    page.run(f"choose({row}, 'link')")
    linked = page.run(
        "[...document.querySelectorAll('#chosen .mentions a')].map(one => Number(one.hash.split('=')[1]))"
    )
    assert sorted([row, *linked]) == next(some for some in page.run("data.figures.again") if row in some)
    assert page.run("[...document.querySelectorAll('#chosen .tie')].length") == page.run(f"tiesOf[{row}].length")


def test_figures_are_found_by_words_value_concept_and_period(shown):
    page = shown(LAKESIDE)
    for words, many in [
        ("accessories", 4),
        ("11,852", 1),
        ("11852", 1),
        ("Accessories 2024-01-01", 1),
        ("2025-07-01 sales", 4),
        ("no such words", 0),
    ]:
        page.run(f"words.value = {json.dumps(words)}; words.dispatchEvent(new Event('input'))")
        assert page.run("found.length") == many, words
        assert page.run("matching.textContent") == f"{many} figure{'' if many == 1 else 's'}"
        assert page.run("shadow.querySelectorAll('.fig.shown').length") == many


def test_filters_by_outcome_and_statement_and_links_to_them(shown):
    page = shown(QIFU)
    page.run("document.querySelector('[data-o=waived]').click()")
    waived = page.run("found.length")
    assert waived == page.run("data.counts.waived") == 118
    named = page.run("said('statement', found[0])")
    page.run(f"statement.value = {json.dumps(named)}; statement.dispatchEvent(new Event('change'))")
    narrowed = page.run("found.length")
    assert 0 < narrowed < waived
    address = page.run("location.href")
    page.open("about:blank")
    page.open(address)
    assert page.run("[found.length, wanted, statement.value]") == [narrowed, "waived", named]
    page.press("j")
    first = page.run("at")
    page.run("document.getElementById('next').click(); document.getElementById('previous').click()")
    assert page.run("[at, found[0]]") == [first, first]
    assert page.run("location.hash").startswith(f"#figure={first}&outcome=waived&statement=")


def test_the_keyboard_reaches_everything_and_is_never_caught(shown):
    page = shown(LAKESIDE)
    page.press("Tab")
    assert page.run(FOCUS) == "A Skip to what is wrong"
    page.press("Enter")
    assert page.run(FOCUS) == "ASIDE panel"
    page.press("Tab", "Tab", "Enter")
    assert page.run("document.querySelector('#chosen h2').textContent") == "Accessories"
    assert page.run(FOCUS) == "H2 Accessories"
    page.press("Escape")
    assert page.run(FOCUS) == "A Accessories"
    page.press("n")
    assert page.run(FOCUS) == "SPAN fig culprit on"
    page.press("ArrowRight")
    assert page.run("shadow.activeElement.textContent") == "31,366"
    page.press("ArrowLeft", "ArrowLeft")
    assert page.run("shadow.activeElement.textContent") == "10,940"
    page.press("/")
    assert page.run(FOCUS) == "INPUT words"
    page.press("n")
    assert page.run("words.value") == "n"
    page.press("Escape", "Escape")
    assert page.run("[words.value, found]") == ["", None]
    page.run("shortcuts.checked = false; document.activeElement.blur()")
    page.press("n")
    assert page.run("chosen.hidden") is True
    seen = []
    for _ in range(60):
        page.press("Tab")
        seen.append(page.run(FOCUS))
        if seen[-1].startswith("BODY"):
            break
    assert any(one.startswith("MAIN document") for one in seen)
    assert len([one for one in seen if one.startswith("SPAN fig")]) == 1
    assert seen[-1].startswith("BODY")
    page.press("Tab", shift=True)
    assert not page.run(FOCUS).startswith("BODY")


def test_only_what_is_seen_of_a_long_report_is_built(shown, tmp_path):
    laid(tmp_path, facts(1000))
    page = shown(tmp_path / "r.xml", "--calc11")
    assert page.run("data.own") == 3000
    assert page.run("data.counts.proven") == 3000
    built = page.run("shadow.querySelectorAll('.fig').length")
    assert 0 < built < 300
    assert page.run("document.querySelectorAll('*').length") < 400
    page.run("choose(2999, 'keys')")
    assert page.run("shadow.querySelector('.fig.on').dataset.f") == "2999"
    assert page.run("shadow.querySelectorAll('.fig').length") < 600
    page.run("history.replaceState(null, '', '#figure=1500'); follow()")
    assert page.run("shadow.querySelector('.fig.on').dataset.f") == "1500"


def test_a_narrow_page_is_not_wider_than_its_window(shown):
    for width in (400, 1400, 3840):
        page = shown(LAKESIDE, width=width)
        assert page.run("document.documentElement.scrollWidth") <= width
        page.run("document.querySelector('#overview .card .fix a').click()")
        assert page.run("panel.scrollWidth <= panel.clientWidth") is True
