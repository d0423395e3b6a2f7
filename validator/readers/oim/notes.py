"""Footnotes, and links from facts to them and to each other (OIM 1.0 §3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.report import Footnote
from validator.readers.oim.values import ROLES, Broken, shown
from validator.readers.oim.xhtml import Fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from validator.model.report import Report
    from validator.model.source import Location

FOOTNOTE_ROLE = "http://www.xbrl.org/2003/role/footnote"
BLANKS = " \t\r\n"  # around a footnote they say nothing
OF_NOTES = ("concept", "language", "noteId", "unit")


class Note(NamedTuple):
    """An xbrl:note fact: a footnote's text, and its markup where it has any."""

    text: str
    language: str
    at: Location
    markup: str = ""


class Notes:
    """Takes the footnotes of a report and the links between its facts; `say` is told what is wrong with them.

    `refused` holds the ids of facts that could not be read: what is wrong with them has been said.
    """

    def __init__(self, report: Report, prefix: str, say: Callable[[Broken, Location], None]) -> None:
        self.report = report
        self.prefix = prefix
        self.say = say
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
            reason = "a footnote says in which language it is"
            self.say(Broken("oim-dimension-missing", reason, "oime:missingLanguageForNoteFact"), at)
        if self.prefix == "xbrlje":
            self._identified(name, dimensions.get("noteId"), at, near)
            for spare, given, code in (
                ("unit", dimensions.get("unit"), "oime:misplacedUnitDimension"),
                ("decimals", decimals, "oime:misplacedDecimalsProperty"),
            ):
                if given:
                    self.say(Broken("oim-dimension-misplaced", f"a footnote has no {spare}", code), near(spare))
        for other in dimensions:
            if other not in OF_NOTES:
                reason = f"a footnote has no {shown(other)}"
                self.say(Broken("oim-dimension-misplaced", reason, "oime:misplacedNoteFactDimension"), near(other))

    def _identified(self, name: str, identifier: str | None, at: Location, near: Callable[[str], Location]) -> None:
        if identifier is None:
            reason = "a footnote carries its own id as noteId"
            self.say(Broken("oim-dimension-missing", reason, "oime:missingNoteIDDimension"), at)
        elif identifier != name:
            reason = f"noteId is {shown(identifier)!r}, not the footnote's own id {shown(name)!r}"
            self.say(Broken("oim-note-invalid", reason, "oime:invalidNoteIDValue"), near("noteId"))

    def take(self, name: str, value: str, language: str, at: Location, place: Location) -> None:
        """Take a footnote; `place` is where its value stands, an XHTML fragment (§3.5.1.1)."""
        fragment = Fragment(value)
        if fragment.reason:
            self.say(Broken("oim-note-invalid", fragment.reason, fragment.spec), place)
        self._notes[name] = Note(fragment.text.strip(BLANKS), language, at, fragment.markup.strip(BLANKS))

    # --- links -----------------------------------------------------------------------------------
    def link(self, source: str, kind: str, group: str, targets: Iterable[str], at: Location) -> None:
        """Tie a fact to footnotes or facts (§3.5)."""
        if kind not in self.link_types or group not in self.link_groups:
            what, code = (kind, "unknownLinkType") if kind not in self.link_types else (group, "unknownLinkGroup")
            self._broken(f"{shown(what)!r} is not declared in documentInfo", code, at)
            return
        if source not in self.rows and source not in self._notes:
            if source not in self.refused:
                self._broken(f"no fact has the id {shown(source)!r}", "unknownLinkSource", at)
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
                self._broken(f"no fact has the id {shown(target)!r}", "unknownLinkTarget", at)
        if facts:
            if arcrole == ROLES["footnote"]:
                reason = "a link of type footnote leads to an xbrl:note, not to another fact"
                self.say(Broken("oim-note-invalid", reason, "oime:illegalStandardFootnoteTarget"), at)
            self.report.footnotes.append(Footnote("", arcrole, "", "", rows, at, role, tuple(facts)))

    def _broken(self, reason: str, code: str, at: Location) -> None:
        self.say(Broken("oim-link-broken", reason, f"{self.prefix}:{code}"), at)

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
                reason = f"no fact is linked to the footnote {shown(name)!r}"
                self.say(Broken("oim-note-invalid", reason, "oime:unusedNoteFact"), note.at)
