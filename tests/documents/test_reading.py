"""A document is read by what it holds, whatever its name says, in the encoding it is in."""

from __future__ import annotations

import pytest

from validator.documents.reading import decoded, read


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Cash was 5 < 6.", "text"),
        ("# not a heading without more#", "markdown"),
        ("#hash\n", "text"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "markdown"),
        ("<p>Cash</p>", "html"),
        ("<!DOCTYPE HTML>\n<body>", "html"),
        ("", "text"),
    ],
)
def test_the_format_is_told_by_what_stands_in_it(source, kind):
    document = read("release.pdf", source.encode())
    assert (document.path, document.format) == ("release.pdf", kind)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("café".encode(), "café"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        ("café".encode("utf-16"), "café"),
        ("café".encode("cp1252"), "café"),
        (b'<meta charset="iso-8859-15">\xa4', '<meta charset="iso-8859-15">€'),
        (b'<meta charset="no-such">\x80', '<meta charset="no-such">€'),
        (b"<meta charset=hex>\x80", "<meta charset=hex>€"),  # a codec of Python's, and no encoding of pages
        (b"<meta charset=utf-7>+AD4-\x80", "<meta charset=utf-7>+AD4-€"),
        (b"<meta charset=gb2312>" + "镕".encode("gb18030"), "<meta charset=gb2312>镕"),
        (b"a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_the_encoding_is_told_by_its_mark_its_bytes_or_its_word(data, text):
    assert decoded(data) == text
