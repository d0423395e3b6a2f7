"""Documents that are packed files of XML, as workbooks are: looked at before anything unpacks them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO

from validator.documents.limits import MOST_BYTES, TooMuchError, UnreadableError
from validator.gate import most_unpacked, overlapping
from validator.xsd.documents import declared_encoding

ZIP, OLD, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"
KINDS = (("word/document.xml", "docx"), ("xl/workbook.xml", "workbook"), ("xl/workbook.bin", "binary"))
HEAD = 1 << 16
DECLARATION = b"<!DOCTYPE"
ENCODINGS = ("", "utf-8", "utf-16", "us-ascii")
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
BINARY = "a binary workbook (.xlsb) is not read; save it as .xlsx"
LOCKED = "is encrypted, or of a format before 2007; save it without a password as .docx or .xlsx"


def foreign(data: bytes) -> bool:
    """Whether bytes are those of a PDF or of an office program, whether or not they can be read."""
    if data.startswith(ZIP):
        return any(name.encode("ascii") in data for name, _ in KINDS)
    return data.startswith(OLD) or data[:1024].lstrip().startswith(PDF)


def kind_of(data: bytes) -> str:
    """Return what a packed file is: `docx`, `workbook`, or "". Raises UnreadableError where it cannot be unpacked."""
    if data.startswith(OLD):
        raise UnreadableError(LOCKED)
    if not data.startswith(ZIP):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {one.filename for one in archive.infolist()}
            kind = next((kind for name, kind in KINDS if name in names), "")
            if kind:
                checked(archive, len(data))
    except UnreadableError:
        raise
    except DAMAGED as error:
        raise UnreadableError(f"is a damaged file: {error}") from error
    if kind == "binary":
        raise UnreadableError(BINARY)
    return kind


def checked(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse what unpacks to more than any document of so many bytes, and XML that declares entities or hides them.

    Parts are UTF-8 or UTF-16 (ECMA-376 Part 2, use of XML); in what else a parser knows, markup can look like text.
    """
    most = most_unpacked(size, MOST_BYTES)
    if sum(one.file_size for one in archive.infolist()) > most:
        raise TooMuchError("bytes unpacked", most)
    if over := overlapping(archive.infolist()):
        raise UnreadableError(f"is a damaged file: {over} overlaps another entry")
    for one in archive.infolist():
        if not one.filename.endswith(".svg"):  # pictures, which nothing here reads
            with archive.open(one) as member:
                if declares(member):
                    raise UnreadableError(f"declares a document type in {one.filename}, which no document needs")
            with archive.open(one) as member:
                encoding = declared_encoding(member.read(HEAD + 1))
            if encoding.lower() not in ENCODINGS:
                raise UnreadableError(f"says that {one.filename} is in {encoding}; parts are UTF-8 or UTF-16")


def declares(member: IO[bytes]) -> bool:
    """Whether XML declares a document type, however far in, in UTF-16 too."""
    last = b""
    while part := member.read(HEAD):
        window = last + part.replace(b"\0", b"")
        if DECLARATION in window:
            return True
        last = window[-len(DECLARATION) :]
    return False


def missing(library: str) -> UnreadableError:
    """Return what to say where a library is not installed."""
    return UnreadableError(f"needs {library}, which is not installed: pip install 'tieout[documents]'")
