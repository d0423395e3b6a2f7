"""What a suspect should be counts as told elsewhere where that is hardly so by chance; near-misses first."""

from __future__ import annotations

import pytest

from tests.building import concept, qname, report, taxonomy
from validator.tieouts.figures import Figures
from validator.tieouts.localization.elsewhere import Elsewhere

OTHER = "2022-09-30"
LABELS = {"Goodwill": "Goodwill, net", "Told": "Carrying amount of goodwill", "Odd": "Odd items", "Sum": "All of it"}


def points(facts, value, *, among=2):
    """What it says for the first of some facts that it should be a value, one of so many suspects."""
    using = taxonomy({}, tuple(concept(name) for name in LABELS))
    figures = Figures(report([("Goodwill", 62961), *facts], using))
    figures.label = lambda name: LABELS.get(name.rpartition("}")[2], name)
    unit = figures.factor
    return Elsewhere(figures).points((qname("Goodwill"), figures.spot(0, 0)), value * unit, unit, among)


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ([], 62261),  # nowhere
        ([("Odd", 62262)], 62261),  # nearly
        ([("Odd", 62261, 0, OTHER)], 62261),  # of another period, and of other words
        ([("Odd", 62261, 0, None, "USD")], 62261),
        ([("Goodwill", 62261, 0, OTHER)], 62261),  # the same of another period
        ([("Odd", 61), *((f"N{at}", at) for at in range(20, 60))], 61),  # of two digits many numbers are told
        ([("Odd", 0)], 0),
    ],
)
def test_what_is_told_by_chance_says_nothing(facts, value):
    assert points(facts, value) == 0


@pytest.mark.parametrize(
    ("facts", "value", "among", "said"),
    [
        ([("Odd", 62261)], 62261, 2, 20),  # of the same period
        ([("Odd", -62261)], 62261, 2, 20),
        ([("Told", 62261, 0, OTHER)], 62261, 2, 20),  # or of a like label
        ([("Odd", 62261)], 62261, 400, 10),
        ([("Odd", 62261)], 62261, 3000, 0),
        ([("Odd", 622)], 622, 2, 20),
        ([("Odd", 622)], 622, 5, 10),  # of 900 numbers of three digits one is told; 5 are looked for in two ways
        ([("Odd", 62)], 62, 2, 10),
        ([("Odd", 62000)], 62000, 1, 10),  # as round as 62
        ([("Odd", 62000)], 62000, 3, 0),
        ([("Goodwill", 62261, 0, None, None, {"Axis": "East"})], 62261, 2, 20),  # in another column
    ],
)
def test_what_is_hardly_told_by_chance_speaks_for_a_suspect(facts, value, among, said):
    assert points(facts, value, among=among) == said


def test_the_rarer_of_what_two_figures_have_in_common_counts():
    """Of the period, so many figures of five digits are told that one more says nothing; of "goodwill", none is."""
    crowd = [(f"N{at}", 10000 + at) for at in range(3000)]
    assert points([*crowd, ("Odd", 62261)], 62261) == 0
    assert points([*crowd, ("Told", 62261)], 62261) == 20
