"""`tieout convert`: told by names, whole or not at all, and the same bytes each time."""

from __future__ import annotations

import zipfile

import pytest

from tests.oim_documents import SCHEMA, document, fact
from validator.cli import main


@pytest.fixture
def report(tmp_path):
    (tmp_path / "t.xsd").write_text(SCHEMA)
    path = tmp_path / "r.json"
    path.write_text(document({"f1": fact("4281", decimals=-3)}))
    return path


@pytest.mark.parametrize("name", ["o.xml", "o.xbrl", "o.htm", "o.xhtml", "o.json"])
def test_the_name_tells_the_syntax(report, name, capsys):
    out = report.with_name(name)
    assert main(["convert", str(report), str(out)]) == 0
    assert capsys.readouterr().out == f"1 facts written to {out}\n"
    once = out.read_bytes()
    assert main(["convert", str(report), str(out)]) == 0
    assert out.read_bytes() == once
    assert main(["check", str(out), "--ignore", "DO004"]) == 0


def test_tables_come_with_their_metadata(report, capsys):
    assert main(["convert", str(report), str(report.with_name("o.json")), "--to", "xbrl-csv"]) == 0
    assert (
        report.with_name("o-facts.csv")
        .read_bytes()
        .startswith(b"id,concept,entity,period,unit,language,decimals,value\r\n")
    )
    assert main(["check", str(report.with_name("o.json")), "--ignore", "DO004"]) == 0


def test_a_reference_is_seen_from_where_the_report_goes(report):
    (report.parent / "deep").mkdir()
    out = report.parent / "deep" / "o.json"
    assert main(["convert", str(report), str(out)]) == 0
    assert '"../t.xsd"' in out.read_text()
    assert main(["check", str(out), "--ignore", "DO004"]) == 0


@pytest.mark.parametrize("name", ["o.zip", "o.xbr", "o.xbri"])
def test_a_package_brings_the_taxonomy_beside_the_report(report, name, capsys):
    (report.parent / "parts").mkdir()
    (report.parent / "parts" / "a b.xsd").write_text(SCHEMA.replace("http://example.com/t", "http://example.com/u"))
    schema = SCHEMA.replace(
        "<import ", '<import namespace="http://example.com/u" schemaLocation="parts/a%20b.xsd"/><import ', 1
    )
    report.with_name("t.xsd").write_text(schema)
    (report.parent / "elsewhere").mkdir()
    out = report.parent / "elsewhere" / name
    assert main(["convert", str(report), str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        names = [entry for entry in archive.namelist() if "/reports/" not in entry]
        texts = "".join(archive.read(entry).decode() for entry in archive.namelist() if "/reports/" in entry)
    assert names == ["o/META-INF/reportPackage.json", "o/taxonomy/parts/a b.xsd", "o/taxonomy/t.xsd"]
    assert '"../taxonomy/t.xsd"' in texts
    once = out.read_bytes()
    for path in (report, report.with_name("t.xsd"), report.parent / "parts" / "a b.xsd"):
        path.rename(path.with_suffix(".gone"))
    assert main(["check", str(out), "--ignore", "DO004"]) == 0
    again = out.with_name(f"again{out.suffix}")
    capsys.readouterr()
    assert main(["convert", str(out), str(again)]) == 0
    assert main(["check", str(again), "--ignore", "DO004"]) == 0
    assert out.read_bytes() == once


def test_a_package_brings_the_catalog_of_the_package_it_comes_from(report, capsys):
    url = "http://example.com/published/t.xsd"
    entries = {
        "p/META-INF/reportPackage.json": '{"documentInfo": {"documentType": "https://xbrl.org/report-package/2023/xbr"}}',
        "p/META-INF/catalog.xml": '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<rewriteURI uriStartString="http://example.com/published/" rewritePrefix="../deep/"/></catalog>',
        "p/META-INF/taxonomyPackage.xml": '<taxonomyPackage xmlns="http://xbrl.org/2016/taxonomy-package" '
        'xml:lang="en">'
        "<identifier>http://example.com/p</identifier></taxonomyPackage>",
        "p/deep/t.xsd": SCHEMA,
        "p/reports/r.json": report.read_text().replace('"t.xsd"', f'"{url}"'),
    }
    source, out, loose = (report.with_name(name) for name in ("p.xbr", "o.xbri", "o.xml"))
    with zipfile.ZipFile(source, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    assert main(["check", str(source), "--ignore", "DO004"]) == 0
    assert main(["convert", str(source), str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        kept = {name.replace("o/", "p/", 1): archive.read(name).decode() for name in archive.namelist()}
    assert {name for name in entries if kept.get(name) == entries[name]} == {
        "p/META-INF/catalog.xml", "p/META-INF/taxonomyPackage.xml", "p/deep/t.xsd",
    }  # fmt: skip
    assert main(["check", str(out), "--ignore", "DO004"]) == 0
    capsys.readouterr()
    assert main(["convert", str(source), str(loose)]) == 1
    assert capsys.readouterr().err == (
        f"left out: the taxonomy came in {source}, and stays there: name it by --package to read what was written\n"
    )
    assert main(["check", str(loose), "--package", str(source), "--ignore", "DO004"]) == 0


def test_a_package_needs_the_taxonomy_it_refers_to(report, capsys):
    report.with_name("t.xsd").unlink()
    assert main(["convert", str(report), str(report.with_name("o.zip"))]) == 2
    assert "t.xsd, which was not found" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("o.txt", "asks for no syntax"),
        ("none/o.json", "No such file or directory"),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(report, name, why, capsys):
    before = sorted(report.parent.iterdir())
    assert main(["convert", str(report), str(report.parent / name)]) == 2
    assert why in capsys.readouterr().err
    assert sorted(report.parent.iterdir()) == before


def test_a_report_that_cannot_be_read_is_not_written(report, capsys):
    report.write_text("{")
    assert main(["convert", str(report), str(report.with_name("o.xml"))]) == 2
    assert "nothing was written" in capsys.readouterr().err
