"""What explains a group of failures, and whether the first of it stands out: told and measured by one function."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from tests.building import NS, concept, report, taxonomy
from validator import diagnosis
from validator.checks import calculation, tieouts
from validator.finding import Severity
from validator.prove import Prover
from validator.prove.corruptions import Corruption
from validator.run import judged
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures
from validator.tieouts.localization import slips
from validator.tieouts.localization.explanations import (
    AHEAD,
    _entangled,
    _Without,
    explanations,
    likened,
    pairs,
    score,
    stands_out,
    stated,
)
from validator.tieouts.localization.index import Index
from validator.tieouts.localization.suspects import DOCUMENT, candidate

SUMS = {"Sheet": {"T": {"S": 1, "C": 1}, "S": {"A": 1, "B": 1}}}
FACTS = {"T": 50310, "S": 45010, "C": 5300, "A": 32010, "B": 13000}


def scored(*scores):
    return [tuple(SimpleNamespace(score=one, slip="", copied=None) for one in some) for some in scores]


def slipped(*kinds):
    """Explanations of equal accuracy, so that their slips alone tell them apart."""
    return [
        tuple(
            SimpleNamespace(
                score=slips.WEIGHTS[kind], slip=kind if kind != slips.COPIED else "", copied=kind == slips.COPIED
            )
            for kind in some
        )
        for some in kinds
    ]


@pytest.mark.parametrize(
    ("ranked", "said"),
    [
        (scored([5], [5]), False),
        (scored([5 + AHEAD - 1], [5]), False),
        (scored([5 + AHEAD, 0], [1 + AHEAD, 0]), False),  # of pairs, both together
        (scored([5 + AHEAD], [5]), True),
        (scored([AHEAD, AHEAD], [AHEAD, 0]), True),
        (scored([0]), True),
        (scored([9], [0]), False),  # how far ahead is said here, and not by the constant
        (scored([10], [0]), True),
        (slipped([slips.DIGIT], [""]), True),
        (slipped([slips.DIGIT], [slips.LOST]), False),  # fingers do both
        (slipped([slips.SWAPPED], [slips.EXTRA]), False),
        (slipped([slips.COPIED], [slips.DIGIT]), False),
        (slipped([slips.SWAPPED], [""], [slips.DIGIT]), False),  # the third may be what was typed, too
        (slipped([slips.ABSENT], [slips.DIGIT]), False),  # what is left out leaves any gap, and this one a digit does
        (slipped([slips.UNKNOWN], [slips.DIGIT]), True),
        (slipped([slips.DIGIT], [slips.ABSENT]), False),
        (slipped([slips.SIGN], [slips.DIGIT]), True),  # a whole number is hardly turned, or moved, by chance
        (slipped([slips.SCALE], [slips.LOST]), True),
        (slipped([slips.SWAPPED, slips.SWAPPED], [slips.DIGIT, slips.LOST]), False),  # of pairs, where both were typed
        (slipped([slips.SWAPPED, slips.SIGN], [slips.SWAPPED, ""]), True),
    ],
)
def test_the_first_stands_out_only_well_ahead_of_the_second(ranked, said):
    assert stands_out(ranked) is said


def test_that_the_other_was_the_likelier_slip_speaks_for_nobody():
    first = SimpleNamespace(score=AHEAD - 1, slip=slips.LOST, copied=None)
    assert not stands_out([(first,), (SimpleNamespace(score=0, slip=slips.DIGIT, copied=None),)])


@pytest.mark.parametrize("whole", [slips.SIGN, slips.SCALE])
@pytest.mark.parametrize("typed", [slips.COPIED, slips.SWAPPED, slips.DIGIT])
def test_what_may_be_so_by_chance_proves_nothing_against_a_whole_number_turned_or_moved(typed, whole):
    """Two totals of one balance are equal, so that one repeats the other is no reason that it is wrong."""
    (first,), (second,) = slipped((typed,), (whole,))
    first.score = second.score + AHEAD
    assert not stands_out([(first,), (second,)])
    first.slip, first.copied, second.slip = whole, None, typed
    assert stands_out([(first,), (second,)])


def test_of_two_that_slipped_alike_one_stands_out_by_all_else():
    first, second = (SimpleNamespace(score=score, slip=slips.DIGIT, copied=None) for score in (30 + AHEAD, 30))
    assert stands_out([(first,), (second,)])


@pytest.mark.parametrize("changed", [{"S": 54010}, {"C": 5200}, {"T": 50210}, {"A": 31010}])
def test_what_is_measured_is_what_is_told(changed):
    """A proof calls a corrupted fact named exactly where the diagnosis of the corrupted report is decided for it."""
    (name,) = changed
    sound, wrong = (report(list(some.items()), taxonomy(SUMS)) for some in (FACTS, {**FACTS, **changed}))
    row = list(FACTS).index(name)
    prover = Prover(sound, lambda one: [f for f in judged(one).findings if f.severity >= Severity.WARNING])
    trial = prover.trial(Corruption((row,), "digit", "", wrong, frozenset((sound.concepts[row],))), row)

    broken = Evidence.gathered(Figures(wrong), (calculation.bind,), SimpleNamespace(calc11=False))
    failing = list(broken.failing())
    index = Index(broken.ties, broken.figures)
    said = diagnosis.diagnose(failing, index, broken.figures)
    first = explanations(failing, index, broken.figures).ranked[0][0]
    assert trial.detected
    assert trial.culprit is (said.decided and broken.figures.label(first.key[0]) == name)


def test_the_likeliest_pair_comes_first_however_early_others_are_found():
    """T stands before C in every tie, but 48,510 is no slip that becomes 50,310, and 5,300 becomes 3,500 by one."""
    sums = {**SUMS, "Notes": {"A": {"X": 1, "Y": 1}}}
    facts = {**FACTS, "X": 30000, "Y": 2010, "C": 3500, "A": 23010}
    broken = Evidence.gathered(
        Figures(report(list(facts.items()), taxonomy(sums))), (calculation.bind,), SimpleNamespace(calc11=False)
    )
    found = explanations(list(broken.failing()), Index(broken.ties, broken.figures), broken.figures).ranked
    told = [([broken.figures.label(one.key[0]) for one in pair], score(pair)) for pair in found]
    assert told == [(["C", "A"], 136), (["T", "A"], 86)]


PER_SHARE = f"""
[namespaces]
default = "{NS}"

[TO901]
name = "first-differing"
rule = "K == A / N"
says = "{{left}} against {{right}}"
why = "It is so much a share."

[TO902]
name = "second-differing"
rule = "J == B / N"
says = "{{left}} against {{right}}"
why = "It is so much a share."

[TO903]
name = "held-elsewhere"
for = "X in [A, B, N]"
rule = "X == unit(X, 'EUR')"
says = "{{left}} against {{right}}"
why = "They are known elsewhere."
"""
BOTH = """
[TO904]
name = "both-differing"
rule = "J == K / 7.296"
says = "{left} against {right}"
why = "One translates the other."
"""


@pytest.mark.parametrize(
    ("shown", "rules", "verdicts"),
    [
        ({"K": "19.21", "J": "2.63"}, PER_SHARE + BOTH, set()),
        # alone, the first would no more translate to the second
        (
            {"K": "19.22", "J": "2.64"},
            PER_SHARE + BOTH,
            {"no single figure explains this; K as 19.21 and J as 2.63 together do"},
        ),
        # where nothing holds them together, these are two causes
        (
            {"K": "19.22", "J": "2.64"},
            PER_SHARE,
            {
                "K should be 19.21: one digit is off (19.22 is reported); that settles this failure",
                "J should be 2.63: one digit is off (2.64 is reported); that settles this failure",
            },
        ),
        # the second alone could be otherwise, and so could the first
        (
            {"K": "19.24", "J": "2.63"},
            PER_SHARE + BOTH,
            {"K should be 19.21: one digit is off (19.24 is reported); that settles 2 failures"},
        ),
    ],
)
def test_two_figures_that_only_agree_with_each_other_are_told_together(shown, rules, verdicts, tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "rules.toml"
    path.write_text(rules, encoding="utf-8")
    facts = [
        (name, value, accuracy, None, unit)
        for unit in ("CNY", "EUR")
        for name, value, accuracy in (("A", 3173596000, -3), ("B", 434975000, -3), ("N", 165195944, 0))
    ]
    facts += [(name, value, 2) for name, value in shown.items()]
    evidence = Evidence.gathered(
        Figures(report(facts, taxonomy({}, [concept(name) for name in "ABNKJ"]))),
        (tieouts.bind,),
        SimpleNamespace(rules=(str(path),), calc11=True),
    )
    diagnosis.explained(evidence)
    assert {one.diagnosis.verdict for one in evidence.said() if one.severity > Severity.NOTE} == verdicts


def test_a_failure_of_the_group_that_a_figure_is_not_in_speaks_against_it():
    sums = {**SUMS, "Notes": {"N": {"X": 1, "Y": 1}}}
    facts = [*{**FACTS, "A": 32910}.items(), ("N", 9), ("X", 1), ("Y", 1)]
    figures = Figures(report(facts, taxonomy(sums)))
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    index = Index(evidence.ties, figures)
    own, other = evidence.failing()
    (key,) = (key for key in own.keys if figures.label(key[0]) == "A")
    alone, beside = candidate(key, [own], index, figures), candidate(key, [own, other], index, figures)
    assert (alone.value, beside.value) == (32010, 32010)
    assert alone.score - beside.score == 10
    assert candidate(key, [own, other, other, other], index, figures).score == alone.score - 20


@pytest.mark.parametrize(
    ("reported", "meant"),
    [(44010, 45010), (44011, 45011), (46012, 45010)],  # a digit off the one, off the other, and off neither
)
def test_of_two_values_in_the_middle_the_one_that_a_slip_leads_from_is_meant(reported, meant):
    facts = [("T", 50310 * 10**5 + 50000, -4), ("S", reported * 10**5, -5), ("C", 5300 * 10**5, -5)]
    figures = Figures(report(facts, taxonomy({"Sheet": {"T": {"S": 1, "C": 1}}})))
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    (tie,) = evidence.failing()
    index = Index(evidence.ties, figures)
    (key,) = (key for key in tie.keys if figures.label(key[0]) == "S")
    assert candidate(key, [tie], index, figures).value == meant * 10**5


def test_the_likeliest_pair_says_whether_failures_belong_together():
    """A with B is in one failure with it, A with D is in none: by the first the failures are one cause."""
    sums = {"Sheet": {"T": {"A": 1, "B": 1}, "C": {"A": 1}, "D": {"B": 1}}}
    figures = Figures(report([("T", 50, -1), ("A", 42), ("B", 26), ("C", 24), ("D", 22)], taxonomy(sums)))
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    failing, index = list(evidence.failing()), Index(evidence.ties, figures)
    found = [tuple(figures.label(one.key[0]) for one in pair) for pair in pairs(failing, index, figures)]
    assert found == [("A", "B"), ("A", "D")]
    assert _entangled(failing, index, figures)


EARLIER = ("2022-12-31", "2022-09-30")


@pytest.mark.parametrize(
    ("said", "value", "others", "points"),
    [
        # of the other period it comes nearer to: so many times, so many points
        (200, 100, [100], 30),
        (199, 100, [100], 20),
        (125, 100, [100], 20),
        (124, 100, [100], 0),
        (109, 100, [100], 0),
        (100, 109, [100], 0),
        (100, 124, [100], 0),
        (100, 125, [100], -20),
        (100, 200, [100], -30),
        (50, 100, [100], 30),
        (-200, -100, [-100], 30),
        (-100, -200, [-100], -30),
        (1000, 120, [5000, 110], 30),  # the nearest of them counts
        (1000, 120, [1000, 110], 0),  # it is itself one of them, and 120 is near another
        # on the other side of zero, or at it, is a thousand times away
        (-100, 100, [100], 30),
        (100, -100, [-100], 30),
        (0, 100, [100], 30),
        (-100, 50000, [100], 30),
        (50000, -100, [100], -30),
        (50050, -100, [100], -20),
        ("0.5", Fraction(1, 10), ["0.1"], 30),
        ("-0.5", Fraction(-1, 10), ["-0.1"], 30),
        ("0.5", Fraction(-1, 10), ["0.5"], -30),
        # nothing to hold it against
        (200, 100, [], None),
        (200, 100, [0], None),
        (200, 100, [None], None),
        (None, 100, [100], None),
        (200, None, [100], None),
    ],
)
def test_other_periods_speak_for_the_figure_that_comes_nearer_to_them(said, value, others, points):
    """What stands there in another unit, or of one member, is another figure."""
    facts = [("A", said, "INF"), *(("A", other, "INF", when) for other, when in zip(others, EARLIER, strict=False))]
    facts += [("A", 100, None, EARLIER[0], "USD"), ("A", 100, None, EARLIER[0], None, {"Axis": "East"})]
    figures = Figures(report(facts, taxonomy(SUMS)))
    one = SimpleNamespace(key=figures.key_of(0), value=value)
    assert likened(one, Index([], figures)) == points


@pytest.mark.parametrize(
    ("syntax", "before", "told"),
    [
        ("xbrl-xml", {"A": 60}, [("A", 48), ("B", 48)]),
        ("document", {}, [("B", 57), ("A", 48)]),  # of A nothing is known: it may have come near to what it was, too
        ("document", {"A": 100}, [("B", 68), ("A", 48)]),  # which comes near to what it was before
    ],
)
def test_other_periods_speak_in_a_document(syntax, before, told):
    sums = {"Sheet": {"T": {"A": 1, "B": 1}}, "Tops": {"T": {"S": 1}}}
    facts = [("T", 100), ("A", 60), ("B", 30), ("S", 100), ("B", 39, 0, "2022-12-31")]
    facts += [(name, value, 0, "2022-12-31") for name, value in before.items()]
    made = report(facts, taxonomy(sums))
    made.syntax = syntax
    evidence = Evidence.gathered(Figures(made), (calculation.bind,), SimpleNamespace(calc11=False))
    ranked = explanations(list(evidence.failing()), Index(evidence.ties, evidence.figures), evidence.figures).ranked
    assert [(evidence.figures.label(one.key[0]), one.score) for (one,) in ranked] == told


@pytest.mark.parametrize(("total", "lacking", "first"), [(-100, [], "T"), (177, ["C", "D"], None)])
def test_a_slip_that_tells_comes_before_several_figures_that_are_not_reported(total, lacking, first):
    facts = [("T", total), ("A", 60), ("B", 40), *((name, 1, 0, "2022-12-31") for name in "CD")]
    figures = Figures(report(facts, taxonomy({"Sheet": {"T": dict.fromkeys("ABCD", 1)}})))
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    found = explanations(list(evidence.failing()), Index(evidence.ties, figures), figures)
    assert [figures.label(key[0]) for key in found.lacking] == lacking
    assert [figures.label(one.key[0]) for (one,) in found.ranked[:1]] == ([first] if first else [])


def test_what_was_accepted_counts_without_the_ties_of_a_figure_that_is_left_out():
    sums = {"Sheet": {"T": {"A": 1, "B": 1}}, "Notes": {"N": {"A": 1}}, "Tops": {"B": {"A": 1}}}
    figures = Figures(report([("T", 30), ("A", 10), ("B", 20), ("N", 10)], taxonomy(sums)))
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    (a, b) = (next(key for tie in evidence.ties for key in tie.keys if figures.label(key[0]) == one) for one in "AB")
    for tie, value in zip(evidence.ties, (7, 8, 9), strict=True):
        tie.accepted = (a, value)
    index = Index(evidence.ties, figures)
    assert (index.frozen(a), index.frozen(b)) == ({7, 8, 9}, set())
    assert (_Without(index, b).frozen(a), _Without(index, b).of(a)) == ({8}, [evidence.ties[1]])
    assert index.frozen(a) == {7, 8, 9}


@pytest.mark.parametrize("value", [Fraction(1, 3), Fraction(1, 8), 12])
def test_a_value_is_stated_to_some_decimals_even_where_none_is_exact(value):
    figures = Figures(report([("A", 1)]))
    assert abs(figures.true(stated(figures, value, None).value) - value) < Fraction(1, 10**3000)


RANGE = f"""
[namespaces]
default = "{NS}"

[TO901]
name = "out-of-proportion"
rule = "N / 10 <= T <= 6 * N"
says = "{{left}} against {{right}}"
why = "It never was."
"""


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (6102, "cannot be decided between T (then 1,602) and N (then 10,000)"),  # wide ranges hold some slip by chance
        (-5102, "T should be 5,102: the sign is the wrong way round"),
    ],
)
def test_what_a_hand_may_have_typed_says_nothing_in_a_wide_range(total, said, tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "rules.toml"
    path.write_text(RANGE, encoding="utf-8")
    figures = Figures(report([("T", total), ("N", 1000)], taxonomy({}, [concept("T"), concept("N")])))
    evidence = Evidence.gathered(figures, (tieouts.bind,), SimpleNamespace(rules=(str(path),), calc11=True))
    diagnosis.explained(evidence)
    (one,) = evidence.said()
    assert one.diagnosis.verdict.startswith(said)


@pytest.mark.parametrize(
    ("more", "syntax", "said"),
    [
        ([], DOCUMENT, False),
        ([("Odd", 62261)], "xbrl-xml", False),  # of a report every figure has its concept
        ([("Odd", 62261), ("Even", 11287)], DOCUMENT, False),  # both are told
        ([("Odd", 62261)], DOCUMENT, True),
    ],
)
def test_of_suspects_in_a_document_the_one_is_meant_whose_value_is_told_elsewhere(more, syntax, said):
    facts = [("T", 74248), ("A", 62961), ("B", 11987), *more]
    made = report(facts, taxonomy({"Sheet": {"T": {"A": 1, "B": 1}}}))
    made.syntax = syntax
    figures = Figures(made)
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    _, ranked = explanations(list(evidence.failing()), Index(evidence.ties, figures), figures)
    assert {one.slip for (one,) in ranked} == {slips.DIGIT}
    assert stands_out(ranked) is said
    assert not said or (ranked[0][0].key, ranked[0][0].value) == (figures.key_of(1), 62261)
