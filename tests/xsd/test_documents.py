"""bytes → trees: what is refused, and where things stand; the near-miss before the case that speaks."""

from __future__ import annotations

import pytest

from tests.problems import message_of
from validator.model.source import Refused
from validator.xsd.documents import parse

LONG = f"<!--{'x' * 5000}-->"
ENTITY = '<!DOCTYPE r [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    "document",
    [
        "<r/>",
        f"{LONG}<r/>",
        "<!DOCTYPE r><r/>",
        "<!DOCTYPE r [<!ELEMENT r EMPTY><!ATTLIST r a CDATA #IMPLIED b ID #REQUIRED>]><r/>",
        "<!DOCTYPE r SYSTEM 'r.dtd'><r/>",
        '<?xml version="1.0" encoding="iso-8859-2"?><r/>',
        '<?xml version="1.0" encoding="gbk"?><r/>',
        '<?xml version="1.0" encoding="shift_jis"?><r/>',
    ],
)
def test_what_is_read(document: str) -> None:
    assert parse(document.encode()).root.name == "r"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "no element found"),
        ("<r>", "no element found"),
        ("<r></s>", "mismatched tag"),
        ("<r a='1' a='2'/>", "duplicate attribute"),
        (f"{ENTITY}<r/>", "it declares the entity &a;, which is not expanded"),
        (f"{LONG}{ENTITY}<r>&a;</r>", "it declares the entity &a;, which is not expanded"),
        ("<!DOCTYPE r [<!ENTITY % p SYSTEM 'p'>]><r/>", "it refers to %p;, which is not read"),
        ("<!DOCTYPE r SYSTEM 'r.dtd'><r>&b;</r>", "it refers to &b;, which is not read"),
        ("<!DOCTYPE r [<!ATTLIST r a CDATA 'x'>]><r/>",
         "it declares a value of a for every r that has none, which is not read"),
        (f"{LONG}<!DOCTYPE r [<!ATTLIST r b CDATA #FIXED '-1'>]><r/>",
         "it declares a value of b for every r that has none, which is not read"),
        ('<?xml version="1.0" encoding="utf-7"?><r/>', "the declared encoding 'utf-7' is not known"),
        ('<?xml version="1.0" encoding="UTF7"?><r/>', "the declared encoding 'UTF7' is not known"),
        (f'<?xml version="1.0"{" " * 500}encoding="raw_unicode_escape"?><r/>',
         "the declared encoding 'raw_unicode_escape' is not known"),
        (f'<?xml version="1.0"{" " * 70_000}encoding="utf-7"?><r/>', "the declared encoding '?' is not known"),
        ('<?xml version="1.0" encoding="unicode_escape"?><r/>', "the declared encoding 'unicode_escape' is not known"),
        ('<?xml version="1.0" encoding="raw-unicode-escape"?><r/>',
         "the declared encoding 'raw-unicode-escape' is not known"),
        ('<?xml version="1.0" encoding="rot13"?><r/>', "the declared encoding 'rot13' is not known"),
        ('<?xml version="1.0" encoding="elvish"?><r/>', "the declared encoding 'elvish' is not known"),
    ],
)  # fmt: skip
def test_what_is_refused(document: str, reason: str) -> None:
    with pytest.raises(Refused) as raised:
        parse(document.encode())
    message = message_of(raised.value.problem._replace(check="malformed-taxonomy-document"))
    assert message == f"not well-formed XML: {reason}"


def test_where_things_stand() -> None:
    root = parse(b'<r xmlns:p="urn:p"\n  a="1"><p:c/>\n <!-- no element -->t<d x="&#65;"/></r>', "f.xml").root
    assert [(str(node.at), node.name, dict(node.attributes), node.text, node.tail) for node in root.walk()] == [
        ("f.xml:1:1", "r", {"a": "1"}, "", ""),
        ("f.xml:2:9", "{urn:p}c", {}, "", "\n t"),
        ("f.xml:3:22", "d", {"x": "A"}, "", ""),
    ]


def test_depth_is_no_danger() -> None:
    depth = 50_000
    root = parse(b"<r>" * depth + b"</r>" * depth).root
    assert sum(1 for _ in root.walk()) == depth
