"""What is presented and reported nowhere is missed, where next to nothing is lacking; a larger taxonomy misses none."""

from __future__ import annotations

import pytest

from tests.building import concept, qname, report, taxonomy
from validator.tieouts.statements.unreported import unreported

NAMES = [f"N{number:02}" for number in range(40)]
PRESENTED = {"Sheet": {"Lines": NAMES[:25], "More": NAMES[25:]}}
HEADINGS = [concept(name)._replace(abstract=True, base="stringItemType") for name in ("Lines", "More")]


def made(names, *, presented=PRESENTED, concepts=HEADINGS, lost=()):
    using = taxonomy({}, concepts, presented=presented)
    using.lost = frozenset(lost)
    return report([(name, 1) for name in names], using)


def missed(names, **using):
    return [one.concept for one in unreported(made(names, **using))]


@pytest.mark.parametrize(
    ("names", "using"),
    [
        pytest.param(NAMES, {}, id="everything is reported"),
        pytest.param(NAMES[3:], {}, id="three of forty: more than one in twenty"),
        pytest.param(NAMES[1:19], {"presented": {"Sheet": {"Lines": NAMES[:19]}}}, id="few are presented"),
        pytest.param(NAMES[1:], {"lost": ["presentation"]}, id="a presentation could not be had, and may prohibit"),
        pytest.param(NAMES[1:], {"concepts": [*HEADINGS, concept("N00", "string")]}, id="a text is no figure"),
        pytest.param([], {}, id="no fact at all"),
        pytest.param(
            NAMES,
            {"concepts": [one._replace(abstract=True) for one in map(concept, ("Lines", "More"))]},
            id="an abstract concept is no figure, whatever its type",
        ),
        pytest.param(NAMES[2:39], {"presented": {"Sheet": {"Lines": NAMES[:39]}}}, id="two of thirty-nine"),
    ],
)
def test_near_misses(names, using):
    assert missed(names, **using) == []


def test_a_report_that_is_nil_says_so():
    using = taxonomy({}, HEADINGS, presented=PRESENTED)
    assert unreported(report([("N00", None), *((name, 1) for name in NAMES[1:])], using)) == []


def test_what_is_presented_and_reported_nowhere():
    left = [name for name in NAMES if name not in ("N07", "N30")]
    found = unreported(made(left))
    assert [(one.concept, one.role.rpartition("/")[2], one.others) for one in found] == [
        (qname("N07"), "Sheet", 38),
        (qname("N30"), "Sheet", 38),
    ]
    assert [left[one.beside] for one in found] == ["N06", "N29"]  # the row before it
    assert missed(NAMES[1:]) == [qname("N00")]  # the first of all has none before it
    assert missed(NAMES[1:], lost=["label", "calculation"]) == [qname("N00")]


def test_a_presentation_of_twenty_may_lack_one():
    (one,) = unreported(made(NAMES[1:20], presented={"Sheet": {"Lines": NAMES[:20]}}))
    assert (one.concept, one.presented.line, one.beside, one.others) == (qname("N00"), 2, 0, 19)


def test_what_the_taxonomy_does_not_know_is_no_figure():
    found = made(NAMES)
    for name in ("Lines", "N07"):
        del found.taxonomy.concepts[qname(name)]
    assert unreported(found) == []


def test_a_presentation_of_sixty_may_lack_three():
    names = [f"N{number:02}" for number in range(60)]
    assert len(missed(names[3:], presented={"Sheet": {"Lines": names}})) == 3
    names = [f"N{number:02}" for number in range(80)]
    assert missed(names[4:], presented={"Sheet": {"Lines": names}}) == []
