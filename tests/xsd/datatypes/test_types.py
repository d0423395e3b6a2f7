"""Values against simple types: lexical spaces, facets and equality of values."""

from __future__ import annotations

import pytest

from validator.model.components import SimpleType
from validator.model.names import XSD
from validator.model.source import Location
from validator.xsd.datatypes.types import Types
from validator.xsd.datatypes.values import compare, value_key

XS = f"{{{XSD}}}"
HERE = Location("t.xsd", 1)


def made(base: str, *, variety: str = "atomic", **fields: object) -> Types:
    """Return types with one, `{t}T`."""
    declared = SimpleType("{t}T", variety, base, f"{XS}{base}", "", (), (), None, (), HERE)
    return Types({"{t}T": declared._replace(**fields)})


@pytest.mark.parametrize(
    ("builtin", "good", "bad"),
    [
        ("decimal", ["1", "-1.5", "+.5", "1.", " 2 ", "0" * 5000], ["", ".", "1e3", "1,000", "--1", "INF", "\u0661"]),
        ("integer", ["-5", "+007", "9" * 5000], ["1.0", "", "-"]),
        ("nonNegativeInteger", ["0", "-0"], ["-1"]),
        ("positiveInteger", ["1"], ["0"]),
        ("byte", ["127", "-128"], ["128", "-129"]),
        ("unsignedLong", ["18446744073709551615"], ["18446744073709551616", "-1"]),
        ("double", ["1e3", "-1.5E-7", "INF", "-INF", "NaN", ".5"], ["+INF", "1e", "1e1.5", "inf", ""]),
        ("boolean", ["true", "0", " 1 "], ["TRUE", "yes", ""]),
        ("date", ["2023-02-28", "2024-02-29", "2023-01-01Z", "-0044-03-15", "12023-01-01", "2023-01-01+14:00"],
         ["2023-02-29", "2023-13-01", "0000-01-01", "23-01-01", "2023-1-1", "2023-01-01+15:00", "2023-00-10"]),
        ("dateTime", ["2023-01-01T00:00:00", "2023-01-01T24:00:00", "2023-01-01T12:30:45.5-05:00"],
         ["2023-01-01", "2023-01-01T25:00:00", "2023-01-01T24:00:01", "2023-01-01T12:60:00"]),
        ("gYearMonth", ["2023-12"], ["2023-13", "2023"]),
        ("gMonthDay", ["--02-29", "--12-31"], ["--02-30", "--04-31"]),
        ("duration", ["P1Y", "PT1.5S", "-P1DT2H"], ["P", "P1S", "1Y", "P1YT"]),
        ("NCName", ["a-b", "_1", "é"], ["1a", "a:b", "", "a b"]),
        ("QName", ["a:b", "b"], ["a:b:c", ":b", "1:b"]),
        ("language", ["en", "zh-Hant-CN"], ["en_US", "", "abcdefghi"]),
        ("hexBinary", ["0aFF", ""], ["0", "0g"]),
        ("base64Binary", ["YWJj", "YQ==", ""], ["YQ=", "Y", "!!!!"]),
        ("anyURI", ["http://a.example/b?c#d", "a b", "", "%20"], ["%zz", "a#b#c", ":nothing"]),
        ("string", ["anything\n at all"], []),
    ],
)  # fmt: skip
def test_lexical_spaces(builtin: str, good: list[str], bad: list[str]) -> None:
    types = Types({})
    assert [text for text in good if types.fault(f"{XS}{builtin}", text)] == []
    assert [text for text in bad if not types.fault(f"{XS}{builtin}", text)] == []


@pytest.mark.parametrize(
    ("base", "facet", "limit", "good", "bad"),
    [
        ("decimal", "minInclusive", "0", ["0", "-0.0", "1e0"[:1]], ["-0.0001"]),
        ("decimal", "maxExclusive", "1", ["0.9999999999999999999999"], ["1", "1.0"]),
        ("decimal", "fractionDigits", "2", ["1.20", "1.200"], ["1.234"]),
        ("decimal", "totalDigits", "3", ["001.23", "-12.30"], ["1234", "12.34"]),
        ("string", "maxLength", "3", ["abc"], ["abcd"]),
        ("string", "length", "3", ["abc"], ["ab"]),
        ("date", "minInclusive", "2023-01-01", ["2023-01-01", "2024-01-01"], ["2022-12-31"]),
        ("hexBinary", "length", "2", ["0a0b"], ["0a0b0c"]),
        ("time", "maxExclusive", "12:00:00", ["11:59:59.9", "24:00:00"], ["12:00:00", "13:00:00Z"]),
        ("gYear", "minInclusive", "2023", ["2023", "12023"], ["2022", "-2024", "2023Z"]),
        ("gMonthDay", "maxInclusive", "--06-30", ["--06-30", "--01-31"], ["--07-01"]),
        ("duration", "maxInclusive", "P1Y", ["P12M", "P364D", "-P9Y"], ["P1Y1D", "P13M", "P365DT1S"]),
        ("double", "maxInclusive", "1E3", ["1000", "-INF", "-1E9999999999"], ["1001", "INF", "NaN", "1E9999999999"]),
        ("decimal", "maxInclusive", "9" * 5000, ["9" * 5000, "0" * 6000 + "1"], ["1" + "0" * 5000]),
    ],
)
def test_facets(base: str, facet: str, limit: str, good: list[str], bad: list[str]) -> None:
    types = made(base, facets=((facet, limit),))
    assert [text for text in good if types.fault("{t}T", text)] == []
    assert [text for text in bad if not types.fault("{t}T", text)] == []


@pytest.mark.parametrize(
    ("fields", "all_are"),
    [
        ({}, True), ({"facets": (("whiteSpace", "collapse"),)}, True), ({"facets": (("minInclusive", "0"),)}, False),
        ({"patterns": (("[0-9]*",),)}, False), ({"enumeration": ("1",)}, False), ({"variety": "union"}, False),
    ],
)  # fmt: skip
def test_all_decimal_numbers_are_values_where_nothing_narrows_the_type(
    fields: dict[str, object], all_are: bool
) -> None:
    assert made("decimal", **fields).numeral("{t}T") == all_are  # type: ignore[arg-type]
    assert made("double", **fields).numeral("{t}T") == all_are  # type: ignore[arg-type]
    assert not made("integer", **fields).numeral("{t}T")  # type: ignore[arg-type]
    assert not made("string", **fields).numeral("{t}T")  # type: ignore[arg-type]


def test_enumerations_compare_values_not_texts() -> None:
    types = made("decimal", enumeration=("1.0", "2"))
    assert types.fault("{t}T", "1") == types.fault("{t}T", "+2.00") == ""
    assert types.fault("{t}T", "3") == "it is none of the values the type lists"


def test_one_pattern_of_each_step_of_derivation_must_match() -> None:
    types = made("string", patterns=(("[a-z]+", "[0-9]+"), ("..",)))
    assert types.fault("{t}T", "ab") == types.fault("{t}T", "12") == ""
    assert types.fault("{t}T", "a1")
    assert types.fault("{t}T", "abc")


def test_lists_and_unions() -> None:
    types = made("", variety="list", item=f"{XS}integer", facets=(("maxLength", "2"),))
    assert types.fault("{t}T", " 1  2 ") == ""
    assert types.fault("{t}T", "1 x")
    assert types.fault("{t}T", "1 2 3")
    types = made("", variety="union", members=(f"{XS}integer", f"{XS}boolean"))
    assert types.fault("{t}T", "true") == types.fault("{t}T", "7") == ""
    assert types.fault("{t}T", "x")


def test_a_prefix_must_be_bound_where_prefixes_are_known() -> None:
    types = Types({})
    assert types.fault(f"{XS}QName", "a:b", {"a": "http://a.example"}) == ""
    assert types.fault(f"{XS}QName", "a:b", {}) == "its prefix a is not bound"
    assert types.fault(f"{XS}QName", "a:b") == ""


@pytest.mark.parametrize(
    ("builtin", "one", "other", "equal"),
    [
        ("decimal", "1.0", "01", True),
        ("decimal", "100", "1e2"[:1] + "00.0", True),
        ("decimal", "1", "1.0000001", False),
        ("double", "1e2", "100", True),
        ("double", "NaN", "NaN", False),
        ("boolean", "1", "true", True),
        ("dateTime", "2023-01-01T24:00:00", "2023-01-02T00:00:00", True),
        ("dateTime", "2023-01-01T12:00:00Z", "2023-01-01T13:00:00+01:00", True),
        ("string", "a", "a ", False),
        ("duration", "P1Y", "P12M", True),
        ("duration", "P1M", "P30D", False),
        ("gYear", "2023Z", "2023+00:00", True),
        ("gYear", "2023", "2023Z", False),
        ("time", "24:00:00", "00:00:00.0", True),
    ],
)
def test_equal_values(builtin: str, one: str, other: str, *, equal: bool) -> None:
    assert (value_key(builtin, one) == value_key(builtin, other)) is equal


def test_comparing_never_builds_a_huge_number() -> None:
    assert compare((1, 999_999_999), (2, 5)) == 1
    assert compare((-1, 999_999_999), (2, 5)) == -1
    assert compare((-1, 999_999_999), (-2, 5)) == -1
    assert compare((10, 0), (1, 1)) == 0
    assert compare((0, 999_999_999), (0, 0)) == 0
