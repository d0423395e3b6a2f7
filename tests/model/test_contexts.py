from __future__ import annotations

import pytest

from tests.building import NOWHERE, period, qname
from validator.model.contexts import Context, Member, shown

ONE = Member(qname("Axis"), qname("One"), None, "segment", NOWHERE)
SIZE = Member(qname("Size"), None, "<t:s xmlns:t='t'>4</t:s>", "segment", NOWHERE)


def context(*members, when="2023-09-30", **changed):
    made = Context("c", "scheme", "entity", period(when), "", "", members, "", "", NOWHERE)
    return made._replace(**changed)


def test_the_order_of_dimensions_and_the_id_do_not_matter():
    assert context(ONE, SIZE).key == context(SIZE, ONE, id="d").key


@pytest.mark.parametrize(
    "other",
    [
        context(ONE),
        context(when="2023-06-30"),
        context(identifier="other"),
        context(scheme="other"),
        context(segment="<a/>"),
        context(scenario="<a/>"),
    ],
)
def test_what_is_about_something_else_is_another_context(other):
    assert other.key != context().key
    assert (other.entity_key == context().entity_key) == (other.identifier == "entity" and other.scheme == "scheme")


def test_a_container_sets_members_apart():
    assert context(ONE).key != context(ONE._replace(container="scenario")).key


def test_it_is_told_as_a_reader_says_it():
    assert str(context()) == "as of 2023-09-30"
    assert str(context(ONE, SIZE)) == "as of 2023-09-30, Axis=One, Size=4"
    assert str(context(ONE, period=None)) == "context c, Axis=One"


@pytest.mark.parametrize(("typed", "said"), [("<a>1</a>", "1"), ("<a><b> x </b><c>y</c></a>", "x y"), ("<a/>", "<a/>")])
def test_a_typed_member_is_shown_without_its_markup(typed, said):
    assert shown(typed) == said
