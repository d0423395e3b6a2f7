"""Looks at a workbook before a library reads it: how much there is, and which formulas have no stored value."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

from validator.documents.limits import MOST_CELLS, TooMuchError, UnreadableError
from validator.model.source import Refused
from validator.xsd.documents import parse

if TYPE_CHECKING:
    from validator.model.tree import Element

UNSTORED = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*><f[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>')
MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
CELL = re.compile(rb"<(?:[\w.-]+:)?(?:v|is)[\s>]")
ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
BOOK = re.compile(rb"<(?:[\w.-]+:)?sheets[\s>]")
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MOST = {"cells in tables": MOST_CELLS, "merged cells": MOST_CELLS, "rows of cells": MOST_CELLS, "sheets": 1_000}


def looked_at(data: bytes) -> list[bytes]:
    """Return the cells whose formulas have no stored value; refuse more of anything than any report has.

    Any part may be a sheet, whatever its name, and in UTF-16 too.
    """
    unstored: list[bytes] = []
    counted: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            raw = archive.read(name)
            if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raw = raw.decode("utf-16", "replace").encode()
            counted["cells in tables"] += len(CELL.findall(raw))
            counted["rows of cells"] += len(ROW.findall(raw))
            counted["merged cells"] += sum(map(covered, MERGED.findall(raw)))
            if BOOK.search(raw):
                counted["sheets"] += sheets(archive, name)
            for what, most in MOST.items():
                if counted[what] > most:
                    raise TooMuchError(what, most)
            unstored.extend(UNSTORED.findall(raw))
    return unstored


def sheets(archive: zipfile.ZipFile, name: str) -> int:
    """Return how many sheets a workbook lists; refuse one that lists a part twice, which would be read as often."""
    folder, file = posixpath.split(name)
    listed = [one.get(f"{RELATIONS}id") for one in elements(archive, name) if one.name.endswith("}sheet")]
    related = {
        one.get("Id"): posixpath.normpath(posixpath.join("/", folder, one.get("Target")))
        for one in elements(archive, f"{folder}/_rels/{file}.rels".lstrip("/"))
    }
    twice = [part for part, count in Counter(related.get(one, one) for one in listed).items() if count > 1]
    if twice:
        raise UnreadableError(f"lists the sheet {twice[0]} twice")
    return len(listed)


def elements(archive: zipfile.ZipFile, name: str) -> list[Element]:
    """Return the elements of a part; none where it is missing or no XML, which its reader tells."""
    try:
        return list(parse(archive.read(name)).root.walk())
    except (KeyError, Refused):
        return []


def covered(area: tuple[bytes, ...]) -> int:
    """Return how many cells a merged area covers, at least."""
    left, top, right, bottom = area  # letters and digits of two corners
    columns = 26 ** (len(right) - 1) if len(right) > len(left) else right[0] - left[0] + 1
    return max(1, columns) * max(1, int(bottom[:9]) - int(top[:9]) + 1)
