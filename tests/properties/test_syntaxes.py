"""Laws of syntaxes: four of one report read to equal models, write and read undo each other, print and parse agree."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from tests.oim_documents import NAMESPACES, OPTIONS, QUARTER, SCHEMA, document, spoken
from tests.reports import model
from validator import readers
from validator.checks import BY_NAME
from validator.model.intervals import scaled
from validator.model.report import number
from validator.model.source import Refused
from validator.readers.inline.transformations import SEC, TR1, TR2, TR3, TR4, TR5, registry, sec
from validator.readers.oim import xbrl_json
from validator.writers.files import render
from validator.writers.inline import grouped

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12
)
VALUE = st.builds(
    lambda m, e: f"{m}e{e}" if e > 3 else str(m) if e == 0 else _decimal(m, e),
    st.integers(-(10**15), 10**15),
    st.integers(-6, 0),
)
MOMENTS = st.sampled_from(["2022-10-01T00:00:00", "2023-10-01T00:00:00", "2023-06-30T12:30:05"])
ENTITIES = st.sampled_from(["e:A", "e:B-1", None])
UNITS = st.sampled_from(["iso4217:CNY", "iso4217:USD/xbrli:shares", "(iso4217:CNY*xbrli:pure)/(t:day*xbrli:shares)"])


def _decimal(mantissa, exponent):
    digits = str(abs(mantissa)).rjust(1 - exponent, "0")
    return f"{'-' if mantissa < 0 else ''}{digits[:exponent]}.{digits[exponent:]}"


@st.composite
def facts(draw):
    """Facts of every kind the small taxonomy has, with footnotes and links."""
    made = {}
    for index in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["Cash", "Revenue", "Ratio", "Text"]))
        dimensions = {"concept": f"t:{kind}", "period": draw(MOMENTS) if kind == "Cash" else QUARTER}
        entity = draw(ENTITIES)
        if entity:
            dimensions["entity"] = entity
        if draw(st.booleans()):
            dimensions["t:Region"] = "t:North"
        if draw(st.booleans()):
            dimensions["t:Branch"] = draw(TEXT)
        fact = {"value": None if draw(st.integers(0, 5)) == 0 else draw(TEXT if kind == "Text" else VALUE)}
        if kind in ("Cash", "Revenue"):
            dimensions["unit"] = draw(UNITS)
        if kind == "Text" and draw(st.booleans()):
            dimensions["language"] = draw(st.sampled_from(["en", "zh-cn"]))
        if kind != "Text" and fact["value"] is not None and draw(st.booleans()):
            fact["decimals"] = draw(st.integers(-9, 9))
        made[f"f{index}"] = fact | {"dimensions": dimensions}
    if draw(st.booleans()):
        note = {"concept": "xbrl:note", "language": "en", "noteId": "n"}
        text = draw(TEXT).strip().replace("&", "and").replace("<", "under")
        text = draw(st.sampled_from(["{}", "see <b>{}</b>", '<a href="n?x=1&amp;y=2">{}</a>, p. 3<br/>'])).format(text)
        made["n"] = {"value": text or "a note", "dimensions": note}
        made["f0"]["links"] = {"footnote": {"_": ["n"]}}
        if "f1" in made:
            made["f1"]["links"] = {"explanatoryFact": {"_": ["f0"]}}
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder for all examples, so that its taxonomy is compiled once."""
    made = tmp_path_factory.mktemp("syntaxes")
    (made / "t.xsd").write_text(SCHEMA)
    return made


@pytest.mark.slow
@tried(40)
@given(made=facts())
def test_four_syntaxes_of_one_report_read_to_equal_models(folder, made):
    report = xbrl_json.read(str(folder / "r.json"), document(made, namespaces=NAMESPACES).encode(), OPTIONS)
    assert spoken(report) == []
    for name, syntax in (("a.json", "xbrl-json"), ("b.xml", "xbrl-xml"), ("c.htm", "inline"), ("d.json", "xbrl-csv")):
        files = render(report, str(folder / name), syntax)
        for each, data in files.items():
            (folder / each).write_bytes(data)
        again = readers.read(str(folder / name), OPTIONS)
        assert again.syntax == syntax
        assert spoken(again) == []
        assert model(again) == model(report), syntax
        assert render(again, str(folder / name), syntax) == files, f"{syntax} is not the same written again"


PRINTERS = {
    (TR1, "numcommadot"): (",", "."), (TR1, "numspacedot"): (" ", "."), (TR1, "numdotcomma"): (".", ","),
    (TR1, "numspacecomma"): ("\u00a0", ","), (TR1, "numcomma"): ("", ","),
    (TR2, "numdotdecimal"): (",", "."), (TR2, "numcommadecimal"): (".", ","),
    (TR3, "numdotdecimal"): (" ", "."), (TR3, "numcommadecimal"): ("\u00a0", ","),
    (TR4, "num-dot-decimal"): (",", "."), (TR4, "num-comma-decimal"): (".", ","),
    (TR5, "num-dot-decimal-apos"): ("\u2019", "."), (TR5, "num-comma-decimal-apos"): ("'", ","),
}  # fmt: skip


@pytest.mark.parametrize("name", [*PRINTERS], ids=lambda name: f"{name[0][-10:]}-{name[1]}")
@tried(60)
@given(mantissa=st.integers(0, 10**18), exponent=st.integers(-9, 6))
def test_a_number_printed_for_a_format_is_read_as_itself(name, mantissa, exponent):
    group, point = PRINTERS[name]
    printed = grouped(mantissa, exponent).replace(",", "\0").replace(".", point).replace("\0", group)
    assert scaled(*number(registry(name[0])[name[1]](printed))) == scaled(mantissa, exponent)


@tried(60)
@given(major=st.integers(0, 10**9), minor=st.integers(0, 99))
@pytest.mark.parametrize(
    ("uri", "name"), [(TR2, "numunitdecimal"), (TR4, "num-unit-decimal"), (TR5, "num-unit-decimal-apos")]
)
def test_an_amount_in_two_units_is_read_as_itself(uri, name, major, minor):
    printed = f"{major:,} yuan {minor} fen"
    assert scaled(*number(registry(uri)[name](printed))) == scaled(100 * major + minor, -2)


@tried(60)
@given(date=st.dates())
def test_a_date_printed_in_any_language_is_read_as_itself(date):
    if date.year < 1000:
        return
    months = [datetime.date(2000, month, 1).strftime("%B") for month in range(1, 13)]
    german = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November"]
    german.append("Dezember")
    wide = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
    printed = {
        (TR1, "datelongus"): f"{months[date.month - 1]} {date.day}, {date.year}",
        (TR3, "datemonthdayyearen"): f"{months[date.month - 1]} {date.day}, {date.year}",
        (TR4, "date-day-monthname-year-de"): f"{date.day}. {german[date.month - 1]} {date.year}",
        (TR4, "date-year-month-day"): f"{date.year}年{date.month}月{date.day}日".translate(wide),
        (TR2, "dateyearmonthdaycjk"): f"{date.year}年{date.month}月{date.day}日",
    }
    for (uri, name), text in printed.items():
        assert registry(uri)[name](text) == date.isoformat(), name


@tried(80)
@given(st.integers(0, 10**18))
def test_a_number_in_words_is_read_as_itself(value):
    assert registry(SEC)["numwordsen"](words(value)) == str(value)


PIECES = [
    "0", "00", "1", "31", "32", "12", "13", "0000", "9999", "99", "January", "Jan", "мая", "III", "iv", "xii",
    "年", "月", "日", "令和", "元", "पौष", "५", ".", ",", "-", "/", "☐", "\uff13", "\u00a0", "years", "months",
    "days", "hundred", "twenty", "trillion", "one", "and", "first", "quarter", "none",
]  # fmt: skip
PRINTED = st.builds(
    str.join, st.sampled_from(["", " ", "-", ", "]), st.lists(st.sampled_from(PIECES) | TEXT, max_size=7)
)


@tried(60)
@given(PRINTED)
def test_any_text_is_read_by_a_format_or_refused_in_words(printed):
    for uri in (TR1, TR2, TR3, TR4, TR5, SEC):
        for name, transformation in registry(uri).items():
            try:
                assert isinstance(transformation(printed), str)
            except Refused as refused:
                check, variant = refused.problem.check, refused.problem.variant
                told = {"format": name, "text": printed, **refused.problem.values}
                assert BY_NAME[check].wordings[variant].says.format(**told)


def words(value):
    """An English number in words."""
    small, tens = [*sec.SMALL], [*sec.TENS]
    if value < 20:
        return small[value]
    if value < 100:
        return tens[value // 10 - 2] + (f"-{small[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{small[value // 100]} hundred" + (f" and {words(value % 100)}" if value % 100 else "")
    scales = sorted(((size, word) for word, size in sec.LARGE.items()), reverse=True)
    size, scale = next(each for each in scales if value >= each[0])
    return f"{words(value // size)} {scale}" + (f", {words(value % size)}" if value % size else "")
