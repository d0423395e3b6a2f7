"""The review page for everyone: axe finds no violation of WCAG 2.2 A or AA in it, light and dark, wide and narrow."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser import browser
from validator.cli import main

ROOT = Path(__file__).parents[2]
AXE = os.environ.get("TIEOUT_AXE", "")
RUN = """axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })
.then(found => ({ violations: found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html).join(" ")),
contrast: found.passes.filter(one => one.id == "color-contrast").flatMap(one => one.nodes).length }))"""
STATES = {
    "as it opens": "0",
    "a figure chosen": "choose(inOrder[3], 'panel')",
    "every part open": "back(); document.querySelectorAll('details').forEach(one => one.open = true)",
    "asked to accept": "const asked = document.querySelector('.decide button'); if (asked) asked.click()",
    "accepted": """if (asked) { for (const one of document.querySelectorAll('.decide textarea, .decide input'))
one.value = one.type == 'date' ? '2999-12-31' : 'so it is';
[...document.querySelectorAll('.decide button')].find(one => one.textContent == 'Accept').click() }""",
    "searched": "words.value = 'net'; search()",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not AXE, reason="TIEOUT_AXE names no axe-core (npm pack axe-core; .ci/run brings it)"),
]


@pytest.fixture(scope="module")
def chromium():
    with browser() as one:
        yield one


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [400, 1400])
@pytest.mark.parametrize("report", ["lakeside-2025q3/release.md", "qifu-2023q3/release.htm"])
def test_axe_finds_no_violation(chromium, tmp_path, report, width, dark):
    page = tmp_path / "page.html"
    assert main(["review", str(ROOT / "instances" / report), "-o", str(page)]) == 0
    chromium.size(width, 900, dark=dark)
    chromium.show(page)
    chromium.run(Path(AXE).read_text(encoding="utf-8") + ";0")
    for state, act in STATES.items():
        chromium.run(act + "; 0")
        found = chromium.run(RUN)
        assert found["violations"] == [], state
        assert found["contrast"] > 20


def test_axe_finds_no_violation_against_an_earlier_page_and_in_a_list(chromium, tmp_path):
    report, other = tmp_path / "in" / "new.md", tmp_path / "old.md"
    report.parent.mkdir()
    text = (ROOT / "instances" / "lakeside-2025q3" / "release.md").read_text(encoding="utf-8")
    report.write_text(text)
    other.write_text(text.replace("33,715", "33,175").replace("Tea rooms", "Cafes"))
    assert main(["review", str(report), "-o", str(tmp_path / "one.html"), "--against", str(other)]) == 0
    (tmp_path / "in" / "tieout.toml").write_text('documents = ["*.md"]')
    (tmp_path / "in" / "more.md").write_text(text)
    assert main(["review", str(tmp_path / "in"), "-o", str(tmp_path / "all.html")]) == 0
    for page in ("one.html", "all.html"):
        for dark in (False, True):
            chromium.size(1400, 900, dark=dark)
            chromium.show(tmp_path / page)
            chromium.run(Path(AXE).read_text(encoding="utf-8") + ";0")
            chromium.run("document.querySelectorAll('details').forEach(one => one.open = true)")
            found = chromium.run(RUN)
            assert found["violations"] == [], page
            assert found["contrast"] > 10


def test_axe_looks_into_the_document_as_well(chromium, tmp_path):
    page = tmp_path / "page.html"
    assert main(["review", str(ROOT / "instances" / "lakeside-2025q3" / "release.md"), "-o", str(page)]) == 0
    chromium.size(1400, 900)
    chromium.show(page)
    chromium.run(Path(AXE).read_text(encoding="utf-8") + ";0")
    chromium.run("shadow.querySelector('.fig').style.color = '#eeeeee'; 0")
    assert [one.split(":")[0] for one in chromium.run(RUN)["violations"]] == ["color-contrast"]
