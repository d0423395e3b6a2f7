"""The documentInfo object that xBRL-JSON and xBRL-CSV share (OIM Common 1.0 §2, §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from validator.model.source import shown
from validator.readers.oim.json_text import escaped, texts_of
from validator.readers.oim.values import NAME, SQNAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.readers.oim.json_text import Json, Object

TYPES = {"xbrlje": ("https://xbrl.org/2021/xbrl-json",), "xbrlce": ("https://xbrl.org/2021/xbrl-csv",)}
OWN = ("documentType", "namespaces", "taxonomy", "linkTypes", "linkGroups", "features", "baseURL")
CSV_OWN = ("extends", "final")
DUPLICATES = ("none", "complete", "consistent", "all")


class Trouble(Protocol):
    """Writes down what is wrong with what a JSON pointer names (`Problem.of`)."""

    def __call__(self, name: str, pointer: str, /, *, spec: str = "", **values: object) -> None:
        """Write it down."""


class Info(NamedTuple):
    """What a document says of itself."""

    namespaces: Mapping[str, str]
    linkTypes: Mapping[str, str]  # noqa: N815 - as the specification writes it
    linkGroups: Mapping[str, str]  # noqa: N815 - as above
    taxonomy: tuple[str, ...]
    base: str
    features: Mapping[str, Json]


def read_info(value: Json, trouble: Trouble, prefix: str, *, extended: bool = False) -> Info | None:
    """Return the document's information, None when nothing can be read by it.

    `extended` says that another document may name the taxonomy.
    """
    if not isinstance(value, dict):
        trouble("json-structure-invalid/information", "/documentInfo" if value is not None else "")
        return None
    kind = value.get("documentType")
    if kind not in TYPES[prefix]:
        if "documentType" in value:
            pointer, seen = "/documentInfo/documentType", shown(str(kind))
            trouble("document-type-unsupported/other", pointer, seen=seen, wanted=TYPES[prefix][0])
        else:
            trouble("document-type-unsupported/lacking", "/documentInfo", wanted=TYPES[prefix][0])
        return None
    known = OWN + (CSV_OWN if prefix == "xbrlce" else ())
    for key in value:
        if key not in known and not SQNAME.fullmatch(key):
            trouble("json-structure-invalid/member", f"/documentInfo/{key}", name=shown(key), of="documentInfo")
    maps = {
        key: _strings(value.get(key, {}), f"/documentInfo/{key}", trouble)
        for key in ("namespaces", "linkTypes", "linkGroups")
    }
    for alias in maps["namespaces"]:
        if not NAME.fullmatch(alias):
            trouble("json-structure-invalid/prefix", "/documentInfo/namespaces", name=shown(alias))
    extensions(value, "/documentInfo", maps["namespaces"], trouble)
    features = value.get("features", {})
    if not isinstance(features, dict):
        trouble("json-structure-invalid/object", "/documentInfo/features", name="features")
        features = {}
    _features(features, maps["namespaces"], trouble)
    base = value.get("baseURL", "")
    if not isinstance(base, str) or (base and "://" not in base):
        trouble("base-url-relative", "/documentInfo/baseURL", url=shown(str(base)))
        base = ""
    return Info(
        maps["namespaces"],
        maps["linkTypes"],
        maps["linkGroups"],
        _taxonomy(value, trouble, prefix, extended=extended),
        base,
        features,
    )


def _taxonomy(value: Object, trouble: Trouble, prefix: str, *, extended: bool) -> tuple[str, ...]:
    named = texts_of(value.get("taxonomy", []))
    if named is None:
        trouble("json-structure-invalid/urls", "/documentInfo/taxonomy", name="taxonomy")
        return ()
    if not named and not extended:
        if "taxonomy" in value or prefix == "xbrlce":
            trouble("taxonomy-not-named", "/documentInfo/taxonomy")
        else:
            trouble("json-structure-invalid/lacking", "/documentInfo", what="documentInfo", name="taxonomy")
    return tuple(named)


def _strings(value: Json, pointer: str, trouble: Trouble) -> dict[str, str]:
    if not isinstance(value, dict):
        trouble("json-structure-invalid/object", pointer, name=pointer.rpartition("/")[2])
        return {}
    for key, one in value.items():
        if not isinstance(one, str):
            trouble("json-structure-invalid/string", f"{pointer}/{key}", name=shown(key))
    return {key: one for key, one in value.items() if isinstance(one, str)}


def _features(features: Mapping[str, Json], namespaces: Mapping[str, str], trouble: Trouble) -> None:
    for key, value in features.items():
        pointer = f"/documentInfo/features/{escaped(key)}"
        prefix = key.partition(":")[0]
        if prefix not in namespaces:
            trouble("prefix-unbound", pointer, prefix=shown(prefix))
        if key == "xbrl:allowedDuplicates" and value not in DUPLICATES:
            trouble("json-structure-invalid/duplicates", pointer, value=shown(str(value)))
        if key == "xbrl:canonicalValues" and not isinstance(value, bool):
            trouble("json-structure-invalid/boolean", pointer, value=shown(str(value)))


def extensions(value: Mapping[str, Json], pointer: str, namespaces: Mapping[str, str], trouble: Trouble) -> None:
    """Report the members of an object that others may add, where their prefix is not declared (OIM Common §4)."""
    for key in value:
        prefix, colon, _ = key.partition(":")
        if colon and prefix not in namespaces and SQNAME.fullmatch(key):
            trouble("prefix-unbound", f"{pointer}/{escaped(key)}", prefix=shown(prefix))
