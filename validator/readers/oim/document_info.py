"""The documentInfo object that xBRL-JSON and xBRL-CSV share (OIM Common 1.0 §2, §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.readers.oim.json_text import escaped
from validator.readers.oim.values import NAME, SQNAME, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TYPES = {"xbrlje": ("https://xbrl.org/2021/xbrl-json",), "xbrlce": ("https://xbrl.org/2021/xbrl-csv",)}
OWN = ("documentType", "namespaces", "taxonomy", "linkTypes", "linkGroups", "features", "baseURL")
CSV_OWN = ("extends", "final")
DUPLICATES = ("none", "complete", "consistent", "all")


class Info(NamedTuple):
    """What a document says of itself."""

    namespaces: Mapping[str, str]
    linkTypes: Mapping[str, str]  # noqa: N815 - as the specification writes it
    linkGroups: Mapping[str, str]  # noqa: N815 - as above
    taxonomy: tuple[str, ...]
    base: str
    features: Mapping[str, Any]


def read_info(value: Any, wrong: Callable[..., None], prefix: str, *, extended: bool = False) -> Info | None:
    """Return the document's information, None when nothing can be read by it.

    `wrong(pointer, reason, spec, check)` reports; `extended` says that another document may name the taxonomy.
    """
    structure = f"{prefix}:invalidJSONStructure"
    if not isinstance(value, dict):
        wrong("/documentInfo" if value is not None else "", "the document has no object documentInfo", structure)
        return None
    kind = value.get("documentType")
    if kind not in TYPES[prefix]:
        named = "documentType" in value
        seen = f"documentType is {shown(str(kind))}, not" if named else "documentInfo lacks the documentType"
        where = "/documentInfo/documentType" if named else "/documentInfo"
        wrong(where, f"{seen} {TYPES[prefix][0]}", "oimce:unsupportedDocumentType", "document-type-unsupported")
        return None
    known = OWN + (CSV_OWN if prefix == "xbrlce" else ())
    for key in value:
        if key not in known and not SQNAME.fullmatch(key):
            wrong(f"/documentInfo/{key}", f"{shown(key)!r} is no member of documentInfo", structure)
    maps = {
        key: _strings(value.get(key, {}), f"/documentInfo/{key}", wrong, structure)
        for key in ("namespaces", "linkTypes", "linkGroups")
    }
    for alias in maps["namespaces"]:
        if not NAME.fullmatch(alias):
            wrong("/documentInfo/namespaces", f"{shown(alias)!r} is no prefix", structure)
    extensions(value, "/documentInfo", maps["namespaces"], wrong)
    features = value.get("features", {})
    if not isinstance(features, dict):
        wrong("/documentInfo/features", "features is not an object", structure)
        features = {}
    _features(features, maps["namespaces"], wrong, structure)
    base = value.get("baseURL", "")
    if not isinstance(base, str) or (base and "://" not in base):
        wrong(
            "/documentInfo/baseURL",
            f"{shown(str(base))!r} is not an absolute URL",
            "oime:invalidBaseURL",
            "base-url-relative",
        )
        base = ""
    return Info(
        maps["namespaces"],
        maps["linkTypes"],
        maps["linkGroups"],
        _taxonomy(value, wrong, structure, extended),
        base,
        features,
    )


def _taxonomy(value: dict[str, Any], wrong: Callable[..., None], structure: str, extended: bool) -> tuple[str, ...]:  # noqa: FBT001 - passed on
    named = value.get("taxonomy", [])
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        wrong("/documentInfo/taxonomy", "taxonomy is no list of URLs", structure)
        return ()
    if not named and not extended:
        if "taxonomy" in value or structure.startswith("xbrlce"):
            wrong("/documentInfo/taxonomy", "the report names no taxonomy", "oime:noTaxonomy", "taxonomy-not-named")
        else:
            wrong("/documentInfo", "documentInfo has no taxonomy", structure)
    return tuple(named)


def _strings(value: Any, pointer: str, wrong: Callable[..., None], structure: str) -> dict[str, str]:
    if not isinstance(value, dict):
        wrong(pointer, f"{pointer.rpartition('/')[2]} is not an object", structure)
        return {}
    for key, one in value.items():
        if not isinstance(one, str):
            wrong(f"{pointer}/{key}", f"{shown(key)!r} is not bound to a string", structure)
    return {key: one for key, one in value.items() if isinstance(one, str)}


def _features(
    features: Mapping[str, Any], namespaces: Mapping[str, str], wrong: Callable[..., None], structure: str
) -> None:
    for key, value in features.items():
        if key.partition(":")[0] not in namespaces:
            wrong(
                f"/documentInfo/features/{escaped(key)}",
                f"the prefix of the feature {shown(key)!r} is not declared",
                "oimce:unboundPrefix",
                "prefix-unbound",
            )
        if key == "xbrl:allowedDuplicates" and value not in DUPLICATES:
            wrong(f"/documentInfo/features/{key}", f"{shown(str(value))!r} is no rule for duplicates", structure)
        if key == "xbrl:canonicalValues" and not isinstance(value, bool):
            wrong(f"/documentInfo/features/{key}", f"{shown(str(value))!r} is neither true nor false", structure)


def extensions(
    value: Mapping[str, Any], pointer: str, namespaces: Mapping[str, str], wrong: Callable[..., None]
) -> None:
    """Report the members of an object that others may add, where their prefix is not declared (OIM Common §4)."""
    for key in value:
        prefix, colon, _ = key.partition(":")
        if colon and prefix not in namespaces and SQNAME.fullmatch(key):
            reason = f"the prefix of {shown(key)!r} is not declared in namespaces"
            wrong(f"{pointer}/{escaped(key)}", reason, "oimce:unboundPrefix", "prefix-unbound")
