"""Paths → URIs and back, as the system at hand spells paths (RFC 8089): drives and shares where there are some.

What decides between the two flavours is asked for in each call, so that both are tried on every system.
"""

from __future__ import annotations

import os
import re
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit

if TYPE_CHECKING:
    from types import ModuleType

WINDOWS = os.name == "nt"
HERE = ("", "localhost")  # authorities of what lies on this machine (RFC 8089 §2)
FILE, PACKAGE = "file:", "package:"
ESCAPED = re.compile("%(2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])", re.IGNORECASE)  # letters, digits, -._~


def flavour(*, windows: bool) -> ModuleType:
    """Return the module of paths as one kind of system has them."""
    return import_module("ntpath" if windows else "posixpath")  # one of them is known already


def file_uri(path: str, *, windows: bool = WINDOWS) -> str:
    """Return the file URI of a path."""
    return FILE + _spelled(flavour(windows=windows).abspath(path), windows=windows)


def package_uri(path: str, entry: str, *, windows: bool = WINDOWS) -> str:
    """Return the URI of an entry of an archive."""
    return f"{PACKAGE}{file_uri(path, windows=windows).removeprefix(FILE)}!/{quote(entry)}"


def _spelled(path: str, *, windows: bool) -> str:
    """Return a path from the top as the rest of a file URI, whatever bytes a name has."""
    if not windows:
        return "//" + quote(os.fsencode(path))
    drive, rest = flavour(windows=True).splitdrive(path.removeprefix("\\\\?\\UNC").removeprefix("\\\\?\\"))
    below = quote(os.fsencode(rest.replace("\\", "/")))
    if drive[1:2] == ":":
        return f"///{drive}{below}"  # a drive stands in front of the path (RFC 8089 appendix E.2)
    host = drive.replace("\\", "/").lstrip("/")  # a share: its host is the authority (appendix E.3)
    return f"//{quote(os.fsencode(host))}{below}" if host else f"//{below}"


def file_path(uri: str, *, windows: bool = WINDOWS) -> str:
    """Return the path a file URI names; of another machine's file, one that names its share where systems know such."""
    split = urlsplit(uri)
    path = os.fsdecode(unquote_to_bytes(split.path))
    if not windows:
        return path
    if split.netloc.lower() not in HERE:
        return "\\\\" + os.fsdecode(unquote_to_bytes(split.netloc)) + path.replace("/", "\\")
    if path[2:3] in (":", "|") and path[:1] == "/" and path[1].isalpha():  # appendix E.2.2: `C|` is of old
        path = f"{path[1]}:{path[3:]}"
    return path.replace("/", "\\")


def elsewhere(uri: str, folder: str, *, windows: bool = WINDOWS) -> bool:
    """Whether a file URI is of a machine that is neither this one nor that of a folder: to open it is to call there."""
    host = urlsplit(uri).netloc.lower()
    return host not in HERE and host != urlsplit(file_uri(folder, windows=windows)).netloc.lower()


def join(base: str, href: str, *, windows: bool = WINDOWS) -> tuple[str, str]:
    """Resolve a reference against a base: the absolute URI without fragment, and the fragment (RFC 3986 §5).

    A reference without a path, fragment or not, is to the base's own document.
    """
    href = " ".join(href.split()).replace(" ", "%20")
    try:
        if base.startswith("package://"):
            # by the rules of a scheme that urljoin knows, and with an authority, as it drops an empty one
            joined = urljoin("http://package" + base.removeprefix("package://"), href)
            joined = "package://" + joined.removeprefix("http://package") if not urlsplit(href).scheme else href
        else:
            joined = urljoin(base, href)
        uri, _, fragment = joined.partition("#")
        scheme = urlsplit(uri).scheme
    except ValueError:  # an authority that is none, such as `http://[`
        return href.partition("#")[0], href.partition("#")[2]
    if scheme == "file":
        uri = _normal(uri, windows=windows)
    elif "%" in uri or "/." in uri:
        uri = _plain(unescaped(uri))
    return uri, unquote(fragment)


def _normal(uri: str, *, windows: bool) -> str:
    """Return a file URI in the one spelling it is known by; that of another machine keeps its host."""
    path = file_path(uri, windows=windows)
    ended = path.endswith(("/", "\\") if windows else "/") and len(path) > 1
    said = _spelled(flavour(windows=windows).normpath(path), windows=windows) + ("/" if ended else "")
    host = urlsplit(uri).netloc
    return f"{FILE}{said}" if windows or host.lower() in HERE else f"{FILE}//{host}{said.removeprefix('//')}"


def place_uri(path: str) -> str:
    """Return the URI of a file, or of an entry named `archive.zip/folder/file` as reports inside packages are."""
    archive = path
    while archive and not os.path.lexists(archive):
        archive, below = os.path.dirname(archive), archive
        if archive == below:
            break
    if archive and archive != path and os.path.isfile(archive):
        return package_uri(archive, path[len(archive) + 1 :].replace(os.sep, "/"))
    return file_uri(path)


def normal(uri: str) -> str:
    """Return a URI with what may not stand in one written as %XX (XML Catalogs 1.1 §6.2)."""
    return quote(unescaped(uri), safe="%!#$&'()*+,/:;=?@[]~")


def unescaped(uri: str) -> str:
    """Return a URI in which only what needs %XX has it (RFC 3986 §6.2.2.2)."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), uri) if "%" in uri else uri


def _plain(uri: str) -> str:
    """Return a URI in the one spelling it is known by: without dot segments or needless escapes (RFC 3986 §6.2.2)."""
    head, mark, rest = uri.partition("://")
    place, slash, path = rest.partition("/")
    if mark and slash and "/." in rest:
        uri = f"{head}://{place}" + urljoin("http://any/", f"/{path}").removeprefix("http://any")
    return uri
