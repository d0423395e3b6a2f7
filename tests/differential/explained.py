"""Every kind of difference between our verdicts and Arelle's, as data that tells whether a difference is of the kind.

docs/differences.md says the same to a reader; a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import local

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.differential.comparing import Claim, Compared

BEHIND = (
    "xbrl.5.1.1.3:itemType",
    "xbrl.3.5.2.4.5:roleRefNotDefined",
    "xbrl.3.5.2.4:missingRoleRef",
    "xbrl.5.1.3.4:custRoleUsedOn",
    "xbrldie:ExplicitMemberNotExplicitDimensionError",
    "xbrldie:ExplicitMemberUndefinedQNameError",
)  # what Arelle says of names whose declarations stand in a document that is not there

STOPPING = ("calc11e:excessDigits", "oime:disallowedDuplicateFacts")


class Kind(NamedTuple):
    """A kind of difference: its name, the clause that decides it, and whether a claim of one side only is of it."""

    name: str
    clause: str
    ours: Callable[[Claim, Compared], bool]
    theirs: Callable[[Claim, Compared], bool]


def never(_: Claim, __: Compared) -> bool:
    """This side never differs so."""
    return False


def another_reference(claim: Claim, compared: Compared) -> bool:
    """Both lack the same documents, and each names another of the references that lead there."""
    ours, theirs = compared.missing
    return claim.spec == "TX101" and bool(ours) and ours == theirs


def behind_a_missing_document(claim: Claim, compared: Compared) -> bool:
    """A document is missing, and what it would declare is reported as undeclared."""
    return claim.spec in BEHIND and bool(compared.missing[0])


def left_open(claim: Claim, compared: Compared) -> bool:
    """A total whose parts, or a table whose members, may stand in a document that is missing: it proves nothing."""
    taxonomy = compared.report.taxonomy
    if taxonomy is None or not compared.missing[0]:
        return False
    if claim.spec == "xbrldie:PrimaryItemDimensionallyInvalidError":
        return taxonomy.lacks("definition")
    if not claim.spec.startswith(("calc11e:inconsistent", "xbrl.5.2.5.2:calcInconsistency")):
        return False
    networks = (*taxonomy.calculations(),)
    return any(
        taxonomy.open_sum(one, arc.source) for one in networks for arc in one.arcs if local(arc.source) == claim.concept
    )


def on_assumed_declarations(claim: Claim, compared: Compared) -> bool:
    """A total one of whose concepts is declared in a document that is missing, and whose name an id tells.

    What contradicts itself stops the sums it is a part of as well.
    """
    taxonomy = compared.report.taxonomy
    if taxonomy is None or not claim.spec.startswith(("calc11e:", "oime:disallowed", "xbrl.5.2.5.2:calcInc")):
        return False
    ends = ("source", "target") if claim.spec in STOPPING else ("source",)
    arcs = [arc for one in taxonomy.calculations() for arc in one.arcs]
    sums = [arc for arc in arcs if any(local(getattr(arc, end)) == claim.concept for end in ends)]
    return any(not taxonomy.assumed.keys().isdisjoint((arc.source, arc.target)) for arc in sums)


def equal_decimals(claim: Claim, compared: Compared) -> bool:
    """The figure is reported twice to the same decimals with different values."""
    if claim.spec != "oime:disallowedDuplicateFacts":
        return False
    values: dict[str, set[object]] = {}
    report = compared.report
    for row, concept in enumerate(report.concepts):
        if local(concept) == claim.concept and place(compared, row) == (claim.context, claim.unit):
            values.setdefault(report.decimals[row], set()).add(report.number(row))
    return any(len(each) > 1 for each in values.values())


def built_on_equal_decimals(claim: Claim, compared: Compared) -> bool:
    """A total of a figure that we leave out as reported twice: Arelle takes the one it met first."""
    blocked = {(one.context, one.unit) for one in compared.ours if equal_decimals(one, compared)}
    return claim.spec.startswith("calc11e:inconsistent") and (claim.context, claim.unit) in blocked


def another_fault(claim: Claim, compared: Compared) -> bool:
    """The figure has both faults that stop a calculation, and each engine tells one of them."""
    told = [one.spec for one in (*compared.ours, *compared.theirs) if one[1:] == claim[1:]]
    return claim.spec in STOPPING and set(told) == set(STOPPING)


def repeated_as_nil(claim: Claim, compared: Compared) -> bool:
    """A figure of the spot is reported twice, once as nil: duplicates, so that nothing binds there."""
    if claim.spec != "xbrl.5.2.5.2:calcInconsistency":
        return False
    said: dict[str, set[bool]] = {}
    report = compared.report
    for row, concept in enumerate(report.concepts):
        if place(compared, row) == (claim.context, claim.unit):
            said.setdefault(concept, set()).add(bool(report.nils[row]))
    return any(len(each) > 1 for each in said.values())


def place(compared: Compared, row: int) -> tuple[str, str]:
    """Return the canonical context and unit of a row."""
    report = compared.report
    context, unit = report.contexts_of[row], report.units_of[row]
    return (
        report.contexts[report.frames[context]].id if context >= 0 else "",
        report.units[report.unit_keys[unit]].id if unit >= 0 else "",
    )


EXPLAINED = (
    Kind("another-reference", "XBRL 2.1 §3.2", another_reference, another_reference),
    Kind("repeated-as-nil", "XBRL 2.1 §4.10, §5.2.5.2", never, repeated_as_nil),
    Kind("behind-a-missing-document", "XBRL 2.1 §3.2", never, behind_a_missing_document),
    Kind("left-open-by-a-missing-document", "XBRL 2.1 §3.2, §5.2.5.2; Dimensions 1.0 §3.1.1", never, left_open),
    Kind("on-assumed-declarations", "XBRL 2.1 §3.2", on_assumed_declarations, on_assumed_declarations),
    Kind("another-fault-of-a-figure", "Calculations 1.1 §4.2", another_fault, another_fault),
    Kind("duplicates-of-equal-decimals", "OIM 1.0 “consistent duplicates”", equal_decimals, built_on_equal_decimals),
)


def unexplained(compared: Compared) -> list[tuple[str, Claim]]:
    """Return the claims of one side only that are of no kind."""
    return [
        *(("ours", claim) for claim in sorted(compared.ours) if not any(k.ours(claim, compared) for k in EXPLAINED)),
        *(("theirs", c) for c in sorted(compared.theirs) if not any(k.theirs(c, compared) for k in EXPLAINED)),
    ]
