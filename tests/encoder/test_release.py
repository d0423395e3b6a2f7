"""The release in `instances/`: re-encoding gives the committed report, and the original gives the same facts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from validator.dts import taxonomy as reader
from validator.encoder import blocks, mapping, places, release
from validator.encoder.grid import Block
from validator.run import Options
from validator.understanding.words.sentences import sentences
from validator.writers import xbrl_xml

INSTANCE = Path(__file__).parents[2] / "instances" / "qifu-2023q3"


@pytest.fixture(scope="module")
def rules():
    loaded, troubles = mapping.load("mapping.toml", (INSTANCE / "mapping.toml").read_bytes())
    assert troubles == []
    return loaded


@pytest.fixture(scope="module")
def taxonomy(rules):
    empty = release.report(release.Encoding((), (), ()), rules, str(INSTANCE / "report.xml"))
    return reader.load(empty, Options())


@pytest.fixture(scope="module")
def ours(rules, taxonomy):
    return release.encode("release.md", (INSTANCE / "release.md").read_bytes(), rules, taxonomy)


def test_no_number_is_unexplained(ours):
    assert ours.troubles == ()
    assert len([figure for figure in ours.figures if figure.row]) == 499
    assert len([figure for figure in ours.figures if not figure.row]) == 191


def test_encoding_again_gives_the_committed_report(ours, rules):
    assert xbrl_xml.write(release.report(ours, rules, "report.xml")) == (INSTANCE / "report.xml").read_bytes()


def test_encoding_again_gives_the_committed_places(ours):
    written = (INSTANCE / "report.xml.places.json").read_text(encoding="utf-8")
    assert places.places(ours, "release.md", "mapping.toml") == written


def test_every_place_holds_what_it_says(ours):
    lines = (INSTANCE / "release.md").read_text(encoding="utf-8").splitlines()
    for figure in ours.figures:
        rest = lines[figure.place.line - 1][figure.place.column - 1 :]
        assert rest.startswith(figure.text), figure.id
        assert figure.row or figure.length == len(figure.text), figure.id


def test_an_id_is_given_once(ours):
    assert len({figure.id for figure in ours.figures}) == len(ours.figures)


def test_the_inline_document_gives_the_same_facts(ours, rules, taxonomy):
    theirs = release.encode("release.htm", (INSTANCE / "release.htm").read_bytes(), rules, taxonomy)
    assert theirs.troubles == ()
    assert [figure.id for figure in theirs.figures] == [figure.id for figure in ours.figures]
    assert facts(theirs) == facts(ours)


@pytest.mark.shared
def test_the_original_gives_the_same_facts(ours, rules, taxonomy, shared):
    original = shared / "release" / "qifu-2023q3-6k.md"
    theirs = release.encode(original.name, original.read_bytes(), rules, taxonomy)
    assert theirs.troubles == ()
    assert facts(theirs) == facts(ours)


@pytest.mark.shared
def test_no_sentence_of_the_original_is_copied(shared):
    original = shared / "release" / "qifu-2023q3-6k.md"
    theirs = spoken(original.read_text(encoding="utf-8"))
    ours = spoken((INSTANCE / "release.md").read_text(encoding="utf-8"))
    assert len(theirs) > 100
    assert ours & theirs == set()


def spoken(source):
    """The sentences of a release's text, without dress, case and figures."""
    found = set()
    for block in blocks.read(source, hypertext=False):
        if isinstance(block, Block) and block.kind != "heading":
            for sentence in sentences(block.text.plain):
                words = re.findall(r"[a-z]+", block.text.plain[sentence.start : sentence.end].lower())
                if len(words) > 3:
                    found.add(" ".join(words))
    return found


def facts(encoding):
    """Facts as a sorted list, places aside: a figure printed twice counts twice."""
    return sorted((f.concept, f.period, f.unit, f.value, f.decimals, f.nil, f.members) for f in encoding.figures)
