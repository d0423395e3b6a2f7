"""What the open information model has no words for keeps Calculations 1.1 from a report; what it has, does not."""

from __future__ import annotations

import pytest

from tests.building import report
from validator.check import breach
from validator.tieouts.calculations_outside_oim import incompatible

YEARS = ("2022-12-31", "2023-12-31")


def made(**context):
    """Two figures in a context each, the second of which is declared with more."""
    found = report([("A", 1, 0, YEARS[0]), ("B", 2, 0, YEARS[1], None, {"Axis": "M"})])
    found.contexts[1] = found.contexts[1]._replace(**context)
    return found


def typed(text):
    (member,) = made().contexts[1].members
    return made(members=(member._replace(member=None, typed=text),))


def with_precision(text):
    found = made()
    found.precisions[1] = text
    return found


def unused(found):
    """The same without the second figure's context: -1 is none, and not the last."""
    found.contexts_of[1] = -1
    return found


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(made(), id="dimensions"),
        pytest.param(typed("<d>7</d>"), id="a typed member of one element"),
        pytest.param(with_precision("10"), id="a precision that says something"),
        pytest.param(unused(made(segment="<s/>")), id="a context of no figure"),
    ],
)
def test_near_misses(found):
    assert incompatible(found) is None


def test_it_is_told_where_it_stands():
    found = made()
    found.fractions[1] = ("1", "3")
    assert incompatible(found) == breach(found.location(1), variant="fraction", concept="B")
    found = with_precision(" 00 ")
    assert incompatible(found) == breach(found.location(1), variant="precision", concept="B")
    for found in (made(segment="<s/>"), made(scenario="<s/>")):
        assert incompatible(found) == breach(found.contexts[1], variant="context", id="c2")
    found = typed("<d><e/></d>")
    assert incompatible(found) == breach(found.contexts[1].members[0], variant="member", id="c2", dimension="Axis")


@pytest.mark.parametrize(("syntax", "told"), [("xbrl-xml", True), ("inline", True), ("xbrl-json", False)])
def test_reports_that_are_of_the_model_by_design_are_not_asked(syntax, told):
    found = made(segment="<s/>")
    found.syntax = syntax
    assert (incompatible(found) is not None) is told
