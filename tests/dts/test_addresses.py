"""Paths and URIs in both flavours, on whatever system this runs (RFC 8089; its appendix E for drives and shares)."""

from __future__ import annotations

import os
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.dts.addresses import elsewhere, file_path, file_uri, join, package_uri

PLACES = [
    (r"C:\reports\report.xml", True, "file:///C:/reports/report.xml"),
    (r"C:\Program Files\größe #1 100%.xml", True, "file:///C:/Program%20Files/gr%C3%B6%C3%9Fe%20%231%20100%25.xml"),
    (r"\\server\share\2023\report.xml", True, "file://server/share/2023/report.xml"),
    ("C:\\", True, "file:///C:/"),
    ("/reports/a b.xml", False, "file:///reports/a%20b.xml"),
    ("/C:/reports/r.xml", False, "file:///C%3A/reports/r.xml"),
    ("/a\\b.xml", False, "file:///a%5Cb.xml"),
    ("/", False, "file:///"),
]


@pytest.mark.parametrize(("path", "windows", "uri"), PLACES)
def test_a_path_and_its_uri_say_the_same(path: str, windows: bool, uri: str) -> None:
    assert file_uri(path, windows=windows) == uri
    assert file_path(uri, windows=windows) == path


@pytest.mark.parametrize(
    ("base", "href", "windows", "path"),
    [
        (r"C:\reports\report.xml", "taxonomy.xsd", True, r"C:\reports\taxonomy.xsd"),
        (r"C:\reports\report.xml", "../shared/a%20b.xsd#x", True, r"C:\shared\a b.xsd"),
        (r"C:\reports\report.xml", "/taxonomy.xsd", True, r"\taxonomy.xsd"),
        (r"C:\reports\report.xml", "file:///D:/t/x.xsd", True, r"D:\t\x.xsd"),
        (r"C:\reports\report.xml", "file:///D|/t/x.xsd", True, r"D:\t\x.xsd"),
        (r"C:\reports\report.xml", "file://localhost/D:/t/./x.xsd", True, r"D:\t\x.xsd"),
        (r"\\server\share\a\report.xml", "../t/x.xsd", True, r"\\server\share\t\x.xsd"),
        (r"\\server\share\report.xml", "", True, r"\\server\share\report.xml"),
        ("/reports/report.xml", "taxonomy.xsd", False, "/reports/taxonomy.xsd"),
        ("/reports/report.xml", "C:/t/x.xsd", False, ""),
        ("/reports/r\udcff.xml", "x.xsd", False, "/reports/x.xsd"),
        ("/r\udcff/r.xml", "x.xsd", False, "/r\udcff/x.xsd"),
    ],
)
def test_a_reference_is_resolved_from_where_it_stands(base: str, href: str, windows: bool, path: str) -> None:
    uri, _ = join(file_uri(base, windows=windows), href, windows=windows)
    assert path == (file_path(uri, windows=windows) if uri.startswith("file:") else "")


def test_a_fragment_is_told_apart() -> None:
    base = file_uri(r"C:\reports\report.xml", windows=True)
    assert join(base, "t.xsd#e_%C3%A4", windows=True) == ("file:///C:/reports/t.xsd", "e_ä")
    assert join(base, "#f", windows=True) == (base, "f")


def test_what_lies_in_an_archive_is_named_in_both_flavours() -> None:
    assert package_uri("/a/p.zip", "p/r 1.xml", windows=False) == "package:///a/p.zip!/p/r%201.xml"
    drive = package_uri(r"C:\a\p.zip", "p/reports/r.xml", windows=True)
    assert drive == "package:///C:/a/p.zip!/p/reports/r.xml"
    assert join(drive, "../t.xsd", windows=True)[0] == "package:///C:/a/p.zip!/p/t.xsd"
    share = package_uri(r"\\server\share\p.zip", "p/reports/r.xml", windows=True)
    assert share == "package://server/share/p.zip!/p/reports/r.xml"
    assert join(share, "../t.xsd", windows=True)[0] == "package://server/share/p.zip!/p/t.xsd"


@pytest.mark.parametrize(
    ("uri", "folder", "windows", "other"),
    [
        ("file:///C:/t.xsd", r"C:\reports", True, False),
        ("file:///C:/t.xsd", r"\\server\share", True, False),
        ("file://SERVER/share/t.xsd", r"\\server\share\a", True, False),
        ("file://attacker/share/t.xsd", r"\\server\share\a", True, True),
        ("file://attacker/share/t.xsd", r"C:\reports", True, True),
        ("file://localhost/t.xsd", "/reports", False, False),
        ("file://attacker/t.xsd", "/reports", False, True),
    ],
)
def test_no_other_machine_is_called(uri: str, folder: str, windows: bool, other: bool) -> None:
    assert elsewhere(uri, folder, windows=windows) is other
    assert elsewhere(join(uri, "./x.xsd", windows=windows)[0], folder, windows=windows) is other


NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters='\\/:*?"<>|'), min_size=1).filter(
    lambda name: name.strip(". ")
)


@pytest.mark.filterwarnings("ignore:pathlib.PurePath.as_uri")  # of 3.14, for `Path.as_uri`, which knows one flavour
@given(st.sampled_from(["C:\\", "z:\\", "\\\\host\\share\\"]), st.lists(NAMES, min_size=1))
def test_every_path_of_windows_comes_back_and_is_spelled_as_the_standard_library_has_it(
    top: str, names: list[str]
) -> None:
    path = top + "\\".join(names)
    assert file_path(file_uri(path, windows=True), windows=True) == path
    assert file_uri(path, windows=True) == PureWindowsPath(path).as_uri()


@pytest.mark.filterwarnings("ignore:pathlib.PurePath.as_uri")
@given(
    st.lists(st.text(st.characters(blacklist_characters="/\0", blacklist_categories=("Cs",)), min_size=1), min_size=1)
)
def test_every_other_path_comes_back_and_is_spelled_as_the_standard_library_has_it(names: list[str]) -> None:
    path = os.path.normpath("/" + "/".join(names))
    assert file_path(file_uri(path, windows=False), windows=False) == path
    assert file_uri(path, windows=False) == PurePosixPath(path).as_uri()
