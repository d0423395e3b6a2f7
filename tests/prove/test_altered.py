"""Copies of a report in which facts are others, or are not there."""

from __future__ import annotations

from tests.building import report, taxonomy
from validator.prove.altered import Change, changed, without
from validator.tieouts.rules.found import RELATIONS, Relation

FACTS = [("T", 3), ("A", 1), ("B", 2), ("C", 0)]
SUMS = taxonomy({"R": {"T": {"A": 1, "B": 1}}})


def names(made):
    return [one.rpartition("}")[2] for one in made.concepts]


def test_several_facts_are_others_and_the_report_is_as_it_was():
    made = report([*FACTS, ("T", 9, "0", "2022-09-30", "USD")], SUMS)
    other = changed(made, {0: Change("4", "2"), 1: Change(unit=1), 2: Change(context=1)})
    assert (other.texts, other.decimals[:2]) == (["4", "1", "2", "0", "9"], ["2", made.decimals[1]])
    assert (other.units_of[:2], other.unit_refs[1]) == ([0, 1], made.units[1].id)
    assert (other.contexts_of[1:3], other.context_refs[2]) == ([0, 1], made.contexts[1].id)
    assert (made.texts[0], made.units_of[1], made.contexts_of[2]) == ("3", 0, 0)


def test_facts_are_left_out_with_all_that_hangs_on_them():
    made = report(FACTS, SUMS)
    made.pointers, made.paths, made.types = ["/t", "/a", "/b", "/c"], ["w", "x", "y", "z"], {1: "gone", 2: "kept"}
    made.parents[3] = 2
    left = without(made, (1, 0))
    assert (names(left), left.texts, left.parents) == (["B", "C"], ["2", "0"], [-1, 0])
    assert (left.pointers, left.paths, left.types) == (["/b", "/c"], ["y", "z"], {0: "kept"})
    assert left.location(0) == made.location(2)
    assert len(made) == 4


def test_what_was_found_keeps_the_columns_whose_facts_are_all_there():
    made = report(FACTS, SUMS)
    sides = ((("figure", 1), ("figure", 2)), (("figure", 2), ("figure", 3)))
    made.derived.keep(RELATIONS, (Relation("same", "", 30, 2, 2, sides),))
    (left,) = without(made, (1,)).derived.get(RELATIONS)
    assert left.instances == ((("figure", 1), ("figure", 2)),)
    (same,) = changed(made, {1: Change("5")}).derived.get(RELATIONS)
    assert same.instances == sides
