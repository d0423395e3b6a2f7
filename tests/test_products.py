"""Constructs whose parts multiply each other: links, groups, rules and tables; what they cost grows as they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.constructs import CONSTRUCTS
from tests.product_constructs import (
    PRODUCTS,
    attribute_groups,
    failing_everywhere,
    footnote_product,
    relationship_product,
    rules_failing_everywhere,
    rules_of_one_total,
    sparse_failing,
    unions_of_two,
    with_attribute,
)
from tests.test_growth import MOST, report_of, work
from validator import check
from validator.model.source import Lines, Location

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.constructs import Files

DOUBLED = (  # each with a size at which its own work outweighs the rest
    *(("footnote_product", 60), ("arcs_twice", 100)),
    *(("prohibitions", 60), ("presentation_chain", 60), ("presentation_lattice", 40), ("domain_lattice", 40)),
    *(("cubes", 60), ("typed_members", 100), ("unions_of_two", 60), ("roles", 60), ("schema_refs", 200)),
    *(("linkbase_refs", 200), ("group_doubling", 60), ("attribute_groups", 60), ("prefixes", 200)),
    *(("list_of_words", 200), ("targets", 60), ("csv_columns", 100), ("csv_tables", 60), ("rule_nesting", 200)),
    *(("lets_in_a_chain", 60), ("sparse", 60), ("sparse_rule", 60), ("sparse_total", 60), ("rules_apart", 60)),
)


@pytest.mark.parametrize(("name", "size"), DOUBLED, ids=[name for name, _ in DOUBLED])
def test_twice_the_parts_are_about_twice_the_work(name: str, size: int, tmp_path: Path) -> None:
    made = PRODUCTS[name]
    check(report_of(tmp_path / "warm", made(2)), cache=False)
    bare = work(report_of(tmp_path / "bare", made(2)))
    once = work(report_of(tmp_path / "once", made(size))) - bare
    twice = work(report_of(tmp_path / "twice", made(2 * size))) - bare
    assert twice <= MOST * max(once, 500)


@pytest.mark.parametrize(("made", "few"), [(footnote_product, 40), (relationship_product, 40)])
def test_what_is_related_with_everything_is_given_up(made: Callable[[int], Files], few: int, tmp_path: Path) -> None:
    assert {one.code for one in check(report_of(tmp_path / "few", made(few)), cache=False).findings} == {"FA202"}
    many = check(report_of(tmp_path / "many", made(2_000)), cache=False)
    assert [one.code for one in many.findings] == ["DO008"]


def test_sums_that_fail_in_every_role_and_place_are_given_up_where_they_multiply(tmp_path: Path) -> None:
    few = check(report_of(tmp_path / "few", failing_everywhere(12)), cache=False)
    assert {one.code for one in few.findings} == {"CA201"}
    many = check(report_of(tmp_path / "many", failing_everywhere(250)), cache=False)
    assert [one.code for one in many.findings] == ["DO008"]


def test_rules_that_all_fail_in_every_place_are_given_up_where_they_multiply(tmp_path: Path) -> None:
    few = check(report_of(tmp_path / "few", rules_failing_everywhere(15)), cache=False)
    assert len({one.code for one in few.findings} & {f"QX{at:03}" for at in range(15)}) == 15
    many = check(report_of(tmp_path / "many", rules_failing_everywhere(100)), cache=False)
    assert {one.code for one in many.findings} == {"DO008", "FA201"}  # context and entity 7 are there twice


def test_a_total_that_fails_once_in_each_place_is_told_everywhere(tmp_path: Path) -> None:
    found = check(report_of(tmp_path, CONSTRUCTS["failures"](1_000)), cache=False)
    assert len(found.findings) == 1_000


@pytest.mark.parametrize("made", [sparse_failing, rules_of_one_total])
def test_what_totals_lack_in_every_place_is_given_up_where_it_multiplies(
    made: Callable[[int], Files], tmp_path: Path
) -> None:
    codes = {one.code for one in check(report_of(tmp_path / "few", made(40)), cache=False).findings}
    assert "DO008" not in codes
    many = check(report_of(tmp_path / "many", made(1_000)), cache=False)
    assert [one.code for one in many.findings] == ["DO008"]


RESTRICTED = '<xs:pattern value=".*"/>'


def test_unions_in_unions_that_cannot_be_taken_together_are_given_up_where_they_multiply(tmp_path: Path) -> None:
    few = check(report_of(tmp_path / "few", unions_of_two(6, RESTRICTED)), cache=False)
    assert [one.code for one in few.findings] == ["FA118", "FA202"]
    for n in (40, 3_000):  # ways to fail, and depth
        many = check(report_of(tmp_path / str(n), unions_of_two(n, RESTRICTED)), cache=False)
        assert [one.code for one in many.findings] == ["DO008"]


def test_unions_in_unions_are_as_deep_as_you_like(tmp_path: Path) -> None:
    found = check(report_of(tmp_path / "r", unions_of_two(3_000)), cache=False).findings
    assert [one.code for one in found] == ["FA118", "FA202"]
    assert found[0].message == "A has a='x': it is no integer"


def test_patterns_that_are_dear_to_compile_are_given_up_together(tmp_path: Path) -> None:
    def patterns(n: int) -> str:
        heavy = (f"(a{{1,400}}){{1,4{at:02}}}" for at in range(n))
        types = (f'<xs:restriction base="xs:string"><xs:pattern value="{one}"/></xs:restriction>' for one in heavy)
        return report_of(tmp_path / str(n), with_attribute("a", *types))

    assert [one.code for one in check(patterns(2), cache=False).findings] == ["FA202"]
    assert [one.code for one in check(patterns(60), cache=False).findings] == ["DO008"]


def test_what_is_on_one_long_line_is_found_in_one_look() -> None:
    data = b"a" * 5_000 + b"\nb\n"
    lines = Lines({"r": data})
    assert lines.at(Location("r", 1, 1)) is lines.at(Location("r", 1, 4_000))
    assert lines.at(Location("r", 2, 1)) == "b"
    assert lines.at(Location("r", 4, 1)) is None


def test_attribute_groups_nested_beyond_any_schema_are_said(tmp_path: Path) -> None:
    few = check(report_of(tmp_path / "few", attribute_groups(40)), cache=False)
    assert few.worst is None
    many = check(report_of(tmp_path / "many", attribute_groups(3_000)), cache=False)
    assert {one.code for one in many.findings} & {"DO009"} == set()
    assert many.worst is not None
