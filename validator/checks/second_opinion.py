"""AR: what Arelle, the second opinion, says that we do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import reading
from validator.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.finding import Finding

BROKE_DOWN = reading(
    "AR101",
    "arelle-broke-down",
    says="Arelle could not give its opinion: {message}",
    cites="Arelle, the second opinion",
    mends="check the options given to Arelle and its installation; what tieout itself found stands",
    why="""A second opinion that was asked for and not given must not look like agreement.

    What tieout itself found is reported all the same.
    """,
)
SAYS_ERROR = reading(
    "AR102",
    "arelle-error",
    says="{message}",
    cites="Arelle, the second opinion; the code is Arelle's",
    mends="read the clause that Arelle's code names; tieout does not check this, or reads it otherwise",
    why="""Arelle checks more than tieout does: filing rules by its plug-ins, formulas, units registries.

    What it alone objects to is reported with its own code, so nothing it would stop a filing for is missed.
    """,
)
SAYS_INCONSISTENCY = reading(
    "AR103",
    "arelle-inconsistency",
    says="{message}",
    cites="Arelle, the second opinion; the code is Arelle's",
    mends="compare the figures named; where tieout is silent it reads the specification otherwise",
    why="""A calculation that Arelle finds inconsistent and tieout does not deserves a look.

    Known differences are listed with the clause that decides each.
    """,
)
SAYS_WARNING = reading(
    "AR104",
    "arelle-warning",
    says="{message}",
    cites="Arelle, the second opinion; the code is Arelle's",
    mends="read the clause that Arelle's code names",
    severity=Severity.WARNING,
    why="What Arelle only warns of may still be what a regulator asks about.",
)
UNSATISFIED = reading(
    "AR105",
    "unsatisfied-assertion",
    says={
        "": "the assertion is not satisfied: {message}",
        "consistency": "consistency assertion {id} is not satisfied in {evaluations} evaluations",
    },
    cites="Validation 1.0 §3",
    mends="correct the figures the assertion names",
    spec="formula:assertionUnsatisfied",
    why="""An assertion of the taxonomy must be satisfied wherever it is evaluated.

    Whoever published the taxonomy wrote it to tell a wrong figure from a right one.
    """,
)
UNSATISFIED_WARNING = reading(
    "AR106",
    "unsatisfied-assertion-warning",
    says="the assertion is not satisfied: {message}",
    cites="Assertion Severity 2.0 §2",
    mends="correct the figures the assertion names, or be ready to explain them",
    spec="formula:assertionUnsatisfied",
    severity=Severity.WARNING,
    why="An assertion whose author gave it the severity of a warning is not satisfied.",
)

BOTH = "tieout, arelle"
# Arelle's names for what a specification requires without naming an error → our codes for the same clause.
ARELLE_NAMES: dict[str, tuple[str, ...]] = {
    "IOerror": ("TX101",),
    "FileNotLoadable": ("TX101",),
    "xbrl.3.5.4:hrefIdNotFound": ("FA301", "NE101"),
    "xbrl.4.11.1.1:footnoteLinkLocTarget": ("FA301", "NE101"),
    "xbrl.4.6.1:itemContextRef": ("FA104", "FA105"),
    "xbrl.4.6.2:numericUnit": ("FA106", "FA107"),
    "xbrl.4.6.3:missingPrecisionDecimals": ("FA109",),
    "xbrl.4.6.3:bothPrecisionAndDecimals": ("FA110",),
    "xbrl.4.6.3:nilPrecisionDecimals": ("FA111",),
    "xbrl.4.6.3:fractionPrecisionDecimals": ("FA112",),
    "xbrl.4.6.3:tuplePrecisionDecimals": ("FA112",),
    "xbrl.4.6.3:extraneousPrecisionDecimals": ("FA112",),
    "xbrl.4.6.4:precision": ("FA113",),
    "xbrl.4.6.5:decimals": ("FA113",),
    "xbrl.4.7.2:contextDateError": ("CX101",),
    "xbrl.4.7.2:contextPeriodType": ("FA114",),
    "xbrl.4.7.2:periodStartBeforeEnd": ("CX102",),
    "xbrl.4.7.3.2:segmentItemOrTuple": ("CX103",),
    "xbrl.4.7.3.2:segmentXbrliElement": ("CX103",),
    "xbrl.4.7.4:scenarioItemOrTuple": ("CX103",),
    "xbrl.4.7.4:scenarioXbrliElement": ("CX103",),
    "xbrl.4.8.2:measureElement": ("UN101", "UN102"),
    "xbrl.4.8.2:monetaryFactUnit-notMonetaryMeasure": ("UN201",),
    "xbrl.4.8.2:monetaryFactUnit-notSingleMeasure": ("UN201",),
    "xbrl.4.8.2:sharesFactUnit-notSharesMeasure": ("UN202",),
    "xbrl.4.8.2:sharesFactUnit-notSingleMeasure": ("UN202",),
    "xbrl.4.8.4:measureBothNumDenom": ("UN103",),
    "xbrl.5.2.6.2.2:essenceAliasUnitsInconsistency": ("FA402",),
    "xbrl.5.2.6.2.4:requiresElementInconsistency": ("FA401",),
}


def merge(ours: list[Finding], theirs: Iterable[Finding]) -> list[Finding]:
    """Return our findings with those of the second opinion that we lack; what both found is marked so, and said once.

    The same is found when the specification's code, or the clause behind Arelle's name, is the same and each names the
    place of the other.
    """
    merged = list(ours)
    coded: dict[str, list[int]] = {}
    for position, finding in enumerate(ours):
        for code in {finding.spec, finding.code} - {""}:
            coded.setdefault(code, []).append(position)
    for finding in theirs:
        names = (finding.spec, *ARELLE_NAMES.get(finding.spec, ()))
        same = [i for name in names for i in coded.get(name, ()) if agree(merged[i], finding)]
        for position in same:
            merged[position] = merged[position]._replace(engine=BOTH)
        if not same:
            merged.append(finding)
    return merged


def agree(one: Finding, other: Finding) -> bool:
    """Whether each of two findings names the place of the other, in one network where both name one.

    A document that cannot be had is the same whichever of the references to it is named.
    """
    if one.values.get("uri") and one.values.get("uri") == other.values.get("uri"):
        return True
    networks = {finding.values.get("network") for finding in (one, other)} - {None, ""}
    return len(networks) < 2 and one.at[:2] in _places(other) and other.at[:2] in _places(one)


def _places(finding: Finding) -> set[tuple[str, int]]:
    return {finding.at[:2], *(at[:2] for _, at in finding.related)}
