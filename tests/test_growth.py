"""Constructs that multiply: what they cost grows as the input grows, and what is beyond limits is said."""

from __future__ import annotations

import sys
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from tests.constructs import (
    CONSTRUCTS,
    PROVEN,
    WHOLE,
    json_facts,
    laid,
    lets,
    locators_of_one_label,
    report,
    union_nest,
)
from tests.document_constructs import DOCUMENTS
from validator import budget, check
from validator.documents import reading
from validator.understanding.joining import joined

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOST = 2.3  # times the work for twice the size
DOUBLED = (  # each with a size at which its own work outweighs what every run does
    ("facts", 60), ("failures", 40), ("repeats", 200), ("repeats_at_odds", 200), ("equal_contexts", 150),
    ("equal_units", 200), ("wide_unit", 300), ("wide_total_failing", 60), ("shared_part_failing", 60),
    ("chain_of_totals", 60), ("labels", 150), ("footnotes", 150),
    ("concepts", 100), ("type_chain", 100), ("enumeration", 300), ("union_nest", 100),
    ("choice", 100), ("includes", 30), ("members", 100), ("undeclared", 100), ("nesting", 300), ("attributes", 200),
    ("one_line", 60), ("json_facts", 50), ("json_one_line", 50), ("json_failing", 40), ("json_text", 4000),
    ("csv_rows", 150), ("csv_extends", 20), ("inline_facts", 150), ("inline_one_line", 150), ("continuations", 150),
    ("excludes", 100), ("fractions", 80), ("fraction_nest", 80), ("tuple_nest", 80), ("substitution_chain", 80),
    ("resources_nesting", 60),
)  # fmt: skip


def report_of(folder: Path, files: dict[str, str]) -> str:
    """Lay files into a folder, and return the report among them."""
    laid(folder, files)
    return str(next(folder / name for name in files if name.startswith("r.")))


def work(path: str) -> int:
    """How many calls checking a report takes."""
    return called(lambda: check(path, cache=False))


def called(made: Callable[[], object]) -> int:
    """How many calls making something takes, of Python's functions and of those in C."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        made()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(("name", "size"), DOUBLED, ids=[name for name, _ in DOUBLED])
def test_twice_the_size_is_about_twice_the_work(name: str, size: int, tmp_path: Path) -> None:
    made = CONSTRUCTS[name]
    check(report_of(tmp_path / "warm", made(2)), cache=False)
    bare = work(report_of(tmp_path / "bare", made(2)))
    once = work(report_of(tmp_path / "once", made(size))) - bare
    twice = work(report_of(tmp_path / "twice", made(2 * size))) - bare
    assert twice <= MOST * max(once, 500)


def test_unions_in_unions_are_looked_at_once(tmp_path: Path) -> None:
    found = check(report_of(tmp_path / "r", union_nest(300)))
    assert [one.code for one in found.findings] == ["FA118", "FA202"]


def test_names_that_double_with_every_line_are_refused_where_they_stand(tmp_path: Path) -> None:
    assert check(report_of(tmp_path / "few", lets(8))).findings == ()
    (found,) = check(report_of(tmp_path / "many", lets(60))).findings
    assert (found.code, found.at.line) == ("TO003", 21)
    assert "x14 has 32,767 parts" in found.message


def test_names_in_a_long_chain_are_refused_where_it_gets_too_long(tmp_path: Path) -> None:
    path = report_of(tmp_path / "r", lets(3))
    rules = tmp_path / "r" / "tieouts.toml"
    written = rules.read_text()
    for links, found in ((100, []), (400, [("TO003", 251)])):
        chain = "".join(f'y{link} = "y{link + 1}"\n' for link in range(links)) + f'y{links} = "A"\n'
        rules.write_text(written.replace("[TX001.let]\n", f"[TX001.let]\n{chain}"))
        told = [(one.code, int(one.message.split()[1])) for one in check(path).findings]
        assert told == found


def test_names_in_a_circle_are_refused(tmp_path: Path) -> None:
    path = report_of(tmp_path / "r", lets(3))
    rules = tmp_path / "r" / "tieouts.toml"
    rules.write_text(rules.read_text().replace('x0 = "A"', 'x0 = "A + x2"'))
    assert [one.code for one in check(path).findings] == ["TO003"]


def test_a_product_of_labels_beyond_use_is_given_up(tmp_path: Path) -> None:
    codes = {one.code for one in check(report_of(tmp_path / "few", locators_of_one_label(20))).findings}
    assert "DO007" not in codes
    found = check(report_of(tmp_path / "many", locators_of_one_label(600))).findings
    assert [one.code for one in found if one.code.startswith("DO")] == ["DO007"]


@pytest.mark.parametrize("text", ["3", "x", "\\n", "\\u0041", '\\"'])
def test_a_long_text_takes_a_small_multiple_of_its_size(text: str, tmp_path: Path) -> None:
    """Patterns remember nothing of each letter they pass."""
    size = 400_000
    files = json_facts(1)
    long = {"r.json": files["r.json"].replace('"30"', f'"{text * (size // len(text))}"')}
    check(report_of(tmp_path / "warm", files), cache=False)
    path = report_of(tmp_path / "long", files | long)
    tracemalloc.start()
    try:
        check(path, cache=False)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3_000_000 + 12 * size


@pytest.mark.parametrize("name", ["inline_nesting", "continuation_nest", "number_nesting"])
def test_texts_within_texts_are_given_up_where_they_multiply(name: str, tmp_path: Path) -> None:
    made = CONSTRUCTS[name]
    codes = {one.code for one in check(report_of(tmp_path / "few", made(60)), cache=False).findings}
    assert "DO008" not in codes
    found = check(report_of(tmp_path / "many", made(2000)), cache=False)
    assert [one.code for one in found.findings] == ["DO008"]


def test_a_report_given_up_does_not_stop_the_others(tmp_path: Path) -> None:
    report_of(tmp_path / "a", CONSTRUCTS["inline_nesting"](2000))
    report_of(tmp_path / "b", CONSTRUCTS["failures"](1))
    found = check(tmp_path, cache=False).findings
    assert [(one.code, one.at.path.rpartition("/")[2]) for one in found] == [("DO008", "r.htm"), ("CA201", "r.xml")]


def test_appinfo_within_appinfo_is_judged_once(tmp_path: Path) -> None:
    def nested(n: int) -> str:
        files = PROVEN | {"r.xml": report(WHOLE)}
        inner = "<xs:appinfo>" * n + "<g:x/>" + "</xs:appinfo>" * n
        files["g.xsd"] = files["g.xsd"].replace("</xs:annotation>", f"{inner}</xs:annotation>")
        return report_of(tmp_path / str(n), files)

    work(nested(2))
    once, twice = work(nested(200)), work(nested(400))
    assert twice <= MOST * once
    assert [one.code for one in check(nested(3), cache=False).findings] == []


def test_a_document_costs_by_its_columns(tmp_path: Path) -> None:
    def wide(n: int) -> str:
        years = "|".join(f" {2000 - at} | % " for at in range(n))
        rows = (
            f"| {name} |{'|'.join(f' {at + n:,} | {at % 9}.5% ' for at in range(n))}|" for name in ("Revenue", "Cost")
        )
        path = tmp_path / f"{n}.md"
        path.write_text("\n".join([f"| |{years}|", "|---" * (2 * n + 1) + "|", *rows]), encoding="utf-8")
        return str(path)

    work(wide(5))
    once, twice = work(wide(20)), work(wide(40))
    assert twice <= 1.5 * MOST * once


def _years(n: int) -> str:
    return "".join(f"<td>{2000 + at}</td>" for at in range(n))


READ = (  # each with a size at which its own work outweighs the rest
    *(("equal_sentences", 60), ("sentences", 60), ("one_sentence_of_times", 250), ("rates", 40), ("breaks", 60)),
    *(("sections", 60), ("header_periods", 60), ("indents", 60)),
    ("ordinary_tables", 5),
    *(("long_cell", 60), ("long_value", 60), ("nested_elements", 100), ("nested_tables", 20), ("style_sheet", 60)),
)


@pytest.mark.parametrize(("name", "size"), READ, ids=[name for name, _ in READ])
def test_a_document_twice_the_size_is_about_twice_the_work(name: str, size: int, tmp_path: Path) -> None:
    made = DOCUMENTS[name]
    work(report_of(tmp_path / "warm", made(5)))
    once, twice = work(report_of(tmp_path / "once", made(size))), work(report_of(tmp_path / "twice", made(2 * size)))
    assert twice <= MOST * once


def test_a_table_continued_on_page_after_page_is_looked_at_once_a_page() -> None:
    def over(pages: int) -> int:
        document = reading.read("r.htm", DOCUMENTS["continued"](pages)["r.htm"].encode())
        return called(lambda: joined(document.parts, "us"))

    assert over(200) <= MOST * over(100)


def test_a_document_is_granted_the_work_of_a_larger_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "STARTING", 0)
    path = report_of(tmp_path / "r", DOCUMENTS["totals"](30))
    assert check(path, cache=False).findings == ()
    monkeypatch.setattr(reading, "GRANTED", 0)
    assert [one.code for one in check(path, cache=False).findings] == ["DO008"]


def test_ordinary_tables_ask_for_no_more_work_than_their_size_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "STARTING", 0)
    monkeypatch.setattr(reading, "GRANTED", 0)
    path = report_of(tmp_path / "r", DOCUMENTS["ordinary_tables"](20))
    (result,) = check(path, cache=False).results
    assert result.facts == 20 * 19 * 4
    assert [one.code for one in result.findings] == []
    monkeypatch.setattr(budget, "EACH", 6)
    assert [one.code for one in check(path, cache=False).findings] == ["DO008"]


@pytest.mark.parametrize(("name", "few", "many"), [("nested_tables", 100, 1000), ("sections", 80, 160)])
def test_tables_beyond_the_work_of_a_document_are_given_up(
    name: str, few: int, many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What tables within tables hold is moved out level by level, and every statement is set up anew."""
    monkeypatch.setattr(reading, "GRANTED", 0)
    monkeypatch.setattr(budget, "STARTING", 100_000)
    made = DOCUMENTS[name]
    codes = {one.code for one in check(report_of(tmp_path / "few", made(few)), cache=False).findings}
    assert "DO008" not in codes
    (found,) = check(report_of(tmp_path / "many", made(many)), cache=False).findings
    assert found.code == "DO008"


def test_figures_that_were_read_are_told_though_nothing_relates_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = report_of(tmp_path / "r", DOCUMENTS["totals"](100))
    monkeypatch.setattr(reading, "GRANTED", 0)
    monkeypatch.setattr(budget, "EACH", 0)
    monkeypatch.setattr(budget, "STARTING", 450_000)
    outcome = check(path, cache=False)
    (found,) = outcome.findings
    assert found.message.startswith("gave up relating its 800 figures, ")
    (result,) = outcome.results
    assert result.report is not None
    assert len(result.report) == 800


def test_a_document_given_up_while_it_is_read_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = report_of(tmp_path / "a", DOCUMENTS["equal_sentences"](200)), report_of(tmp_path / "b", PROVEN_PAGE)
    monkeypatch.setattr(reading, "GRANTED", 0)
    monkeypatch.setattr(budget, "STARTING", 100_000)
    monkeypatch.setattr(budget, "EACH", 0)
    found = check(*given, cache=False).findings
    assert [(one.code, one.at.path.rpartition("/")[2]) for one in found] == [("DO008", "r.txt")]


PROVEN_PAGE = DOCUMENTS["totals"](3)
PAGES = {
    "sentences of one paragraph": lambda n: f"<p>{'revenue was 12 million in 2023. ' * n}</p>",
    "paragraphs": lambda n: "<p>Revenue was 100 million in 2023, up 5% from 95 million.</p>" * n,
    "rows": lambda n: f"<table>{'<tr><td>Revenue</td><td>100</td><td>90</td></tr>' * n}</table>",
    "columns": lambda n: f"<table>{f'<tr><td>Revenue</td>{_years(n)}</tr>' * 2}</table>",
    "classes of one rule": lambda n: f"<style>{'.a,' * n}.b{{color:red}}</style><p>7</p>",
    "rules of one class": lambda n: f"<style>{'.a{color:red}' * n}</style><p class='a'>7</p>",
    "style sheets left open": lambda n: "<style>" * n,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_twice_as_long_is_about_twice_the_work(name: str, tmp_path: Path) -> None:
    def page(n: int) -> str:
        path = tmp_path / f"{n}.html"
        path.write_text(f"<html><body>{PAGES[name](n)}</body></html>", encoding="utf-8")
        return str(path)

    size = 600 if name == "columns" else 150  # sums reach over so many columns first
    work(page(5))
    once, twice = work(page(size)), work(page(2 * size))
    assert twice <= MOST * once


@pytest.mark.parametrize(
    "rows",
    [
        '<tr><td colspan="10000" rowspan="65534">7</td></tr>' * 300,
        f"<tr>{'<td colspan=1000 rowspan=65534>7</td>' * 10}</tr>" + "<tr><td>7</td></tr>" * 2000,
    ],
    ids=["merged cells", "rows below merged cells"],
)
def test_a_table_that_covers_more_than_its_size_is_given_up(rows: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")
    assert [one.code for one in check(tmp_path / "a.html", cache=False).findings] == ["DO008"]


def test_attributes_an_element_of_a_schema_may_not_have_are_told_together(tmp_path: Path) -> None:
    def said(n: int) -> str:
        files = PROVEN | {"r.xml": report(WHOLE)}
        wrong = " ".join(f'a{at}="1"' for at in range(n))
        files["g.xsd"] = files["g.xsd"].replace("<xs:schema ", f"<xs:schema {wrong} ", 1)
        (found,) = check(report_of(tmp_path / str(n), files), cache=False).findings
        return found.message

    assert said(1) == "xs:schema: it may not have the attribute a0"
    assert said(5) == "xs:schema: it may not have the attribute a0, a1, a2 and 2 more"
