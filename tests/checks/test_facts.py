"""Facts as their concepts are declared: what must stay silent, then what must speak."""

from __future__ import annotations

import pytest

from tests.instance_documents import BASE, CASH, CNY, INSTANT, PURE, YEAR, codes, findings


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("facts")


SILENT = {
    "a fact": CASH,
    "accuracy in any legal spelling": CASH.replace('decimals="0"', 'decimals=" -03 "'),
    "an exact number": CASH.replace('decimals="0"', 'decimals="INF"'),
    "precision instead of decimals": CASH.replace('decimals="0"', 'precision="3"'),
    "a number with white space around it": CASH.replace(">100<", ">\n 1e0 <").replace("1e0", "+100.0"),
    "a text with nothing to it": '<e:Note contextRef="now"></e:Note>',
    "a text that is nil": '<e:Note contextRef="now" xsi:nil="1"/>',
    "nil said to be false": '<e:Note contextRef="now" xsi:nil="false">x</e:Note>',
    "a ratio": PURE + '<e:Ratio contextRef="now" unitRef="pure" decimals="2">0.5</e:Ratio>',
    "a fraction without accuracy": PURE + '<e:Part contextRef="now" unitRef="pure"><xbrli:numerator>1</xbrli:numerator>'
    "<xbrli:denominator>3</xbrli:denominator></e:Part>",
    "a date": '<e:Started contextRef="now">2024-02-29</e:Started>',
    "an attribute of somebody else's": CASH.replace("<e:Cash ", '<e:Cash xmlns:x="http://example.com/x" x:mark="1" '),
    "a tuple with its child": '<e:Director><e:Note contextRef="now">chair</e:Note></e:Director>',
    "an xsi:type that derives from the declared one": CASH.replace(
        "<e:Cash ", '<e:Cash xsi:type="xbrli:monetaryItemType" '
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_silent(folder, name):
    assert codes(folder, BASE, SILENT[name]) == []


SPEAKING = {
    "FA101": CASH.replace("e:Cash", "e:Csah"),
    "FA102": '<e:Heading contextRef="now">Assets</e:Heading>',
    "FA103": "<e:Remark>x</e:Remark>",
    "FA104": CASH.replace(' contextRef="now"', ""),
    "FA105": CASH.replace('"now"', '"cny"'),
    "FA106": CASH.replace('"cny"', '"now"'),
    "FA107": CASH.replace(' unitRef="cny"', ""),
    "FA108": '<e:Note contextRef="now" unitRef="cny">x</e:Note>',
    "FA109": CASH.replace(' decimals="0"', ""),
    "FA110": CASH.replace("decimals", 'precision="2" decimals'),
    "FA112": '<e:Note contextRef="now" decimals="0">x</e:Note>',
    "FA114": YEAR + CASH.replace('"now"', '"year"'),
    "FA115": '<e:Cash contextRef="now" unitRef="cny" xsi:nil="true"/>',
    "FA116": '<e:Note contextRef="now" xsi:nil="true">x</e:Note>',
    "FA118": "<e:Director/>",
    "FA119": '<e:Director xbrli:balance="debit"><e:Note contextRef="now">x</e:Note></e:Director>',
}


@pytest.mark.parametrize("code", SPEAKING)
def test_speaking(folder, code):
    assert codes(folder, BASE, SPEAKING[code]) == [code]


def test_not_even_false_may_be_said_of_nil_where_nothing_may_be_nil(folder):
    assert codes(folder, BASE, CASH.replace("<e:Cash ", '<e:Cash xsi:nil="false" ')) == ["FA118"]


@pytest.mark.parametrize("text", ["1.5", "inf", "", "0x1", "1e2", "٣"])
def test_accuracy_is_an_integer_or_inf(folder, text):
    expected = ["FA109"] if text == "" else ["FA113"]
    assert codes(folder, BASE, CASH.replace('decimals="0"', f'decimals="{text}"')) == expected


@pytest.mark.parametrize("text", ["-1", "+-1"])
def test_precision_is_not_negative(folder, text):
    assert codes(folder, BASE, CASH.replace('decimals="0"', f'precision="{text}"')) == ["FA113"]


@pytest.mark.parametrize("text", ["", "1,000", "1e3", "NaN", "(100)", "1 0", "٣"])
def test_an_amount_is_a_decimal(folder, text):
    (found,) = findings(folder, BASE, CASH.replace(">100<", f">{text}<"))
    assert (found.code, found.values["seen"]) == ("FA117", text)
    assert found.at.line == 10


@pytest.mark.parametrize("text", ["2023-02-29", "2023-1-1", "yesterday", "2023-01-01T00:00:00"])
def test_a_date_is_one_of_the_calendar(folder, text):
    assert codes(folder, BASE, f'<e:Started contextRef="now">{text}</e:Started>') == ["FA117"]


def test_a_huge_number_is_named_without_delay(folder):
    assert codes(folder, BASE, CASH.replace(">100<", f">{'9' * 4_000}<")) == []
    assert codes(folder, BASE, CASH.replace(">100<", f">{'0' * 100_000}100.{'0' * 100_000}<")) == []
    assert codes(folder, BASE, CASH.replace(">100<", f">{'9' * 100_000}<")) == ["FA120"]


@pytest.mark.parametrize(("text", "seen"), [("\u00a05", "'\\xa05'"), ("5\u200b", "'5\\u200b'"), ("5 6", "'5 6'")])
def test_what_cannot_be_seen_in_a_value_is_shown(folder, text, seen):
    (found,) = findings(folder, BASE, CASH.replace(">100<", f"> {text}\n<"))
    assert (found.code, found.message.partition(":")[0]) == ("FA117", f"Cash holds {seen}")


def test_an_item_holds_no_elements(folder):
    assert codes(folder, BASE, CASH.replace(">100<", ">100<e:Note contextRef='now'>x</e:Note><")) == ["FA118"]


def test_a_fraction_needs_both_parts(folder):
    half = '<e:Part contextRef="now" unitRef="pure"><xbrli:numerator>1</xbrli:numerator></e:Part>'
    (found,) = findings(folder, BASE, PURE, half)
    assert (found.code, found.message) == ("FA118", "Part lacks denominator")


def test_nothing_is_divided_by_zero(folder):
    zero = (
        '<e:Part contextRef="now" unitRef="pure"><xbrli:numerator>1</xbrli:numerator>'
        "<xbrli:denominator>0</xbrli:denominator></e:Part>"
    )
    assert codes(folder, BASE, PURE, zero) == ["FA118"]


def test_each_wrong_fact_is_named(folder):
    assert codes(folder, BASE, *[CASH.replace(' id="cash"', "").replace(">100<", ">x<")] * 3)[:3] == ["FA117"] * 3


MONETARY = {
    "iso4217:CNY": [],
    "iso4217:cny": ["UN201"],
    "iso4217:YUAN": ["UN201"],
    "xbrli:pure": ["UN201"],
    "CNY": ["UN201"],
    "xbrli:money": ["UN102", "UN201"],
    "other:CNY": ["UN101", "UN201"],
}


@pytest.mark.parametrize("measure", MONETARY)
def test_money_is_in_one_currency(folder, measure):
    assert codes(folder, INSTANT, CNY.replace("iso4217:CNY", measure), CASH) == MONETARY[measure]


def test_a_ratio_in_a_unit_of_its_own_is_warned_of(folder):
    ratio = '<e:Ratio contextRef="now" unitRef="cny" decimals="2">0.5</e:Ratio>'
    assert codes(folder, INSTANT, CNY, ratio) == ["UN301"]  # XBRL 2.1 allows it, the Units Registry does not


def test_money_per_something_is_no_money(folder):
    unit = (
        '<xbrli:unit id="cny"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:CNY</xbrli:measure>'
        "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:pure</xbrli:measure>"
        "</xbrli:unitDenominator></xbrli:divide></xbrli:unit>"
    )
    assert codes(folder, INSTANT, unit, CASH) == ["UN201"]
