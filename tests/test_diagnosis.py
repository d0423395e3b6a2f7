"""Diagnosis: the culprit, its value, the slip; and saying so where it cannot be decided."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.building import report, taxonomy
from validator import diagnosis
from validator.checks import calculation
from validator.model.names import SUMMATION_10
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures
from validator.tieouts.localization.explanations import Explained
from validator.tieouts.localization.index import Index
from validator.tieouts.localization.suspects import groups, singles

SUMS = {"Sheet": {"T": {"S": 1, "C": 1}, "S": {"A": 1, "B": 1}}, "Notes": {"A": {"X": 1, "Y": 1}}}
SOUND = {"T": 50310, "S": 45010, "C": 5300, "A": 32010, "B": 13000, "X": 30000, "Y": 2010}


def verdicts(sums=SUMS, **changed):
    facts = [(name, value) for name, value in {**SOUND, **changed}.items() if value != "gone"]
    figures = Figures(report(facts, taxonomy(sums)))
    return [one.diagnosis for one in explained(figures)]


def explained(figures):
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    diagnosis.explained(evidence)
    return evidence.said()


def test_nothing_fails_nothing_is_diagnosed():
    assert verdicts() == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"S": 54010}, "S should be 45,010: two neighbouring digits are exchanged (54,010 is reported)"),
        ({"S": 45910}, "S should be 45,010: one digit is off (45,910 is reported)"),
        ({"S": -45010}, "S should be 45,010: the sign is the wrong way round (-45,010 is reported)"),
        ({"S": 45010000}, "S should be 45,010: the scale is off: it is 10^3 times too large (45,010,000 is reported)"),
        ({"S": 4501}, "S should be 45,010: the scale is off: it is 10^1 times too small (4,501 is reported)"),
        ({"A": 13000}, "A should be 32,010: it repeats B (as of 2023-09-30, CNY) (13,000 is reported)"),
        ({"A": 3010}, "A should be 32,010: a digit is lost (3,010 is reported)"),
        ({"A": 77777}, "A should be 32,010 (77,777 is reported)"),
    ],
)
def test_the_figure_in_two_failures_is_the_culprit(changed, said):
    found = verdicts(**changed)
    assert [one.verdict for one in found] == [f"{said}; that settles 2 failures"] * 2
    assert found[0].decided
    (one,) = found[0].suspects[0]
    assert len(one.settles) == 2
    assert len(one.working) == 2


def test_a_part_of_which_no_digit_is_known_is_named_for_that():
    one = report([("A", 100), ("B", 60), ("C", 40)], taxonomy({"Sheet": {"A": {"B": 1, "C": 1}}}, arcrole=SUMMATION_10))
    one.decimals[:], one.precisions[:] = ["", "", ""], ["3", "2", "0"]
    (found,) = [finding.diagnosis for finding in explained(Figures(one))]
    assert found.decided
    assert found.verdict == (
        "C counts for nothing: its accuracy says that no digit of it is known; as 40 it settles this failure"
    )


def test_what_cannot_be_decided_is_said():
    (found,) = verdicts(X=31000)
    assert not found.decided
    assert found.verdict.startswith("cannot be decided between ")
    assert {suspects[0].label for suspects in found.suspects} == {"X", "Y"}  # A is held by the total above it


def test_two_errors_are_explained_together():
    found = verdicts(S=54010, A=23010)
    assert found[0].suspects[0][0].label != found[0].suspects[0][1].label
    assert {one.label for one in found[0].suspects[0]} == {"S", "A"}
    assert [one.suggested for one in found[0].suspects[0]] == ["45,010", "32,010"]


def test_a_missing_part_is_named():
    facts = [(name, value) for name, value in SOUND.items() if name != "X"]
    elsewhere = [*facts, ("X", 1, 0, "2022-12-31")]
    figures = Figures(report(elsewhere, taxonomy(SUMS)))
    found = [one.diagnosis for one in explained(figures)]
    assert [one.verdict for one in found] == [
        "X is not reported; 30,000 would settle this failure, and so would Y (then 32,010), changed"  # a digit lost
    ]
    figures = Figures(report([("Y", 7345) if one[0] == "Y" else one for one in elsewhere], taxonomy(SUMS)))
    (one,) = (one.diagnosis for one in explained(figures))
    assert one.verdict == "X is not reported; [24,664, 24,666] would settle this failure"


def test_a_part_that_is_reported_nowhere_is_the_last_thing_to_think_of():
    (found,) = verdicts(X="gone", Y=99)
    assert found.verdict == "Y should be 32,010 (99 is reported); that settles this failure"


def test_groups_that_share_no_figure_are_diagnosed_apart():
    sums = {"One": {"T": {"S": 1, "C": 1}}, "Two": {"A": {"X": 1, "Y": 1}}}
    facts = [(n, {"T": 60310, "X": 70000}.get(n, v)) for n, v in SOUND.items()]
    figures = Figures(report(facts, taxonomy(sums)))
    ties = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False)).ties
    assert [len(group) for group in groups(ties)] == [1, 1]


FOOTED = {"Sheet": {"T": {"A": 1, "B": 1, "C": -1}}}


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (54017, ""),
        (45010, "; without C the parts add up to the total: it may not belong to it here"),
        (31410, "; with C twice the parts add up to the total: it may be counted twice in it"),
        (45011, "; without C the parts add up to the total: it may not belong to it here"),  # as rounding allows
    ],
)
def test_a_part_left_out_of_a_total_or_counted_twice_in_it_is_named(total, said):
    (found,) = verdicts(FOOTED, T=total, S="gone", A=32010, B=13000, C=6800, X="gone", Y="gone")
    assert not found.decided
    assert found.verdict.startswith("cannot be decided between ")
    assert found.verdict.endswith("settles this failure" + said)


def test_two_parts_that_would_each_explain_a_total_are_not_named():
    (found,) = verdicts(FOOTED, T=38210, S="gone", A=32010, B=6800, C=6800, X="gone", Y="gone")
    assert "without" not in found.verdict


def test_missing_parts_come_after_one_without_which_the_others_add_up():
    facts = [
        ("T", 45010),
        ("A", 32010),
        ("B", 13000),
        ("C", 6800),
        ("D", 1, 0, "2022-12-31"),
        ("E", 1, 0, "2022-12-31"),
    ]
    sums = {"Sheet": {"T": {"A": 1, "B": 1, "C": 1, "D": 1, "E": 1}}}
    found = []
    for total in (45020, 45010):
        figures = Figures(report([("T", total), *facts[1:]], taxonomy(sums)))
        found += [one.diagnosis.verdict for one in explained(figures)]
    assert found == [
        "D and E are not reported here; together they would make -6,790",
        "without C the parts add up to the total: it may not belong to it here",
    ]


def test_a_total_of_one_part_that_is_far_off_is_no_proof_against_the_part():
    far = verdicts({"Sheet": {"T": {"A": 1}}, "Notes": {"T": {"S": 1, "C": 1}}}, A=650)
    assert [(one.verdict, one.decided) for one in far] == [
        ("its one part here is another figure: the calculation may be what is wrong, or A (then 50,310)", False)
    ]
    (near,) = verdicts({"Sheet": {"T": {"A": 1}}, "Notes": {"T": {"S": 1, "C": 1}}}, A=53010)
    assert near.decided
    assert near.verdict.startswith("A should be 50,310: two neighbouring digits")


def test_the_whole_is_not_copied_from_its_one_member():
    facts = [("T", 30), ("A", 7), ("A", 7, None, None, None, {"Axis": "Member"}), ("B", 20)]
    figures = Figures(report(facts, taxonomy({"Sheet": {"T": {"A": 1, "B": 1}}})))
    index = Index(Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False)).ties, figures)
    (key,) = [key for key in index.touching if key[0].endswith("A")]
    assert index.copies(key, figures.bounds_of(key).value) is None


@pytest.mark.parametrize("rounded", [("T", 50000, -4), ("A", 30000, -4)])
def test_a_figure_is_named_where_it_is_told_to_the_most_digits(rounded):
    """A text that rounds it says the same of the wrong figure as of the right one, wherever it stands."""
    facts = [(name, {"T": 51310, "A": 33010}.get(name, value)) for name, value in SOUND.items()]
    for said in ([rounded, *facts], [*facts, rounded]):
        figures = Figures(report(said, taxonomy(SUMS)))
        found = list(explained(figures))
        lines = {one.label: one.at.line for each in found for group in each.diagnosis.suspects for one in group}
        assert lines[rounded[0]] == said.index(next(fact for fact in facts if fact[0] == rounded[0])) + 1
        assert {one.at.line for one in found} == {said.index(fact) + 1 for fact in facts if fact[0] in "TSA"}


def copies(coarse, **changed):
    """The sums with a figure told again: in a text, more coarsely."""
    facts = [(name, value) for name, value in {**SOUND, **changed}.items()]
    return Figures(report([coarse, *facts], taxonomy(SUMS)))


def test_of_several_copies_the_one_that_is_wrong_is_shown():
    coarse = ("S", 45000, -3)
    figures = copies(coarse, S=45100)
    (one,) = next(iter(explained(figures))).diagnosis.suspects[0]
    assert (one.suggested, one.at) == ("45,010", figures.report.location(2))  # 45,000 to the thousand is right
    figures = copies(("S", 54000, -3), S=54010)
    (one,) = next(iter(explained(figures))).diagnosis.suspects[0]
    assert (one.suggested, one.at) == ("45,010", figures.report.location(2))  # both are wrong: the one that says more


def test_copies_at_odds_that_ties_do_not_tell_apart_accuse_nobody():
    wide = {"Sheet": {"T": {"A": 1, "B": 1}}}
    facts = [("T", 5_000_000, -7), ("A", 11), ("A", 12), ("B", 2_000_000, -7)]
    found = [one for one in explained(Figures(report(facts, taxonomy(wide)))) if one.code == "CA102"]
    assert [one.diagnosis for one in found] == [None]
    narrow = [("T", 5_000_000, -6), ("A", 11), ("A", 12), ("B", 2_000_000, -6)]
    (one,) = (one for one in explained(Figures(report(narrow, taxonomy(wide)))) if one.code == "CA102")
    assert one.diagnosis.decided
    assert one.diagnosis.verdict == "A should be 3,000,000, by CA101"


@pytest.mark.parametrize(
    ("decimals", "said"),
    [
        (-3, "B counts rounded: its accuracy leaves out digits that it shows; as 13,200 it settles this failure"),
        (-2, None),
    ],
)
def test_a_figure_whose_decimals_leave_out_digits_it_shows_is_named_for_that(decimals, said):
    """XBRL 2.1 adds up what is left by the decimals (§5.2.5.2), so such a figure breaks the sums it is right in."""
    facts = [("S", 45210, 0), ("A", 32010, 0), ("B", 13200, decimals)]
    figures = Figures(report(facts, taxonomy({"Sheet": {"S": {"A": 1, "B": 1}}}, arcrole=SUMMATION_10)))
    found = [one.diagnosis.verdict for one in explained(figures) if one.diagnosis is not None]
    assert found == ([] if said is None else [said])


# --- words ---------------------------------------------------------------------------------------
SUM = {"Sheet": {"T": {"A": 1, "B": 1}}}
HELD = {"Tops": {"T": {"S": 1, "U": 1}}, "Ins": {"A": {"X": 1, "Y": 1}}, "Outs": {"B": {"P": 1, "Q": 1}}}
BOTTOM = {"A": 60, "B": 30, "S": 50, "U": 50, "X": 40, "Y": 20, "P": 10, "Q": 20}


def said(sums, *facts):
    """The diagnoses of a report, each as its words, whether it is decided, and its suspects' names."""
    found = (one.diagnosis for one in explained(Figures(report(facts, taxonomy(sums)))))
    return [
        (one.verdict, one.decided, [[each.label for each in some] for some in one.suspects])
        for one in found
        if one is not None
    ]


@pytest.mark.parametrize(
    ("sums", "facts", "verdicts"),
    [
        (
            {"Sheet": {"T": {"A": 1, "B": 1}}, **HELD},
            {"T": 100, **BOTTOM},
            [": T must lie in [89, 91] by CA101, but in [99, 101] by CA101 (Tops)"],
        ),
        # the first is only in what fails too, and the next two are not reported
        (
            {"Sheet": {"T": {"M": 1, "N": 1, "A": 1, "B": 1}}, **HELD, "Ss": {"S": {"V": 1}}, "Us": {"U": {"W": 1}}},
            {"T": 200, **BOTTOM, "V": 50, "W": 50},
            [
                ": A must lie in [169, 171] by CA101, but in [59, 61] by CA101 (Ins)",
                ": S must lie in [149, 151] by CA101, but in [49.5, 50.5] by CA101 (Ss)",
            ],
        ),
    ],
)
def test_where_nothing_explains_a_failure_the_tie_is_named_that_keeps_a_figure_where_it_is(sums, facts, verdicts):
    assert said(sums, *facts.items()) == [
        (f"no single figure explains this failure{one}", False, []) for one in verdicts
    ]


def parts(names):
    return {"Sheet": {"T": dict.fromkeys(names, 1)}}


def earlier(names):
    return [(name, 1, 0, "2022-12-31") for name in names]


@pytest.mark.parametrize(
    ("sums", "facts", "verdict", "suspects"),
    [
        (
            parts("A"),
            [("T", 50310), ("A", 650)],
            "its one part here is another figure: the calculation may be what is wrong, or T (then 650)",
            ["T", "A"],
        ),
        (
            parts("ABC"),
            [("T", 103), ("A", 60), ("B", 30), ("C", 5)],
            "cannot be decided between A (then 68) and B (then 38)",
            ["A", "B", "T", "C"],
        ),
        (
            parts("ABCD"),
            [("T", 7777), *((name, 1000) for name in "ABCD")],
            "cannot be decided between A (then 4,777), B (then 4,777), C (then 4,777) and D (then 4,777)",
            ["A", "B", "C", "D"],
        ),
        (
            parts("ABCDEG"),
            [("T", 7777), *((name, 1000) for name in "ABCDEG")],
            "cannot be decided between A (then 2,777), B (then 2,777), C (then 2,777), D (then 2,777) and 2 more",
            ["A", "B", "C", "D"],
        ),
        (
            parts("ABCDE"),
            [("T", 7777), ("A", 1000), *earlier("BCDE")],
            "B, C, D and E are not reported here; together they would make 6,777",
            [],
        ),
        (
            parts("ABCDEGH"),
            [("T", 7777), ("A", 1000), *earlier("BCDEGH")],
            "B, C, D, E and 2 more are not reported here; together they would make 6,777",
            [],
        ),
        (
            {"S": {"S": {"A": 1, "B": 1}}, "Y": {"Y": {"P": 1, "Q": 1}}, "Sheet": {"A": {"X": 1, "Y": 1}}},
            [("S", 45010), ("A", 32010), ("B", 13000), ("Y", 2010), ("P", 2000), ("Q", 10)],
            "X is not reported; [29,999, 30,001] would settle it",
            [],
        ),
    ],
)
def test_what_may_explain_a_failure_is_listed_as_far_as_it_is_read(sums, facts, verdict, suspects):
    ((text, decided, found),) = said(sums, *facts)
    text = text.removesuffix(": any one of them, changed, settles this failure")
    assert (text, decided, [one for (one,) in found]) == (verdict, False, suspects)


def test_of_several_pairs_the_first_is_told():
    facts = {**SOUND, "C": 3777, "A": 23010}
    figures = Figures(report(list(facts.items()), taxonomy(SUMS)))
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    told = diagnosis.diagnose(list(evidence.failing()), Index(evidence.ties, figures), figures)
    assert (told.verdict, told.decided) == (
        "no single figure explains this, and 2 pairs would; T as 48,787 and A as 32,010 first",
        False,
    )


@pytest.mark.parametrize(
    ("off", "decimals", "named"),
    [
        (-2, 0, False),
        (-1, 0, True),
        (0, 0, True),
        (1, 0, True),
        (2, 0, False),
        (0, "INF", True),
        ("0.01", "INF", False),
    ],
)
def test_a_part_is_left_out_or_counted_twice_as_far_as_rounding_allows(off, decimals, named):
    facts = {"T": 45010 + Decimal(off), "A": 32010, "B": 13000, "C": 6800}
    ((text, _, _),) = said(FOOTED, *((name, value, decimals) for name, value in facts.items()))
    assert ("; without C the parts add up to the total" in text) is named


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ([("T", 10), ("A", 10), ("B", 6800)], True),
        ([("T", 10), ("A", 5)], False),  # one part is no sum
        ([("T", 0), ("A", 500)], False),
        ([("T", 20), ("A", 10), ("B", 0)], True),
    ],
)
def test_of_one_part_alone_it_is_not_told_whether_it_belongs(facts, named):
    ((text, _, _),) = said(parts("AB"), *facts)
    assert ("may not belong to it here" in text or "may be counted twice" in text) is named


def test_what_is_not_reported_is_missed_where_the_total_is_first_reported():
    facts = [("Y", 7345), ("A", 32010), ("A", 32010), *earlier("X")]
    (one,) = explained(Figures(report(facts, taxonomy({"Sheet": {"A": {"X": 1, "Y": 1}}}))))
    (first,) = one.diagnosis.suspects[0]
    assert (first.label, first.at.line, first.slip) == ("X", 2, "it is not reported")


def test_what_is_not_reported_in_several_totals_is_missed_in_the_first():
    sums = {"Sheet": {"A": {"X": 1, "Y": 1}}, "Notes": {"B": {"X": 1, "P": 1}}}
    facts = [("Y", 7345), ("A", 32010), ("B", 24765), ("P", 100), *earlier("X")]
    (first, second) = explained(Figures(report(facts, taxonomy(sums))))
    assert first.diagnosis.verdict == "X is not reported; [24,664, 24,666] would settle 2 failures"
    assert first.diagnosis.suspects[0][0].at.line == second.diagnosis.suspects[0][0].at.line == 2


@pytest.mark.parametrize(
    ("sums", "facts", "verdict", "decided", "suspect", "related"),
    [
        # by the ties, all copies or some are wrong: the first of these is named, to its own decimals
        (SUM, [("A", 60), ("A", 61)], "10, by CA101", True, (1, "60", "[9, 11]", "10"), [("reported as 61", 2)]),
        (
            SUM,
            [("A", "75.5", 1), ("A", 60)],
            "10, by CA101",
            True,
            (1, "75.5", "[9, 11]", "10"),
            [("reported as 60", 2)],
        ),
        (
            *(SUM, [("A", 60), ("A", 10), ("A", 62)], "10, by CA101", False, (1, "60", "[9, 11]", "10")),
            [("reported as 10", 2), ("reported as 62", 3)],
        ),
        (SUM, [("A", 10), ("A", 60)], "10, by CA101", True, (2, "60", "[9, 11]", "10"), [("reported as 10", 1)]),
        (SUM, [("A", None), ("A", 10)], "10, by CA101", True, (1, "nil", "[9, 11]", "10"), [("reported as 10", 2)]),
        (SUM, [("A", 10), ("A", None)], "10, by CA101", True, (2, "nil", "[9, 11]", "10"), [("reported as 10", 1)]),
        (
            *(SUM, [("A", None), ("A", None), ("A", 70)], "10, by CA101", True, (3, "70", "[9, 11]", "10")),
            [("reported as nil", 1), ("reported as nil", 2)],
        ),
        (
            *({"Sheet": {"V": {"A": 1}}}, [("A", 60), ("A", "75.5", 1), ("V", "10.4", 1)], "10, by CA101", True),
            *((1, "60", "[10.35, 10.45]", "10"), [("reported as 75.5", 2)]),
        ),
        # by the most, where the ties contradict each other or cannot be judged
        (
            {**SUM, "Notes": {"N": {"A": 1}}},
            [("A", 10), ("A", 70), ("A", 10), ("N", 20)],
            *("10, by the 2 other places it is reported in", True, (2, "70", "10", "10")),
            [("reported as 10", 1), ("reported as 10", 3)],
        ),
        (
            {"Sheet": {"T": {"A": 1, "C": 1}}},
            [("A", 10), ("A", 70), ("A", 10), ("C", 5), ("C", 6)],
            *("10, by the 2 other places it is reported in", True, (2, "70", "10", "10")),
            [("reported as 10", 1), ("reported as 10", 3)],
        ),
        (
            {"Sheet": {"T": {"A": 1, "C": 1}}},
            [("A", None), ("A", 10), ("C", 5), ("C", 6)],
            *("10, by the other place it is reported in", True, (1, "nil", "10", "10")),
            [("reported as 10", 2)],
        ),
    ],
)
def test_of_copies_at_odds_the_one_that_is_wrong_is_told_and_what_it_should_be(
    sums, facts, verdict, decided, suspect, related
):
    made = Figures(report([*facts, ("T", 40), ("B", 30)], taxonomy(sums)))
    one = next(one for one in explained(made) if one.code == "CA102" and "A (" in one.message)
    ((told,),) = one.diagnosis.suspects
    assert (one.diagnosis.verdict, one.diagnosis.decided) == (f"A should be {verdict}", decided)
    assert (told.label, told.at.line, told.reported, told.implied, told.suggested) == ("A", *suspect)
    assert (one.at, [(what, at.line) for what, at in one.related]) == (told.at, related)


def test_of_copies_that_are_all_wrong_the_first_tells_the_scale():
    facts = [("T", 40_000, -3), ("B", 30_000, -3), ("A", 60_000, -3), ("A", 900_000, -5)]
    one = next(one for one in explained(Figures(report(facts, taxonomy(SUM)))) if one.code == "CA102")
    ((told,),) = one.diagnosis.suspects
    assert (told.at.line, told.suggested, told.amount) == (3, "10,000", "CNY 10 thousand")


@pytest.mark.parametrize(
    ("sums", "facts"),
    [
        ("AB", [("T", 100, -2), ("B", 0), ("A", 60), ("A", 61)]),  # either would do
        ("AB", [("T", 5000, -7), ("A", 11), ("A", 12), ("B", 7)]),  # any would
    ],
)
def test_where_ties_leave_a_figure_all_it_says_nothing_is_told(sums, facts):
    assert said(parts(sums), *facts) == []


def test_the_one_part_of_a_total_that_repeats_another_figure_is_what_is_wrong():
    facts = [("T", 50310), ("A", 650), ("Z", 650), ("Y", 650)]
    ((text, decided, found),) = said({**parts("A"), "Other": {"Z": {"Y": 1}}}, *facts)
    assert text.startswith("A should be 50,310: it repeats Z ")
    assert (decided, found) == (True, [["A"], ["T"]])


def test_only_what_comes_close_to_the_likeliest_is_weighed_against_it(monkeypatch):
    figures = Figures(report([("T", 7777), *((name, 1000) for name in "ABC")], taxonomy(parts("ABC"))))
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    group, index = list(evidence.failing()), Index(evidence.ties, figures)
    alone = singles(group, index, figures)
    scored = [(one._replace(score=score, copied=None),) for one, score in zip(alone, (30, 25, 20, 18), strict=True)]
    monkeypatch.setattr(diagnosis, "explanations", lambda *_: Explained([], scored))
    assert diagnosis.diagnose(group, index, figures).verdict.startswith(
        "cannot be decided between A (then 5,777) and B (then 5,777): any"
    )
