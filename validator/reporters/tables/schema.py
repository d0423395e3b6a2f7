"""The tables of a run, column by column: what other programs are promised (docs/corpus.md is held to it).

A column is added at the end of its table, never renamed, and never given another meaning without a new version.
"""

from __future__ import annotations

from typing import NamedTuple

VERSION = 1

TEXT, WHOLE, LONG, FLAG, DAY, AMOUNT = "text", "whole", "long", "flag", "day", "amount"
DIMENSIONS, FIGURES = "dimensions", "figures"


class Column(NamedTuple):
    """One column: its name, the kind of what it holds, and what that is."""

    name: str
    kind: str
    says: str


WHICH = (
    Column("report", TEXT, "the report: its path or URL"),
    Column("number", WHOLE, "which of the reports of that name it is; 0 but where one file holds several documents"),
)
AT = (
    Column("path", TEXT, "the file it stands in"),
    Column("line", WHOLE, "the line, from 1; null where there is none to tell"),
    Column("column", WHOLE, "the column, from 1; null as above"),
    Column("pointer", TEXT, "the place within JSON, CSV or a workbook; null elsewhere"),
)
REPORTS = (
    *WHICH,
    Column("syntax", TEXT, "its syntax; null where it could not be read"),
    Column("verdict", TEXT, "clean, accepted, untold, note, warning or error: the gravest that was found"),
    Column("entity_scheme", TEXT, "who identifies the entity that most facts are of"),
    Column("entity", TEXT, "the identifier of the entity that most facts are of"),
    Column("bytes", LONG, "how many bytes its files have; null where it was not read"),
    Column("facts", WHOLE, "how many facts it has"),
    Column("figures", WHOLE, "how many figures they make"),
    Column("figures_in_a_tie", WHOLE, "how many of these a tie touches that is decided"),
    Column("holds", WHOLE, "ties that hold as printed"),
    Column("within_rounding", WHOLE, "ties that hold within rounding"),
    Column("fails", WHOLE, "ties that fail, accepted ones among them"),
    Column("indeterminate", WHOLE, "ties that cannot be decided"),
    Column("found_hold", WHOLE, "of relations found in a document, those that hold, within rounding too"),
    Column("found_fail", WHOLE, "of relations found in a document, those that fail"),
    Column("assumed", WHOLE, "ties that rest on declarations that could not be had"),
    Column("accepted", WHOLE, "ties that fail and that a waiver accepts"),
    Column("errors", WHOLE, "findings of its file that are errors"),
    Column("warnings", WHOLE, "findings of its file that are warnings"),
    Column("notes", WHOLE, "findings of its file that are notes"),
    Column("same_as", TEXT, "the report beside it that says the same in another syntax; null where there is none"),
)
FACTS = (
    *WHICH,
    Column("fact", WHOLE, "which of the report's facts it is, from 0 in document order"),
    Column("id", TEXT, "its id; null where it has none"),
    Column("concept", TEXT, "its concept in Clark notation, {namespace}name"),
    Column("name", TEXT, "the local name of its concept"),
    Column("entity_scheme", TEXT, "who identifies the entity"),
    Column("entity", TEXT, "the identifier of the entity; null for a tuple"),
    Column("period", TEXT, "the period as tieout says it: `as of 2023-09-30`, `2023-01-01 to 2023-09-30`, `forever`"),
    Column("period_start", DAY, "the first day of a duration; null otherwise"),
    Column("period_end", DAY, "the last day of a duration, or the day of an instant; null otherwise"),
    Column("unit", TEXT, "the unit: `CNY`, `CNY/shares`, `pure`; null for what is no number"),
    Column("dimensions", DIMENSIONS, "its dimension values, in order of the dimensions' names"),
    Column("other", TEXT, "what else its segment and scenario hold; null where there is nothing"),
    Column("value", TEXT, "a number exactly, in plain digits; any other content as written; null where it is nil"),
    Column("amount", AMOUNT, "the number, where 30 digits before the point and 8 behind hold it exactly; else null"),
    Column("decimals", TEXT, "its decimals as written, INF among them, or those its precision comes to"),
    Column("nil", FLAG, "whether it is nil"),
    Column("language", TEXT, "its language; null where it has none"),
    Column("parent", WHOLE, "the tuple it stands in, as `fact`; null at the top"),
    *AT,
    Column("ties", WHOLE, "how many ties touch its figure; null for what is no figure"),
    Column("decided", WHOLE, "how many of these are decided; null as above"),
    Column("failing", WHOLE, "how many of these fail, accepted ones among them; null as above"),
)
TIES = (
    *WHICH,
    Column("tie", WHOLE, "which of the report's ties it is, from 0"),
    Column("kind", TEXT, "calculation, rule, found (in a document; nobody declared it), or other engine"),
    Column("code", TEXT, "the code its failure is told under"),
    Column("source", TEXT, "the link role of its network, or the name of its rule"),
    Column("title", TEXT, "what the network is called, or the rule as written"),
    Column("frame", TEXT, "where it is bound, in words"),
    Column("outcome", TEXT, "holds, within_rounding, fails or indeterminate"),
    Column("reason", TEXT, "why it is indeterminate; null otherwise"),
    Column("waived", FLAG, "whether it fails and a waiver accepts that"),
    Column("assumed", FLAG, "whether it rests on declarations that could not be had"),
    Column("gap", TEXT, "by how much the left side exceeds the right, exactly: of a sum the total its parts"),
    Column("gap_amount", AMOUNT, "the gap as a number, where it can be held exactly; else null"),
    Column("concept", TEXT, "the concept of its first figure: of a sum the total"),
    Column("name", TEXT, "the local name of that"),
    Column("figures", FIGURES, "every figure in it: concept, weight where it adds up, and the first fact that says it"),
)
FINDINGS = (
    *WHICH,
    Column("finding", WHOLE, "which of the report's findings it is, from 0: the gravest first, then by place"),
    Column("code", TEXT, "its code"),
    Column("check", TEXT, "the name of its check"),
    Column("severity", TEXT, "error, warning or note"),
    Column("message", TEXT, "what is wrong, in one line"),
    *AT,
    Column("waived", TEXT, "who accepts it, until when and why; null where nobody does"),
    Column("culprit", TEXT, "the one figure that is certain to be wrong; null where that is not decided"),
    Column("says", TEXT, "what it says"),
    Column("should_be", TEXT, "what it should be"),
    Column("slip", TEXT, "the kind of slip that leads from one to the other; null where it is none known"),
    Column("verdict", TEXT, "the diagnosis in one line; null where there is none"),
    Column("spec", TEXT, "the specification's own code; null where it has none"),
    Column("engine", TEXT, "who found it"),
    Column("whole", TEXT, "the whole finding as JSON, as `tieout check --format json` has it"),
)
TABLES = {"reports": REPORTS, "facts": FACTS, "ties": TIES, "findings": FINDINGS}
