"""Names assumed for what is declared in documents that could not be had, so that the filer's own sums can be judged.

A locator says where a declaration stands: a document and an id. By custom an id is a prefix and the local name
(`us-gaap_Assets`), the documents at hand say which namespace the lost one has, and the SEC's `MetaLinks.json` tells
the name of every concept a filing uses. What cannot be told so is not assumed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.dts.addresses import join
from validator.dts.discovery import NCNAME
from validator.dts.links.metalinks import METALINKS
from validator.model.names import XSD, Name
from validator.model.names import name as clark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.dts.discovery import Discovery
    from validator.dts.links.metalinks import Told
    from validator.model.tree import Element

IMPORT = f"{{{XSD}}}import"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Assumed:
    """What is assumed of the declarations in documents that could not be had.

    `prefixes` are those of the report; `known` what `MetaLinks.json` tells of concepts, by id. `how` gives, for every
    name assumed so far, what told it; `balances` those it tells.
    """

    def __init__(self, discovery: Discovery, prefixes: Mapping[str, str], known: Mapping[str, Told]) -> None:
        self.prefixes = prefixes
        self.known = known
        self.balances = {one.name: one.balance for one in known.values()}
        self.how: dict[Name, str] = {}
        self.imported = dict(_imported(discovery))

    def name(self, uri: str, fragment: str, locator: Element) -> Name | None:
        """Return the name assumed for an id of a lost document; None where it cannot be told."""
        told = self.known.get(fragment)
        found, how = (told.name, METALINKS) if told is not None else (self._by_id(uri, fragment, locator), "its id")
        if found is not None:
            self.how.setdefault(found, how)
        return found

    def _by_id(self, uri: str, fragment: str, locator: Element) -> Name | None:
        """Read an id as prefix and local name: by the longest prefix that is bound to what the document may declare."""
        scopes = (locator.prefixes, self.prefixes)
        own = self.imported.get(uri)
        for place in range(len(fragment) - 1, 0, -1):
            if fragment[place] == "_" and NCNAME.fullmatch(fragment, place + 1):
                bound = [scope[fragment[:place]] for scope in scopes if scope.get(fragment[:place])]
                fitting = [one for one in bound if (one == own if own else _same_edition(one, uri))]
                if fitting:
                    return clark(fitting[0], fragment[place + 1 :])
        return None


def _same_edition(space: str, uri: str) -> bool:
    """Whether a namespace may be declared at a URL: a taxonomy has another one every year, and both tell it."""
    years = set(YEAR.findall(uri))
    return not years or not years.isdisjoint(YEAR.findall(space))


def _imported(discovery: Discovery) -> Iterator[tuple[str, str]]:
    """Yield the namespace that documents at hand import from each URL."""
    for part in discovery.parts.values():
        if part.kind == "schema":
            for element in part.root.each(IMPORT):
                if element.get("schemaLocation") and element.get("namespace"):
                    yield join(part.base(element), element.get("schemaLocation"))[0], element.get("namespace")
