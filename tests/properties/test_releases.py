"""Laws of whole releases: what is right is silent, whatever its style; and what is found depends on figures alone."""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.building import report
from tests.laws import tried
from tests.strategies.releases import HOME, ROUNDED, SHARES, releases
from tests.strategies.schemas import schema
from validator import readers
from validator.accepting import written
from validator.diagnosis import MOST_SHOWN
from validator.finding import Severity, Verdict
from validator.model.intervals import Interval
from validator.model.report import Reference
from validator.model.source import Location
from validator.run import Options, judged
from validator.writers.files import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.strategies.releases import Release
    from validator.finding import Finding, Outcome, Suspect
    from validator.model.report import Report

ALWAYS = {"CA101", "TO101", "TO201", "TO202", "TO301", "TO501"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder for all examples, so that each file of rules and each schema is read once."""
    return tmp_path_factory.mktemp("releases")


def kept(folder: Path, text: str, suffix: str) -> str:
    """Return the path of a file that holds a text, by which it is named."""
    path = folder / f"{sha256(text.encode()).hexdigest()[:16]}{suffix}"
    if not path.exists():
        path.write_text(text, encoding="utf-8")
    return str(path)


def checked(folder: Path, made: Release, facts: list | None = None, **more: object) -> Outcome:
    """Check a release, or other facts in its place, by its rules, as a user would."""
    return judged(report(made.facts if facts is None else facts, made.taxonomy), options(folder, made, **more))


def options(folder: Path, made: Release, **more: object) -> Options:
    """Return what checks a release by its rules."""
    return Options(rules=(kept(folder, made.rules, ".toml"),), debug=True, **more)


def weighty(outcome: Outcome) -> list[Finding]:
    """Return what was found and does not merely inform."""
    return [one for one in outcome.findings if one.severity >= Severity.WARNING]


@tried(40)
@given(made=releases())
def test_a_release_that_is_right_is_silent_whatever_its_style(folder, made):
    outcome = checked(folder, made)
    assert [(one.code, one.message) for one in weighty(outcome)] == []
    ties = outcome.results[0].ties
    assert {tie.verdict for tie in ties} <= {Verdict.HOLDS, Verdict.ROUNDING}
    abroad = {"TO401"} if any(fact[4] == "USD" for fact in made.said) else set()
    assert {tie.code for tie in ties} == ALWAYS | abroad | ({"TO102"} if made.style != ROUNDED else set())
    if made.style != ROUNDED:
        assert all(tie.verdict is Verdict.HOLDS for tie in ties if tie.code in ("CA101", "TO102"))


# --- a slip, and how it is told -----------------------------------------------------------------------
@st.composite
def slipped(draw):
    """A release in which one or two amounts of its statements became others by twenty or more of their last digits."""
    made = draw(releases())
    facts = made.facts
    amounts = [row for row, fact in enumerate(made.said) if fact[4] in (HOME, "USD")]
    for row in draw(st.lists(st.sampled_from(amounts), min_size=1, max_size=2, unique=True)):
        name, text, decimals, when, unit = facts[row]
        off = draw(st.integers(20, 10**6)) * draw(st.sampled_from((1, -1)))
        facts[row] = (name, str(int(text) + off * 10**-decimals), decimals, when, unit)
    return made, facts


def told(outcome: Outcome, *, scale: bool = False) -> list[tuple[object, ...]]:
    """Return what is said of figures, whatever places they have and, with `scale`, whatever they are counted in."""
    one = outcome.results[0].report
    figures = {one.location(row): figure(one, row, scale=scale) for row in range(len(one))}

    def of(at: Location) -> object:
        return figures.get(at)

    said = []
    for found in weighty(outcome):
        suspects, made = [], found.diagnosis
        for each in made.suspects if made is not None else ():
            suspects.append(tuple((of(suspect.at), suspect.slip if scale else suspect[2:6]) for suspect in each))
        decided = made is not None and made.decided
        said.append((found.code, of(found.at), decided, tuple(suspects[:1] if decided else sorted(suspects, key=repr))))
    return sorted(said, key=repr)


def figure(one: Report, row: int, *, scale: bool) -> tuple[str, ...]:
    """Return what a fact is a fact of, and unless scales differ to how many digits."""
    fact = one.fact(row)
    return (fact.concept, str(fact.context), str(fact.unit), "" if scale else one.decimals[row])


@tried(25)
@given(slipped(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing_that_is_said(folder, made, random):
    made, facts = made
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert told(checked(folder, made, shuffled)) == told(checked(folder, made, facts))


@tried(25)
@given(slipped(), st.integers(-3, 6))
def test_amounts_counted_in_other_units_change_nothing_but_amounts(folder, made, power):
    made, facts = made
    money = {unit for *_, unit in facts} - {SHARES, "pure"}
    counted = [
        (name, f"{text}e{power}", decimals - power, when, unit) if unit in money else (name, text, decimals, when, unit)
        for name, text, decimals, when, unit in facts
    ]
    one, other = checked(folder, made, facts), checked(folder, made, counted)
    assert told(other, scale=True) == told(one, scale=True)
    assert [tie.verdict for tie in other.results[0].ties] == [tie.verdict for tie in one.results[0].ties]


def writable(one: Report, place: str) -> Report:
    """Return a report made in memory with what a file needs: its schema, ids, a scheme that is a URI."""
    one.references.append(Reference("schemaRef", place, "", Location("")))
    one.contexts = [context._replace(scheme="http://example.com/scheme") for context in one.contexts]
    one.context_refs = [f"c{at + 1}" for at in one.contexts_of]
    one.unit_refs = [one.units[at].id for at in one.units_of]
    return one


@pytest.mark.slow
@tried(6)
@given(slipped())
def test_the_syntax_changes_nothing_that_is_said(folder, made):
    made, facts = made
    whole = writable(report(facts, made.taxonomy), kept(folder, schema(made.taxonomy), ".xsd"))
    expected = told(checked(folder, made, facts))
    for name, syntax in (("a.json", "xbrl-json"), ("b.xml", "xbrl-xml"), ("c.htm", "inline"), ("d.json", "xbrl-csv")):
        for each, data in render(whole, str(folder / name), syntax).items():
            (folder / each).write_bytes(data)
        asked = options(folder, made, ignore=("TP",))  # the page that is written is a list, and no statement
        again = readers.read(str(folder / name), asked)
        assert again.syntax == syntax
        assert told(judged(again, asked)) == expected, syntax


@tried(25)
@given(slipped(), st.data())
def test_waiving_hides_exactly_what_was_waived(folder, made, data):
    made, facts = made
    before = checked(folder, made, facts).results[0].ties
    failing = [tie for tie in before if tie.verdict is Verdict.FAILS]
    accepted = [tie for tie in failing if data.draw(st.booleans())]
    text = written(accepted, reason="as published", by="R.", until="2024-12-31")
    after = checked(folder, made, facts, waivers=(kept(folder, text, ".toml"),), today="2024-01-01")
    waived = {name(tie) for tie in after.results[0].ties if tie.waived}
    assert waived == {name(tie) for tie in accepted}
    assert [(name(tie), tie.verdict) for tie in after.results[0].ties] == [(name(tie), tie.verdict) for tie in before]
    # of what is not waived nothing is lost, and what is waived is still there to be looked up
    assert bool(after.waived) is any(tie.code != "TO102" for tie in accepted)  # that one is told with CA101
    codes = {tie.code for tie in failing}
    assert any(one.code in codes for one in weighty(after)) is (len(accepted) < len(failing))
    assert not [one for one in after.findings if one.code.startswith("WA")]


def name(tie) -> tuple[str, ...]:
    return tie.code, tie.source, tie.frame, *(f"{key}" for key in tie.keys)


# --- one slip, and the figure it is found in ----------------------------------------------------------
SLIPS = ("digit", "swapped", "sign", "scale")


@st.composite
def mistyped(draw):
    """A release, and a slip of the hand in an amount of its statements, by twenty or more of its last digits."""
    made = draw(releases())
    row = draw(st.sampled_from(amounts(made)))
    return made, {row: draw(typed(*made.said[row][1:3]))}


def amounts(made: Release) -> list[int]:
    """Return the facts of a release's statements that are amounts, and not zero."""
    return [row for row, fact in enumerate(made.said) if fact[4] in (HOME, "USD") and int(fact[1])]


@st.composite
def typed(draw, text: str, decimals: int) -> str:
    """An amount, not zero, as fingers make another of it."""
    said = int(text) // 10**-decimals
    made = {kind: list(mistakes(said, kind)) for kind in SLIPS}
    kind = draw(st.sampled_from([kind for kind in SLIPS if made[kind]]))
    return str(draw(st.sampled_from(made[kind])) * 10**-decimals)


def mistakes(said: int, kind: str) -> Iterator[int]:
    """Yield every number that a slip of one kind makes of another, by twenty or more and with no zero before it."""
    digits, sign = str(abs(said)), -1 if said < 0 else 1
    places = range(len(digits))
    made = {
        "digit": (digits[:at] + digit + digits[at + 1 :] for at in places for digit in "0123456789"),
        "swapped": (digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :] for at in places),
        "scale": (f"{digits}000",),
        "sign": (digits,),
    }
    for wrong in made[kind]:
        number = (-sign if kind == "sign" else sign) * int(wrong)
        if abs(number - said) >= 20 and wrong[0] != "0":
            yield number


def with_slips(made: Release, slips: dict[int, str]) -> list[tuple]:
    """Return the facts of a release with some of its amounts mistyped."""
    return [(name, slips.get(row, text), *more) for row, (name, text, *more) in enumerate(made.facts)]


def telling(outcome: Outcome, row: int) -> list[set[object]]:
    """Return the figures of each tie that says something of the true value of a fact's figure."""
    ties = outcome.results[0].ties
    key = ties[0].figures.key_of(row)
    return [set(tie.keys) for tie in ties if key in tie.keys and tie.narrows]


def named(outcome: Outcome) -> list[Suspect]:
    """Return the figures that are said to be wrong for certain, alone or together."""
    found = [one.diagnosis for one in weighty(outcome) if one.diagnosis is not None and one.diagnosis.decided]
    return [suspect for one in found for suspect in one.suspects[0]]


@tried(40)
@given(made=mistyped())
def test_a_slip_is_found_and_no_other_figure_is_named(folder, made):
    """Where the ties of a figure have no other in common they tell it, and its true value is what they leave it."""
    made, slips = made
    ((row, _),) = slips.items()
    right, wrong = checked(folder, made), checked(folder, made, with_slips(made, slips))
    assert weighty(wrong)
    place = wrong.results[0].report.location(row)
    others = [one for one in named(wrong) if one.at != place]
    assert all(one.slip.startswith("it repeats ") or len(one.reported.strip("-0,")) == 1 for one in others)
    if len(set.intersection(*telling(right, row))) == 1:
        assert others == []
        (one, *_) = named(wrong)
        assert Fraction(made.said[row][1]) in interval(one.implied, wider=Fraction(10) ** -made.said[row][2])
    else:
        suspects = [one for found in weighty(wrong) if found.diagnosis for one in found.diagnosis.suspects]
        assert place in {one.at for some in suspects for one in some} or len(suspects) >= MOST_SHOWN


@tried(25)
@given(made=releases(), data=st.data())
def test_two_slips_whose_ties_share_no_figure_are_both_found(folder, made, data):
    right = checked(folder, made)
    ties = {row: telling(right, row) for row in amounts(made)}
    reach = {row: set.union(*some) for row, some in ties.items() if some and len(set.intersection(*some)) == 1}
    pairs = [(row, other) for row, other in combinations(reach, 2) if not reach[row] & reach[other]]
    assume(pairs)
    slips = {row: data.draw(typed(*made.said[row][1:3])) for row in data.draw(st.sampled_from(pairs))}
    wrong = checked(folder, made, with_slips(made, slips))
    found = {one.at: one for one in named(wrong)}
    assert found.keys() == {wrong.results[0].report.location(row) for row in slips}
    for row in slips:
        one = found[wrong.results[0].report.location(row)]
        assert Fraction(made.said[row][1]) in interval(one.implied, wider=Fraction(10) ** -made.said[row][2])


def interval(text: str, *, wider: Fraction) -> Interval:
    """Return what `[1, 2]` says, with the room a figure has that is reported for it."""
    low, _, high = text.strip("[]()≈").partition(", ")
    first, last = (Fraction(one.strip("≈").replace(",", "")) for one in (low, high or low))
    return Interval(first - wider, last + wider)
