"""Which inline files of one folder, on disk or in an archive, are one document set (Inline XBRL 1.1 §3.1).

A manifest of EDINET says so outright. Else files that all name a taxonomy stand alone, and those that do not belong to
one that does; where ids clash, which are unique in a set (§14.1.2), there are as many sets as files with references.
"""

from __future__ import annotations

import os
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import BLANK, XBRLI, namespace
from validator.model.source import Location, Problem, Refused
from validator.readers.inline.tree import tagged
from validator.xsd.documents import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from validator.readers.inline.tree import Tag

    File = tuple[str, bytes]

MANIFEST = "http://disclosure.edinet-fsa.go.jp/2013/manifest"
MENTIONED = MANIFEST.encode()
HEAD = 4096  # bytes: a manifest names its namespace on its root
RELATIONS = ("contextRef", "unitRef", "continuedAt", "tupleRef")


class Sets(NamedTuple):
    """The files of each document set, in order, and what is wrong with how they are laid out."""

    found: list[list[File]]
    problems: list[Problem]


class Said(NamedTuple):
    """What one file says of itself: whether it names a taxonomy, the ids it gives, those it refers to."""

    file: File
    refers: bool
    ids: frozenset[str]
    used: frozenset[str]


def divided(files: Sequence[File], manifests: Sequence[File]) -> Sets:
    """Return the document sets that the inline files of a folder are, as its manifests say or as they can be."""
    by_path = dict(files)
    listed: list[list[File]] = []
    problems: list[Problem] = []
    for path, data in manifests:
        for names in _listed(path, data, problems):
            one = [(name, by_path[name]) for name, _ in names if name in by_path]
            problems += [Problem.of("missing-file", at) for name, at in names if name not in by_path]
            listed += [one] if one else []
    taken = {path for one in listed for path, _ in one}
    rest = [file for file in files if file[0] not in taken]
    return Sets(listed + (list(_apart(rest, problems)) if rest else []), problems)


def is_manifest(head: bytes) -> bool:
    """Whether a file that begins so may be a manifest of EDINET."""
    return MENTIONED in head


def _listed(path: str, data: bytes, problems: list[Problem]) -> Iterator[list[tuple[str, Location]]]:
    """Yield the files of each instance a manifest lists, with the place that names each."""
    try:
        root = parse(data, path).root
    except Refused as refused:
        problems.append(refused.problem)
        return
    folder = os.path.dirname(path)
    for node in root.walk():
        if node.name == f"{{{MANIFEST}}}instance":
            names = [(one.text.strip(BLANK), one.at) for one in node.each(f"{{{MANIFEST}}}ixbrl")]
            yield [(os.path.normpath(os.path.join(folder, name)), at) for name, at in names if name]


def _apart(files: Sequence[File], problems: list[Problem]) -> Iterator[list[File]]:
    """Yield the sets of files that no manifest lists; pages without any tag are none of them."""
    said = [one for one in map(_said, files) if one is not None] or [
        Said(file, refers=True, ids=frozenset(), used=frozenset()) for file in files
    ]
    heads = [one for one in said if one.refers]
    if len(heads) == len(said) > 1:
        yield from ([one.file] for one in said)
        return
    if len(heads) < 2 or sum(len(one.ids) for one in said) == len(frozenset().union(*(one.ids for one in said))):
        yield [one.file for one in said]
        return
    sets = {head.file[0]: [head] for head in heads}
    for one in said:
        if not one.refers:
            fitting = _fitting(one, sets)
            if len(fitting) == 1:
                sets[fitting[0]].append(one)
            else:
                at = Location(one.file[0])
                problems.append(Problem.of("inline-document-of-unknown-set", at, sets=len(fitting) or len(sets)))
    yield from ([one.file for one in some] for some in sets.values())


def _fitting(one: Said, sets: Mapping[str, Sequence[Said]]) -> list[str]:
    """Return the sets a file may belong to: no id twice, all it refers to there; of several those named most alike."""
    free = [head for head, some in sets.items() if not any(one.ids & other.ids for other in some)]
    whole = [head for head in free if one.used <= one.ids.union(*(other.ids for other in sets[head]))]
    found = whole or free
    if len(found) > 1:
        alike = {head: _alike(head, one.file[0]) for head in found}
        nearest = [head for head in found if alike[head] == max(alike.values())]
        return nearest if alike[nearest[0]] > len(one.file[0]) - len(os.path.basename(one.file[0])) else found
    return found


def _alike(one: str, other: str) -> int:
    """Return how many letters two paths begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _said(file: File) -> Said | None:
    """Return what a file says of itself; None for a page without any tag. What is no XML stands alone."""
    page, _ = tagged(*file)
    if page is None:
        return Said(file, refers=True, ids=frozenset(), used=frozenset())
    tags = page.tags
    if not tags:
        return None
    used = {tag.element.get(name).strip(BLANK) for tag in tags for name in RELATIONS} - {""}
    refers = any(tag.kind == "references" for tag in tags)
    return Said(file, refers=refers, ids=frozenset(_ids(tags)), used=frozenset(used))


def _ids(tags: Sequence[Tag]) -> Iterator[str]:
    """Yield the ids of ix elements, of contexts and of units."""
    for tag in tags:
        if tag.id:
            yield tag.id
        if tag.kind == "resources":
            for child in tag.element.children:
                if namespace(child.name) == XBRLI and child.get("id"):
                    yield child.get("id").strip(BLANK)


def manifests(names: Sequence[str], head: Callable[[str], bytes]) -> list[str]:
    """Return those files of a folder that may be manifests; `head` gives the first bytes of a file."""
    return [name for name in names if name.lower().endswith(".xml") and is_manifest(head(name))]
