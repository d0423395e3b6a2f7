"""Report → report package (Report Packages 1.0 §3): the report under reports/, and the taxonomy it brings with it.

Taxonomy files that lie beside the report go into taxonomy/, in the layout they have, and the report refers to them from
there. That makes no taxonomy package: the entry points of one are published URLs, which such files do not have
(Taxonomy Packages 1.0 §3). A report that came in a package brings along what it held beside its reports: its taxonomy,
and the catalog that leads there.
"""

from __future__ import annotations

import copy
import io
import json
import os
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

from validator.writers.oim import Unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.model.report import Reference, Report

PACKAGES = {".xbr": "https://xbrl.org/report-package/2023/xbr", ".xbri": "https://xbrl.org/report-package/2023/xbri",
            ".zip": "https://xbrl.org/report-package/2023"}  # fmt: skip
NAMES = {"xbrl-xml": "xbrl", "inline": "xhtml", "xbrl-json": "json", "xbrl-csv": "json"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same report gives the same package
LOCAL = "file:"
OWN = "META-INF/reportPackage.json"


def package(report: Report, path: str, syntax: str, render: Callable[[Report, str, str], Mapping[str, bytes]]) -> bytes:
    """Return the package that will stand at a path; `render` gives the files of a report. Raises Unwritable."""
    folder, name = os.path.split(path)
    stem, suffix = os.path.splitext(name)
    taxonomy = beside(report)
    held = brought(report)
    places = {file: f"taxonomy/{entry}" for file, entry in taxonomy.items()} | {
        file: n for file, (n, _) in held.items()
    }
    own = {"documentInfo": {"documentType": PACKAGES[suffix.lower()]}}
    entries = {f"{stem}/{OWN}": json.dumps(own, indent=2).encode()}
    entries |= {f"{stem}/{entry}": data for entry, data in held.values()}
    entries |= {f"{stem}/taxonomy/{entry}": _content(file) for file, entry in taxonomy.items()}
    moved = copy.copy(report)
    moved.references = [_moved(one, report.path, places, folder) for one in report.references]
    for each, data in render(moved, os.path.join(folder, f"{stem}.{NAMES[syntax]}"), syntax).items():
        entries[f"{stem}/reports/{each}"] = data
    return _archive(entries)


def origin(report: Report) -> str:
    """Return the package a report was read from and that holds a part of its taxonomy; "" when there is none."""
    path = report.path
    while path and not os.path.isfile(path):
        path = os.path.dirname(path)
    documents = report.taxonomy.documents if report.taxonomy is not None else ()
    return path if any(one.path == path for one in documents) else ""


def brought(report: Report) -> dict[str, tuple[str, bytes]]:
    """Return what the package of a report holds beside reports: by path, the name below its top folder and the bytes.

    Raises Unwritable where an entry cannot be unpacked.
    """
    path = origin(report)
    if not path:
        return {}
    from validator.dts.packaged.packages import Package, open_archive

    package = Package(path, "rpe")
    open_archive(package)
    found: dict[str, tuple[str, bytes]] = {}
    for info in package.archive.infolist() if package.archive is not None else ():
        name = info.filename.removeprefix(package.root)
        if not info.is_dir() and not name.startswith("reports/") and name != OWN:
            data = package.member(name)
            if data is None:
                raise Unwritable(f"{path}/{info.filename} cannot be unpacked, so it cannot be packed again")
            found[os.path.abspath(f"{path}/{info.filename}")] = name, data
    return found


def beside(report: Report) -> dict[str, str]:
    """Return the taxonomy files of a report that have no published URL, each with its path from their common folder."""
    documents = report.taxonomy.documents if report.taxonomy is not None else ()
    paths = sorted({os.path.abspath(one.path) for one in documents if one.uri.startswith(LOCAL)})
    if not paths:
        return {}
    try:
        common = os.path.commonpath([os.path.dirname(path) for path in paths])
    except ValueError:  # on different drives
        common = ""
    if os.path.dirname(common) == common:
        raise Unwritable("the files of the taxonomy have no folder in common that could be packed")
    return {path: os.path.relpath(path, common).replace(os.sep, "/") for path in paths}


def _moved(one: Reference, source: str, places: Mapping[str, str], folder: str) -> Reference:
    """Return a reference to a packed file as it reads from the report's place, written to `folder`."""
    url = urljoin(one.base, one.href) if one.base else one.href
    if "://" in url:
        return one
    path, mark, fragment = url.partition("#")
    start = os.path.dirname(os.path.abspath(source))
    target = os.path.abspath(os.path.join(start, unquote(path)))
    if target not in places:
        raise Unwritable(f"{one.at}: the report refers to {one.href}, which was not found, so it cannot be packed")
    packed = os.path.join(os.path.abspath(folder or "."), "..", places[target])
    href = quote(os.path.relpath(packed, start).replace(os.sep, "/")) + mark + fragment
    return one._replace(href=href, base="")


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Unwritable(f"{path}: {error.strerror or error}, so it cannot be packed") from None


def _archive(entries: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(entries.items()):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()
