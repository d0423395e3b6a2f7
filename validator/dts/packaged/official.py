"""Which official taxonomy holds a document, and where its publisher offers it.

Each row is a pattern of the URLs its documents have, what it is called, and its source; `{0}` and so on are what the
pattern's groups match. Only FASB's packages lie where their documents do; of the others the page that offers them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

TABLE = (
    (
        r"https?://xbrl\.fasb\.org/(us-gaap|srt)/(20\d\d)/",
        "the {0} taxonomy {1} of the FASB",
        "https://xbrl.fasb.org/{0}/{1}/{0}-{1}.zip",
    ),
    (
        r"https?://taxonomies\.xbrl\.us/us-gaap/(20\d\d)/",
        "the US GAAP taxonomy {0} of XBRL US",
        "https://xbrl.us",
    ),
    (
        r"https?://xbrl\.sec\.gov/([a-z-]+)/(20\d\d)/",  # dei, ecd, country, currency, cyd ...
        "the {0} taxonomy {1} of the SEC",
        "https://www.sec.gov/info/edgar/edgartaxonomies.shtml",
    ),
    (
        r"https?://xbrl\.ifrs\.org/taxonomy/(20\d\d)-\d\d-\d\d/",
        "the IFRS Accounting Taxonomy {0}",
        "https://www.ifrs.org/issued-standards/ifrs-taxonomy/",
    ),
    (
        r"https?://www\.esma\.europa\.eu/taxonomy/(20\d\d)-\d\d-\d\d/",
        "the ESEF taxonomy of {0} of ESMA",
        "https://www.esma.europa.eu",
    ),
    (
        r"https?://xbrl\.frc\.org\.uk/",
        "the taxonomy suite of the FRC",
        "https://xbrl.frc.org.uk",
    ),
    (
        r"https?://www\.nltaxonomie\.nl/",
        "the Dutch taxonomy (KvK, SBR)",
        "https://www.nltaxonomie.nl",
    ),
    (
        r"https?://disclosure\.edinet-fsa\.go\.jp/taxonomy/",
        "the EDINET taxonomy of the FSA",
        "https://disclosure2.edinet-fsa.go.jp",
    ),
    (
        r"https?://ecollection\.ferc\.gov/taxonomy/",
        "the taxonomy of the FERC",
        "https://ecollection.ferc.gov",
    ),
    (
        r"https?://www\.eba\.europa\.eu/(?:eu/fr/)?xbrl/",
        "the reporting framework of the EBA",
        "https://www.eba.europa.eu",
    ),
)


class Official(NamedTuple):
    """An official taxonomy: what it is called, and where it is offered; `ready` says that this is a package."""

    name: str
    source: str

    @property
    def ready(self) -> bool:
        """Whether the source is the package itself."""
        return self.source.endswith(".zip")


def holding(uri: str) -> Official | None:
    """Return the official taxonomy that holds the document of a URI; None for any other document."""
    for pattern, name, source in TABLE:
        found = re.match(pattern, uri, re.IGNORECASE)
        if found:
            return Official(name.format(*found.groups()), source.format(*found.groups()))
    return None


def advice(uri: str) -> str:
    """Return what to do about a document that is missing, as the beginning of a sentence; "" where nothing is known."""
    found = holding(uri)
    if found is None:
        return ""
    if found.ready:
        return f"{found.name} holds it: tieout taxonomy add {found.source}; or "
    return f"{found.name} holds it ({found.source}): tieout taxonomy add its package; or "
