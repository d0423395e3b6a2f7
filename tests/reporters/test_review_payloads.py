"""A document cannot speak for its review page: what it writes is shown as text and plain elements, and nothing more."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.inline_documents import document, fact
from tests.oim_documents import NS, SCHEMA
from validator import resources
from validator.cli.review.pages import readable
from validator.readers.inline.tree import parse
from validator.reporters import review
from validator.reporters.review import markup, styles
from validator.run import Options, run

PWNED = "document.documentElement.dataset.pwned=1"
USED = sorted(
    {
        *re.findall(
            r'\b(?:id|class|role)="([\w -]+)"', Path(resources.path("review", "page.html")).read_text(encoding="utf-8")
        ),
        *("data", "document", "panel", "filters", "list", "main", "body", "head", "forms", "currentScript"),
        *("querySelector", "getElementById", "importNode", "JSON", "top", "self", "name", "start", "shadow", "written"),
    }
)
SVG, MATH = 'xmlns="http://www.w3.org/2000/svg"', 'xmlns="http://www.w3.org/1998/Math/MathML"'
PAYLOADS = {
    "ids of the page": "".join(f'<p id="{one}">clobbers</p><a name="{one}">too</a>' for one in USED),
    "data of its own": '<script type="application/json" id="data">{"figures":[],"counts":{}}</script>',
    "script": f"<script>{PWNED}</script>",
    "script in capitals": f"<SCRIPT>{PWNED}</SCRIPT><ScRiPt>{PWNED}</ScRiPt>",
    "script by reference": '<script src="http://127.0.0.1:9/x.js"/><script src="data:text/javascript,1"></script>',
    "script in an entity": "&lt;script&gt;" + PWNED + "&lt;/script&gt;",
    "script by number": "&#60;script&#62;" + PWNED + "&#x3c;/script&#x3e;",
    "script in CDATA": f"<![CDATA[</template></main><script>{PWNED}</script>]]>",
    "script in a comment": f"<!-- --><!-- <script>{PWNED}</script> -->",
    "what a removal would join": f"<![CDATA[<scr<script></script>ipt>{PWNED}</scr<script></script>ipt>]]>",
    "a refresh in CDATA": '<![CDATA[><me<script></script>ta http-equiv="refresh" content="0;url=//127.0.0.1:9">]]>',
    "a refresh": '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/r"/>',
    "the end of a template": "<![CDATA[</article></template></main><h1>forged</h1>]]>",
    "the end of the data": '<p title="&lt;/script&gt;"><![CDATA[</script><script>1</script>]]></p>',
    "handlers": f'<p onclick="{PWNED}" ONCLICK="{PWNED}" onmouseover="{PWNED}" onfocus="{PWNED}" autofocus="">x</p>',
    "a picture that fails": f'<img src="x" onerror="{PWNED}" alt="a chart"/>',
    "links": f'<a href="javascript:{PWNED}">x</a><a href="http://127.0.0.1:9/" target="_top">y</a><area href="z"/>',
    "a link with spaces": f'<a href=" java&#10;script:{PWNED}">x</a><a href="data:,x" ping="/">y</a>',
    "base": '<base href="http://127.0.0.1:9/"/>',
    "forms": '<form action="http://127.0.0.1:9/"><input name="data" value="x"/><button formaction="http://127.0.0.1:9/">go'
    '</button><select><option>1</option></select><textarea>2</textarea></form>',
    "frames": '<iframe src="http://127.0.0.1:9/"></iframe><iframe srcdoc="&lt;script&gt;1&lt;/script&gt;"/><frameset/>',
    "objects": '<object data="http://127.0.0.1:9/"><p>x</p></object><embed src="x"/><applet code="x"/>',
    "sound and film": '<video src="http://127.0.0.1:9/" onloadstart="1"/><audio src="x"/><source srcset="y"/>',
    "drawings": f'<svg {SVG} onload="{PWNED}"><script>{PWNED}</script><a xmlns:l="http://www.w3.org/1999/xlink" '
    f'l:href="javascript:{PWNED}"><text>x</text></a><foreignObject><p>y</p></foreignObject><style>*{{}}</style></svg>',
    "formulas": f'<math {MATH}><mtext><p>x</p></mtext><maction href="javascript:{PWNED}"/></math>',
    "no namespace": f'<x xmlns=""><script>{PWNED}</script><p onclick="1">z</p></x>',
    "elements read as text": "<noscript><![CDATA[<style>*{}</style>]]></noscript><xmp>1</xmp><plaintext>2</plaintext>"
    "<title>t</title>",
    "templates": f'<template shadowrootmode="open"><script>{PWNED}</script></template><slot name="x">y</slot>',
    "style sheets": '<style>main{display:none}</style><link rel="stylesheet" href="http://127.0.0.1:9/s.css"/>',
    "what lies over the page": '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:99;'
    'background:white">over</div>',
    "what moves over it": '<div style="margin:-900px 0 0 -900px;transform:scale(9);position:sticky">over</div>',
    "what loads": '<p style="background:url(http://127.0.0.1:9/);list-style-image:URL(x);content:url(y);color:red">z</p>',
    "styles in disguise": r'<p style="pos\69tion:fixed;background:u\72l(x);/*;*/top:0;color:red;--x:y">z</p>',
    "a style that ends": '<p style="color:red&quot; onclick=&quot;1;background:&lt;b&gt;">z</p>',
    "marks of ours": '<span class="fig proven" data-f="0" data-tick="✓" role="button" tabindex="0">forged</span>',
    "our list": '<div class="sum tie on shown" part="x" slot="y" is="z" contenteditable="true">forged</div>',
    "what no one sees": '<div style="DISPLAY : none !important">hidden</div><p hidden="">too</p>',
}  # fmt: skip
TAGS = markup.AS_THEY_ARE | {"article", "style", "div", "span"}
ATTRIBUTES = {"class", "style", "align", "valign", "dir", "colspan", "rowspan", "border", "cellpadding", "cellspacing",
              "start", "value", "nowrap", "data-f", "data-tick"}  # fmt: skip


class Elements(HTMLParser):
    """Every start tag of a text, with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


TWO = fact("7", 'id="f1"') + fact("7")


def made(folder, body, facts=TWO):
    """The page of an inline document, and its report."""
    (folder / "e.xsd").write_text(SCHEMA.replace(NS, "http://example.com/taxonomy"))
    path = folder / "r.htm"
    path.write_bytes(document(f"{body}<p>{facts}</p>"))
    return reviewed(path)


FIGURES = """<p>Year ended December 31 (in thousands of US dollars)</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr><tr><td>Products</td><td>800</td><td>700</td></tr>
<tr><td>Services</td><td>400</td><td>380</td></tr><tr><td>Net sales</td><td>1,200</td><td>1,080</td></tr></table>"""


def unprepared(folder, body):
    """The page of a document nobody prepared, and its report."""
    path = folder / "r.htm"
    path.write_text(
        f"<html><body><h2>Results</h2>{FIGURES}{body}</body></html>",
        encoding="utf-8",
    )
    return reviewed(path)


HEADINGS = {"tagged": "Cash", "unprepared": "Products"}  # of the figure that is clicked, the first
KINDS = {"tagged": made, "unprepared": unprepared}


def reviewed(path):
    outcome = run([str(path)], Options(store=False))
    result = outcome.results[0]
    return review.page(outcome, result, readable(result.report, "", {}), {}), result.report


def shown(page):
    return page.partition("<template>")[2].rpartition("</template>")[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PAYLOADS)
def test_only_plain_elements_are_shown_and_every_figure_is_marked(tmp_path, name, kind):
    page, report = KINDS[kind](tmp_path, PAYLOADS[name])
    elements = Elements(shown(page)).found
    assert {tag for tag, _ in elements} <= TAGS
    assert {key for _, written in elements for key in written} <= ATTRIBUTES
    assert [tag for tag, _ in elements].count("style") == 1
    assert len(report) == 2 if kind == "tagged" else len(report) >= 6
    marks = [written for _, written in elements if written.get("class", "").startswith("fig ")]
    assert sorted(int(one["data-f"]) for one in marks) == list(range(len(report)))
    assert page.count("<script") == page.count("</script>") == 2
    assert page.count("<template") == page.count("</template>") == 1
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert sum(data["counts"].values()) == len(data["figures"]["label"]) == len(report)


def counts_of(page):
    """What the page's own data counts, by the words of its buttons."""
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    return {one["name"]: str(data["counts"][one["key"]]) for one in data["standings"] if one["key"] != "silent"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_in_a_browser_no_payload_runs_leaves_or_forges(tmp_path, kind):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("no Chromium is installed")
    page, report = KINDS[kind](tmp_path, "".join(PAYLOADS.values()))
    look = """const root = document.querySelector("main").shadowRoot, all = [...root.querySelectorAll("*")];
root.querySelector(".fig").click();
const seen = { figures: all.filter(one => one.matches(".fig")).length,
  named: all.filter(one => one.id || one.name).length,
  laid: all.filter(one => getComputedStyle(one).position != "static").length,
  bare: all.every(one => one.getAttributeNames().every(name => !/^(on.*|href|src)$/.test(name))),
  heading: document.querySelector("aside h2").textContent,
  buttons: document.querySelectorAll("[role=toolbar] button").length,
  pwned: document.documentElement.dataset.pwned || "", at: location.protocol, frames: frames.length };
document.querySelector("footer").textContent = JSON.stringify(seen);"""
    admitted = f"script-src 'sha256-{b64encode(sha256(look.encode()).digest()).decode()}' "
    file = tmp_path / "review.html"
    file.write_text(
        page.replace("script-src ", admitted, 1).replace("</body>", f"<script>{look}</script></body>"), encoding="utf-8"
    )
    options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}")
    words = [browser, *options, "--virtual-time-budget=3000", "--dump-dom", file.as_uri()]
    dom = subprocess.run(words, capture_output=True, text=True, timeout=120, check=True).stdout
    seen = json.loads(dom.partition("<footer>")[2].partition("</footer>")[0])
    assert seen == {
        "figures": len(report), "named": 0, "laid": 0, "bare": True, "heading": HEADINGS[kind], "buttons": 8,
        "pwned": "", "at": "file:", "frames": 0,
    }  # fmt: skip
    counts = dict(re.findall(r"<button[^>]*>. ([a-z ]+) (\d+)</button>", dom))
    assert counts == counts_of(page)
    assert sum(map(int, counts.values())) == len(report)


def test_what_is_hidden_or_stands_between_parts_of_a_table_is_listed(tmp_path):
    inside = f'<table>{fact("1")}<tr><td>{fact("2")}</td></tr></table><div style="display:none">{fact("3")}</div>'
    page, report = made(tmp_path, inside, fact("4"))
    assert re.findall(r'data-f="(\d)"', shown(page)) == ["1", "3"]
    assert json.loads(page.partition('id="data">')[2].partition("</script>")[0])["listed"] == [0, 2]
    assert len(report) == 4


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("text-align: right; font-weight:bold", "text-align:right;font-weight:bold"),
        ("font:bold 10pt Times New Roman, Times, Serif", "font:bold 10pt times new roman, times, serif"),
        ("font-family:'Times New Roman',serif;font-size:9.5pt", "font-family:times new roman,serif;font-size:9.5pt"),
        ("border-bottom:Black 1.5pt solid;padding:0 2px", "border-bottom:black 1.5pt solid;padding:0 2px"),
        ("text-indent:-9pt;padding-left:9pt", "text-indent:-9pt;padding-left:9pt"),
        ("background-color:#cceeff;color:rgb(1,2,3)", "background-color:#cceeff;color:rgb(1,2,3)"),
        ("margin:0 auto;width:100%", "margin:0 auto;width:100%"),
        ("position:absolute;z-index:2;top:0;transform:none;opacity:0", ""),
        ("margin-top:-50px;text-indent:-9999px;font-size:0;width:99999px", ""),
        ("background:url(x);background-color:red url(x);color:r\\65 d;color:var(--x)", ""),
        ("font:0pt serif;font:10pt/0 serif;color:transparent;height:0;overflow:hidden", ""),
        ("color:red !important;@import x;{};}", ""),
    ],
)
def test_of_styles_only_what_makes_text_look_is_kept(written, kept):
    assert styles.kept(written) == kept


def cost(act):
    started = time.process_time()
    act()
    return time.process_time() - started


def test_text_that_looks_like_markup_stays_text(tmp_path):
    page, _ = made(tmp_path, "<p><![CDATA[" + "<ix:header " * 16_000 + "]]></p>")
    assert page.count("&lt;ix:header ") == 16_000


def test_figures_without_ids_cost_as_much_each_however_many_they_are(tmp_path):
    taken = []
    for count in (1_000, 8_000):
        made(tmp_path, "", "\n".join(fact("7") for _ in range(count)))
        outcome = run([str(tmp_path / "r.htm")], Options(store=False))
        result = outcome.results[0]
        document_of = readable(result.report, "", {})
        taken.append(cost(lambda: review.page(outcome, result, document_of, {})))  # noqa: B023 - called at once
        assert review.page(outcome, result, document_of, {}).count('<span class="fig ') == count
    assert taken[1] < 8 * 3 * taken[0]


def test_what_is_nested_deep_costs_no_more():
    deep = document("<div><ix:exclude>" * 20_000 + "x" + "</ix:exclude></div>" * 20_000)
    root, _ = parse("r.htm", deep)
    assert markup.Markup({}, str).of([root]).count("<div>") == 20_002  # and the document's html and body
