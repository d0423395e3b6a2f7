"""The canonical form of values: what is in it stays, everything else has one."""

from __future__ import annotations

import pytest

from validator.model.components import SimpleType
from validator.model.names import XSD
from validator.model.source import Location
from validator.xsd.datatypes.canonical import canonical, spelling
from validator.xsd.datatypes.types import Types

KEPT = [
    ("decimal", "0.0"), ("decimal", "-1.5"), ("decimal", "100.0"), ("integer", "-10"), ("integer", "0"),
    ("double", "1.0E0"), ("double", "-1.25E-7"), ("double", "0.0E0"), ("float", "INF"), ("double", "NaN"),
    ("boolean", "true"), ("language", "zh-cn"), ("hexBinary", "0AFF"), ("base64Binary", "AAA="),
    ("dateTime", "2023-09-30T12:00:00"), ("dateTime", "2023-09-30T12:00:00.5Z"), ("time", "00:00:00"),
    ("date", "2023-09-30"), ("date", "2023-09-30Z"), ("date", "2023-09-30+08:00"),
    ("string", " as it is "), ("token", " x "), ("duration", "P12M"), ("gYear", "2023"), ("anyURI", "http://A"),
    ("decimal", "no number"),
]  # fmt: skip
CHANGED = [
    ("decimal", "1", "1.0"), ("decimal", "+1.50", "1.5"), ("decimal", "-0", "0.0"), ("decimal", ".5", "0.5"),
    ("decimal", " 007. ", "7.0"), ("integer", "+007", "7"), ("nonNegativeInteger", "-0", "0"),
    ("double", "1", "1.0E0"), ("double", "1234.50", "1.2345E3"), ("double", "0.00012e2", "1.2E-2"),
    ("double", "-0", "0.0E0"), ("boolean", "1", "true"), ("boolean", " 0", "false"), ("language", "zh-CN", "zh-cn"),
    ("hexBinary", "0aff", "0AFF"), ("base64Binary", "A A A =", "AAA="),
    ("dateTime", "2023-09-30T12:00:00.50", "2023-09-30T12:00:00.5"),
    ("dateTime", "2023-09-30T24:00:00", "2023-10-01T00:00:00"),
    ("dateTime", "2023-12-31T20:30:00-04:00", "2024-01-01T00:30:00Z"),
    ("dateTime", "2023-09-30T07:00:00.0+08:00", "2023-09-29T23:00:00Z"),
    ("dateTime", "2023-09-30T07:00:00-00:00", "2023-09-30T07:00:00Z"),
    ("time", "24:00:00", "00:00:00"), ("time", "01:00:00+02:00", "23:00:00Z"),
    ("date", "2023-09-30+00:00", "2023-09-30Z"),
]  # fmt: skip


@pytest.fixture(scope="module")
def types():
    return Types({})


@pytest.mark.parametrize(("name", "text"), KEPT)
def test_a_canonical_value_stays(types, name, text):
    assert canonical(types, f"{{{XSD}}}{name}", text) == text


@pytest.mark.parametrize(("name", "text", "wanted"), CHANGED)
def test_any_other_has_one(types, name, text, wanted):
    assert canonical(types, f"{{{XSD}}}{name}", text) == wanted
    assert canonical(types, f"{{{XSD}}}{name}", wanted) == wanted


@pytest.mark.parametrize(
    ("name", "texts", "spelled"),
    [
        ("integer", ["1", "+01", " 1 "], "1"),
        ("decimal", ["1", "1.0", "01.00"], "1.0"),
        ("date", ["2023-09-30", " 2023-09-30"], "2023-09-30"),
        ("boolean", ["1", "true"], "true"),
        ("duration", [" P1Y "], "P1Y"),
        ("string", [" x "], " x "),
        ("NMTOKENS", ["a  b", " a b"], "a b"),
        ("QName", [" p:x "], "p:x"),
    ],
)
def test_equal_values_have_one_spelling(types, name, texts, spelled):
    assert {spelling(types, f"{{{XSD}}}{name}", text, {"p": "urn:p"}) for text in texts} == {spelled}


def test_a_union_takes_the_spelling_of_its_member():
    at = Location("")
    lists = SimpleType("{u}list", "list", "", "", f"{{{XSD}}}integer", (), (), None, (), at)
    names = (f"{{{XSD}}}boolean", "{u}list", f"{{{XSD}}}string")
    made = Types({"{u}list": lists, "{u}any": SimpleType("{u}any", "union", "", "", "", names, (), None, (), at)})
    told = {text: spelling(made, "{u}any", text) for text in ("1", "01 +2", " x ")}
    assert told == {"1": "true", "01 +2": "1 2", " x ": " x "}


@pytest.mark.parametrize("text", ["9999-12-31T23:00:00-04:00", "0001-01-01T01:00:00+02:00", "12345-01-01T24:00:00"])
def test_a_moment_beyond_the_calendar_stays(types, text):
    assert canonical(types, f"{{{XSD}}}dateTime", text) == text
