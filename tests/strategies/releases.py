"""Whole releases that are right: statements that hang together, translated, for each share, and repeated in prose.

What is true is drawn exactly, then printed as preparers do: each figure rounded for itself; rounded, with one line of
every sum taking what rounding leaves; or totals footed from the rounded lines above them. A release comes with the
rules that its preparer would sign: what takes the rounding of its column is no translation, and not added up in time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from tests.building import NS, concept, report, taxonomy
from tests.strategies.trees import rounded_text

if TYPE_CHECKING:
    from validator.model.report import Report
    from validator.model.taxonomy import Taxonomy

ROUNDED, PLUGGED, FOOTED = "each rounded", "one line of each sum plugged", "footed from rounded lines"
HOME, ABROAD, SHARES = "CNY", "USD", "shares"
YEAR_END, CLOSING = "2022-12-31", ("2023-03-31", "2023-06-30", "2023-09-30")
QUARTERS = ("2023-01-01/2023-03-31", "2023-04-01/2023-06-30", "2023-07-01/2023-09-30")
DTR = "http://www.xbrl.org/dtr/type/2022-03-31"
CENTS = 100  # what is true is known to a hundredth of the last digit printed
# the line of each sum that takes what rounding leaves, where a preparer plugs
PLUGS = {
    "CurrentAssets": "OtherCurrentAssets",
    "Assets": "OtherAssets",
    "Liabilities": "OtherLiabilities",
    "LiabilitiesAndEquity": "Equity",
    "Revenue": "OtherRevenue",
    "Costs": "OtherCosts",
    "OperatingIncome": "OtherIncome",
    "NetIncome": "Taxes",
    "OperatingFlow": "OtherOperatingFlow",
    "NetChange": "ExchangeEffect",
}
LEFT_OVER = ("Equity", "ExchangeEffect")  # what the other lines of their statement leave, whatever the style

RULES = {
    "TO101": ("two-sides", "Assets == LiabilitiesAndEquity", {}),
    "TO201": ("roll-forward", "closing(CashTotal) == opening(CashTotal) + NetChange", {}),
    "TO202": ("ends", "CashTotal == Cash + RestrictedCash", {"when": "reported(Cash)"}),
    "TO301": ("year-to-date", "quarters(X) == X", {"for": "X in concepts(monetary, duration) - [{untimed}]"}),
    "TO401": (
        "translation",
        "unit(X, 'CNY') == unit(X, 'USD') * the(Rate)",
        {"for": "X in concepts(monetary) - [{untranslated}]", "when": "reported(unit(X, 'USD'))"},
    ),
    "TO501": ("per-share", "Earnings == NetIncome / Shares", {"when": "currency('CNY')"}),
    "TO102": (
        "columns",
        "T == sum(contributors(T))",
        {"for": "T in concepts(monetary)", "missing": "skip", "kind": "plausibility", "compare": "printed",
         "severity": "warning", "follows": ["CA101"]},
    ),
}  # fmt: skip

Spot = tuple[str, str, str]  # a concept, a period, a unit
Values = dict[tuple[str, str], Fraction]


class Release(NamedTuple):
    """A release that is right, and the rules it is held to.

    `said` are the facts of its statements, `told` those of its text, which repeat some of them to fewer digits.
    """

    style: str
    taxonomy: Taxonomy
    said: list[tuple[Any, ...]]
    told: list[tuple[Any, ...]]
    rules: str

    @property
    def facts(self) -> list[tuple[Any, ...]]:
        """All facts, those of statements first."""
        return [*self.said, *self.told]

    @property
    def report(self) -> Report:
        """The report of the facts."""
        return report(self.facts, self.taxonomy)


class Statements(NamedTuple):
    """What a preparer fills in: lines of both kinds of period, and the sums over them from the innermost."""

    sums: dict[str, dict[str, int]]
    sheet: tuple[str, ...]
    flows: tuple[str, ...]

    def lines(self, names: tuple[str, ...]) -> list[str]:
        """Return those of some names that neither are added up nor follow from what is."""
        return [name for name in names if name not in self.sums and name not in LEFT_OVER]


def statements(current: int, debts: int, segments: int, costs: int, adjustments: int) -> Statements:
    """Return the statements of a company that breaks down its figures so far."""
    sheet = {
        "CurrentAssets": _parts("Cash", "RestrictedCash", *_some("Receivables", current), "OtherCurrentAssets"),
        "Assets": _parts("CurrentAssets", "Property", "OtherAssets"),
        "Liabilities": _parts(*_some("Debt", debts), "OtherLiabilities"),
        "LiabilitiesAndEquity": _parts("Liabilities", "Equity"),
    }
    flows = {
        "Revenue": _parts(*_some("Segment", segments), "OtherRevenue"),
        "Costs": _parts(*_some("Cost", costs), "OtherCosts"),
        "OperatingIncome": {"Revenue": 1, "Costs": -1, "OtherIncome": 1},
        "NetIncome": {"OperatingIncome": 1, "Taxes": -1},
        "OperatingFlow": _parts("NetIncome", *_some("Adjustment", adjustments), "OtherOperatingFlow"),
        "NetChange": _parts("OperatingFlow", "InvestingFlow", "FinancingFlow", "ExchangeEffect"),
    }
    return Statements({**sheet, **flows}, _names(sheet), _names(flows))


def _parts(*names: str) -> dict[str, int]:
    return dict.fromkeys(names, 1)


def _some(name: str, count: int) -> list[str]:
    return [f"{name}{at + 1}" for at in range(count)]


def _names(sums: dict[str, dict[str, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for total, parts in sums.items() for name in (*parts, total)))


# --- what is true ----------------------------------------------------------------------------------
def added(lines: Values, made: Statements, opening: dict[str, str]) -> Values:
    """Return lines with all that follows from them: cash, what is left over, totals, year to date.

    `opening` gives the instant at which each duration begins, for the change in cash.
    """
    found = dict(lines)
    for when in dict.fromkeys(when for name, when in lines if name == "Property"):
        found["CashTotal", when] = found["Cash", when] + found["RestrictedCash", when]
        found["Equity", when] = Fraction(0)
        _total(found, made, made.sheet, when)
        found["Equity", when] = found["Assets", when] - found["Liabilities", when]
        _total(found, made, made.sheet, when)
    for when, start in opening.items():
        found["ExchangeEffect", when] = Fraction(0)
        _total(found, made, made.flows, when)
        change = found["CashTotal", when.partition("/")[2]] - found["CashTotal", start]
        found["ExchangeEffect", when] = change - found["NetChange", when]
        _total(found, made, made.flows, when)
    return found


def _total(found: Values, made: Statements, names: tuple[str, ...], when: str) -> None:
    for name in names:
        if name in made.sums:
            found[name, when] = sum((found[part, when] * by for part, by in made.sums[name].items()), Fraction(0))


# --- how it is printed -----------------------------------------------------------------------------
def printed(lines: Values, made: Statements, opening: dict[str, str], style: str) -> tuple[Values, Values]:
    """Return what is true, and what is printed, in units of the last digit."""
    if style == FOOTED:
        lines = {key: Fraction(round(value)) for key, value in lines.items()}
    true = added(lines, made, opening)
    said = {key: Fraction(round(value)) for key, value in true.items()}
    for (total, when), value in list(said.items()) if style == PLUGGED else ():
        if total in PLUGS:
            plug, parts = PLUGS[total], made.sums[total]
            rest = sum((said[part, when] * by for part, by in parts.items() if part != plug), Fraction(0))
            said[plug, when] = (value - rest) * parts[plug]
    return true, said


def rules(made: Statements, style: str, *, abroad: bool) -> str:
    """Return the rules a preparer of this style would sign."""
    untranslated = {ROUNDED: (), PLUGGED: PLUGS.values(), FOOTED: (*made.sums, *LEFT_OVER, "CashTotal")}[style]
    untimed = PLUGS.values() if style == PLUGGED else ()
    left_out = {*(() if abroad else ("TO401",)), *(("TO102",) if style == ROUNDED else ())}
    lists = {"untimed": ", ".join(untimed), "untranslated": ", ".join(untranslated)}
    text = f'[namespaces]\ndefault = "{NS}"\n'
    for code, (name, rule, more) in RULES.items():
        if code not in left_out:
            text += f'[{code}]\nname = "{name}"\nrule = "{rule}"\n'
            text += 'says = "{left} against {right} (off by {gap})"\nwhy = "It must."\n'
            for key, value in more.items():
                told = value.format(**lists).replace(" - []", "") if isinstance(value, str) else value
                text += f"{key} = {told!r}\n" if isinstance(told, list) else f'{key} = "{told}"\n'
    return text


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """A release of the second or third quarter, in its own currency alone or in two, with some of it told again."""
    style = draw(st.sampled_from((ROUNDED, PLUGGED, FOOTED)))
    made = statements(*draw(st.tuples(*[st.integers(1, 2)] * 5)))
    decimals = draw(st.sampled_from((-6, -3, 0)))
    count = draw(st.integers(2, 3))
    quarters, ends = QUARTERS[:count], CLOSING[:count]
    whole = f"{QUARTERS[0].partition('/')[0]}/{ends[-1]}"
    opening = dict(zip(quarters, (YEAR_END, *CLOSING), strict=False))

    lines = _drawn(draw, made, quarters, ends)
    if style == FOOTED:
        lines = {key: Fraction(round(value)) for key, value in lines.items()}
    for name in made.lines(made.flows):
        lines[name, whole] = sum((lines[name, one] for one in quarters), Fraction(0))
    true, said = printed(lines, made, {**opening, whole: YEAR_END}, style)
    columns = {HOME: said}
    rate = Fraction(draw(st.integers(60000, 80000)), 10000)
    abroad = draw(st.booleans())
    if abroad:
        shown = {(name, when) for name, when in true if when in (quarters[-1], ends[-1])} | {("CashTotal", ends[-2])}
        drawn = {key: true[key] / rate for key in true if key in shown and key[0] not in made.sums}
        columns[ABROAD] = printed(drawn, made, {quarters[-1]: ends[-2]}, style)[1]

    facts: list[tuple[Any, ...]] = [
        (name, _text(value, decimals), decimals, when, unit)
        for unit, column in columns.items()
        for (name, when), value in column.items()
    ]
    places = draw(st.lists(st.integers(0, len(said) - 1), max_size=3, unique=True))
    coarser = [_coarser(facts[at], draw(st.integers(1, 3))) for at in places]
    told = [one for one in coarser if one is not None]
    for when in (*quarters, whole):
        shares = Fraction(draw(st.integers(10**6, 10**7)), CENTS)
        facts.append(("Shares", _text(Fraction(round(shares)), decimals), decimals, when, SHARES))
        facts.append(("Earnings", rounded_text(true["NetIncome", when] / shares, 2), 2, when, f"{HOME}/shares"))
    if abroad:
        facts.append(("Rate", rounded_text(rate, 4), "INF", ends[-1], "pure"))
    return Release(style, _taxonomy(made), facts, told, rules(made, style, abroad=abroad))


def _drawn(draw: st.DrawFn, made: Statements, quarters: tuple[str, ...], ends: tuple[str, ...]) -> Values:
    """Return the lines of every column, to a hundredth of the last digit that is printed."""
    keys = [(name, when) for when in (YEAR_END, ends[-1]) for name in made.lines(made.sheet)]
    keys += [(name, when) for when in quarters for name in made.lines(made.flows)]
    keys += [("CashTotal", when) for when in ends[:-1]]
    sizes = draw(st.lists(st.integers(10**4, 10**8), min_size=len(keys), max_size=len(keys)))
    return {key: Fraction(_signed(key[0], size), CENTS) for key, size in zip(keys, sizes, strict=True)}


def _signed(name: str, size: int) -> int:
    """Return the size of a line as a flow that may go either way, or as it is."""
    return -size if name.endswith("Flow") and size % 2 else size


def _coarser(fact: tuple[Any, ...], by: int) -> tuple[Any, ...] | None:
    """Return a fact as a text repeats it, to fewer digits; None halfway, where only the true value says which way."""
    name, text, decimals, when, unit = fact
    step = 10 ** (by - decimals)
    if Fraction(text) / step % 1 == Fraction(1, 2):
        return None
    return (name, str(round(Fraction(text) / step) * step), decimals - by, when, unit)


def _text(value: Fraction, decimals: int) -> str:
    return str(int(value) * 10**-decimals)


def _taxonomy(made: Statements) -> Taxonomy:
    flows = [concept(name, period_type="duration") for name in made.flows]
    flows.append(concept("Shares", "shares", "duration"))
    flows.append(concept("Earnings", "decimal", "duration")._replace(type=f"{{{DTR}}}perShareItemType"))
    sheets = [concept(name) for name in (*made.sheet, "CashTotal")]
    titled = {
        title: {total: made.sums[total] for total in names if total in made.sums}
        for title, names in (("Sheet", made.sheet), ("Flows", made.flows))
    }
    presented = {title: {total: list(parts) for total, parts in sums.items()} for title, sums in titled.items()}
    return taxonomy(titled, [*flows, *sheets, concept("Rate", "pure")], presented=presented)
