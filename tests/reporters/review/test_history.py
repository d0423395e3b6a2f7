"""A page against an earlier one: what is new, changed and gone, and which marks carry over."""

from __future__ import annotations

import json
import re

import pytest

from tests.browser import browser
from tests.constructs import PROVEN, fact, laid, report
from tests.test_growth import MOST, called
from validator.cli import main
from validator.reporters.review import told
from validator.reporters.review.evidence import Evidence
from validator.reporters.review.history import compared, ends
from validator.run import Options, run

TABLE = """(in thousands of US dollars)

| Year ended December 31, | {years} |
|---|---|---|
| Products | {products} |
| {services} | 400 | 380 |
| Net sales | {sales} |

| Year ended December 31, | {years} |
|---|---|---|
| Wages | 210 | 200 |
| Rent | 90 | 85 |
| Total expenses | 300 | 285 |
"""
USUAL = {"years": "2024 | 2023", "products": "800 | 700", "services": "Services", "sales": "1,200 | 1,080"}


def text(**more):
    return TABLE.format(**{**USUAL, **more})


@pytest.fixture
def against(tmp_path):
    """What is said of a document against an earlier one, by whichever of three ways the earlier one is given."""

    def said(new, old, way="document"):
        (tmp_path / "new.md").write_text(new)
        (tmp_path / "old.md").write_text(old)
        named = tmp_path / "old.md"
        if way == "page":
            assert main(["review", str(named), "-o", str(tmp_path / "old.html")]) == 0
            named.unlink()
            named = tmp_path / "old.html"
        page = tmp_path / "page.html"
        assert main(["review", str(tmp_path / "new.md"), "-o", str(page), "--against", str(named)]) == 0
        data = json.loads(re.search(r'id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)[1])
        labels = [data["texts"][one] for one in data["figures"]["label"]]
        return data["history"], labels

    return said


@pytest.mark.parametrize("way", ["document", "page"])
def test_against_itself_nothing_differs_and_every_mark_carries_over(against, way):
    said, labels = against(text(), text(), way)
    assert [said[key] for key in ("new", "changed", "renamed", "gone", "earlier")] == [[], [], [], [], False]
    assert len(said["carried"]) == said["marked"] == len(labels) == 12


@pytest.mark.parametrize("way", ["document", "page"])
def test_what_a_changed_figure_takes_along_does_not_carry_over_and_the_rest_does(against, way):
    said, labels = against(text(products="810 | 700", sales="1,210 | 1,080"), text(), way)
    assert [[labels[row], was] for row, was, *_ in said["changed"]] == [
        ["Products", "800,000"],
        ["Net sales", "1,200,000"],
    ]
    assert said["new"] == said["gone"] == []
    again = [labels[row] for row in range(12) if row not in said["carried"]]
    assert again == ["Products", "Services", "Net sales"]  # of 2024: the column that the change is in
    assert said["marked"] == 12


def test_rows_that_are_new_gone_and_of_another_name(against):
    said, labels = against(text(services="Consulting"), text())
    assert [[labels[row], was] for row, was in said["renamed"]] == [["Consulting", "Services"]] * 2
    assert said["new"] == said["gone"] == said["changed"] == []
    more = text().replace("| Net sales", "| Licences | 5 | 4 |\n| Net sales")
    said, labels = against(more, text().replace("| Rent | 90 | 85 |\n", ""))
    assert [labels[row] for row in said["new"]] == ["Licences", "Licences", "Rent", "Rent"]
    said, _ = against(text().replace("| Rent | 90 | 85 |\n", ""), more)
    assert [one[0] for one in said["gone"]] == ["Licences", "Licences", "Rent", "Rent"]


def test_columns_of_the_year_before_are_held_to_what_was_published_then(against):
    then = text(years="2023 | 2022", products="700 | 600", sales="1,100 | 980")
    said, labels = against(text(), then.replace("400 | 380", "380 | 380"))
    assert said["earlier"] is True
    assert [[labels[row], was] for row, was, *_ in said["changed"]] == [
        ["Net sales", "1,100,000"],
        ["Wages", "210,000"],
        ["Rent", "90,000"],
        ["Total expenses", "300,000"],
    ]


def test_a_figure_told_more_finely_is_the_same_figure(tmp_path):
    found = []
    for name, facts in (("a", [fact("T", 30)]), ("b", [fact("T", "30.2").replace('decimals="0"', 'decimals="1"')])):
        laid(tmp_path / name, PROVEN | {"r.xml": report(*facts, fact("A", 10), fact("B", 20))})
        outcome = run([str(tmp_path / name / "r.xml")], Options(store=False, calc11=True))
        found.append(told(Evidence(outcome.results[0].report, outcome, outcome.results[0].ties)))
    assert compared(found[1], found[0])["changed"] == []
    assert compared(found[1], found[0])["carried"] == []  # but what rests on it is another check now


@pytest.mark.parametrize(
    ("interval", "both"),
    [("7", (7, 7)), ("[1,000, 2,000]", (1000, 2000)), ("(−3, −1]", (-3, -1)), ("[−∞, 1]", None), ("nil", None)],
)
def test_the_ends_of_an_interval(interval, both):
    assert ends(interval) == both


def test_twice_the_report_is_twice_the_work(tmp_path):
    sizes = []
    for count in (100, 200):
        rows = "\n".join(f"| Row {number} | {number + 3} | {number + 2} |" for number in range(count))
        page = {"title": "", "syntax": "document", "own": 2 * count, "texts": ["", *rows.split("\n")],
                "figures": {key: [at % count for at in range(2 * count)] for key in ("label", "concept", "statement",
                "context", "unit", "file", "line", "column")}
                | {key: [str(at) for at in range(2 * count)] for key in ("value", "interval")},
                "ties": [{"code": 0, "title": 0, "frame": 0, "outcome": "proven", "rows": [at, at + 1],
                "terms": [[0, "1", "left", [at]], [0, "1", "right", [at + 1]]]} for at in range(count)]}  # fmt: skip
        sizes.append(called(lambda page=page: compared(page, page)))
    assert 1.5 < sizes[1] / sizes[0] < MOST


def test_an_old_page_that_says_nonsense_is_a_usage_error(tmp_path, capsys):
    (tmp_path / "r.md").write_text(text())
    page = tmp_path / "old.html"
    assert main(["review", str(tmp_path / "r.md"), "-o", str(page)]) == 0
    whole = page.read_text(encoding="utf-8")
    for old, new in (('"label":[', '"label":[999999,'), ('"own":12', '"own":"x"'), ('"ties":[', '"ties":[7,')):
        page.write_text(whole.replace(old, new, 1), encoding="utf-8")
        words = ["review", str(tmp_path / "r.md"), "-o", str(tmp_path / "n.html"), "--against", str(page)]
        capsys.readouterr()
        assert main(words) == 2
        assert "cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "n.html").exists()


@pytest.mark.slow
def test_the_page_tells_what_became_of_each_figure(against, tmp_path):
    against(text(products="810 | 700", sales="1,210 | 1,080"), text(services="Consulting"))
    with browser() as page:
        page.size(1400, 900)
        page.show(tmp_path / "page.html")
        heads = page.run("[...document.querySelectorAll('#overview > details h2')].map(one => one.textContent)")
        assert heads[:2] == ["What is wrong (0)", "Since then: 2 changed, 0 new, 0 gone"]
        page.run("choose(past.changed[0][0], 'keys')")
        told_ = "[...document.querySelectorAll('#chosen dt')].find(one => one.textContent == 'Before')"
        was = page.run(f"{told_}.nextElementSibling.textContent")
        assert was.startswith("was 800,000 USD at ")
        assert was.endswith("; its mark does not carry over")
        page.run("choose(past.renamed[1][0], 'keys')")
        assert page.run(f"{told_}.nextElementSibling.textContent").startswith("as it was, called Consulting; ")
        assert page.complaints == []
