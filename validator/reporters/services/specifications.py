"""Where the specifications that checks cite are published: what a service links to under "learn more"."""

from __future__ import annotations

XBRL = "https://www.xbrl.org/Specification"
OIM = "REC-2021-10-13"
PUBLISHED = {
    "XBRL 2.1": f"{XBRL}/XBRL-2.1/REC-2003-12-31/XBRL-2.1-REC-2003-12-31+corrected-errata-2013-02-20.html",
    "XBRL Dimensions 1.0": f"{XBRL}/dimensions/REC-2012-01-25/"
    "dimensions-REC-2006-09-18+corrected-errata-2012-01-25-clean.html",
    "Calculations 1.1": f"{XBRL}/calculation-1.1/REC-2023-02-22/calculation-1.1-REC-2023-02-22.html",
    "Inline XBRL 1.1": f"{XBRL}/inlineXBRL-part1/REC-2013-11-18/inlineXBRL-part1-REC-2013-11-18.html",
    "OIM Common 1.0": f"{XBRL}/oim-common/{OIM}/oim-common-{OIM}.html",
    "OIM 1.0": f"{XBRL}/oim/{OIM}/oim-{OIM}.html",
    "xBRL-CSV 1.0": f"{XBRL}/xbrl-csv/{OIM}/xbrl-csv-{OIM}.html",
    "xBRL-JSON 1.0": f"{XBRL}/xbrl-json/{OIM}/xbrl-json-{OIM}.html",
    "Taxonomy Packages 1.0": f"{XBRL}/taxonomy-package/REC-2016-04-19/taxonomy-package-REC-2016-04-19.html",
    "XML Schema 1.0 Part 1": "https://www.w3.org/TR/xmlschema-1/",
    "XML Schema 1.0 Part 2": "https://www.w3.org/TR/xmlschema-2/",
    "XML 1.0": "https://www.w3.org/TR/xml/",
    "Namespaces in XML": "https://www.w3.org/TR/xml-names/",
    "XLink 1.0": "https://www.w3.org/TR/xlink/",
}


def specification(cited: str) -> str:
    """Return where the specification is read that a check cites first; empty where it is none that is published."""
    return next((uri for name, uri in PUBLISHED.items() if cited.startswith(name)), "")
