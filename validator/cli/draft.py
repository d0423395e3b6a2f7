"""Draft a document: its figures as a report, with a taxonomy and the relations found. Exit 0 written, 2 not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from validator.cli import CLEAN, UsageError, progress, say
from validator.cli.configuration.sources import contents, draft_like

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from validator.model.report import Report
    from validator.tieouts.rules.found import Relation
    from validator.understanding.figures import Figure, Reading

REPORT = "report.json"
SYNTAXES = {"report.xbrl": "xbrl-xml", "report.xhtml": "inline", "report-csv.json": "xbrl-csv"}


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    option = parser.add_argument
    option("document", metavar="DOCUMENT", help="a release, a filing, a paper: HTML, Markdown, text, and more")
    option("--like", metavar="FOLDER", default="", help="name rows as an accepted draft does, and keep its rules")
    option("-o", "--output", metavar="FOLDER", required=True, help="the folder to write; made if there is none")


class Draft(NamedTuple):
    """What a document is drafted as: its figures and their report, its mapping and rules, the relations found."""

    reading: Reading
    figures: Sequence[Figure]
    report: Report
    mapping: str
    rules: str
    relations: Sequence[Relation]


def main(arguments: Namespace) -> int:
    """Draft, write, and say what was found."""
    from validator.discovery.keeping import packaging, writing
    from validator.tieouts.rules.found import BESIDE
    from validator.writers import xbrl_json
    from validator.writers.oim import Unwritable
    from validator.writers.replacing import replace

    source = arguments.document
    with progress.shown(doing="drafting"):
        reading, figures, report, mapped, rules, related = _drafted(source, contents(source), arguments.like)
    folder = arguments.output
    try:
        os.makedirs(folder, exist_ok=True)
        seen = os.path.relpath(os.path.abspath(source), os.path.abspath(folder)).replace(os.sep, "/")
        texts = {
            REPORT: xbrl_json.write(report),
            f"{REPORT}.places.json": writing.places(report, figures, reading, seen),
            f"{REPORT}{BESIDE}": writing.relations(report),
            **writing.taxonomy(report),
            **packaging.package(os.path.basename(source)),
            "tieouts.toml": rules,
            "mapping.toml": mapped,
        }
        files = {name: text.encode("utf-8", "replace") for name, text in texts.items()}
        os.makedirs(os.path.join(folder, "META-INF"), exist_ok=True)
        replace({os.path.join(folder, name): data for name, data in (files | syntaxes(report)).items()})
    except Unwritable as error:
        raise UsageError(f"nothing was written: {error}") from None
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror or error}") from None
    said = sum(bool(one.rule) for one in related)
    say(f"{len(figures):,} figures and {len(related):,} relations among them written to {folder}")
    if said:
        say(f"to make rules of {said:,} of them, read {os.path.join(folder, 'tieouts.toml')} and accept them there")
    return CLEAN


def _drafted(source: str, data: bytes, folder: str) -> Draft:
    """Return the draft of a document, like that of a folder where one is named. Raises UsageError."""
    from validator import budget, watched
    from validator.discovery import document, relations
    from validator.discovery.keeping import mapping, writing
    from validator.discovery.keeping.rules import drafted
    from validator.documents.limits import UnreadableError
    from validator.encoder.mapping import load
    from validator.model.report import Reference
    from validator.model.source import Location
    from validator.tieouts.rules.found import RELATIONS

    watched.tell(source)
    budget.begin()
    budget.grant(len(data))
    try:
        reading = document.reading(source, data)
    except UnreadableError as error:
        raise UsageError(f"{source}: {error}") from None
    figures = relations.figures_of(reading)
    if not figures:
        raise UsageError(f"{source}: no figures were read in it, so there is nothing to draft")
    watched.tell(source, "its relations")
    report = document.drafted(reading, os.path.basename(source), shared=True, like=draft_like(folder))
    report.references.append(Reference("schemaRef", writing.SCHEMA, "", Location(report.path)))
    watched.tell(source, "its rules")
    mapped = mapping.mapping(report, figures, reading, os.path.basename(source))
    loaded, _ = load("mapping.toml", mapped.encode("utf-8", "replace"))
    again = None if loaded is None else document.again(reading, os.path.basename(source), report, loaded.data)
    rules, related = drafted(report, kept_rules(folder), again)
    report.derived.keep(RELATIONS, related)
    return Draft(reading, figures, report, mapped, rules, related)


def kept_rules(folder: str) -> str:
    """Return the rules of an accepted draft as they are written; empty where there are none."""
    path = os.path.join(folder, "tieouts.toml")
    return contents(path).decode("utf-8", "replace") if folder and os.path.isfile(path) else ""


def syntaxes(report: Report) -> dict[str, bytes]:
    """Return a report in the other syntaxes, by name."""
    from validator.writers.files import render

    made: dict[str, bytes] = {}
    for name, syntax in SYNTAXES.items():
        made |= render(report, name, syntax)
    return made
