"""What the metadata of an xBRL-CSV report must be, whatever its tables hold (xBRL-CSV 1.0 §3.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.readers.oim.document_info import extensions, read_info
from validator.readers.oim.json_text import escaped
from validator.readers.oim.values import IDENTIFIER, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TOP = {
    "tableTemplates": dict,
    "tables": dict,
    "parameters": dict,
    "parameterURL": str,
    "dimensions": dict,
    "links": dict,
}
MEMBERS: dict[str, dict[str, Any]] = {
    "template": {"rowIdColumn": str, "columns": dict, "decimals": (int, str), "dimensions": dict},
    "column": {
        "comment": bool,
        "decimals": (int, str),
        "dimensions": dict,
        "propertyGroups": dict,
        "propertiesFrom": list,
    },
    "group": {"decimals": (int, str), "dimensions": dict},
    "table": {"url": str, "template": str, "optional": bool, "parameters": dict},
}
CORE = ("concept", "entity", "period", "unit", "language")
DECIMALS = re.compile(r"-?[0-9]{1,6}|INF|#none|\$.*", re.DOTALL)


class Rules:
    """What metadata must be, whatever its tables hold (§3.2)."""

    def __init__(self, value: dict[str, Any], wrong: Callable[..., None]) -> None:
        self.value = value
        self.wrong = wrong  # pointer, reason, and codes other than those of a wrong structure
        self.used: set[str] = set()
        self.namespaces: Mapping[str, str] = {}

    def check(self) -> None:
        """Report every breach."""
        value = self.value
        info = read_info(value.get("documentInfo"), self.wrong, "xbrlce")
        self.namespaces = info.namespaces if info is not None else {}
        self._members(value, TOP | {"decimals": (int, str), "documentInfo": dict}, "")
        self._identifiers(value.get("parameters"), "/parameters")
        self._dimensions(value.get("dimensions"), "/dimensions", self.used)
        self._decimals(value.get("decimals"), "/decimals", self.used)
        templates = value.get("tableTemplates")
        used: dict[str, set[str]] = {}
        for name, template in self._objects(templates, "/tableTemplates"):
            used[name] = set(self.used)
            self._template(template, f"/tableTemplates/{escaped(name)}", used[name])
        for name, table in self._objects(value.get("tables"), "/tables"):
            self._table(name, table, templates if isinstance(templates, dict) else {}, used)
        everywhere = self.used.union(*used.values())
        parameters = value.get("parameters")
        for name in parameters if isinstance(parameters, dict) else ():
            if name not in everywhere:
                self._unused(name, f"/parameters/{escaped(name)}")

    def _unused(self, name: str, pointer: str) -> None:
        self.wrong(
            pointer,
            f"nothing refers to the parameter {shown(name)!r}",
            "xbrlce:unreferencedParameter",
            "csv-parameter-invalid",
        )

    def _objects(self, value: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if value is None or not isinstance(value, dict):
            return
        self._identifiers(value, pointer)
        for name, one in value.items():
            if isinstance(one, dict):
                yield name, one
            else:
                self.wrong(f"{pointer}/{escaped(name)}", f"{shown(name)!r} is not an object")

    def _identifiers(self, value: Any, pointer: str, code: str = "xbrlce:invalidIdentifier") -> None:
        for name in value if isinstance(value, dict) else ():
            if not IDENTIFIER.fullmatch(name):
                self.wrong(
                    f"{pointer}/{escaped(name)}", f"{shown(name)!r} is no identifier", code, "csv-metadata-invalid"
                )

    def _members(self, value: dict[str, Any], known: dict[str, Any], pointer: str) -> bool:
        sound = True
        for key, one in value.items():
            kind = known.get(key)
            if kind is None and ":" not in key:
                self.wrong(f"{pointer}/{escaped(key)}", f"{shown(key)!r} does not belong here")
            elif kind is None:
                extensions({key: one}, pointer, self.namespaces, self.wrong)
            elif not isinstance(one, kind) or (isinstance(one, bool) and kind is not bool):
                self.wrong(f"{pointer}/{escaped(key)}", f"{shown(key)!r} is of the wrong kind")
                sound = False
        return sound

    def _template(self, template: dict[str, Any], pointer: str, used: set[str]) -> None:
        if not self._members(template, MEMBERS["template"], pointer):
            return
        if "columns" not in template:
            self.wrong(pointer, "the template has no columns")
        self._dimensions(template.get("dimensions"), f"{pointer}/dimensions", used)
        self._decimals(template.get("decimals"), f"{pointer}/decimals", used)
        columns = template.get("columns", {})
        groups = {name for name, column in columns.items() if isinstance(column, dict) and "propertyGroups" in column}
        for name, column in self._objects(columns, f"{pointer}/columns"):
            self._column(column, f"{pointer}/columns/{escaped(name)}", columns, groups, used)
        row = template.get("rowIdColumn")
        if row is not None and row not in columns:
            self._row_column(pointer, f"rowIdColumn {shown(row)!r} is no column", "undefinedRowIdColumn")
        elif row is not None and isinstance(columns[row], dict) and columns[row].get("comment") is True:
            self._row_column(pointer, f"rowIdColumn {shown(row)!r} is a comment", "invalidRowIdColumn")

    def _row_column(self, pointer: str, reason: str, code: str) -> None:
        self.wrong(f"{pointer}/rowIdColumn", reason, f"xbrlce:{code}", "csv-metadata-invalid")

    def _column(
        self, column: dict[str, Any], pointer: str, columns: dict[str, Any], groups: set[str], used: set[str]
    ) -> None:
        if not self._members(column, MEMBERS["column"], pointer):
            return
        fact = "dimensions" in column or "propertiesFrom" in column
        kinds = [fact, "propertyGroups" in column, column.get("comment") is True]
        if sum(kinds) > 1:
            reason = "a column is one of: facts, property groups, comment"
            self.wrong(pointer, reason, "xbrlce:conflictingColumnType", "csv-metadata-invalid")
        if not fact and "decimals" in column:
            reason = "decimals stand on a column without facts"
            self.wrong(f"{pointer}/decimals", reason, "xbrlce:misplacedDecimalsOnNonFactColumn", "csv-metadata-invalid")
        self._dimensions(column.get("dimensions"), f"{pointer}/dimensions", used)
        self._decimals(column.get("decimals"), f"{pointer}/decimals", used)
        for name, group in self._objects(column.get("propertyGroups"), f"{pointer}/propertyGroups"):
            inner = f"{pointer}/propertyGroups/{escaped(name)}"
            if self._members(group, MEMBERS["group"], inner):
                self._dimensions(group.get("dimensions"), f"{inner}/dimensions", used)
                self._decimals(group.get("decimals"), f"{inner}/decimals", used)
        self._properties(column, pointer, columns, groups)

    def _properties(self, column: dict[str, Any], pointer: str, columns: dict[str, Any], groups: set[str]) -> None:
        where = f"{pointer}/propertiesFrom"
        stated: dict[str, set[str]] = {}
        for name in column.get("propertiesFrom", ()):
            if name not in groups:
                reason = f"{shown(str(name))!r} is no column of property groups"
                self.wrong(where, reason, "xbrlce:invalidPropertyGroupColumnReference", "csv-metadata-invalid")
                continue
            for group in columns[name]["propertyGroups"].values():
                if isinstance(group, dict):
                    for dimension in group.get("dimensions", ()):
                        stated.setdefault(dimension, set()).add(name)
                    if "decimals" in group:
                        stated.setdefault("", set()).add(name)
        for dimension, names in stated.items():
            if len(names) > 1:
                code = "repeatedPropertyGroupDimension" if dimension else "repeatedPropertyGroupDecimalsProperty"
                reason = f"{' and '.join(sorted(names))} both state {shown(dimension) or 'decimals'}"
                self.wrong(where, reason, f"xbrlce:{code}", "csv-metadata-invalid")

    def _dimensions(self, value: Any, pointer: str, used: set[str]) -> None:
        for name, one in value.items() if isinstance(value, dict) else ():
            where = f"{pointer}/{escaped(name)}"
            if name not in CORE and (":" not in name or name.startswith("xbrl:")):
                self.wrong(where, f"{shown(name)!r} is no dimension")
            elif not isinstance(one, str):
                self.wrong(where, f"the value of {shown(name)} is no string")
            elif one == "#nil" and name in CORE:
                self.wrong(where, f"{name} cannot be #nil")
            else:
                self._text(one, where, used)

    def _text(self, text: str, pointer: str, used: set[str]) -> None:
        if text.startswith("#") and text not in ("#nil", "#none", "#empty") and not text.startswith("##"):
            self.wrong(
                pointer, f"{shown(text)!r} is no special value", "xbrlce:unknownSpecialValue", "csv-cell-invalid"
            )
        if text.startswith("$") and not text.startswith("$$"):
            name, mark, end = text[1:].partition("@")
            if mark and end not in ("start", "end"):
                self.wrong(
                    pointer,
                    f"@{shown(end)} is neither @start nor @end",
                    "xbrlce:invalidPeriodSpecifier",
                    "csv-reference-invalid",
                )
            if not IDENTIFIER.fullmatch(name):
                self.wrong(
                    pointer, f"{shown(text)!r} refers to nothing", "xbrlce:invalidReference", "csv-reference-invalid"
                )
            used.add(name)

    def _decimals(self, value: Any, pointer: str, used: set[str]) -> None:
        if value is None:
            return
        if not DECIMALS.fullmatch(str(value)):
            self.wrong(
                pointer,
                f"{shown(str(value))!r} is no number of decimals",
                "xbrlce:invalidDecimalsValue",
                "csv-cell-invalid",
            )
        elif isinstance(value, str):
            self._text(value, pointer, used)

    def _table(self, name: str, table: dict[str, Any], templates: dict[str, Any], used: dict[str, set[str]]) -> None:
        pointer = f"/tables/{escaped(name)}"
        if not self._members(table, MEMBERS["table"], pointer):
            return
        if "url" not in table:
            self.wrong(pointer, "the table has no url")
        template = table.get("template", name)
        if template not in templates:
            where = f"{pointer}/template" if "template" in table else pointer
            self.wrong(
                where,
                f"there is no template {shown(template)!r}",
                "xbrlce:unknownTableTemplate",
                "csv-metadata-invalid",
            )
            return
        for parameter in table.get("parameters", ()):
            where = f"{pointer}/parameters/{escaped(parameter)}"
            if not IDENTIFIER.fullmatch(parameter):
                self.wrong(
                    where,
                    f"{shown(parameter)!r} is no identifier",
                    "xbrlce:invalidParameterName",
                    "csv-parameter-invalid",
                )
            elif parameter not in used.get(template, ()):
                self._unused(parameter, where)
