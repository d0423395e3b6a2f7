"""Hypothesis strategies: taxonomies of random calculation trees, and reports consistent with them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from tests.building import concept, report, taxonomy

if TYPE_CHECKING:
    from validator.model.report import Report
    from validator.model.taxonomy import Taxonomy

PERIODS = ("2023-09-30", "2022-12-31", "2022-09-30")
UNITS = ("CNY", "USD")


class Tree(NamedTuple):
    """A calculation network of one root: each total with its weighted parts."""

    sums: dict[str, dict[str, int]]
    leaves: tuple[str, ...]
    root: str


class Generated(NamedTuple):
    """A taxonomy, a report consistent with it, and the facts it was built from."""

    taxonomy: Taxonomy
    facts: list[tuple[Any, ...]]
    tree: Tree
    exact: dict[tuple[str, str, str], Fraction]

    @property
    def report(self) -> Report:
        """The report of the facts."""
        return report(self.facts, self.taxonomy)


@st.composite
def trees(draw: st.DrawFn, *, most: int = 12) -> Tree:
    """Random trees of totals and parts with weights 1 and -1, two to four parts each."""
    sums: dict[str, dict[str, int]] = {}
    waiting, made = ["R"], 1
    leaves = []
    while waiting:
        total = waiting.pop(0)
        if total != "R" and (made >= most or draw(st.booleans())):
            leaves.append(total)
            continue
        count = draw(st.integers(2, 4))
        parts = {f"N{made + i}": draw(st.sampled_from([1, 1, 1, -1])) for i in range(count)}
        made += count
        sums[total] = parts
        waiting += parts
    return Tree(sums, tuple(leaves), "R")


@st.composite
def generated(draw: st.DrawFn, *, missing: bool = True, most: int = 12) -> Generated:
    """Reports whose totals are the rounded sums of exact leaves, in every period and unit, some parts left out or nil.

    A leaf that is left out or nil is zero, as it counts for nothing.
    """
    tree = draw(trees(most=most))
    names = dict.fromkeys((*tree.sums, *tree.leaves))
    decimals = {name: draw(st.sampled_from([-3, -3, 0, 0, 2])) for name in names}
    facts: list[tuple[Any, ...]] = []
    true: dict[tuple[str, str, str], Fraction] = {}
    for when in PERIODS[: draw(st.integers(1, 2))]:
        for unit in UNITS[: draw(st.integers(1, 2))]:
            values: dict[str, Fraction] = {}
            states: dict[str, str] = {}
            for leaf in tree.leaves:
                states[leaf] = draw(st.sampled_from(["", "", "", "", "nil", "gone"])) if missing else ""
                exact = draw(st.integers(-(10**9), 10**9)) if not states[leaf] else 0
                values[leaf] = Fraction(exact, 100)
            for total in reversed(list(tree.sums)):
                values[total] = sum((values[part] * weight for part, weight in tree.sums[total].items()), Fraction(0))
            for name in names:
                if states.get(name) == "gone":
                    continue
                text = None if states.get(name) == "nil" else rounded_text(values[name], decimals[name])
                true[name, when, unit] = values[name]
                facts.append((name, text, decimals[name], when, unit))
    order = draw(st.permutations(range(len(facts))))
    using = taxonomy({"Sheet": tree.sums}, [concept(n) for n in names])
    return Generated(using, [facts[i] for i in order], tree, true)


def rounded_text(value: Fraction, decimals: int) -> str:
    """Return a value rounded to nearest at so many decimals, as a report writes it."""
    step = Fraction(1, 10**decimals) if decimals >= 0 else Fraction(10**-decimals)
    whole = round(value / step)
    if decimals <= 0:
        return str(whole * 10**-decimals)
    text = str(abs(whole)).rjust(decimals + 1, "0")
    return f"{'-' if whole < 0 else ''}{text[:-decimals]}.{text[-decimals:]}"
