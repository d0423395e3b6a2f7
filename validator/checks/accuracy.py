"""FA: how exactly facts say they are: decimals and precision (XBRL 2.1 §4.6.3 to §4.6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import breach, check
from validator.checks.facts import each
from validator.model.names import local
from validator.model.numbers import LARGEST_EXPONENT, LONGEST_NUMBER, beyond, written
from validator.model.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.check import Breach
    from validator.model.report import Report

INFINITE = "INF"


def _stated(shape: Shape) -> str:
    return " and ".join(n for n in ("decimals", "precision") if getattr(shape, n))


def _rounds(shape: Shape) -> bool:
    return shape.concept is not None and shape.concept.numeric and shape.concept.base != "fractionItemType"


@check(
    Shape,
    "FA109",
    "accuracy-not-stated",
    says="{concept} is numeric, but states neither decimals nor precision",
    cites="XBRL 2.1 §4.6.3",
    mends="state the decimals to which the number is correct; INF when it is exact",
)
def accurate(shape: Shape, report: Report) -> Iterator[Breach]:
    """A numeric item that is not nil must state its decimals or its precision.

    Without either nobody can say whether a difference is rounding or an error.
    """
    if _rounds(shape) and not shape.nil and not _stated(shape):
        yield from each(shape, report)


@check(
    Shape,
    "FA110",
    "accuracy-stated-twice",
    says="{concept} states both decimals {decimals} and precision {precision}",
    cites="XBRL 2.1 §4.6.3",
    mends="keep decimals, and take precision away",
)
def accurate_once(shape: Shape, report: Report) -> Iterator[Breach]:
    """A numeric item must not state decimals and precision together.

    They can contradict each other, and then its rounding is unknown.
    """
    if _rounds(shape) and not shape.nil and shape.decimals and shape.precision:
        yield from each(shape, report, decimals=shape.decimals, precision=shape.precision)


@check(
    Shape,
    "FA111",
    "accuracy-on-nil",
    says="{concept} is nil, but states {stated}",
    cites="XBRL 2.1 §4.6.3",
    mends="take {stated} away, or report a value",
)
def nil_without_accuracy(shape: Shape, report: Report) -> Iterator[Breach]:
    """A numeric item that is nil must state neither decimals nor precision.

    Nothing was reported, so nothing was rounded.
    """
    if _rounds(shape) and shape.nil and _stated(shape):
        yield from each(shape, report, stated=_stated(shape))


@check(
    Shape,
    "FA112",
    "accuracy-without-number",
    says="{concept} is {kind}, but states {stated}",
    cites="XBRL 2.1 §4.6.3",
    mends="take {stated} away",
)
def number_with_accuracy(shape: Shape, report: Report) -> Iterator[Breach]:
    """Only numeric items that are no fractions may state decimals or precision.

    A text is not rounded, and a fraction is exact.
    """
    concept = shape.concept
    if concept is not None and concept.base and not _rounds(shape) and _stated(shape):
        kind = "a fraction" if concept.base == "fractionItemType" else f"not numeric ({concept.base})"
        yield from each(shape, report, kind=kind, stated=_stated(shape))


@check(
    Shape,
    "FA113",
    "accuracy-not-legible",
    says="{concept} states {name} {seen!r}: it is {wanted} nor INF",
    cites="XBRL 2.1 §4.6.4, §4.6.5",
    mends="write the accuracy as an integer, -6 for millions, or INF",
)
def legible_accuracy(shape: Shape, report: Report) -> Iterator[Breach]:
    """Decimals must be an integer or INF; precision must be an integer not below zero, or INF.

    A number whose accuracy cannot be read can be proven neither right nor wrong.
    """
    for name, seen, wanted in (
        ("decimals", shape.decimals, "neither an integer"),
        ("precision", shape.precision, "neither an integer from zero on"),
    ):
        digits = seen[1:] if seen[:1] == "+" or (seen[:1] == "-" and name == "decimals") else seen
        if name == "precision" and seen[:1] == "-":
            digits = seen[1:] if seen[1:].strip("0") == "" and seen[1:] else seen
        if seen and seen != INFINITE and not (digits.isascii() and digits.isdigit()):
            yield from each(shape, report, name=name, seen=seen, wanted=wanted)


@check(
    Shape,
    "FA120",
    "number-beyond-limits",
    says="{concept} has {digits:,} significant digits, the last worth 10^{exponent:,}: no tie was judged with it",
    cites="XML Schema 1.0 Part 2 §3.2.3 (minimally conforming processors)",
    mends="report a figure of at most {most:,} significant digits, its last between 10^-{largest:,} and 10^{largest:,}",
)
def legible_number(shape: Shape, report: Report) -> Iterator[Breach]:
    """A number must be within what is read: a few thousand digits on either side of the point.

    Zeros that mean nothing do not count. Whatever lies beyond is compared with nothing, and that must not look like
    a proof.
    """
    if shape.nil or not _rounds(shape):
        return
    for row in shape.rows:
        text = report.texts[row]
        if beyond(text):
            found = written(text)
            if found is not None:
                yield breach(
                    report.location(row), concept=local(shape.name), digits=len(found.digits), exponent=found.exponent,
                    most=LONGEST_NUMBER, largest=LARGEST_EXPONENT,
                )  # fmt: skip
