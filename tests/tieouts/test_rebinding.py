"""Ties that are taken over from a report to a copy of it that differs in few figures."""

from __future__ import annotations

from tests.building import report, taxonomy
from validator.finding import Verdict
from validator.model.derived import Derived
from validator.tieouts.figures import Figures, figures_of
from validator.tieouts.rebinding import Remembered
from validator.tieouts.statements.supposed import Supposed


class Tie:
    """As much of a tie as is remembered."""

    def __init__(self, figures):
        self.figures, self.verdict, self.waived, self.accepted = figures, Verdict.FAILS, False, None


def bound(figures, made):
    """Bind two rules: one reads A, the other B and where C is reported."""

    def reading(name, concept, *spots):
        def bind():
            made.append(name)
            figures.bounds_of((concept, 0))
            for one in spots:
                figures.spots(one)
            yield Tie(figures)

        return list(figures.bound((name, "", ()), bind))

    a, b, c = sorted(figures.by_concept)[:3]
    return [*reading("a", a), *reading("b", b, c)]


def copied(original, row, text):
    other = report(
        [(name.rpartition("}")[2], int(value)) for name, value in zip(original.concepts, original.texts, strict=True)],
        original.taxonomy,
    )
    other.texts[row] = text
    other.derived = Derived()
    return other


def test_only_what_reads_something_changed_is_bound_again():
    first = report([("A", 1), ("B", 2), ("C", 3)], taxonomy({"R": {"A": {"B": 1, "C": 1}}}))
    remembered, made = Remembered(first), []
    one, two = bound(figures_of(first), made)
    assert made == ["a", "b"]
    one.verdict, one.waived = Verdict.INDETERMINATE, True  # as passes over the evidence leave it
    other = copied(first, 2, "4")
    remembered.let(other, frozenset((first.concepts[2],)))
    figures = figures_of(other)
    again, anew = bound(figures, made)
    assert made == ["a", "b", "b"]
    assert (again is one, anew is two) == (True, False)
    assert (again.figures is figures, again.verdict, again.waived) == (True, Verdict.FAILS, False)


def test_nothing_is_taken_over_where_the_concepts_or_the_scale_are_others():
    first = report([("A", 1), ("B", 2), ("C", 3)], taxonomy({"R": {"A": {"B": 1, "C": 1}}}))
    remembered = Remembered(first)
    bound(figures_of(first), [])
    finer = copied(first, 2, "4")
    finer.decimals[0] = "9"
    remembered.let(finer, frozenset((first.concepts[0],)))
    assert type(figures_of(finer)) is Figures
    assert type(figures_of(copied(first, 0, "5"))) is Figures


def test_what_reads_nothing_supposed_is_taken_over_apart_while_something_is_supposed():
    first = report([("A", 1), ("B", 2), ("C", 3)], taxonomy({"R": {"A": {"B": 1, "C": 1}}}))
    remembered, made = Remembered(first), []
    bound(figures_of(first), made)
    other = copied(first, 2, "4")
    remembered.let(other, frozenset((first.concepts[2],)))
    figures = figures_of(other)
    one, _ = bound(figures, made)
    one.waived = True
    b, spots = first.concepts[1], figures.spots(first.concepts[1])
    with Supposed(figures, {(b, spot): () for spot in spots}):
        meanwhile, _ = bound(figures, made)
    assert made == ["a", "b", "b", "b"]
    assert (meanwhile is one, meanwhile.figures is figures, meanwhile.waived, one.waived) == (False, True, False, True)
    a = first.concepts[0]
    with Supposed(figures, {(a, spot): () for spot in figures.spots(a)}):
        bound(figures, made)
    assert made[4:] == ["a", "b"]
    with Supposed(figures, {("another", next(iter(spots))): (0,)}):
        bound(figures, made)
    assert made[6:] == ["a", "b"]  # another concept is reported, which sets of concepts may hold
    assert bound(figures, made)[0] is one
    assert made[8:] == ["b"]


def test_nothing_is_remembered_while_something_is_supposed():
    first = report([("A", 1), ("B", 2), ("C", 3)], taxonomy({"R": {"A": {"B": 1, "C": 1}}}))
    remembered = Remembered(first)
    again = figures_of(first)
    bound(again, [])
    with Supposed(again, {}):
        bound(again, [])
    assert [len(read.ties) for read in remembered.rules.values()] == [1, 1]
    kept = [tie for read in remembered.rules.values() for tie, _ in read.ties]
    with Supposed(again, {}):
        assert all(tie not in kept for tie in bound(again, []))
