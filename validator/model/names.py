"""Qualified names, as strings in Clark notation: `{namespace}local`.

One interned string compares, hashes and serializes faster than a pair (Clark, XML Namespaces, 1999).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Name = str

BLANK = " \t\r\n"  # white space of XML (XML 1.0 §2.3); a no-break space is none

XBRLI = "http://www.xbrl.org/2003/instance"
LINK = "http://www.xbrl.org/2003/linkbase"
XL = "http://www.xbrl.org/2003/XLink"
XLINK = "http://www.w3.org/1999/xlink"
XSD = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
XBRLDT = "http://xbrl.org/2005/xbrldt"
XBRLDI = "http://xbrl.org/2006/xbrldi"
ISO4217 = "http://www.xbrl.org/2003/iso4217"
IX = "http://www.xbrl.org/2013/inlineXBRL"
IX10 = "http://www.xbrl.org/2008/inlineXBRL"
XHTML = "http://www.w3.org/1999/xhtml"
GENERIC = "http://xbrl.org/2008/generic"

LANGUAGE, BASE = f"{{{XML}}}lang", f"{{{XML}}}base"

SUMMATION_10 = "http://www.xbrl.org/2003/arcrole/summation-item"
SUMMATION_11 = "https://xbrl.org/2023/arcrole/summation-item"
PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
GENERAL_SPECIAL = "http://www.xbrl.org/2003/arcrole/general-special"
ESSENCE_ALIAS = "http://www.xbrl.org/2003/arcrole/essence-alias"
SIMILAR_TUPLES = "http://www.xbrl.org/2003/arcrole/similar-tuples"
REQUIRES_ELEMENT = "http://www.xbrl.org/2003/arcrole/requires-element"
CONCEPT_LABEL = "http://www.xbrl.org/2003/arcrole/concept-label"
CONCEPT_REFERENCE = "http://www.xbrl.org/2003/arcrole/concept-reference"
FACT_FOOTNOTE = "http://www.xbrl.org/2003/arcrole/fact-footnote"

LABEL = "http://www.xbrl.org/2003/role/label"
TOTAL_LABEL = "http://www.xbrl.org/2003/role/totalLabel"
LINK_ROLE = "http://www.xbrl.org/2003/role/link"
FOOTNOTE_ROLE = "http://www.xbrl.org/2003/role/footnote"

OIM = "https://xbrl.org/2021"
NO_ENTITY = f"{OIM}/entities"
RESERVED = {
    "xbrl": OIM,
    "xs": XSD,
    "enum2": "http://xbrl.org/2020/extensible-enumerations-2.0",
    "xbrli": XBRLI,
    "utr": "http://www.xbrl.org/2009/utr",
    "iso4217": ISO4217,
}  # the prefixes that mean one namespace in every report of the Open Information Model
ROLES = {
    "footnote": FACT_FOOTNOTE,
    "explanatoryFact": "http://www.xbrl.org/2009/arcrole/fact-explanatoryFact",
    "_": LINK_ROLE,
}  # and the aliases that mean one role or arcrole


def name(namespace: str | None, local: str) -> Name:
    """Return the Clark name of a local name in a namespace; no namespace is no braces."""
    return f"{{{namespace}}}{local}" if namespace else local


def local(clark: Name) -> str:
    """Return the local part of a Clark name."""
    return clark.rpartition("}")[2]


def namespace(clark: Name) -> str:
    """Return the namespace of a Clark name; an empty string when it has none."""
    return clark[1:].partition("}")[0] if clark.startswith("{") else ""


def expand(qname: str, prefixes: Mapping[str, str], default: str | None = None) -> Name | None:
    """Resolve a lexical QName against the prefixes in scope; None when its prefix is not bound.

    `default` is the namespace of an unprefixed name: attribute and element content follow different rules
    (XML Schema 1.0 Part 2 §3.2.18).
    """
    prefix, colon, rest = qname.strip(BLANK).partition(":")
    if not colon:
        return name(default if default is not None else prefixes.get(""), prefix)
    uri = prefixes.get(prefix)
    return None if uri is None else f"{{{uri}}}{rest}"
