"""FINDINGS.md beside the release: its tables are what the check really finds (`--accept` writes them anew)."""

from __future__ import annotations

import re
import shutil
from fractions import Fraction

import pytest

from validator.finding import Severity, Verdict
from validator.model.names import local
from validator.run import Options, run

RATE = Fraction("7.296")
SHOWN = {"1": "balance sheet", "2": "operations", "3": "cash flows", "4": "comprehensive income",
         "5": "comprehensive income", "6": "reconciliations"}  # fmt: skip
PERIODS = {
    "as of 2023-09-30": "Sep 30, 2023",
    "2023-07-01 to 2023-09-30": "Q3 2023",
    "2023-01-01 to 2023-09-30": "9M 2023",
    "2022-07-01 to 2022-09-30": "Q3 2022",
    "2022-01-01 to 2022-09-30": "9M 2022",
}
EFFECT = "EffectOfExchangeRateChangesOnCash"


def decimal(value, places):
    """A fraction as a reader writes it, rounded half up."""
    sign = "-" if value < 0 else ""
    whole = (abs(value) * 10**places * 2 + 1) // 2
    head, tail = divmod(int(whole), 10**places)
    return f"{sign}{head:,}" + (f".{tail:0{places}}" if places else "")


def thousands(value, places=0):
    return decimal(Fraction(value) / 1000, places)


class Figures:
    def __init__(self, tie):
        self.tie = tie
        self.report = tie.figures.report
        self.frame = tie.frame.partition(",")[0]

    def of(self, *names, unit=""):
        """The key of the figure of one of some concepts, in a unit."""
        figures = self.tie.figures
        for key in self.tie.keys:
            if local(key[0]) in names and str(self.report.units[figures.unit_of(key[1])]).startswith(unit):
                return key
        raise KeyError(names)

    def value(self, key):
        return Fraction(self.tie.figures.true(self.tie.figures.bounds_of(key).value))

    def label(self, key):
        return self.tie.figures.label(key[0])

    def first(self):
        """Where the figure first stands in the tables: table, row, column."""
        ids = (self.report.ids[row] for row in self.tie.figures.rows(self.tie.keys[0]))
        return min(tuple(map(int, re.findall(r"\d+", one))) for one in ids if one.startswith("t"))

    def shown_in(self, key):
        ids = [self.report.ids[row] for row in self.tie.figures.rows(key)]
        return ", ".join(dict.fromkeys(SHOWN[one[1]] for one in sorted(ids) if one.startswith("t")))


def failing(ties, *codes):
    found = [Figures(tie) for tie in ties if tie.verdict is Verdict.FAILS and tie.code in codes]
    return sorted(found, key=lambda one: (list(PERIODS).index(one.frame), one.first()))


def translations(found):
    yield "| figure | period | shown in | RMB published | US$ published | RMB at 7.2960 | published is off by |"
    yield "|---|---|---|---:|---:|---:|---:|"
    for one in found:
        dollars, renminbi = (one.of(local(one.tie.keys[0][0]), unit=unit) for unit in ("USD", "CNY"))
        published, implied = one.value(dollars), one.value(renminbi) / RATE
        amounts = thousands(one.value(renminbi)), thousands(published), thousands(implied, 2)
        cells = one.label(dollars), PERIODS[one.frame], one.shown_in(dollars), *amounts
        yield f"| {' | '.join(cells)} | {thousands(published - implied, 2)} |"


def per_ads(found):
    yield "| figure | period | shown in | published | income over ADSs | rounds to | published is off by |"
    yield "|---|---|---|---:|---:|---:|---:|"
    for one in found:
        key = one.of("NetIncomePerAdsBasic", "NetIncomePerAdsDiluted")
        currency = str(one.report.units[one.tie.figures.unit_of(key[1])])[:3]
        income = one.value(one.of("NetIncomeAttributableToOrdinaryShareholders"))
        ads = one.value(one.of("WeightedAverageSharesBasic", "WeightedAverageAdsDiluted"))
        implied = income / ads * (2 if one.tie.code == "TO503" else 1)
        money = {"CNY": "RMB", "USD": "US$"}[currency]
        basic = "basic" if "Basic" in key[0] else "diluted"
        yield (
            f"| Net income per ADS, {basic}, {money} | {PERIODS[one.frame]} | {one.shown_in(key)} "
            f"| {decimal(one.value(key), 2)} | {decimal(implied, 4)} | {decimal(implied, 2)} "
            f"| {decimal(one.value(key) - implied, 4)} |"
        )


def tables(ties):
    """Every generated part of FINDINGS.md, by its name."""
    translated = failing(ties, "TO401")
    sheet = [one for one in translated if one.frame.startswith("as of")]
    effects = [one for one in translated if local(one.tie.keys[0][0]) == EFFECT]
    flows = [one for one in translated if one not in sheet and one not in effects]
    ads = failing(ties, "TO503", "TO504")
    counts = (
        f"{len(translated) + len(ads)} discrepancies: {len(sheet)} dollar amounts of the balance sheet, "
        f"{len(flows)} of the statements of income and the reconciliations, {len(effects)} effects of exchange "
        f"rates, {len(ads)} amounts per ADS."
    )
    return {
        "counts": counts,
        "balance sheet": "\n".join(translations(sheet)),
        "income": "\n".join(translations(flows)),
        "effects": "\n".join(translations(effects)),
        "per ADS": "\n".join(per_ads(ads)),
    }


def test_its_tables_are_what_is_found(release, ties, request):
    path = release / "FINDINGS.md"
    text = path.read_text(encoding="utf-8")
    made = tables(ties)
    assert sorted(re.findall(r"<!-- found: (.*?) -->", text)) == sorted(made)
    whole = text
    for name, table in made.items():
        part = re.compile(rf"(<!-- found: {name} -->\n)(?:(?!<!--).)*(<!-- end -->)", re.DOTALL)
        whole = part.sub(lambda match, table=table: f"{match[1]}{table}\n{match[2]}", whole)
    if request.config.getoption("--accept"):
        path.write_text(whole, encoding="utf-8")
    assert whole == text


def test_each_cause_it_names_is_borne_out(ties):
    """Dollar totals are what the dollar amounts around them add to; per-ADS amounts are twice those per share."""
    printed = [tie for tie in ties if tie.code in ("TO102", "CA101")]
    sums = {tie.keys[0] for tie in printed if tie.verdict is Verdict.HOLDS}
    parts = {key for tie in printed if tie.verdict is Verdict.HOLDS for key in tie.keys}
    for one in failing(ties, "TO401"):
        key = one.of(local(one.tie.keys[0][0]), unit="USD")
        assert key in (parts if local(key[0]) in (EFFECT, "EquityAttributableToParent") else sums), one.label(key)
    twice = {key for tie in ties if tie.code in ("TO506", "TO507") and tie.verdict is Verdict.HOLDS for key in tie.keys}
    assert all(
        one.of("NetIncomePerAdsBasic", "NetIncomePerAdsDiluted") in twice for one in failing(ties, "TO503", "TO504")
    )


def test_each_way_of_working_is_told_once(unwaived):
    told = [one for one in unwaived.findings if one.code in ("TO401", "TO503", "TO504")]
    once = "instead of being rounded once"
    assert [(one.code, one.message, len(one.related)) for one in told] == [
        (
            "TO504",
            f"4 figures equal what TO507 makes of rounded figures, {once}",
            4,
        ),
        (
            "TO401",
            f"29 figures equal the sums of their rounded parts or what sums of rounded figures leave, {once}",
            29,
        ),
        ("TO503", f"2 figures equal what TO506 makes of rounded figures, {once}", 2),
    ]
    diluted = "Net income per ADS attributable to ordinary shareholders of Qifu Technology, Inc. -diluted"
    assert [what for what, _ in told[0].related] == [
        f"{diluted} (2023-07-01 to 2023-09-30, USD/shares): 0.95, not 0.96",
        f"{diluted} (2022-01-01 to 2022-09-30, CNY/shares): 19.63, not 19.62",
        f"{diluted} (2023-01-01 to 2023-09-30, CNY/shares): 19.21, not 19.22",
        f"{diluted} (2023-01-01 to 2023-09-30, USD/shares): 2.63, not 2.64",
    ]


def test_a_slip_among_them_is_told_alone(release, unwaived, tmp_path):
    found = changed(release, tmp_path, ">826378000<", ">826738000<")
    before = {one.message for one in unwaived.findings}
    slip, others = sorted((one for one in found if one.message not in before), key=lambda one: one.code)
    assert slip.diagnosis.culprit.suggested == "826,378,000"
    assert slip.diagnosis.verdict == (
        "Non-current assets should be 826,378,000: two neighbouring digits are exchanged (826,738,000 is reported); "
        "that settles 5 failures"
    )
    assert (others.code, len(others.related)) == ("TO401", 28)
    assert not any("Non-current assets" in what for what, _ in others.related)


def changed(release, folder, before, after, times=1):
    """What is found without waivers in a copy of the release that says something else."""
    text = (release / "report.xml").read_text(encoding="utf-8")
    assert text.count(before) == times
    (folder / "report.xml").write_text(text.replace(before, after), encoding="utf-8")
    return run([str(folder / "report.xml")], Options(rules=(str(release / "claims.toml"),))).findings


def test_a_wrong_rate_is_one_finding_beside_them(release, unwaived, tmp_path):
    found = changed(release, tmp_path, ">7.2960<", ">7.2963<")
    before = {(one.code, one.message, tuple(what for what, _ in one.related)) for one in unwaived.findings}
    (rate,) = (one for one in found if (one.code, one.message, tuple(what for what, _ in one.related)) not in before)
    assert len(found) == len(unwaived.findings) + 1
    assert (rate.code, rate.diagnosis.culprit.label) == ("TO401", "Exchange rate, RMB for one U.S. dollar")
    assert rate.diagnosis.culprit.suggested == "7.296"


@pytest.mark.parametrize("wrong", ["7.2963", "7.2690"])
def test_a_wrong_rate_is_one_finding_where_the_others_were_accepted(release, tmp_path, wrong):
    shutil.copy(release / "waivers.toml", tmp_path)
    found = [one for one in changed(release, tmp_path, ">7.2960<", f">{wrong}<") if one.severity >= Severity.WARNING]
    assert [(one.code, one.diagnosis.culprit.label, one.diagnosis.culprit.suggested) for one in found] == [
        ("TO401", "Exchange rate, RMB for one U.S. dollar", "7.296")
    ]


def test_half_the_figures_at_another_rate_are_no_wrong_rate(release, tmp_path):
    """Of the balance sheet all lines are at another rate: the rate the statements were translated at stays."""
    text = (release / "report.xml").read_text(encoding="utf-8")
    lines = text.split("\n")
    at = re.compile(r'(contextRef="I20230930" unitRef="USD" decimals="-3">)(\d+)000<')
    wrong = "\n".join(at.sub(lambda found: f"{found[1]}{int(found[2]) * 101 // 100}000<", line) for line in lines)
    assert wrong != text
    (tmp_path / "report.xml").write_text(wrong, encoding="utf-8")
    found = run([str(tmp_path / "report.xml")], Options(rules=(str(release / "claims.toml"),))).findings
    assert not any(
        one.diagnosis is not None
        and one.diagnosis.culprit is not None
        and one.diagnosis.culprit.label.startswith("Exchange rate")
        for one in found
    )


@pytest.mark.parametrize(
    ("code", "working"),
    [
        ("TO703", "0.119 == 29,400,000 ÷ 26,300,000 - 1"),
        ("TO706", "0.565 == 69,579,000,000 ÷ 123,148,000,000"),
        ("TO805", "80,000,000 == 4,900,000 × 16.2"),
        ("TO606", "1,150,700,000 - 1,097,400,000 == 1,146,600,000 - 1,093,400,000"),
        ("TO508", "160,760,883 × 2 == 321,521,765"),
    ],
)
def test_what_it_calls_explained_by_rounding_is(ties, code, working):
    assert [tie.verdict for tie in ties if tie.code == code and tie.working == working] == [Verdict.ROUNDING]
