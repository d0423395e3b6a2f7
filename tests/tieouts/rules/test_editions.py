"""Concepts of a taxonomy in whatever edition a report uses."""

from __future__ import annotations

import pytest

from tests.building import concept, qname, report, taxonomy
from validator.model.source import Location
from validator.model.taxonomy import Concept
from validator.tieouts.figures import Figures
from validator.tieouts.rules.editions import Editions, told_by_facts

FAMILY = "http://example.com/*/gaap"


def figures(*facts, using=None):
    """Figures of facts whose concepts are in namespaces of their own: (namespace, local name, period)."""
    made = report([(local, 1, 0, when) for _, local, when in facts], using)
    made.concepts[:] = [f"{{{space}}}{local}" for space, local, _ in facts]
    return Figures(made)


@pytest.mark.parametrize(
    ("space", "among"),
    [
        ("http://example.com/2023/gaap", True),
        ("http://example.com/2023-01/gaap", True),
        ("http://example.com//gaap", False),
        ("http://example.com/a/b/gaap", False),
        ("http://example.com/2023/gaap-more", False),
        ("http://example.com/2023/gaap/more", False),
        ("at http://example.com/2023/gaap", False),
        ("http://exampleXcom/2023/gaap", False),
    ],
)
def test_the_star_stands_for_one_step(space, among):
    editions = Editions(figures((space, "A", None)), FAMILY)
    assert (bool(editions), editions.names) == (among, {"A": f"{{{space}}}A"} if among else {})


def test_of_two_editions_the_first_counts():
    made = figures(
        ("http://other.example", "A", None),
        ("http://example.com/2022/gaap", "A", None),
        ("http://example.com/2023/gaap", "A", None),
        ("http://example.com/2023/gaap", "B", None),
    )
    editions = Editions(made, FAMILY)
    a, b = "{http://example.com/2022/gaap}A", "{http://example.com/2023/gaap}B"
    assert editions.names == {"A": a, "B": b}
    assert [editions.concept(name).name for name in ("A", "B", "C", "{x}A")] == [a, b, "C", "{x}A"]


def test_what_the_taxonomy_says_goes_before_what_facts_tell():
    declared = concept("A", period_type="duration")
    made = Figures(report([("A", 1), ("B", 2)], taxonomy({}, (declared,))))
    editions = Editions(made, "http://example.com/*")
    assert editions.concept("A") == declared
    assert editions.concept("B") == told_by_facts(made, qname("B"))


@pytest.mark.parametrize(
    ("when", "period"), [("2023-09-30", "instant"), ("2023-01-01/2023-09-30", "duration"), (None, "")]
)
def test_a_concept_is_told_by_its_facts(when, period):
    name = "{http://example.com/2023/gaap}A"
    made = figures(*([("http://example.com/2023/gaap", "A", when)] if when else []))
    assert told_by_facts(made, name) == Concept(
        name, "A", "item", "", "", "", period, "", abstract=False, nillable=True, at=Location("report.xbrl")
    )


def test_a_period_that_could_not_be_read_tells_nothing():
    made = figures(*(("http://e.example", "A", when) for when in ("2022-09-30", "2023-09-30", "2023-01-01/2023-12-31")))
    said = made.report.contexts
    said[0] = said[0]._replace(period=None)
    assert told_by_facts(made, "{http://e.example}A").period_type == "instant"
    said[1] = said[1]._replace(period=None)
    assert told_by_facts(made, "{http://e.example}A").period_type == "duration"
