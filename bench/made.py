"""What is measured beside real filings: reports made for it, of any size, good and bad, in every syntax."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.append(str(Path(__file__).parents[1]))

from tests.constructs import equal_contexts, laid, repeats, wide_total_failing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.constructs import Files

    Make = Callable[[Path, int], Path]  # a report in a new folder, of about so many facts


def synthetic(folder: Path, facts: int, right: int = 499, wrong: int = 1) -> Path:
    """Write totals of nine parts each, in one period after another; of so many, those after the `right` are wrong."""
    folder.mkdir()
    names = [f"Item{i}" for i in range(10)]
    attributes = (
        'type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant" nillable="true"'
    )
    elements = "\n".join(f'<xs:element name="{name}" id="{name}" {attributes}/>' for name in names)
    locators = "\n".join(
        f'<link:loc xlink:type="locator" xlink:href="s.xsd#{name}" xlink:label="{name}"/>' for name in names
    )
    arcs = "\n".join(
        '<link:calculationArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item" '
        f'xlink:from="Item0" xlink:to="{name}" order="{i}" weight="1"/>'
        for i, name in enumerate(names[1:], 1)
    )
    (folder / "s.xsd").write_text(SCHEMA.format(elements=elements, locators=locators, arcs=arcs))
    with (folder / "report.xml").open("w") as file:
        file.write(HEAD)
        for at in range(facts // 10):
            year, day = divmod(at, 336)
            date = f"{1500 + year:04}-{day // 28 + 1:02}-{day % 28 + 1:02}"
            file.write(CONTEXT.format(at=at, date=date))
            parts = [(at * 7919 + i * 104729) % 10_000_000 for i in range(9)]
            values = [sum(parts) + (1000 if at % (right + wrong) >= right else 0), *parts]
            for name, value in zip(names, values, strict=True):
                file.write(f'<s:{name} contextRef="c{at}" unitRef="u" decimals="0">{value}</s:{name}>\n')
        file.write("</xbrli:xbrl>\n")
    return folder / "report.xml"


def mostly_wrong(folder: Path, facts: int) -> Path:
    """Write the same with nine of ten totals wrong."""
    return synthetic(folder, facts, right=1, wrong=9)


def ruled(folder: Path, facts: int) -> Path:
    """Write the same with three rules beside its calculation."""
    report = synthetic(folder, facts)
    (folder / "tieouts.toml").write_text(RULES)
    return report


def converted(name: str, indent: int | None = None) -> Make:
    """Return what writes the same in another syntax, told by its name; JSON laid out anew where that is wanted."""

    def made(folder: Path, facts: int) -> Path:
        report = synthetic(folder, facts)
        command = [sys.executable, "-m", "validator", "convert", str(report), str(folder / name)]
        subprocess.run(command, check=True, capture_output=True)
        report.unlink()
        path = folder / name
        if path.suffix == ".json":  # in a process of its own: what is large here is large in all that is started here
            subprocess.run([sys.executable, "-c", LAID_OUT.format(path=str(path), indent=indent)], check=True)
        return path if path.suffix != ".csv" else path.with_suffix(".json")

    return made


def construct(of: Callable[[int], Files]) -> Make:
    """Return what writes a construct of the tests."""

    def made(folder: Path, size: int) -> Path:
        laid(folder, of(size))
        return folder / "r.xml"

    return made


def copies(folder: Path, reports: Sequence[Path], many: int) -> Path:
    """Copy reports, one after another and again, until there are so many, each into a folder of its own."""
    for at in range(many):
        one = reports[at % len(reports)]
        (folder / f"{at:05}").mkdir(parents=True)
        shutil.copy(one, folder / f"{at:05}" / "report.xbrl")
    return folder


LAID_OUT = """
import json
with open({path!r}, encoding="utf-8") as file:
    told = json.load(file)
with open({path!r}, "w", encoding="utf-8") as file:
    file.write(json.dumps(told, indent={indent}))
"""
SCHEMA = """<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 targetNamespace="http://example.com/s"><xs:annotation><xs:appinfo><link:linkbase>
<link:calculationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
{locators}
{arcs}
</link:calculationLink></link:linkbase></xs:appinfo></xs:annotation>
<xs:import namespace="http://www.xbrl.org/2003/instance"
 schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
{elements}
</xs:schema>
"""
HEAD = """<?xml version="1.0"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:s="http://example.com/s">
<link:schemaRef xlink:type="simple" xlink:href="s.xsd"/>
<xbrli:unit id="u"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>
"""
CONTEXT = (
    '<xbrli:context id="c{at}"><xbrli:entity><xbrli:identifier scheme="http://example.com">e</xbrli:identifier>'
    "</xbrli:entity><xbrli:period><xbrli:instant>{date}</xbrli:instant></xbrli:period></xbrli:context>\n"
)
RULES = """[namespaces]
default = "http://example.com/s"

[TO501]
name = "total-off-its-parts"
rule = "Item0 == Item1 + Item2 + Item3 + Item4 + Item5 + Item6 + Item7 + Item8 + Item9"
says = "{Item0} is not {right}"
why = "A total is what its parts add up to."

[TO502]
name = "share-above-one"
rule = "Item1 / Item0 <= 1"
says = "{Item1} is more than {Item0}"
why = "No part is more than the whole where none is negative."

[TO503]
name = "part-below-nothing"
rule = "Item2 >= 0"
says = "{Item2} is negative"
why = "A part is something or nothing."
"""
GROWING: dict[str, Make] = {  # of any number of facts
    "xBRL-XML": synthetic,
    "xBRL-XML, nine of ten totals wrong": mostly_wrong,
    "xBRL-XML, three rules": ruled,
    "xBRL-JSON, indented": converted("report.json", 2),
    "xBRL-JSON, on one line": converted("report.json"),
    "xBRL-CSV": converted("report.csv"),
    "inline XBRL": converted("report.html"),
}
HARD: dict[str, tuple[Make, int]] = {  # each with its size
    "one failing total of 4,000 parts": (construct(wide_total_failing), 4_000),
    "one figure 100,000 times": (construct(repeats), 100_000),
    "100,000 equal contexts": (construct(equal_contexts), 100_000),
}
