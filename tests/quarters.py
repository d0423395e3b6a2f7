"""Two successive quarterly releases of a company that does not exist, as Markdown: the later one carries the earlier's
figures in its columns of earlier periods."""

from __future__ import annotations

BALANCE = ("Cash and cash equivalents", "Trade receivables", "Inventories", "Prepaid expenses")
FIXED = ("Vessels, net", "Terminals, net", "Goodwill")
INCOME = ("Passenger revenue", "Freight revenue", "Charter revenue")
COSTS = ("Fuel", "Crew", "Port charges")
DATES = {"Q4": "December 31, 2024", "Q1": "March 31, 2025", "Q2": "June 30, 2025"}
LEVELS = {"Q4": 0, "Q1": 1, "Q2": 2}


def amounts(names: tuple[str, ...], quarter: str, seed: int) -> list[int]:
    """Return an amount a name: the same for a quarter in whichever release it stands."""
    return [10_000 + (seed + 7 * at + 13 * LEVELS[quarter]) ** 3 % 89_977 for at in range(len(names))]


def release(quarter: str, earlier: str) -> str:
    """Return the release of a quarter, with the balances of an earlier one beside its own."""
    columns = (quarter, earlier)
    lines = [f"# Northwind Ferries: results of the quarter ended {DATES[quarter]}", ""]
    lines += ["Balance sheets (in thousands of US dollars)", ""]
    lines += [f"| | {DATES[quarter]} | {DATES[earlier]} |", "|---|---:|---:|"]
    current = [amounts(BALANCE, column, 31) for column in columns]
    fixed = [amounts(FIXED, column, 57) for column in columns]
    lines += [_row(name, [some[at] for some in current]) for at, name in enumerate(BALANCE)]
    lines += [_row("Total current assets", [sum(some) for some in current])]
    lines += [_row(name, [some[at] for some in fixed]) for at, name in enumerate(FIXED)]
    lines += [_row("Total assets", [sum(a) + sum(b) for a, b in zip(current, fixed, strict=True)]), ""]
    lines += ["Statements of operations (in thousands of US dollars)", ""]
    lines += [f"| | Three months ended {DATES[quarter]} | Three months ended {DATES[earlier]} |", "|---|---:|---:|"]
    revenue = [amounts(INCOME, column, 83) for column in columns]
    costs = [amounts(COSTS, column, 5) for column in columns]
    lines += [_row(name, [some[at] for some in revenue]) for at, name in enumerate(INCOME)]
    lines += [_row("Total revenue", [sum(some) for some in revenue])]
    lines += [_row(name, [some[at] for some in costs]) for at, name in enumerate(COSTS)]
    lines += [_row("Total operating costs", [sum(some) for some in costs])]
    lines += [_row("Operating income", [sum(a) - sum(b) for a, b in zip(revenue, costs, strict=True)]), ""]
    return "\n".join(lines)


def _row(label: str, figures: list[int]) -> str:
    return f"| {label} | {' | '.join(shown(one) for one in figures)} |"


def shown(figure: int) -> str:
    """Return an amount as a statement shows it."""
    return f"{figure:,}" if figure >= 0 else f"({-figure:,})"
