"""Laws of discovery over generated statements with nested totals."""

from __future__ import annotations

from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws import tried
from tests.statements import reading, statement
from validator.checks import discovered
from validator.discovery.document import drafted
from validator.finding import Verdict
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures
from validator.tieouts.rules.found import RELATIONS

QUIET = tried(60)
SEEDS = st.integers(0, 2**32)  # figures are drawn by a seed: those that repeat prove nothing, and shrinking repeats


@st.composite
def statements(draw, number=0, width=None):
    """Return rows with groups that add up to subtotals, and these to a total."""
    columns = width or draw(st.integers(3, 5))
    random = Random(draw(SEEDS))
    rows = []
    subtotals = []
    for group in range(draw(st.integers(2, 3))):
        parts = [[random.randint(10_000, 99_999) for _ in range(columns)] for _ in range(draw(st.integers(2, 4)))]
        rows += [(f"Line {number}{group}{chr(97 + i)}", part) for i, part in enumerate(parts)]
        subtotals.append([sum(values) for values in zip(*parts, strict=True)])
        rows.append((f"Total group {number}{group}", subtotals[-1]))
    rows.append((f"Total of all {number}", [sum(values) for values in zip(*subtotals, strict=True)]))
    return rows


def evidence(*tables):
    figures = Figures(drafted(reading(*tables), "release.htm"))
    found = Evidence(figures)
    discovered.bind(found, None)
    return found.ties, list(found.said())


def relations(*tables):
    report = drafted(reading(*tables), "release.htm")
    return sorted(
        (one.title, one.bits, len(one.instances)) for one in report.derived.get(RELATIONS) if one.kind == "sum"
    )


@QUIET
@given(statements())
def test_a_statement_that_adds_up_is_silent_and_every_figure_is_tied(rows):
    ties, said = evidence(statement(rows))
    assert said == []
    assert {tie.verdict for tie in ties} == {Verdict.HOLDS}
    assert len({key for tie in ties for key in tie.keys}) == sum(len(values) for _, values in rows)


@QUIET
@given(statements(), st.data())
def test_a_slip_is_found_where_it_is(rows, data):
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0][1]) - 1))
    value = str(rows[row][1][column])
    at = data.draw(st.integers(0, len(value) - 2))  # a last digit may be rounding
    digit = data.draw(st.sampled_from([one for one in "123456789" if one != value[at]]))
    rows[row][1][column] = int(value[:at] + digit + value[at + 1 :])
    _, said = evidence(statement(rows))
    place = (row + 1, 100 * (column + 1))
    named = {(at.line, at.column) for one in said for at in (one.at, *(at for _, at in one.related))}
    assert place in named


@QUIET
@given(statements(width=3), statements(number=1))
def test_an_unrelated_table_adds_no_error(rows, others):
    _, said = evidence(statement(rows), statement(others, number=1))
    assert said == []


@QUIET
@given(statements(), st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_nothing(rows, random):
    order = list(range(len(rows[0][1])))
    random.shuffle(order)
    turned = [(label, [values[i] for i in order]) for label, values in rows]
    assert relations(statement(rows)) == relations(statement(turned))


@QUIET
@given(statements(width=5))
def test_odds_fall_as_columns_are_added(rows):
    before: dict[str, int] = {}
    for width in (2, 3, 4, 5):
        cut = [(label, values[:width]) for label, values in rows]
        now = {title: bits for title, bits, _ in relations(statement(cut))}
        assume(set(before) <= set(now))
        assert all(now[title] > bits for title, bits in before.items())
        before = now
