"""Footnotes, and links from facts to them and to each other (OIM 1.0 §3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import FOOTNOTE_ROLE, ROLES
from validator.model.report import Footnote
from validator.model.source import shown
from validator.readers.oim.xhtml import Fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from validator.model.report import Report
    from validator.model.source import Location

BLANKS = " \t\r\n"  # around a footnote they say nothing
OF_NOTES = ("concept", "language", "noteId", "unit")


class Note(NamedTuple):
    """An xbrl:note fact: a footnote's text, and its markup where it has any."""

    text: str
    language: str
    at: Location
    markup: str = ""


class Notes:
    """Takes the footnotes of a report and the links between its facts.

    `refused` holds the ids of facts that could not be read: what is wrong with them has been said.
    """

    def __init__(self, report: Report, prefix: str) -> None:
        self.report = report
        self.prefix = prefix
        self.link_types: dict[str, str] = dict(ROLES)
        self.link_groups: dict[str, str] = dict(ROLES)
        self.rows: dict[str, int] = {}
        self.refused: set[str] = set()
        self._notes: dict[str, Note] = {}
        self._used: set[str] = set()

    # --- footnotes -------------------------------------------------------------------------------
    def judge(
        self, name: str, decimals: str, dimensions: Mapping[str, str | None], at: Location,
        near: Callable[[str], Location],
    ) -> None:  # fmt: skip
        """Say what is wrong with the dimensions of an xbrl:note fact (§3.5.1.1)."""
        if dimensions.get("language") is None:
            self.report.trouble("oim-dimension-missing/language", at)
        if self.prefix == "xbrlje":
            self._identified(name, dimensions.get("noteId"), at, near)
            if dimensions.get("unit"):
                self.report.trouble("oim-dimension-misplaced/note-unit", near("unit"))
            if decimals:
                self.report.trouble("oim-dimension-misplaced/note-decimals", near("decimals"))
        for other in dimensions:
            if other not in OF_NOTES:
                self.report.trouble("oim-dimension-misplaced/note", near(other), dimension=shown(other))

    def _identified(self, name: str, identifier: str | None, at: Location, near: Callable[[str], Location]) -> None:
        if identifier is None:
            self.report.trouble("oim-dimension-missing/note-id", at)
        elif identifier != name:
            self.report.trouble("oim-note-invalid/id", near("noteId"), written=shown(identifier), own=shown(name))

    def take(self, name: str, value: str, language: str, at: Location, place: Location) -> None:
        """Take a footnote; `place` is where its value stands, an XHTML fragment (§3.5.1.1)."""
        fragment = Fragment(value)
        if fragment.fault:
            self.report.problems.append(fragment.fault.placed(place).problem)
        self._notes[name] = Note(fragment.text.strip(BLANKS), language, at, fragment.markup.strip(BLANKS))

    # --- links -----------------------------------------------------------------------------------
    def link(self, source: str, kind: str, group: str, targets: Iterable[str], at: Location) -> None:
        """Tie a fact to footnotes or facts (§3.5)."""
        if kind not in self.link_types or group not in self.link_groups:
            what, code = (kind, "unknownLinkType") if kind not in self.link_types else (group, "unknownLinkGroup")
            self.report.trouble("oim-link-broken/undeclared", at, spec=f"{self.prefix}:{code}", name=shown(what))
            return
        if source not in self.rows and source not in self._notes:
            if source not in self.refused:
                self._leads_nowhere(source, "unknownLinkSource", at)
            return
        rows = (self.rows[source],) if source in self.rows else ()
        arcrole, role = self.link_types[kind], self.link_groups[group]
        facts: list[int] = []
        for target in targets:
            note = self._notes.get(target)
            if note is not None:
                self._used.add(target)
                self.report.footnotes.append(
                    Footnote(FOOTNOTE_ROLE, arcrole, note.language, note.text, rows, note.at, role, (), note.markup)
                )
            elif target in self.rows:
                facts.append(self.rows[target])
            elif target not in self.refused:
                self._leads_nowhere(target, "unknownLinkTarget", at)
        if facts:
            if arcrole == ROLES["footnote"]:
                self.report.trouble("oim-note-invalid/target", at)
            self.report.footnotes.append(Footnote("", arcrole, "", "", rows, at, role, tuple(facts)))

    def _leads_nowhere(self, name: str, code: str, at: Location) -> None:
        self.report.trouble("oim-link-broken/unknown", at, spec=f"{self.prefix}:{code}", id=shown(name))

    def finish(self) -> None:
        """Join footnotes several facts share; report those that belong to none."""
        joined: dict[tuple[object, ...], Footnote] = {}
        for one in self.report.footnotes:
            key = one._replace(rows=())
            before = joined.get(key)
            joined[key] = one._replace(rows=tuple(dict.fromkeys((*before.rows, *one.rows)))) if before else one
        self.report.footnotes[:] = sorted(joined.values(), key=lambda one: bool(one.targets))  # footnotes, then ties
        for name, note in self._notes.items():
            if name not in self._used:
                self.report.trouble("oim-note-invalid/unused", note.at, note=shown(name))
