"""What Arelle says where a requirement of a specification is broken: the same code as we, but where it is explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conformance import test_calculations, test_enumerations, test_generic_links, test_units_registry
from tests.conformance.requirements import write
from tests.problems import spec_of
from validator import readers
from validator.readers.arelle.session import second_opinion
from validator.run import Options

if TYPE_CHECKING:
    from tests.conformance.requirements import Requirement

CODES = (
    "xbrlgene:",
    "enumte:",
    "enumie:",
    "enum2te:",
    "enum2ie:",
    "calc11e:",
    "oime:",
    "utre:",
    "xbrl.5.",
    "InvalidFactValue",
)
TABLES = {
    "generic": (test_generic_links.FILES, test_generic_links.REQUIREMENTS, {}),
    "enumerations-1.0": (test_enumerations.EDITIONS["1.0"], test_enumerations.TABLE["1.0"], {}),
    "enumerations-2.0": (test_enumerations.EDITIONS["2.0"], test_enumerations.TABLE["2.0"], {}),
    "calculations-1.1": (test_calculations.FILES["1.1"], test_calculations.TABLE["1.1"], {"calc11": True}),
    "calculations-2.1": (test_calculations.FILES["2.1"], test_calculations.TABLE["2.1"], {}),
    "units": (test_units_registry.FILES, test_units_registry.REQUIREMENTS, {}),
}
CASES = [
    pytest.param(files, one, settings, f"{table} {one}", id=f"{table} {one}")
    for table, (files, requirements, settings) in TABLES.items()
    for one in requirements
]
NO_NUMBER = ("calc11e:nonDecimalItemNode", "xbrl.5.2.5.2:nonNumericCalc")
ROUNDING = ("calc11e:inconsistentCalculationUsingRounding",)
WEIGHT = "xbrl.5.1.1.2:balanceCalcWeightIllegal"
# what Arelle 2.47.3 says instead, by how the name of a requirement ends; docs/differences.md, "Requirements", says why
INSTEAD: dict[str, tuple[str, ...]] = {
    "a standard role other than link": (),
    "missingRoleRefForResourceRole: a standard role": (),
    "a standard arcrole": (),
    "enumie:InvalidFactValue, nothing at all": (),
    "enum2ie:InvalidEnumerationValue, nothing at all": (),
    "enumie:InvalidFactValue, another name": ("InvalidFactValue",),
    "enumie:InvalidFactValue, of a derived type": ("InvalidFactValue",),
    "enumie:InvalidFactValue, the head itself": ("InvalidFactValue",),
    "enumie:InvalidFactValue, a member that is not usable": ("InvalidFactValue",),
    "enumte:MissingDomainError": ("InvalidFactValue", "enumte:MissingDomainError"),
    "enumte:InvalidDomainError, declared nowhere": ("InvalidFactValue", "enumte:InvalidDomainError"),
    "enumte:InvalidDomainError, a dimension": ("InvalidFactValue", "enumte:InvalidDomainError"),
    "enumte:InvalidDomainError, a hypercube": ("InvalidFactValue", "enumte:InvalidDomainError"),
    "enum2te:MissingDomainError": ("enum2ie:InvalidEnumerationValue", "enum2te:MissingDomainError"),
    "enum2te:InvalidDomainError, declared nowhere": ("enum2ie:InvalidEnumerationValue", "enum2te:InvalidDomainError"),
    "enum2te:InvalidDomainError, a dimension": ("enum2ie:InvalidEnumerationValue", "enum2te:InvalidDomainError"),
    "enum2te:InvalidDomainError, a hypercube": ("enum2ie:InvalidEnumerationValue", "enum2te:InvalidDomainError"),
    "nonDecimalItemNode, a text": NO_NUMBER,
    "nonDecimalItemNode, a tuple": NO_NUMBER,
    "nonDecimalItemNode, a fraction": NO_NUMBER,
    "debit and credit added": (f"{WEIGHT}Positive",),
    "debit taken from debit": (f"{WEIGHT}Negative",),
    "calc11e:tuplesInReportWarning": (),
    "oimIncompatibleReportWarning, a fraction": ROUNDING,
    "oimIncompatibleReportWarning, precision 0": ROUNDING,
    "oimIncompatibleReportWarning, a segment of no dimension": ROUNDING,
    "oimIncompatibleReportWarning, elements within a typed member": ROUNDING,
    "UsingTruncation, at an open end": (),
    "oime:disallowedDuplicateFacts": (),
    "units 4 but it must be there": (),
}


def theirs(path: Path, settings: dict[str, bool], one: Requirement) -> list[str]:
    """Return the codes Arelle gives a report, of the specifications compared, each once."""
    options = Options(**{**settings, **one.options})  # type: ignore[arg-type]
    said = {spec_of(problem) for problem in second_opinion(readers.read(str(path), options), options).problems}
    return sorted(code for code in said if code.startswith(CODES))


@pytest.mark.differential
@pytest.mark.parametrize(("files", "one", "settings", "name"), CASES)
def test_arelle_says_the_same(
    files: dict[str, str], one: Requirement, settings: dict[str, bool], name: str, tmp_path: Path
) -> None:
    ours = sorted({spec for _, spec in one.said if spec.startswith(CODES)})
    expected = next((list(codes) for end, codes in INSTEAD.items() if name.endswith(end)), ours)
    assert theirs(write(tmp_path, files, one.near), settings, one) == []
    assert theirs(write(tmp_path, files, one.breaks), settings, one) == expected


@pytest.mark.parametrize("end", INSTEAD)
def test_a_difference_is_of_one_case_and_explained(end: str) -> None:
    names = [str(case.values[3]) for case in CASES]
    assert any(name.endswith(end) for name in names)
    text = (Path(__file__).parents[2] / "docs" / "differences.md").read_text(encoding="utf-8")
    assert f"`{end}`" in text.partition("## Requirements")[2]
