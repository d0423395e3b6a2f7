"""Encode a release as a report, by its mapping. Exit 0 every number accounted for, 1 some not, 2 could not run."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from validator.cli import CLEAN, FAILED, FOUND, UsageError, say
from validator.cli.configuration.sources import add_taxonomies, contents, options

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.encoder.mapping import FigureMap
    from validator.encoder.release import Encoding
    from validator.model.taxonomy import Taxonomy

MOST = 100  # troubles shown; a wrong mapping can make one of every number


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    option = parser.add_argument
    option("source", metavar="SOURCE", help="the release: Markdown, or HTML")
    option("--mapping", metavar="MAP", help="the mapping: TOML (schemas/mapping.schema.json)")
    option("-o", "--output", metavar="OUT", help="the report to write; its places go to OUT.places.json")
    add_taxonomies(parser)
    option(
        "--propose",
        action="store_true",
        help="print mapping entries that may settle what goes unexplained; without --mapping, a mapping to start with",
    )
    option("--taxonomy", metavar="URI", default="", help="name concepts of this taxonomy in a mapping to start with")
    option("--left-out", action="store_true", help="list every number left out, with its reason")


def main(arguments: Namespace) -> int:
    """Encode, write the report and its places, and say how many figures there are."""
    from validator.encoder import mapping, release

    source = contents(arguments.source)
    if not arguments.mapping:
        return _start(source, arguments)
    loaded, troubles = mapping.load(arguments.mapping, contents(arguments.mapping))
    if loaded is None:
        for trouble in troubles[:MOST]:
            say(trouble, file=sys.stderr)
        return FAILED
    encoding = release.encode(arguments.source, source, loaded, _taxonomy(loaded, arguments), propose=arguments.propose)
    if arguments.left_out:
        for number in encoding.left:
            at = f"{arguments.source}:{number.place.line}:{number.place.column}"
            say(f"{at}: {number.text!r} left out: {number.reason}")
    for trouble in encoding.troubles[:MOST]:
        say(trouble, file=sys.stderr)
    if len(encoding.troubles) > MOST:
        say(f"and {len(encoding.troubles) - MOST} more", file=sys.stderr)
    if arguments.propose:
        for entry in encoding.proposals:
            say(entry)
    if encoding.troubles or not encoding.figures:
        say(f"nothing written: {summary(encoding)}", file=sys.stderr)
        return FOUND
    if arguments.output:
        _write(encoding, loaded, arguments)
    say(summary(encoding))
    return CLEAN


def _start(source: bytes, arguments: Namespace) -> int:
    """Print a mapping to start with; raises UsageError when none is asked for."""
    from validator.encoder import proposals, release
    from validator.model.taxonomy import Taxonomy

    if not arguments.propose:
        raise UsageError("name the --mapping, or have one proposed with --propose")
    begun = proposals.begun(arguments.taxonomy, Taxonomy())
    taxonomy = _taxonomy(begun, arguments) if arguments.taxonomy else Taxonomy()
    begun = proposals.begun(arguments.taxonomy, taxonomy)
    encoding = release.encode(arguments.source, source, begun, taxonomy, propose=True)
    for entry in encoding.proposals:
        say(entry)
    for trouble in encoding.troubles[:MOST] if not encoding.proposals else ():
        say(trouble, file=sys.stderr)
    say(f"nothing written: {summary(encoding)}", file=sys.stderr)
    return FOUND


def summary(encoding: Encoding) -> str:
    """Say how many numbers became figures, and what became of the rest."""
    tables = sum(bool(figure.row) for figure in encoding.figures)
    counts: dict[str, int] = {}
    for number in encoding.left:
        counts[number.reason] = counts.get(number.reason, 0) + 1
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    said = f"{len(encoding.figures)} figures encoded ({tables} in tables, {len(encoding.figures) - tables} in prose)"
    left = f"{len(encoding.left)} numbers left out" + (f" ({reasons})" if reasons else "")
    return f"{said}; {left}; {len(encoding.troubles)} unexplained"


def _taxonomy(loaded: FigureMap, arguments: Namespace) -> Taxonomy:
    """Return the mapping's taxonomy; raises UsageError when nothing answers for it."""
    from validator.dts import taxonomy as reader
    from validator.encoder import release

    empty = release.report(release.Encoding((), (), ()), loaded, loaded.path or arguments.source)
    taxonomy = reader.load(empty, options(arguments))
    space, uri = loaded.data["namespace"], loaded.data["taxonomy"]
    numeric = (name for name, concept in taxonomy.concepts.items() if concept.numeric)
    if not any(name.startswith(f"{{{space}}}") or not space for name in numeric):
        at = f"{loaded.at('taxonomy')}: " if loaded.path else ""
        of = f" of {space}" if space else ""
        raise UsageError(
            f"{at}no numeric concept{of} could be had from {uri}; name its package with --package, or mend the address"
        )
    return taxonomy


def _write(encoding: Encoding, loaded: FigureMap, arguments: Namespace) -> None:
    from validator.cli import output
    from validator.encoder import places, release
    from validator.writers import xbrl_xml

    folder = os.path.dirname(os.path.abspath(arguments.output))
    seen = [
        os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/") for path in (arguments.source, loaded.path)
    ]
    made = release.report(encoding, loaded, arguments.output)
    output.write(arguments.output, xbrl_xml.write(made).decode("utf-8"))
    output.write(f"{arguments.output}.places.json", places.places(encoding, *seen))
