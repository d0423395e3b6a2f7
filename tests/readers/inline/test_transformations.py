"""Every transformation registry: what is accepted, with its exact value, and what must be refused."""

from __future__ import annotations

import pytest

from validator.model.source import Refused
from validator.readers.inline.transformations import DRAFT, SEC, TR1, TR2, TR3, TR4, TR5, find, registry

ACCEPTED = [
    (TR1, "numcommadot", "1,234,567.89", "1234567.89"),
    (TR1, "numspacedot", "1\u00a0234.5", "1234.5"),
    (TR1, "numdotcomma", "1.234,5", "1234.5"),
    (TR1, "numspacecomma", "1 234,5", "1234.5"),
    (TR1, "numcomma", "1234,5", "1234.5"),
    (TR1, "numdash", "-", "0"),
    (TR1, "dateslashus", "11/16/2023", "2023-11-16"),
    (TR1, "dateslasheu", "16/11/23", "2023-11-16"),
    (TR1, "datedoteu", "1.2.2023", "2023-02-01"),
    (TR1, "datelongus", "November 16, 2023", "2023-11-16"),
    (TR1, "dateshortuk", "16 Nov 23", "2023-11-16"),
    (TR1, "datelongdaymonthuk", "29 February", "--02-29"),
    (TR1, "dateshortmonthyear", "Nov 2023", "2023-11"),
    (TR1, "datelongyearmonth", "2023 November", "2023-11"),
    (DRAFT, "dateslashmonthdayus", "2/29", "--02-29"),
    (TR2, "numdotdecimal", "4,281", "4281"),
    (TR2, "numdotdecimal", "4281.50", "4281.50"),
    (TR2, "numcommadecimal", "4 281,5", "4281.5"),
    (TR2, "numunitdecimal", "1,234円5銭", "1234.05"),
    (TR2, "zerodash", " \u2014 ", "0"),
    (TR2, "booleantrue", "anything", "true"),
    (TR2, "booleanfalse", "", "false"),
    (TR2, "nocontent", "see note", ""),
    (TR2, "dateerayearmonthdayjp", "平成２５年３月１日", "2013-03-01"),
    (TR2, "dateerayearmonthjp", "令和元年5月", "2019-05"),
    (TR2, "dateyearmonthdaycjk", "2023年11月16日", "2023-11-16"),
    (TR2, "datedaymonthen", "16th November", "--11-16"),
    (TR2, "datemonthdayen", "Nov. 16th", "--11-16"),
    (TR3, "datemonthdayyearen", "Sept. 30, 2023", "2023-09-30"),
    (TR3, "datemonthdayyearen", "SEPTEMBER 30, 2023", "2023-09-30"),
    (TR3, "datedaymonthyeardk", "2. maj 2023", "2023-05-02"),
    (TR3, "datedaymonthyearin", "१२ नवंबर २०२३", "2023-11-12"),
    (TR3, "calindaymonthyear", "1 Chaitra 1945", "2023-03-22"),
    (TR3, "calindaymonthyear", "11 पौष 1944", "2023-01-01"),
    (TR3, "numdotdecimalin", "1,23,45,678.90", "12345678.90"),
    (TR3, "numunitdecimalin", "1,23,456 rupees 5 paise", "123456.05"),
    (TR4, "num-dot-decimal", " 1,2 34.50 ", "1234.5"),
    (TR4, "num-dot-decimal", ".5", "0.5"),
    (TR4, "num-comma-decimal", "1.234,50", "1234.5"),
    (TR4, "num-unit-decimal", "12 pounds 50 pence", "12.5"),
    (TR4, "fixed-zero", "nil", "0"),
    (TR4, "fixed-empty", "x", ""),
    (TR4, "date-day-monthname-year-de", "1. März 2023", "2023-03-01"),
    (TR4, "date-day-monthname-year-fr", "1er août 2023", "2023-08-01"),
    (TR4, "date-day-monthname-year-pl", "5 października 2023 r.", "2023-10-05"),
    (TR4, "date-day-monthname-year-cs", "5. listopadu 2023", "2023-11-05"),
    (TR4, "date-monthname-year-cs", "prosinec 2023", "2023-12"),
    (TR4, "date-year-monthname-day-lt", "2023 m. rugsėjo 30 d.", "2023-09-30"),
    (TR4, "date-year-day-monthname-lv", "2023. gada 30. septembris", "2023-09-30"),
    (TR4, "date-monthname-day-hu", "szeptember 30", "--09-30"),
    (TR4, "date-day-monthroman-year", "30 IX 2023", "2023-09-30"),
    (TR4, "date-day-monthname-sv", "30 september", "--09-30"),
    (TR5, "num-dot-decimal-apos", "1\u2019234\u2019567.80", "1234567.8"),
    (TR5, "num-comma-decimal-apos", "1'234,5", "1234.5"),
    (TR5, "num-unit-decimal-apos", "1'234 Fr. 50 Rp.", "1234.5"),
    (TR5, "date-day-monthname-year-cy", "1 Ionawr 2023", "2023-01-01"),
    (TR5, "date-monthname-year-cy", "Fai 2023", "2023-05"),
    (SEC, "duryear", "10.5", "P10Y6M"),
    (SEC, "duryear", "-1.25", "-P1Y3M"),
    (SEC, "durmonth", "0", "P0M"),
    (SEC, "durweek", "2", "P14D"),
    (SEC, "durday", "1.5", "P1DT12H"),
    (SEC, "durhour", "36", "PT36H"),
    (SEC, "durwordsen", "two years, six months and 3 days", "P2Y6M3D"),
    (SEC, "durwordsen", "no years", "P0D"),
    (SEC, "numwordsen", "Two hundred and five thousand, three hundred", "205300"),
    (SEC, "numwordsen", "twenty-five", "25"),
    (SEC, "numwordsen", "None", "0"),
    (SEC, "datequarterend", "third quarter of 2020", "2020-09-30"),
    (SEC, "boolballotbox", " ☒ ", "true"),
    (SEC, "yesnoballotbox", "☐", "No"),
    (SEC, "stateprovnameen", " delaware", "DE"),
    (SEC, "exchnameen", "The NASDAQ Global Select Market LLC", "NASDAQ"),
    (SEC, "edgarprovcountryen", "Ontario, Canada", "A6"),
    (SEC, "countrynameen", "People\u2019s Republic of China", "CN"),
    (SEC, "entityfilercategoryen", "Non-accelerated filer", "Non-accelerated Filer"),
]

REFUSED = [
    (TR1, "numcommadot", "1234.5"),
    (TR1, "numdash", "--"),
    (TR1, "dateslashus", "31/12/2023"),
    (TR1, "dateslasheu", "31/02/2023"),
    (TR1, "datelongus", "november 16, 2023"),
    (TR2, "numdotdecimal", "1,23"),
    (TR2, "numdotdecimal", "(12)"),
    (TR2, "numdotdecimal", "12."),
    (TR2, "zerodash", "0"),
    (TR2, "datedaymonthen", "31 June"),
    (TR2, "dateerayearmonthdayjp", "5年3月1日"),
    (TR3, "calindaymonthyear", "31 Pausa 1944"),
    (TR3, "numdotdecimalin", "123,456"),
    (TR4, "num-dot-decimal", "1.234,5"),
    (TR4, "num-dot-decimal", ""),
    (TR4, "num-dot-decimal", "12 million"),
    (TR4, "num-dot-decimal", "\u0661\u0662"),
    (TR4, "num-unit-decimal", "12 pounds 505 pence"),
    (TR4, "date-day-monthname-year-de", "1. mai 12023"),
    (TR4, "date-day-monthname-fi", "1 xtammi"),
    (TR4, "date-day-monthroman-year", "30 XIIV 2023"),
    (TR5, "num-dot-decimal-apos", "1\u2018234"),
    (SEC, "duryear", "1e5"),
    (SEC, "duryear", "9" * 5000),
    (SEC, "durwordsen", "six months and two years"),
    (SEC, "durwordsen", ""),
    (SEC, "numwordsen", "hundred"),
    (SEC, "numwordsen", "twenty eleven"),
    (SEC, "numwordsen", "two thousand million"),
    (SEC, "boolballotbox", "x"),
    (SEC, "stateprovnameen", "DELAWARE"),
    (SEC, "exchnameen", "Moscow Exchange"),
]


@pytest.mark.parametrize(("uri", "name", "printed", "value"), ACCEPTED)
def test_a_printed_text_becomes_its_value(uri: str, name: str, printed: str, value: str) -> None:
    assert registry(uri)[name](printed) == value


@pytest.mark.parametrize(("uri", "name", "printed"), REFUSED)
def test_a_text_outside_the_input_format_is_refused(uri: str, name: str, printed: str) -> None:
    with pytest.raises(Refused, match="text-outside-format/"):
        registry(uri)[name](printed)


@pytest.mark.parametrize(("uri", "size"), [(TR1, 24), (TR2, 21), (TR3, 31), (TR4, 94), (TR5, 100), (SEC, 18)])
def test_a_registry_is_whole(uri: str, size: int) -> None:
    assert len(registry(uri)) == size


def test_an_unknown_transformation_is_not_found() -> None:
    assert find(f"{{{TR4}}}num-dot-decimal") is not None
    assert find(f"{{{TR3}}}num-dot-decimal") is None
    assert find("{http://example.com/none}numdash") is None


def test_long_garbage_ends_quickly() -> None:
    for uri in (TR1, TR2, TR3, TR4, TR5, SEC):
        for transform in registry(uri).values():
            for garbage in ("1 " * 2000 + "x", "one " * 500 + "x", " " * 3000 + "x", "1" * 3000 + "x"):
                try:
                    transform(garbage)
                except Refused:
                    continue
