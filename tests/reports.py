"""What a report says, whatever its syntax: for comparing two of them."""

from __future__ import annotations

from validator.model.intervals import scaled


def context(one):
    """Who, when, and along which dimensions; where dimension values are kept does not matter."""
    members = sorted((m.dimension, m.member or "", m.typed or "") for m in one.members)
    return (one.scheme, one.identifier, one.period, tuple(members), one.segment, one.scenario)


def figure(report, row):
    """One fact: numbers as numbers, decimals as accuracy."""
    fact = report.fact(row)
    numeric = fact.unit is not None
    number = report.number(row) if numeric else None
    value = None if fact.nil else scaled(*number) if number is not None else fact.text
    accuracy = report.accuracy(row) if numeric and not fact.nil else ""
    said = context(fact.context) if fact.context else None
    language = fact.language if not numeric and report.taxonomy and is_text(report, fact) else ""
    return (fact.concept, said, fact.unit.key if numeric else None, value, accuracy, language)


def is_text(report, fact):
    """Whether a fact is in a language."""
    concept = report.taxonomy.find_concept(fact.concept)
    return concept is not None and concept.base == "stringItemType"


def model(report):
    """Facts as a sorted list, and footnotes with the facts they tie together."""
    figures = [figure(report, row) for row in range(len(report))]
    notes = []
    for note in report.footnotes:
        ends = [sorted(repr(figures[row]) for row in rows) for rows in (note.rows, note.targets)]
        notes.append((note.arcrole, note.group or "http://www.xbrl.org/2003/role/link", note.text, note.markup, *ends))
    return sorted(map(repr, figures)), sorted(map(repr, notes))
