"""TP: tags of inline figures against the page they stand on, in tables: sign, scale, period, unit and decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import breach, told
from validator.finding import Severity
from validator.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.check import Breach, Check
    from validator.model.names import Name
    from validator.tagged.odd import Odd
    from validator.tagged.page import Printed

MOST_OTHERS = 3
SAYS = {
    "sign": "{concept} is printed as {shown} and tagged {said}, but {example} in its row is tagged {tagged}",
    "scale": "{concept} is printed as {shown} and scaled {said}; {because} are scaled {expected}",
    "period": "{concept}, printed as {shown}, is tagged for {said}; {because} are for {expected}",
    "unit": "{concept}, printed as {shown}, is tagged in {said}; {because} says {expected}",
    "decimals": "{concept} is printed as {shown}, good to {expected} decimals; "
    "its tag says {said}, unlike {others} beside it",
}


def tag(code: str, name: str, kind: str, *, certain: bool, mends: str, why: str) -> Check:
    """Make a check of the tags that are odd in one respect: an error where that is certain, else a warning."""

    def body(report: Report, _: Report) -> Iterator[Breach]:
        if report.syntax != "inline":
            return
        from validator.tagged.disagreeing import odd

        for one in odd(report):
            if one.kind == kind and one.certain is certain:
                yield seen(report, one)

    severity = Severity.ERROR if certain else Severity.WARNING
    return told(
        Report, code, name, says=SAYS[kind], why=why, cites="docs/tagged.md", mends=mends, severity=severity, body=body
    )


SIGN = tag(
    "TP101",
    "tag-of-opposite-sign",
    "sign",
    certain=True,
    mends='add sign="-" where the value is negative, or take it away',
    why="""A figure must be tagged with the sign that figures printed like it have.

    Brackets need not be a minus: a payment of 5 may be shown as (5). So a sign is held against the other figures of
    its row and concept: where they all turn the page's sign, or all keep it, this one must too.
    """,
)
SCALE = tag(
    "TP102",
    "tag-of-another-scale",
    "scale",
    certain=True,
    mends="correct the scale attribute",
    why="""A figure must be scaled as its table is.

    It is an error where the other figures of its column (or row) in its unit agree on another scale, the rest of its
    row (or column) keeps to that, and its own decimals fit that scale and not the one it has.
    """,
)
PERIOD = tag(
    "TP103",
    "tag-of-another-period",
    "period",
    certain=True,
    mends="refer to the context of the column's period",
    why="""A figure must be tagged for the period of its column, or of its row where rows are periods.

    It is an error where all other balances, or all other flows, of its column are for one other period, and the rest
    of its row keeps to the periods of its columns; and where a year heads its column, and at least two others of its
    row lie as far apart in time as the years above them do, but not it. A column that is wrong as a whole is told once.
    """,
)
UNIT = tag(
    "TP104",
    "tag-of-another-unit",
    "unit",
    certain=True,
    mends="refer to the unit the page shows",
    why="""A figure must be tagged in a unit of the kind that its concept and its printed sign have.

    Money is no number of shares: a concept that is money everywhere else is money here, and so is what has a sign of
    currency before it.
    """,
)
DOUBTFUL_SIGN = tag(
    "TP201",
    "tag-of-doubtful-sign",
    "sign",
    certain=False,
    mends='look at both: add sign="-" where the value is negative, or take it away',
    why="""Two figures of one row and concept must both keep the page's sign, or both turn it.

    Where there are only two, one of them is wrong, and the page does not say which.
    """,
)
DOUBTFUL_SCALE = tag(
    "TP202",
    "tag-of-doubtful-scale",
    "scale",
    certain=False,
    mends="correct the scale attribute, and decimals with it",
    why="""A figure is expected to be scaled as its column and its row are.

    Its decimals fit the scale it has, so both are wrong, or it is a figure in full among rounded ones.
    """,
)
DOUBTFUL_PERIOD = tag(
    "TP203",
    "tag-of-doubtful-period",
    "period",
    certain=False,
    mends="refer to the context of the column's period, if it is one of them",
    why="""A flow is expected to be for the period of its column, or of its row.

    Nothing else stands beside it that could show whether it differs as a whole row does.
    """,
)
DOUBTFUL_UNIT = tag(
    "TP204",
    "tag-of-doubtful-unit",
    "unit",
    certain=False,
    mends="refer to the unit the page shows",
    why="""An amount is expected in the currency of its column and of its row, where those are of one mind.""",
)
DECIMALS = tag(
    "TP205",
    "decimals-unlike-the-digits-shown",
    "decimals",
    certain=False,
    mends="write the decimals that the digits shown have",
    why="""A figure is expected to be as precise as the digits it shows, where all others of its row and column are.

    A slip here makes a figure exact that is rounded, or rounds away what it says; both change what can be proven.
    Numbers of shares may be known better than a table shows them.
    """,
)


def seen(report: Report, one: Odd) -> Breach:
    """Return what is odd with the values its wording needs, and the figures it is held against."""
    example = one.others[0] if one.others else one.figure
    return breach(
        report.location(one.figure.fact),
        tuple(
            (called(report, report.concepts[other.fact]), report.location(other.fact))
            for other in one.others[:MOST_OTHERS]
        ),
        concept=called(report, report.concepts[one.figure.fact]),
        shown=shown(one.figure),
        said=one.said,
        expected=one.expected,
        because=one.because,
        example=shown(example),
        tagged="negative" if example.negative else "positive",
        others=len(one.others),
    )


def called(report: Report, concept: Name) -> str:
    """Return what a concept is called."""
    return report.taxonomy.label(concept) if report.taxonomy is not None else concept.rpartition("}")[2]


def shown(figure: Printed) -> str:
    """Return a figure as the page prints it."""
    whole, rest = divmod(figure.digits, 10**figure.places)
    text = f"{whole:,}" + (f".{rest:0{figure.places}}" if figure.places else "") + ("%" if figure.percent else "")
    return f"({text})" if figure.bracketed else text
