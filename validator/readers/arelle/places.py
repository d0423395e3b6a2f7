"""What Arelle refers to → where the user wrote it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from validator.model.source import Location

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.model.report import Report

LONGEST_TAG = 200  # lines


class Places:
    """Finds the place in the user's files of what Arelle refers to.

    A fact is found by its id, else by its rank in the document; a context or unit by its id; anything else by its
    document and line.
    """

    def __init__(self, report: Report, models: Sequence[Any], folder: str, webcache: str | None) -> None:
        self.report = report
        self.models = models
        self.session = folder
        self.webcache = webcache
        self.contexts = {context.id: context.at for context in report.contexts}
        self.units = {unit.id: unit.at for unit in report.units}
        self.rows = {identifier: row for row, identifier in enumerate(report.ids) if identifier}
        self.ranks: dict[int, dict[int, int]] = {}
        self.lines: list[bytes] = []
        self.folder = os.path.dirname(report.path)

    def of(self, refs: Sequence[Mapping[str, Any]]) -> list[tuple[str, Location]]:
        """Return what a message refers to, each once, as (what it is, where)."""
        found: dict[Location, str] = {}
        for ref in refs:
            model, thing = self.thing(ref)
            label, at = self.place(model, thing) if thing is not None else ("", self.named(ref))
            found.setdefault(at, label)
        return [(label, at) for at, label in found.items()]

    def thing(self, ref: Mapping[str, Any]) -> tuple[Any, Any]:
        """Return the model and the object of a reference; None for both when it has none."""
        identifier = ref.get("objectId")
        for model in self.models if identifier else ():
            thing = model.modelObject(identifier)
            if thing is not None and getattr(thing, "sourceline", None) == ref.get("sourceLine"):
                return model, thing
        return None, None

    def place(self, model: Any, thing: Any) -> tuple[str, Location]:
        """Return what an object of Arelle's is called, and where the user wrote it."""
        kind = type(thing).__name__
        identifier = thing.get("id") or "" if hasattr(thing, "get") else ""
        if kind in ("ModelFact", "ModelInlineFact"):
            row = self.row(model, thing)
            if row is not None:
                return str(thing.qname), self.report.location(row)
        known = {"ModelContext": self.contexts, "ModelUnit": self.units}.get(kind, {})
        if identifier in known:
            return identifier, known[identifier]
        label = str(getattr(thing, "qname", "") or getattr(thing, "tag", "") or identifier)
        path = self.path(getattr(thing, "modelDocument", None))
        line = getattr(thing, "sourceline", None) or 0
        if path == self.report.path:
            line = self.opening(path, line, thing)
        return label, Location(path, line)

    def opening(self, path: str, line: int, thing: Any) -> int:
        """Return the line on which a start tag begins.

        libxml2, and so Arelle, tells the one on which it ends, and beyond line 65,535 one further on; so the tag is
        looked for from there backwards, by its name and the longest of its attributes.
        """
        self.lines = self.lines or self.report.data.get(path, b"").split(b"\n")
        tag = f"<{getattr(thing, 'prefixedName', '')}".encode()
        mark = max(thing.attrib.values(), key=len, default="").encode() if hasattr(thing, "attrib") else b""
        nearest = 0
        seen = b""
        for number in range(min(line, len(self.lines)), max(0, line - LONGEST_TAG), -1):
            seen = self.lines[number - 1] + b"\n" + seen
            if tag in self.lines[number - 1]:
                if mark in seen:
                    return number
                nearest = nearest or number
        return nearest or line

    def row(self, model: Any, fact: Any) -> int | None:
        """Return the row of one of Arelle's facts in our report; None when ours holds no such fact."""
        row = self.rows.get(fact.id or "")
        if row is None:
            row = self.rank(model).get(fact.objectIndex)
        if row is None or row >= len(self.report) or self.report.concepts[row] != _clark(fact):
            return None
        return row

    def rank(self, model: Any) -> Mapping[int, int]:
        """Return the place of each fact among all, by Arelle's number for it."""
        if id(model) not in self.ranks:
            numbers = sorted(fact.objectIndex for fact in model.factsInInstance)
            self.ranks[id(model)] = {number: rank for rank, number in enumerate(numbers)}
        return self.ranks[id(model)]

    def path(self, document: Any) -> str:
        """Return a document's path as the user knows it."""
        if document is None:
            return self.report.path
        return self.shown(str(getattr(document, "filepath", "") or document.uri), str(document.uri))

    def shown(self, path: str, uri: str) -> str:
        """Return a file's path as seen from the report, or in the web cache; its URI when it is neither's."""
        real = os.path.realpath(path)
        if real == os.path.realpath(self.report.path) or not ("://" in uri or os.path.isfile(real)):
            return self.report.path
        if uri.startswith(("http://", "https://")):
            cached = os.path.relpath(real, os.path.realpath(self.webcache)) if self.webcache else os.pardir
            return uri if cached.startswith(os.pardir) else os.path.join(self.webcache or "", cached)
        return os.path.normpath(os.path.join(self.folder, os.path.relpath(real, os.path.realpath(self.folder or "."))))

    def named(self, ref: Mapping[str, Any]) -> Location:
        """Return the place a reference names by file and line only; the report where it names none."""
        file = str(ref.get("href") or "").partition("#")[0]
        path = os.path.join(self.folder, file)
        if "://" not in file and not os.path.isfile(path):
            return Location(self.report.path)
        line = str(ref.get("sourceLine") or "")
        return Location(self.shown(path, file), int(line) if line.isdigit() else 0)

    def said(self, message: str) -> str:
        """Return a message in one line, without the folder Arelle ran in."""
        for scheme in ("http", "https"):
            message = message.replace(os.path.join(self.session, "cache", scheme), self.webcache or "")
        message = message.replace(os.path.join(os.path.realpath(self.folder or "."), ""), "")
        return " ".join(message.replace(self.session, "").split()).rstrip(".")


def _clark(fact: Any) -> str:
    name = fact.qname
    return f"{{{name.namespaceURI}}}{name.localName}" if name.namespaceURI else str(name.localName)
