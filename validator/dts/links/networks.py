"""The effective networks of a DTS: relationships between concepts that stand, in order (XBRL 2.1 §3.5.3.9.7)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from validator.dts.links.linkbases import IN_XLINK, OWN, effective
from validator.model.names import BLANK, SUMMATION_10, SUMMATION_11
from validator.model.networks import Arc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.dts.links.linkbases import Linkbases
    from validator.model.names import Name


def networks(linkbases: Linkbases) -> dict[tuple[str, str], tuple[Arc, ...]]:
    """Return the effective arcs between concepts, by arcrole and link role."""
    found: dict[tuple[str, str], list[Arc]] = {}
    for (arcrole, role, _, _), raw in linkbases.sets.items():
        for one in effective(raw):
            if isinstance(one.source, str) and isinstance(one.target, str):
                written = one.element.get
                found.setdefault((arcrole, role), []).append(
                    Arc(
                        one.source,
                        one.target,
                        written("order", "1"),
                        written("weight", "1"),
                        written("preferredLabel"),
                        _others(one.element.attributes),
                        one.element.at,
                    )
                )
    return {key: _ordered(found[key]) for key in sorted(found)}


def open_sums(linkbases: Linkbases) -> dict[tuple[str, str], set[Name]]:
    """Return the totals with a part in a document that could not be had, by arcrole and link role."""
    found: dict[tuple[str, str], set[Name]] = {}
    for (arcrole, role, _, _), raw in linkbases.lost.items():
        if arcrole in (SUMMATION_10, SUMMATION_11):
            totals = {one.source for one in effective(raw) if isinstance(one.source, str)}
            if totals:
                found.setdefault((arcrole, role), set()).update(totals)
    return found


def supposed(linkbases: Linkbases) -> dict[Name, str]:
    """Return the concepts of sums whose declarations are assumed, with what tells their names."""
    how = linkbases.assumed.how if linkbases.assumed is not None else {}
    sums = [arc for key, raw in linkbases.sets.items() if how and key[0] in (SUMMATION_10, SUMMATION_11) for arc in raw]
    ends = {end for arc in sums for end in (arc.source, arc.target) if isinstance(end, str)}
    return {name: how[name] for name in sorted(ends & how.keys())}


def _others(attributes: Mapping[Name, str]) -> tuple[tuple[Name, str], ...]:
    return tuple((name, text) for name, text in attributes.items() if name not in OWN and not name.startswith(IN_XLINK))


def _ordered(arcs: list[Arc]) -> tuple[Arc, ...]:
    """Return arcs by their sources as they come, and those of one source by their order."""
    first: dict[Name, int] = {}
    for arc in arcs:
        first.setdefault(arc.source, len(first))
    return tuple(sorted(arcs, key=lambda arc: (first[arc.source], _order(arc))))


def _order(arc: Arc) -> Decimal:
    try:
        found = Decimal(arc.order.strip(BLANK))
    except InvalidOperation:
        return Decimal(1)
    return found if found.is_finite() else Decimal(1)  # xs:decimal has neither NaN nor INF, as NE104 says
