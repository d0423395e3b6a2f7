"""Reports and taxonomies made in memory, for tests of what works on the model."""

from __future__ import annotations

from validator.model.contexts import Context, Member
from validator.model.names import ISO4217, PARENT_CHILD, SUMMATION_11, XBRLI
from validator.model.networks import Arc, Network
from validator.model.periods import Period, moment
from validator.model.report import Report
from validator.model.source import Location
from validator.model.taxonomy import Concept, Role, Taxonomy
from validator.model.units import Unit

NS = "http://example.com/taxonomy"
NOWHERE = Location("taxonomy.xsd", 1, 1)


def qname(local):
    return f"{{{NS}}}{local}"


def period(text):
    """`2023-09-30` is an instant, `2023-01-01/2023-09-30` a duration."""
    start, slash, end = text.partition("/")
    if slash:
        return Period(moment(start, ending=False), moment(end, ending=True))
    return Period(None, moment(text, ending=True))


def concept(local, base="monetary", period_type="instant", balance=""):
    return Concept(
        qname(local), local, "item", f"{base}ItemType", f"{{{XBRLI}}}{base}ItemType", "", period_type, balance,
        abstract=False, nillable=True, at=NOWHERE,
    )  # fmt: skip


def arcs(total, parts):
    """`{"A": 1, "B": -1}` are the parts of a total with their weights."""
    for order, (part, weight) in enumerate(parts.items()):
        yield Arc(
            qname(total), qname(part), str(order + 1), str(weight), "", (), Location("calculation.xml", order + 2)
        )


def taxonomy(sums, concepts=(), arcrole=SUMMATION_11, presented=None):
    """`{"role": {"Total": {"A": 1}}}` are calculation networks; concepts not listed are monetary instants."""
    named = {c.name: c for c in concepts}
    for totals in sums.values():
        for total, parts in totals.items():
            for local in (total, *parts):
                named.setdefault(qname(local), concept(local))
    networks = {
        (arcrole, f"http://example.com/role/{role}"): Network(
            arcrole,
            f"http://example.com/role/{role}",
            tuple(arc for total, parts in totals.items() for arc in arcs(total, parts)),
        )
        for role, totals in sums.items()
    }
    for role, tree in (presented or {}).items():
        uri = f"http://example.com/role/{role}"
        made = tuple(arc for parent, children in tree.items() for arc in arcs(parent, dict.fromkeys(children, 1)))
        networks[PARENT_CHILD, uri] = Network(PARENT_CHILD, uri, made)
        for parent, children in tree.items():
            for local in (parent, *children):
                named.setdefault(qname(local), concept(local))
    roles = {uri: Role(uri, uri.rpartition("/")[2], (), "", NOWHERE) for _, uri in networks}
    return Taxonomy(concepts=named, networks=networks, roles=roles)


def unit_of(text):
    """`CNY`, `CNY/shares`, `shares`, `pure`."""
    top, slash, bottom = text.partition("/")

    def measure(name):
        space = XBRLI if name in ("shares", "pure") else ISO4217
        return f"{{{space}}}{name}"

    return Unit(text, (measure(top),), (measure(bottom),) if slash else (), NOWHERE)


def report(facts, using=None):
    """Make a report of (concept, value, decimals, period, unit, dimensions, parent row) tuples, shorter ones filled up.

    The defaults are decimals 0, 2023-09-30, CNY, no dimensions, no tuple. A value of None is nil. A decimals of
    `p3` is precision 3.
    """
    made = Report("report.xbrl", "xbrl-xml")
    made.taxonomy = using
    contexts, units = {}, {}
    for row, fact in enumerate(facts):
        local, value, decimals, when, unit, members, parent = (*fact, *(None,) * (7 - len(fact)))
        decimals, when, unit = "0" if decimals is None else str(decimals), when or "2023-09-30", unit or "CNY"
        members = members or {}
        key = (when, tuple(members.items()))
        if unit == "tuple":
            context_index = unit_index = -1
        else:
            if key not in contexts:
                contexts[key] = len(contexts)
                values = tuple(Member(qname(d), qname(m), None, "segment", NOWHERE) for d, m in members.items())
                made.contexts.append(
                    Context(f"c{len(contexts)}", "scheme", "entity", period(when), "", "", values, "", "", NOWHERE)
                )
            if unit not in units:
                units[unit] = len(units)
                made.units.append(unit_of(unit))
            context_index, unit_index = contexts[key], units[unit]
        made.concepts.append(qname(local))
        made.contexts_of.append(context_index)
        made.units_of.append(unit_index)
        made.context_refs.append("")
        made.unit_refs.append("")
        made.texts.append("" if value is None else str(value))
        made.decimals.append("" if decimals.startswith("p") or value is None else decimals)
        made.precisions.append(decimals[1:] if decimals.startswith("p") else "")
        made.nils.append(value is None)
        made.ids.append("")
        made.languages.append("")
        made.parents.append(-1 if parent is None else parent)
        made.lines.append(row + 1)
        made.columns.append(1)
    return made
