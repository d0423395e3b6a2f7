"""Several failures of one cause are told once, with all their places; what merely looks alike is told apart."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.building import report, taxonomy
from tests.inline_documents import document, fact
from tests.oim_documents import SCHEMA
from validator import diagnosis
from validator.checks import calculation
from validator.checks.causes import one_cause, one_slip
from validator.finding import Diagnosis, Severity, Suspect, once_a_cause
from validator.model.source import Location
from validator.reporters.text import text
from validator.run import Options, Outcome, run
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures

SUM = {"Sheet": {"T": {"A": 1, "B": 1, "C": 1}}}
YEARS = ("2021-12-31", "2022-12-31", "2023-12-31")
SIGN, SCALE = "the sign is the wrong way round", "the scale is off: it is 10^3 times too small"


def gathered(facts, sums=SUM):
    figures = Figures(report(facts, taxonomy(sums)))
    return Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))


def told(facts, sums=SUM):
    evidence = gathered(facts, sums)
    for one in (diagnosis.explained, one_slip, one_cause):
        one(evidence)
    return once_a_cause(evidence.said())


def each_year(*figures, years=YEARS):
    """Figures scaled by a factor of their own in every year, so that no year repeats another."""
    return [(name, value * n, 0, year) for n, year in enumerate(years, 7) for name, value in figures]


def test_a_sum_that_lacks_a_part_is_told_once_with_all_its_places():
    (one,) = told(each_year(("T", 100), ("A", 40), ("B", 20)))
    assert (one.code, len(one.also), one.severity) == ("CA106", 2, Severity.WARNING)
    assert one.values["lacking"] == ("C",)
    lines = text(Outcome((one,), ())).splitlines()
    place = "report.xbrl:1:1 in Sheet, as of 2021-12-31, CNY"
    assert lines[2] == f"  --> {place}; the same in 2 further places: 4:1, 7:1"
    assert len(lines) == 5


def test_sums_of_two_kinds_are_told_apart():
    sums = {"Sheet": SUM["Sheet"], "Note": {"U": {"D": 1, "E": 1}}}
    facts = each_year(("T", 100), ("A", 40), ("U", 70), ("D", 20))
    assert [(one.code, len(one.also)) for one in told(facts, sums)] == [("CA106", 2), ("CA106", 2)]
    whole = each_year(("T", 100), ("A", 40), ("B", 20), ("C", 40))
    assert told(whole) == []


def test_the_same_slip_of_one_figure_is_one_cause():
    (one,) = told(each_year(("T", 100), ("A", 131), ("B", 20), ("C", 51)))  # -51 was meant
    assert (one.code, len(one.also), one.diagnosis.decided) == ("CA101", 2, True)
    assert one.diagnosis.suspects[0][0].slip == SIGN
    assert [note for note in one.notes if note.startswith("likewise")] == [
        f"likewise C at {other.at}: {other.suggested}, not {other.reported}" for other in [_at(one, 408), _at(one, 459)]
    ]


def _at(one, reported):
    """The culprit of another year, as the note names it."""
    place = next(note for note in one.notes if f"not {reported}" in note).split(" at ")[1].split(": ")[0]
    return SimpleNamespace(at=place, suggested=f"-{reported}", reported=str(reported))


def test_slips_of_two_figures_and_single_digits_are_told_apart():
    one, two, _ = YEARS
    facts = [("T", 700, 0, one), ("A", 917, 0, one), ("B", 140, 0, one), ("C", 357, 0, one)]  # C has the wrong sign
    facts += [("T", 800, 0, two), ("A", 917, 0, two), ("B", 117, 0, two), ("C", 0, 0, two)]  # B has
    assert [len(found.also) for found in told(facts)] == [0, 0]
    digits = [("T", 703, 0, one), ("A", 311, 0, one), ("B", 299, 0, one), ("C", 100, 0, one)]
    digits += [("T", 807, 0, two), ("A", 404, 0, two), ("B", 309, 0, two), ("C", 101, 0, two)]
    assert [len(found.also) for found in told(digits)] == [0, 0]


def suspect(label, slip):
    return (Suspect(label, Location("r.xml", 1, 1), "1", "", "2", slip, ()),)


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        ([("A", SIGN), ("B", "")], [("A", SIGN), ("B", "one digit is off")], "A"),
        ([("B", SCALE), ("A", SIGN)], [("A", SIGN)], "A"),
        ([("A", SIGN), ("B", SIGN)], [("A", SIGN), ("B", SIGN)], ""),  # both would do in both years
        ([("A", SIGN)], [("A", SCALE)], ""),
        ([("A", "one digit is off")], [("A", "one digit is off")], ""),  # digits go wrong once
        ([("A", SIGN)], [], ""),
    ],
)
def test_what_one_year_leaves_open_all_of_them_decide(first, second, named):
    evidence = gathered(each_year(("T", 100), ("A", 41), ("B", 20), ("C", 30), years=YEARS[:2]))
    for failure, suspects in zip(evidence.failures, (first, second), strict=True):
        made = Diagnosis("open", tuple(suspect(*one) for one in suspects), decided=False)
        failure.finding = failure.finding._replace(diagnosis=made)
    one_slip(evidence)
    made = [failure.finding.diagnosis for failure in evidence.failures]
    assert [one.decided for one in made] == [bool(named)] * 2
    if named:
        assert [one.suspects[0][0].label for one in made] == [named] * 2
        assert made[0].verdict.endswith("the same slip explains this sum in all 2 frames in which it fails")


def test_a_line_that_another_repeats_every_year_is_not_copied():
    """A flipped sign explains every year, and so would a copy: the line is meant to stand twice."""
    evidence = gathered(each_year(("T", 100), ("A", 41), ("B", 20), ("C", 30), years=YEARS[:2]))
    for failure, year in zip(evidence.failures, YEARS, strict=False):
        suspects = (suspect("T", f"it repeats U (as of {year}, CNY)"), suspect("A", SIGN))
        made = Diagnosis("T should be 2: it repeats U", suspects, decided=True)
        failure.finding = failure.finding._replace(diagnosis=made)
    one_slip(evidence)
    assert [one.finding.diagnosis.suspects[0][0].label for one in evidence.failures] == ["A", "A"]
    one_cause(evidence)
    assert len({one.finding.cause for one in evidence.failures}) == 1


NOTE = {"Note": {"Funded": {"Assets": 1, "Obligation": -1}, "Recognised": {"Kept": 1, "Owed": -1}}}


def plans(*years):
    """A funded status that another line repeats, and an obligation with the wrong sign, in every year."""
    for n, year in enumerate(years, 7):
        assets, owed = 311 * n + n * n, 523 * n + 7 * n**3
        status = assets - owed
        told = [("Funded", status), ("Recognised", status), ("Kept", 900 * n), ("Owed", 900 * n - status)]
        yield from ((name, value, 0, year) for name, value in (*told, ("Assets", assets), ("Obligation", -owed)))


def test_one_flipped_sign_in_four_years_is_one_cause_though_an_equal_line_repeats_the_total():
    (one,) = told(list(plans("2020-12-31", *YEARS)), NOTE)
    assert (one.code, len(one.also), one.diagnosis.decided) == ("CA101", 3, True)
    assert (one.diagnosis.suspects[0][0].label, one.diagnosis.suspects[0][0].slip) == ("Obligation", SIGN)


@pytest.mark.parametrize(("others", "causes"), [(("U", "U"), 1), (("U", "V"), 2)])
def test_copies_of_one_line_are_one_cause_whatever_the_year(others, causes):
    evidence = gathered(each_year(("T", 100), ("A", 41), ("B", 20), ("C", 30), years=YEARS[:2]))
    for failure, other, year in zip(evidence.failures, others, YEARS, strict=False):
        made = Diagnosis("T", (suspect("T", f"it repeats {other} (as of {year}, CNY)"),), decided=True)
        failure.finding = failure.finding._replace(diagnosis=made)
    one_slip(evidence)
    one_cause(evidence)
    assert len({one.finding.cause for one in evidence.failures}) == causes


def test_what_is_certain_in_one_year_stays():
    evidence = gathered(each_year(("T", 100), ("A", 41), ("B", 20), ("C", 30), years=YEARS[:2]))
    certain = Diagnosis("B", (suspect("B", SCALE), suspect("A", SIGN)), decided=True)
    unsure = Diagnosis("open", (suspect("A", SIGN),), decided=False)
    for failure, made in zip(evidence.failures, (certain, unsure), strict=True):
        failure.finding = failure.finding._replace(diagnosis=made)
    one_slip(evidence)
    assert [failure.finding.diagnosis for failure in evidence.failures] == [certain, unsure]


def test_what_a_finding_says_itself_is_not_suggested():
    """Several parts that are reported in another year: only the gap could be told, and it is."""
    whole = [("T", 90, 0, "2020-12-31"), ("A", 40, 0, "2020-12-31"), ("B", 30, 0, "2020-12-31")]
    (found,) = told([("T", 100), ("A", 40), *whole, ("C", 20, 0, "2020-12-31")])
    assert (found.values["lacking"], found.diagnosis) == (("B", "C"), None)
    (one,) = told([("T", 100), ("A", 40), ("B", 20), *whole, ("C", 20, 0, "2020-12-31")])
    # what one part must be is told nowhere else
    assert one.diagnosis.verdict.startswith("C is not reported; 40 would settle this failure, and so would ")


def test_two_figures_are_not_accused_where_a_part_is_missing():
    evidence = gathered(each_year(("T", 100), ("A", 40), years=YEARS[:1]))
    (failure,) = evidence.failures
    pair = (*suspect("T", SIGN), *suspect("A", ""))
    failure.finding = failure.finding._replace(diagnosis=Diagnosis("together", (pair,), decided=True))
    one_cause(evidence)
    assert failure.finding.diagnosis is None


def names(*written):
    return document("".join(fact("1", f'name="{name}"') for name in written))


STRUCTURAL = {
    "one prefix nobody declares": (names("zz:A", "zz:B", "zz:C"), [("IX105", 2)]),
    "two of them": (names("zz:A", "yy:B"), [("IX105", 0), ("IX105", 0)]),
    "one attribute": (document("".join(fact("1", f'colour="c{n}"') for n in range(3))), [("IX105", 2)]),
    "one format": (document("".join(fact("1", 'format="zz:any"') for n in range(3))), [("IX201", 2)]),
}  # fmt: skip


@pytest.mark.parametrize(("page", "found"), STRUCTURAL.values(), ids=STRUCTURAL)
def test_one_structural_fault_is_told_once(page, found, tmp_path):
    (tmp_path / "r.htm").write_bytes(page)
    said = run([str(tmp_path / "r.htm")], Options(select=("IX",))).findings
    assert [(one.code, len(one.also)) for one in said if one.code.startswith("IX")] == found


DIMENSION = """<xbrli:context id="c{n}"><xbrli:entity><xbrli:identifier scheme="http://e.example">E</xbrli:identifier>
<xbrli:segment><xbrldi:explicitMember dimension="{axis}" xmlns:xbrldi="http://xbrl.org/2006/xbrldi">{member}</xbrldi:explicitMember>
</xbrli:segment></xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="u{n}"><xbrli:measure>{measure}</xbrli:measure></xbrli:unit>"""
INSTANCE = """<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:e="http://e.example">
<link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>{}</xbrli:xbrl>"""


@pytest.mark.parametrize(
    ("prefixes", "found"),
    [
        (("zz", "zz"), [("DI203", 1), ("DI204", 1), ("UN101", 1)]),
        (("zz", "yy"), [("DI203", 0), ("DI203", 0), ("DI204", 0), ("DI204", 0), ("UN101", 0), ("UN101", 0)]),
    ],
)
def test_one_prefix_is_told_once_whatever_it_is_written_before(prefixes, found, tmp_path):
    (tmp_path / "e.xsd").write_text(SCHEMA)
    contexts = [
        DIMENSION.format(n=n, axis=f"{one}:Axis", member=f"{one}:M{n}", measure=f"{one}:X{n}")
        for n, one in enumerate(prefixes)
    ]
    (tmp_path / "r.xbrl").write_text(INSTANCE.format("".join(contexts)))
    said = run([str(tmp_path / "r.xbrl")], Options(select=("DI203", "DI204", "UN101"))).findings
    assert sorted((one.code, len(one.also)) for one in said) == found
