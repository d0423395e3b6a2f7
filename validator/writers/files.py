"""A report in one of its syntaxes → files on disk: all of them whole, or none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator.writers.oim import Unwritable
from validator.writers.packages import PACKAGES, origin, package
from validator.writers.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.authored.sidecars import Printed
    from validator.model.report import Report

SUFFIXES = {".xml": "xbrl-xml", ".xbrl": "xbrl-xml", ".htm": "inline", ".html": "inline", ".xhtml": "inline",
            ".json": "xbrl-json", ".csv": "xbrl-csv"}  # fmt: skip


def syntax_of(path: str) -> str:
    """Return the syntax a file's name asks for; raises Unwritable when it asks for none."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix in PACKAGES:
        return "inline" if suffix == ".xbri" else "xbrl-json"
    if suffix not in SUFFIXES:
        known = ", ".join((*SUFFIXES, *PACKAGES))
        raise Unwritable(f"the name {os.path.basename(path)!r} asks for no syntax: it ends in none of {known}")
    return SUFFIXES[suffix]


def left_out(report: Report, path: str, syntax: str = "") -> Iterator[str]:
    """Yield what writing a report to a path leaves out of it, in words."""
    loose = sum(not note.rows for note in report.footnotes)
    if loose and (syntax or syntax_of(path)) != "xbrl-xml":
        what = "1 footnote belongs" if loose == 1 else f"{loose} footnotes belong"
        yield f"{what} to no fact and cannot be written so (xBRL-XML 1.0, xbrlxe:unlinkedFootnoteResource)"
    package = origin(report)
    if package and os.path.splitext(path)[1].lower() not in PACKAGES:
        yield f"the taxonomy came in {package}, and stays there: name it by --package to read what was written"


def render(
    report: Report, path: str, syntax: str, source: str = "", places: Mapping[str, Printed] | None = None
) -> dict[str, bytes]:
    """Return the files of a report by name; `path` is where the first will stand. Raises Unwritable."""
    folder, name = os.path.split(path)
    folder = folder or "."
    if syntax == "xbrl-json":
        from validator.writers import xbrl_json

        return {name: xbrl_json.write(report, folder).encode("utf-8", "surrogatepass")}
    if syntax == "xbrl-csv":
        from validator.writers import xbrl_csv

        stem = os.path.splitext(name)[0]
        return {
            key: text.encode("utf-8", "surrogatepass") for key, text in xbrl_csv.write(report, stem, folder).items()
        }
    if syntax == "inline":
        from validator.writers import inline

        return {name: inline.write(report, source, places, folder)}
    from validator.writers import xbrl_xml

    return {name: xbrl_xml.write(report, folder)}


def write(
    report: Report, path: str, syntax: str = "", source: str = "", places: Mapping[str, Printed] | None = None
) -> list[str]:
    """Write a report, in the syntax asked for or the one its name asks for; return the files' paths.

    A name that ends in .xbr, .xbri or .zip makes a report package. Raises Unwritable, OSError.
    """
    suffix = os.path.splitext(path)[1].lower()
    syntax = syntax or syntax_of(path)
    folder = os.path.dirname(path)
    if suffix in PACKAGES:

        def made(one: Report, inner: str, kind: str) -> Mapping[str, bytes]:
            return render(one, inner, kind, source, places)

        files = {os.path.basename(path): package(report, path, syntax, made)}
    else:
        files = render(report, path, syntax, source, places)
    replace({os.path.join(folder, name): data for name, data in files.items()})
    return [os.path.join(folder, name) for name in files]
