"""The rules of operating metrics are made for any quarter: other quarters of the company keep them.

The figures are those of its releases of 2021, 2022 and 2024: this period's, a year earlier, and the growth between.
Amounts are in millions of renminbi, users in millions.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from validator.finding import Severity
from validator.run import Options, run

METRICS = {
    "users": ("RegisteredUsers", "pure", -5),
    "credit": ("UsersWithApprovedCreditLines", "pure", -5),
    "borrowers": ("Borrowers", "pure", -5),
    "volume": ("LoanVolume", "CNY", -6),
    "light": ("LoanVolume", "CNY", -6),
    "balance": ("OutstandingLoanBalance", "CNY", -6),
    "balance_light": ("OutstandingLoanBalance", "CNY", -6),
}
QUARTERS = {
    "2021-06-30": {
        "institutions": 108, "loans": 27714920, "share": "0.561",
        "users": ("175.9", "149.0", "0.181"), "credit": ("34.7", "27.7", "0.253"),
        "borrowers": ("22.3", "17.8", "0.253"),
        "volume": ("88452", "58905", "0.502"), "light": ("49638", "15844", "2.133"),
        "balance": ("117559", "78480", "0.498"), "balance_light": ("58187", "20316", "1.864"),
    },
    "2021-09-30": {
        "institutions": 115, "loans": 26680676, "share": "0.568", "tenor": ("11.21", "9.72"),
        "users": ("181.8", "156.0", "0.165"), "credit": ("36.5", "29.3", "0.246"),
        "borrowers": ("23.3", "18.7", "0.246"),
        "volume": ("97592", "66000", "0.479"), "light": ("55476", "18189", "2.050"),
        "balance": ("133425", "84214", "0.584"), "balance_light": ("72435", "23095", "2.136"),
    },
    "2022-03-31": {
        "institutions": 122, "loans": 14262386, "share": "0.540", "tenor": ("10.99", "10.17"),
        "users": ("192.9", "169.1", "0.141"), "credit": ("39.8", "32.7", "0.217"),
        "borrowers": ("25.0", "21.0", "0.190"),
        "volume": ("98833", "74149", "0.333"), "light": ("53327", "37245", "0.432"),
        "balance": ("146720", "101920", "0.440"), "balance_light": ("78804", "42775", "0.842"),
    },
    "2024-03-31": {
        "institutions": 159, "loans": 17524872, "share": "0.610", "tenor": ("10.10", "11.21"), "late": "0.0335",
        "users": ("241.4", "214.5", "0.125"), "credit": ("52.3", "46.0", "0.138"),
        "borrowers": ("31.2", "27.7", "0.126"),
        "volume": ("99237", "109456", "-0.093"), "light": ("60506", "61342", "-0.014"),
        "balance": ("169920", "171302", "-0.008"), "balance_light": ("107597", "104523", "0.029"),
    },
    "2024-06-30": {
        "institutions": 160, "loans": 19112187, "share": "0.649", "tenor": ("9.97", "11.00"), "late": "0.034",
        "new": "1.3",
        "users": ("247.6", "220.6", "0.122"), "credit": ("53.6", "47.4", "0.130"),
        "borrowers": ("32.0", "28.5", "0.123"),
        "volume": ("95425", "124225", "-0.232"), "light": ("61905", "71860", "-0.139"),
        "balance": ("157778", "184459", "-0.145"), "balance_light": ("103817", "114835", "-0.096"),
    },
}  # fmt: skip
INSTANTS = ("users", "credit", "borrowers", "balance", "balance_light", "institutions", "late")
MEMBERS = {
    "light": ("ServiceModelAxis", "CapitalLightIceAndOtherSolutionsMember"),
    "balance_light": ("ServiceModelAxis", "CapitalLightIceAndOtherSolutionsMember"),
    "share": ("ServiceModelAxis", "CapitalLightIceAndOtherSolutionsMember"),
    "new": ("BoundAxis", "LowerBoundMember"),
}
HEAD = """<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:qifu="http://xbrl.qifu.example/2023">
<link:schemaRef xlink:type="simple" xlink:href="http://xbrl.qifu.example/2023/qifu-2023.xsd"/>
<xbrli:unit id="CNY"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>
<xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
"""


class Quarter:
    """One quarter's figures as a report."""

    def __init__(self, end, figures):
        self.end, self.parts = end, [HEAD]
        for name, (concept, unit, decimals) in METRICS.items():
            now, before, growth = figures[name]
            self.fact(concept, unit, decimals, f"{now}e6", name)
            self.fact(concept, unit, decimals, f"{before}e6", name, ago=1)
            self.fact(f"{concept}Growth", "pure", 3, growth, name)
        self.fact("FinancialInstitutionalPartners", "pure", 0, figures["institutions"], "institutions")
        self.fact("LoansOriginated", "pure", 0, figures["loans"])
        self.fact("LoanVolumeShare", "pure", 3, figures["share"], "share")
        for ago, tenor in enumerate(figures.get("tenor", ())):
            self.fact("WeightedAverageContractualTenor", "pure", 2, tenor, ago=ago)
        if "late" in figures:
            self.fact("DelinquencyRate90Day", "pure", 3, figures["late"], "late")
        if "new" in figures:
            self.fact("NewUsersWithApprovedCreditLines", "pure", -5, f"{figures['new']}e6", "new")
        self.text = "".join(self.parts) + "</xbrli:xbrl>"

    def fact(self, concept, unit, decimals, value, name="", ago=0):
        at = f"c{len(self.parts)}"
        year, month, day = map(int, self.end.split("-"))
        end = f"{year - ago}-{month:02}-{day}"
        start = f"{year - ago}-{month - 2:02}-01"
        period = f"<xbrli:startDate>{start}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>"
        if name in INSTANTS:
            period = f"<xbrli:instant>{end}</xbrli:instant>"
        axis, member = MEMBERS.get(name, ("", ""))
        if axis:
            member = f'<xbrldi:explicitMember dimension="qifu:{axis}">qifu:{member}</xbrldi:explicitMember>'
            member = f"<xbrli:segment>{member}</xbrli:segment>"
        self.parts.append(
            f'<xbrli:context id="{at}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0001741530'
            f"</xbrli:identifier>{member}</xbrli:entity><xbrli:period>{period}</xbrli:period></xbrli:context>\n"
            f'<qifu:{concept} contextRef="{at}" unitRef="{unit}" decimals="{decimals}">'
            f"{Decimal(value):f}</qifu:{concept}>\n"
        )


def found(tmp_path, text):
    path = tmp_path / "quarter.xml"
    path.write_text(text, encoding="utf-8")
    outcome = run([str(path)], Options(waive=False, select=("TO",)))
    grave = [one for one in outcome.findings if one.severity > Severity.NOTE]
    told = [f"{one.code} {one.message}" for one in grave]
    told += [note for one in grave for note in one.notes if " fails with it: " in note]
    return [one for one in told if not one.startswith("TO007")], outcome.results[0].ties


@pytest.mark.parametrize("end", QUARTERS)
def test_another_quarter_raises_no_alarm(end, tmp_path):
    told, ties = found(tmp_path, Quarter(end, QUARTERS[end]).text)
    assert told == []
    assert {"TO701", "TO704", "TO705", "TO706", "TO710", "TO715", "TO716", "TO720", "TO723", "TO726"} <= {
        tie.code for tie in ties
    }


def test_a_slip_in_another_quarter_is_found(tmp_path):
    figures = {**QUARTERS["2024-06-30"], "institutions": 16, "new": "4.3"}
    told, _ = found(tmp_path, Quarter("2024-06-30", figures).text)
    assert {one[:5] for one in told} == {"TO720", "TO725", "TO726"}
