"""Several reports: a list and a page each, every count that of one report alone."""

from __future__ import annotations

import json
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from validator.cli import main

BAD = Path(__file__).parents[3] / "instances" / "bad"
WRONG, CURRENCY = "CA101-total-differing-from-its-parts", "UN201-monetary-item-without-currency"


class Table(HTMLParser):
    """The cells of a page's table, row by row, and where its links lead."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.links, self.inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        self.inside = tag in ("td", "th", "a")
        if self.inside and tag != "a":
            self.rows[-1].append("")
        self.links += [value for key, value in attrs if key == "href"]

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data.strip()


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


@pytest.fixture
def folder(tmp_path):
    for name in (WRONG, CURRENCY):
        shutil.copytree(BAD / name, tmp_path / "in" / name)
    return tmp_path / "in"


def test_each_report_has_the_page_it_has_alone(folder, tmp_path, capsys):
    assert main(["review", str(folder), "-o", str(tmp_path / "all.html")]) == 0
    assert f"2 reports listed in {tmp_path / 'all.html'}" in capsys.readouterr().out
    table = Table((tmp_path / "all.html").read_text(encoding="utf-8"))
    assert table.links == ["all-1-report.html", "all-2-report.html"]
    assert table.rows[1:] == [
        [str(folder / WRONG / "report.xml"), "error", "1", "0", "3", "0", "0", "1", "0", "0"],
        [str(folder / CURRENCY / "report.xml"), "error", "1", "0", "1", "0", "0", "0", "0", "0"],
    ]
    for link, name in zip(table.links, (WRONG, CURRENCY), strict=True):
        assert main(["review", str(folder / name), "-o", str(tmp_path / "one.html")]) == 0
        assert (tmp_path / link).read_bytes() == (tmp_path / "one.html").read_bytes()


def test_what_is_found_in_no_page_is_told_in_the_list(folder, tmp_path):
    (folder / "broken.xbrl").write_text('<xbrl xmlns="http://www.xbrl.org/2003/instance"><')
    (folder / WRONG / "waivers.toml").write_text(
        '[[waiver]]\ncode = "TO101"\nreason = "r"\nby = "b"\nuntil = "2999-12-31"\n[waiver.figures]\n"a <b>" = "1"\n'
    )
    assert main(["review", str(folder), "-o", str(tmp_path / "all.html")]) == 0
    text = (tmp_path / "all.html").read_text(encoding="utf-8")
    _, _, rest = text.partition("<h2>Found in none of them</h2>")
    assert "broken.xbrl" in rest
    assert "WA101" in rest
    assert len(Table(text).links) == 2
    for number in (1, 2):
        found = data_of((tmp_path / f"all-{number}-report.html").read_text(encoding="utf-8"))["findings"]
        assert [one["code"][:2] for one in found] == [("CA", "UN")[number - 1]]


def test_names_of_files_are_text_in_the_list(folder, tmp_path):
    odd = folder / "a&b <i> #1"
    (folder / WRONG).rename(odd)
    assert main(["review", str(folder), "-o", str(tmp_path / "all.html")]) == 0
    text = (tmp_path / "all.html").read_text(encoding="utf-8")
    assert "<i>" not in text
    assert any(row[0] == str(odd / "report.xml") for row in Table(text).rows)
    assert "<script" not in text
    assert "default-src 'none'" in text


def test_files_whose_names_are_no_text_have_pages_too(folder, tmp_path, capsys):
    odd = Path(os.fsdecode(os.fsencode(folder / WRONG) + b"/r\xff.xml"))
    try:
        (folder / WRONG / "report.xml").rename(odd)
    except OSError:
        pytest.skip("this file system takes names that are text alone")
    assert main(["review", str(folder), "-o", str(tmp_path / "all.html")]) == 0
    links = Table((tmp_path / "all.html").read_text(encoding="utf-8")).links
    assert "all-1-r%FF.html" in links
    assert all((tmp_path / os.fsdecode(unquote_to_bytes(link))).exists() for link in links)
    page = str(tmp_path / os.fsdecode(b"all-1-r\xff.html"))
    assert main(["review", "--verify", page]) == 0
    odd.write_bytes(odd.read_bytes() + b"\n")
    assert main(["review", "--verify", page]) == 1
    capsys.readouterr()


def test_a_source_belongs_to_one_report(folder, tmp_path, capsys):
    (tmp_path / "s.md").write_text("x")
    (tmp_path / "p.json").write_text('{"source": "s.md", "mapping": "m", "facts": {}, "left_out": []}')
    words = ["--source", str(tmp_path / "s.md"), "--places", str(tmp_path / "p.json")]
    assert main(["review", str(folder), *words, "-o", str(tmp_path / "all.html")]) == 2
    assert "--source belongs to one report" in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in", "p.json", "s.md"]


def test_a_folder_without_reports_is_a_usage_error(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    assert main(["review", str(tmp_path / "in"), "-o", str(tmp_path / "all.html")]) == 2
    assert not (tmp_path / "all.html").exists()
    capsys.readouterr()
