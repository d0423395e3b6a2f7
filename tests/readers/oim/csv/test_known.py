"""What is known of a column: by which cells it is asked for."""

from __future__ import annotations

import pytest

from validator.readers.oim.csv.known import Known
from validator.readers.oim.csv.templates import Template

HEADER = ["c", "p", "u", "v"]


def known(column, **shared):
    template = {"columns": {"c": {}, "p": {"propertyGroups": {"g": {}}}, "u": {}, "v": column}}
    (fact,) = Template(template, HEADER, ()).facts((shared,), ())
    return Known(fact)


@pytest.mark.parametrize(
    ("column", "concept", "others"),
    [
        ({"dimensions": {"concept": "$c", "period": "$p"}}, 0, [1]),
        ({"dimensions": {"period": "$p", "unit": "$u", "concept": "$c"}}, 0, [1, 2]),
        ({"dimensions": {"concept": "$c", "t:x": "$c"}}, -1, [0]),  # what it says is not of the concept alone
        ({"dimensions": {"concept": "t:A", "period": "$p"}}, -1, [1]),
        ({"dimensions": {"concept": "$c"}, "decimals": "$c"}, -1, [0]),
        ({"dimensions": {"concept": "$c"}, "propertiesFrom": ["p"]}, -1, [0, 1]),  # a group may name the concept
    ],
)
def test_the_cell_of_a_concept_is_told_from_the_others_where_it_says_nothing_else(column, concept, others):
    made = known(column)
    assert (made.concept, made.others) == (concept, others)


def test_rows_are_asked_for_by_the_cells_that_decide():
    cells = [("A", "B"), ("2023", "2024"), ("x", "y"), ("1", "2")]
    assert [*known({"dimensions": {"concept": "$c", "period": "$p"}}).keys(cells)] == [
        ("A", "2023", "1"), ("B", "2024", "2"),
    ]  # fmt: skip
    first, _ = known({"dimensions": {"concept": "$c", "period": "$p", "unit": "$u"}}).keys(cells)
    assert first == ("A", ("2023", "x"), "1")
    assert [*known({"dimensions": {"concept": "t:A", "period": "$p"}}).keys(cells)] == [
        ("2023", None, "1"), ("2024", None, "2"),
    ]  # fmt: skip
    assert [*known({"dimensions": {"concept": "t:A"}}).keys(cells)] == [(None, None, "1"), (None, None, "2")]


def test_what_the_table_says_of_the_concept_counts_where_the_column_says_nothing():
    assert known({"dimensions": {"period": "$p"}}, concept="$c").concept == 0
    assert known({"dimensions": {"concept": "t:A"}}, concept="$c").concept == -1
