"""What a file is, by its bytes: one table for all who ask, whether they name a file or come upon it in a folder."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.problems import message_of
from validator.readers import parse
from validator.readers.folders import find_reports
from validator.readers.recognition import SYNTAXES, Kind, syntax, told
from validator.run import Options, run

if TYPE_CHECKING:
    from pathlib import Path

XBRL = '<x:xbrl xmlns:x="http://www.xbrl.org/2003/instance"/>'
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'
TAGGED = PAGE.replace("<body/>", '<body xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"/>')
ENTITY = '<!DOCTYPE r [<!ENTITY e "1">]>'
JSON = '{"documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-json"}}'
CSV = '{"documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-csv"}}'
NO_JSON = "JSON that is no xBRL-JSON report and no xBRL-CSV metadata"
NO_REPORT = "neither XML, JSON nor a report package"
NO_TAGS = "an HTML page without inline XBRL"


def packed(*names: str) -> bytes:
    """Return an archive with instances of these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, XBRL)
    return made.getvalue()


def other(name: str) -> str:
    return f"XML whose root element is {name}, not xbrli:xbrl"


TABLE = [
    ("nothing", b"", "", "empty"),
    ("blanks", b" \r\n\t", "", "blank"),
    ("a mark and nothing", b"\xef\xbb\xbf", "", "blank"),
    ("a mark of UTF-16 and nothing", b"\xff\xfe", "", "blank"),
    ("a text", b"Cash 1,234\n", "", NO_REPORT),
    ("a text in UTF-16", "Cash 1,234\n".encode("utf-16"), "", NO_REPORT),
    ("bytes", b"\x7fELF\0\0\0", "", "binary"),
    ("zeros", b"\0" * 9, "", "binary"),
    ("an instance", XBRL.encode(), "xbrl-xml", ""),
    ("an instance after blanks", b" " * 70_000 + XBRL.encode(), "xbrl-xml", ""),
    ("an instance with a mark", b"\xef\xbb\xbf" + XBRL.encode(), "xbrl-xml", ""),
    ("an instance in UTF-16", XBRL.encode("utf-16"), "xbrl-xml", ""),
    ("an instance in UTF-16 without a mark", f"<?xml version='1.0'?>{XBRL}".encode("utf-16-le"), "xbrl-xml", ""),
    ("an instance in GBK", f"<?xml version='1.0' encoding='GBK'?><!--营收-->{XBRL}".encode("gbk"), "xbrl-xml", ""),
    ("an instance with entities", f"{ENTITY}{XBRL}".encode(), "xbrl-xml", ""),
    ("an instance after much else", f"<!--{' ' * 100_000}-->{XBRL}".encode(), "xbrl-xml", ""),
    ("an instance cut off", b'<xbrl xmlns="http://www.xb', "xbrl-xml", ""),
    ("an instance of an encoding nobody knows", f"<?xml version='1.0' encoding='x-y'?>{XBRL}".encode(), "xbrl-xml", ""),
    ("another xbrl", b"<xbrl/>", "", other("xbrl")),
    ("another xbrl of a namespace", b'<xbrl xmlns="urn:of-others"/>', "", other("xbrl")),
    ("other XML", b"<a/>", "", other("a")),
    ("other XML cut off", b"<a", "broken XML", ""),
    ("a schema", b'<schema xmlns="http://www.w3.org/2001/XMLSchema"/>', "schema", other("schema")),
    ("another schema", b"<schema/>", "", other("schema")),
    ("a linkbase", b'<l:linkbase xmlns:l="http://www.xbrl.org/2003/linkbase"/>', "linkbase", other("linkbase")),
    ("a page", PAGE.encode(), "", NO_TAGS),
    ("a page that starts in its head", b'<meta charset="utf-8"><title>R</title><p>1', "", NO_TAGS),
    ("a piece of a page", b'<IMG src="x"><table>', "", NO_TAGS),
    ("XML of one's own", b"<data><table/></data>", "", other("data")),
    ("a page that is no XML", b"<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><HTML><BODY><BR>", "", NO_TAGS),
    ("a page as regulators keep it", b"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n<html><body><br>", "", NO_TAGS),
    ("a piece of a page", b"<div><table><tr><td>1</td></tr></table></div>", "", NO_TAGS),
    ("no such page", b"<DOCUMENT><TITLE/></DOCUMENT>", "", "XML whose root element is DOCUMENT, not xbrli:xbrl"),
    ("a tagged page", TAGGED.encode(), "inline", ""),
    ("a tagged page in UTF-16", TAGGED.encode("utf-16"), "inline", ""),
    ("a tagged page in UTF-16 without a mark", TAGGED.encode("utf-16-be"), "inline", ""),
    ("a page tagged far below", TAGGED.replace("<body", f"<!--{' ' * 3_000_000}--><body").encode(), "inline", ""),
    ("a tagged page that is no XML", f"<!DOCTYPE html PUBLIC 'x'>{TAGGED}".encode(), "inline", ""),
    ("a piece of a tagged page", TAGGED.replace("<html", "<div").replace("/html", "/div").encode(), "inline", ""),
    ("xBRL-JSON", JSON.encode(), "xbrl-json", ""),
    ("xBRL-JSON with a mark", b"\n\xef\xbb\xbf" + JSON.encode(), "xbrl-json", ""),
    ("xBRL-JSON in UTF-16", JSON.encode("utf-16"), "xbrl-json", ""),
    ("xBRL-JSON that speaks of xbrl-csv", JSON[:-1].encode() + b', "facts": {"xbrl-csv": {}}}', "xbrl-json", ""),
    ("xBRL-CSV", CSV.encode(), "xbrl-csv", ""),
    ("xBRL-CSV that speaks of xbrl-json", CSV[:-1].encode() + b', "links": {"xbrl-json": {}}}', "xbrl-csv", ""),
    ("a list with a report in it", f"[{JSON}]".encode(), "xbrl-json", ""),
    ("a list", b"[1, 2]", "", NO_JSON),
    ("an object", b'{"documentType": "xbrl-json"}', "", NO_JSON),
    ("a report package", packed("a/META-INF/reportPackage.json"), "report-package", ""),
    ("a package with reports", packed("a/reports/r.xbrl"), "report-package", ""),
    ("an archive", packed("a/b"), "archive", ""),
    ("an archive with a report", packed("a/b", "reports/r.xbrl"), "archive of reports", ""),
    ("an archive with nothing in it", packed(), "archive", ""),
    ("a damaged archive", b"PK\x03\x04" + b"\0" * 100, "archive", ""),
]  # fmt: skip


@pytest.mark.parametrize(("data", "kind", "what"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_a_file_is_is_told_once_for_all(data: bytes, kind: str, what: str, tmp_path: Path) -> None:
    """Read outright a file is what it is; in a folder it is passed over unless it is a report."""
    seen = told("r", io.BytesIO(data))
    assert (seen.syntax, bool(seen.what) and seen.syntax not in SYNTAXES) == (kind, bool(what))
    path = tmp_path / "r"
    path.write_bytes(data)
    assert syntax(str(path)) == (kind if kind in SYNTAXES else "")
    assert [one for one in find_reports([str(tmp_path)]) if one == str(path)] == [str(path)] * (kind in SYNTAXES)
    problems = parse(str(path), data, Options()).problems
    refusals = [message_of(one) for one in problems if one.check == "not-a-report"]
    assert kind == "archive" or refusals == [f"no report: it is {what}"] * (not kind)


@pytest.mark.parametrize("name", ["r.xbri", "R.XBR"])
def test_a_name_tells_what_is_damaged(name: str) -> None:
    """Two names are report packages' alone; all others say nothing."""
    assert told(name, io.BytesIO(b"lost")) == Kind("report-package")
    assert told("r.json", io.BytesIO(XBRL.encode())).syntax == "xbrl-xml"


def test_the_root_has_its_place() -> None:
    """Where XML is something else, it is said where it begins."""
    root = told("r", io.BytesIO(b"<?xml version='1.0'?>\n <!-- --> <a:b xmlns:a='urn:a'/>")).root
    assert root == ("{urn:a}b", 2, 11)


def test_a_document_in_utf_16_is_read_as_one(tmp_path: Path) -> None:
    """Half of its bytes are zeros, and it is a text all the same."""
    path = tmp_path / "r.txt"
    found = []
    for encoding in ("utf-8", "utf-16"):
        path.write_bytes("Cash 1,234\n".encode(encoding))
        found.append([(one.code, one.message) for one in run([str(path)]).findings])
    assert found[0] == found[1]
    assert [code for code, _ in found[0]] == ["DO006"]
