"""Contexts, declarations, ids and footnotes of xBRL-XML reports."""

from __future__ import annotations

import pytest

from tests.instance_documents import BASE, CASH, CNY, INSTANT, YEAR, codes, findings


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("contexts")


def inside(content, place="segment"):
    if place == "segment":
        return INSTANT.replace("</xbrli:entity>", f"<xbrli:segment>{content}</xbrli:segment></xbrli:entity>")
    return INSTANT.replace("</xbrli:period>", f"</xbrli:period><xbrli:scenario>{content}</xbrli:scenario>")


SILENT = {
    "a day that ends where it starts": YEAR.replace("2023-12-31", "2023-01-01"),
    "moments": YEAR.replace("2023-01-01", "2023-01-01T00:00:00").replace("2023-12-31", "2023-01-01T00:00:01"),
    "zones": YEAR.replace("2023-01-01", "2023-01-01T00:00:00+01:00").replace("2023-12-31", "2022-12-31T23:30:00Z"),
    "forever": INSTANT.replace('"now"', '"ever"').replace(
        "<xbrli:instant>2023-09-30</xbrli:instant>", "<xbrli:forever/>"
    ),
    "content of somebody else's": inside('<x:part xmlns:x="http://example.com/x">north</x:part>').replace(
        '"now"', '"a"'
    ),
    "a declared element that is no item": inside("<e:size>1.0</e:size>", "scenario").replace('"now"', '"a"'),
}


@pytest.mark.parametrize("name", SILENT)
def test_silent(folder, name):
    assert codes(folder, BASE, SILENT[name], CASH) == []


SPEAKING = {
    "an end at the start": ("CX102", YEAR.replace("2023-12-31", "2022-12-31")),
    "no such day": ("CX101", YEAR.replace("2023-12-31", "2023-02-29")),
    "no date": ("CX101", INSTANT.replace('"now"', '"a"').replace("2023-09-30", "30 September")),
    "an item in a segment": ("CX103", inside("<e:Note contextRef='now'>x</e:Note>").replace('"now"', '"a"')),
    "an item deep in a scenario": (
        "CX103",
        inside('<x:p xmlns:x="http://example.com/x"><e:Director/></x:p>', "scenario").replace('"now"', '"a"'),
    ),
    "XBRL's own in a segment": ("CX103", inside("<xbrli:pure/>").replace('"now"', '"a"')),
    "a value of another type": ("DO106", inside("<e:size>big</e:size>").replace('"now"', '"a"')),
    "an empty segment": ("DO106", inside("").replace('"now"', '"a"')),
    "no entity": ("DO106", '<xbrli:context id="a"><xbrli:period><xbrli:forever/></xbrli:period></xbrli:context>'),
    "no id": ("DO106", INSTANT.replace(' id="now"', "")),
    "an empty scheme": ("DO106", INSTANT.replace('"now"', '"a"').replace("http://example.com", "")),
    "an id given twice": ("DO107", INSTANT),
    "an id of a unit given again": ("DO107", INSTANT.replace('"now"', '"cny"')),
}


@pytest.mark.parametrize("name", SPEAKING)
def test_speaking(folder, name):
    code, part = SPEAKING[name]
    said = codes(folder, BASE, part, CASH)
    assert code in said
    assert set(said) <= {code, "DO106"}


def test_equal_values_make_equal_contexts(folder):
    one = inside("<e:size>1.0</e:size>", "scenario")
    other = inside("<e:size>1</e:size>", "scenario").replace('"now"', '"again"')
    further = inside("<e:size>2</e:size>", "scenario").replace('"now"', '"other"')
    parts = (one, other, further, CNY, CASH, CASH.replace('"now"', '"again"').replace(' id="cash"', ""))
    assert codes(folder, *parts) == ["FA202"]
    parts = (one, other, further, CNY, CASH, CASH.replace('"now"', '"other"').replace(' id="cash"', ""))
    assert codes(folder, *parts) == []


LINK = '<link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">'
LOC = '<link:loc xlink:type="locator" xlink:href="#cash" xlink:label="cash"/>'
NOTE = (
    '<link:footnote xlink:type="resource" xlink:label="note" xml:lang="en"'
    ' xlink:role="http://www.xbrl.org/2003/role/footnote">audited</link:footnote>'
)
ARC = (
    '<link:footnoteArc xlink:type="arc" xlink:from="cash" xlink:to="note"'
    ' xlink:arcrole="http://www.xbrl.org/2003/arcrole/fact-footnote"/>'
)
END = "</link:footnoteLink>"


def test_a_footnote(folder):
    assert codes(folder, BASE, CASH, LINK, LOC, NOTE, ARC, END) == []
    by_name = LOC.replace("#cash", "report.xml#element(cash)")
    assert codes(folder, BASE, CASH, LINK, by_name, NOTE, ARC, END) == []
    by_place = LOC.replace("#cash", "#element(/1/4)")
    assert codes(folder, BASE, CASH, LINK, by_place, NOTE, ARC, END) == []
    of_the_link = LINK.replace(">", ' xml:lang="en">')
    assert codes(folder, BASE, CASH, of_the_link, LOC, NOTE.replace(' xml:lang="en"', ""), ARC, END) == []


FOOTNOTES = {
    "a locator of a context": ("FA301", LOC.replace("#cash", "#now"), NOTE, ARC),
    "a locator by the place of a unit": ("FA301", LOC.replace("#cash", "#element(/1/3)"), NOTE, ARC),
    "a locator of another file": ("FA301", LOC.replace("#cash", "other.xml#cash"), NOTE, ARC),
    "an arc to nowhere": ("FA303", LOC, NOTE, ARC.replace('to="note"', 'to="gone"')),
    "an arc to a fact": ("FA303", LOC, NOTE, ARC.replace('to="note"', 'to="cash"')),
    "no language": ("FA304", LOC, NOTE.replace(' xml:lang="en"', ""), ARC),
    "a role of labels": ("FA306", LOC, NOTE.replace("role/footnote", "role/label"), ARC),
    "a role of nobody's": ("FA306", LOC, NOTE.replace("www.xbrl.org/2003/role/footnote", "example.com/role"), ARC),
}


@pytest.mark.parametrize("name", FOOTNOTES)
def test_footnotes_that_belong_to_nothing(folder, name):
    code, *parts = FOOTNOTES[name]
    assert codes(folder, BASE, CASH, LINK, *parts, END) == [code]


def test_the_other_place_of_an_id_is_named(folder):
    (found,) = findings(folder, BASE, CASH, CASH.replace("100", "100"), '<e:Note contextRef="now"/>')[:1]
    assert {found.code} <= {"DO107", "FA202"}
