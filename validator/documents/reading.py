"""Reads a document by what it holds, whatever its name says."""

from __future__ import annotations

import re

from validator import budget
from validator.documents.document import Document
from validator.documents.limits import GRANTED, MOST_CHARACTERS, TooMuchError, UnreadableError
from validator.documents.office import packed

MARKUP = re.compile(r"<(?:!doctype\s+html|html|body|head|table|div|p|span|h[1-6])\b", re.IGNORECASE)
MARKED = re.compile(r"^#{1,6} |^\|?[ \t]*:?-{2,}:?[ \t]*(?>(?:\|[ \t]*:?-+:?[ \t]*)+)\|?[ \t]*$", re.MULTILINE)
FILED = re.compile(
    r"\A\s*<DOCUMENT>\s*<TYPE>.*?<TEXT>", re.IGNORECASE | re.DOTALL
)  # around a page, as regulators keep it
NO_LETTER = re.compile(r"[^\n]")
DECLARED = re.compile(rb"""(?:encoding\s*=\s*|charset\s*=\s*)["']?([a-zA-Z0-9_.:-]{2,40})""")
ENCODINGS = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252",
    "latin1": "cp1252", "cp1252": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259)},
    **{f"iso-8859-{number}": f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{name: name for name in ("gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "koi8-r", "koi8-u")},
}  # fmt: skip
"""What pages are declared in, and what is meant by it: ISO-8859-1 is Windows-1252 (WHATWG Encoding Standard §4.2)."""


def read(path: str, data: bytes) -> Document:
    """Return a document as its bytes say it. Raises UnreadableError where it is none, or beyond what any report is."""
    budget.grant(max(0, GRANTED - len(data)))
    if data[:1024].lstrip().startswith(packed.PDF):
        from validator.documents import pdf

        return pdf.read(path, data)
    if data[:4] in (packed.ZIP, packed.OLD):
        return unpacked(path, data)
    source = FILED.sub(lambda found: NO_LETTER.sub(" ", found[0]), decoded(data))
    if len(source) > MOST_CHARACTERS:
        raise TooMuchError("characters", MOST_CHARACTERS)
    if MARKUP.search(source[:100_000]):
        from validator.documents import html

        return Document(path, "html", html.read(source))
    from validator.documents import flattened, markdown, plain
    from validator.documents.office import separated

    if MARKED.search(source):
        return Document(path, "markdown", flattened.restored(markdown.read(source)))
    delimiter = separated.delimiter_of(source, named=path.lower().endswith((".csv", ".tsv")))
    if delimiter:
        return Document(path, "separated", separated.read(source, delimiter))
    return Document(path, "text", flattened.restored(plain.read(source)))


def unpacked(path: str, data: bytes) -> Document:
    """Return a document that is a packed file: of a word processor, or a workbook."""
    kind = packed.kind_of(data)
    if kind == "docx":
        from validator.documents.office import docx

        return docx.read(path, data)
    if kind == "workbook":
        from validator.documents.office import workbook

        return workbook.read(path, data)
    raise UnreadableError("is a packed file that holds no document")


def decoded(data: bytes) -> str:
    """Return the text of a document: by its byte order mark, as UTF-8, as it declares itself, or as Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode(declared(data).replace("utf-8", "") or "cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def declared(data: bytes) -> str:
    """Return the codec of the encoding a document declares in its first kilobytes; "" for none that is used."""
    found = DECLARED.search(data[:4096])
    return ENCODINGS.get(found[1].decode("ascii").lower(), "") if found else ""
