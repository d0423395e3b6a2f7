"""What the metadata of an xBRL-CSV report must be, whatever its tables hold (xBRL-CSV 1.0 §3.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from validator.model.source import shown
from validator.readers.oim.document_info import extensions, read_info
from validator.readers.oim.json_text import escaped, members_of, texts_of
from validator.readers.oim.values import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.readers.oim.document_info import Trouble
    from validator.readers.oim.json_text import Json, Object

Kinds = Mapping[str, type | tuple[type, ...]]
TOP: Kinds = {
    "tableTemplates": dict,
    "tables": dict,
    "parameters": dict,
    "parameterURL": str,
    "dimensions": dict,
    "links": dict,
    "decimals": (int, str),
    "documentInfo": dict,
}
MEMBERS: dict[str, Kinds] = {
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

    def __init__(self, value: Object, trouble: Trouble) -> None:
        self.value = value
        self.trouble = trouble
        self.used: set[str] = set()
        self.namespaces: Mapping[str, str] = {}

    def check(self) -> None:
        """Report every breach."""
        value = self.value
        info = read_info(value.get("documentInfo"), self.trouble, "xbrlce")
        self.namespaces = info.namespaces if info is not None else {}
        self._members(value, TOP, "")
        self._identifiers(value.get("parameters"), "/parameters")
        self._dimensions(value.get("dimensions"), "/dimensions", self.used)
        self._decimals(value.get("decimals"), "/decimals", self.used)
        templates = members_of(value.get("tableTemplates"))
        used: dict[str, set[str]] = {}
        for name, template in self._objects(templates, "/tableTemplates"):
            used[name] = set(self.used)
            self._template(template, f"/tableTemplates/{escaped(name)}", used[name])
        for name, table in self._objects(value.get("tables"), "/tables"):
            self._table(name, table, templates, used)
        everywhere = self.used.union(*used.values())
        for name in self._parameters(value.get("parameters"), "/parameters"):
            if name not in everywhere:
                self._unused(name, f"/parameters/{escaped(name)}")

    def _unused(self, name: str, pointer: str) -> None:
        self.trouble("csv-parameter-invalid/unused", pointer, name=shown(name))

    def _parameters(self, value: Json, pointer: str) -> Iterator[str]:
        """Yield the names of parameters; what has no text for a value is none (§3.2.8)."""
        for name, one in members_of(value).items():
            if isinstance(one, str):
                yield name
            else:
                self.trouble("json-structure-invalid/string", f"{pointer}/{escaped(name)}", name=shown(name))

    def _objects(self, value: Json, pointer: str) -> Iterator[tuple[str, Object]]:
        self._identifiers(value, pointer)
        for name, one in members_of(value).items():
            if isinstance(one, dict):
                yield name, one
            else:
                self.trouble("json-structure-invalid/object", f"{pointer}/{escaped(name)}", name=shown(name))

    def _identifiers(self, value: Json, pointer: str) -> None:
        for name in members_of(value):
            if not IDENTIFIER.fullmatch(name):
                self.trouble("csv-metadata-invalid/identifier", f"{pointer}/{escaped(name)}", name=shown(name))

    def _members(self, value: Object, known: Kinds, pointer: str) -> bool:
        sound = True
        for key, one in value.items():
            kind = known.get(key)
            if kind is None and ":" not in key:
                self.trouble("json-structure-invalid/misplaced", f"{pointer}/{escaped(key)}", name=shown(key))
            elif kind is None:
                extensions({key: one}, pointer, self.namespaces, self.trouble)
            elif not isinstance(one, kind) or (isinstance(one, bool) and kind is not bool):
                self.trouble("json-structure-invalid/kind", f"{pointer}/{escaped(key)}", name=shown(key))
                sound = False
        return sound

    def _template(self, template: Object, pointer: str, used: set[str]) -> None:
        if not self._members(template, MEMBERS["template"], pointer):
            return
        if "columns" not in template:
            self.trouble("json-structure-invalid/lacking", pointer, what="the template", name="columns")
        self._dimensions(template.get("dimensions"), f"{pointer}/dimensions", used)
        self._decimals(template.get("decimals"), f"{pointer}/decimals", used)
        columns = members_of(template.get("columns"))
        groups = {name for name, column in columns.items() if isinstance(column, dict) and "propertyGroups" in column}
        for name, column in self._objects(columns, f"{pointer}/columns"):
            self._column(column, f"{pointer}/columns/{escaped(name)}", columns, groups, used)
        row = template.get("rowIdColumn")
        if isinstance(row, str) and row not in columns:
            self.trouble("csv-metadata-invalid/row-unknown", f"{pointer}/rowIdColumn", name=shown(row))
        elif isinstance(row, str) and members_of(columns[row]).get("comment") is True:
            self.trouble("csv-metadata-invalid/row-comment", f"{pointer}/rowIdColumn", name=shown(row))

    def _column(self, column: Object, pointer: str, columns: Object, groups: set[str], used: set[str]) -> None:
        if not self._members(column, MEMBERS["column"], pointer):
            return
        fact = "dimensions" in column or "propertiesFrom" in column
        kinds = [fact, "propertyGroups" in column, column.get("comment") is True]
        if sum(kinds) > 1:
            self.trouble("csv-metadata-invalid/column", pointer)
        if not fact and "decimals" in column:
            self.trouble("csv-metadata-invalid/decimals", f"{pointer}/decimals")
        self._dimensions(column.get("dimensions"), f"{pointer}/dimensions", used)
        self._decimals(column.get("decimals"), f"{pointer}/decimals", used)
        for name, group in self._objects(column.get("propertyGroups"), f"{pointer}/propertyGroups"):
            inner = f"{pointer}/propertyGroups/{escaped(name)}"
            if self._members(group, MEMBERS["group"], inner):
                self._dimensions(group.get("dimensions"), f"{inner}/dimensions", used)
                self._decimals(group.get("decimals"), f"{inner}/decimals", used)
        self._properties(column, pointer, columns, groups)

    def _properties(self, column: Object, pointer: str, columns: Object, groups: set[str]) -> None:
        where = f"{pointer}/propertiesFrom"
        stated: dict[str, set[str]] = {}
        named = texts_of(column.get("propertiesFrom", []))
        if named is None:
            self.trouble("json-structure-invalid/kind", where, name="propertiesFrom")
        for name in named or ():
            if name not in groups:
                self.trouble("csv-metadata-invalid/group", where, name=shown(name))
                continue
            for group in members_of(members_of(columns[name])["propertyGroups"]).values():
                for dimension in members_of(members_of(group).get("dimensions")):
                    stated.setdefault(dimension, set()).add(name)
                if "decimals" in members_of(group):
                    stated.setdefault("", set()).add(name)
        for dimension, names in stated.items():
            if len(names) > 1 and dimension:
                both = " and ".join(sorted(names))
                self.trouble("csv-metadata-invalid/dimension-twice", where, columns=both, dimension=shown(dimension))
            elif len(names) > 1:
                self.trouble("csv-metadata-invalid/decimals-twice", where, columns=" and ".join(sorted(names)))

    def _dimensions(self, value: Json, pointer: str, used: set[str]) -> None:
        for name, one in members_of(value).items():
            where = f"{pointer}/{escaped(name)}"
            if name not in CORE and (":" not in name or name.startswith("xbrl:")):
                self.trouble("json-structure-invalid/dimension", where, name=shown(name))
            elif not isinstance(one, str):
                self.trouble("json-structure-invalid/text", where, name=shown(name))
            elif one == "#nil" and name in CORE:
                self.trouble("json-structure-invalid/nil", where, name=name)
            else:
                self._text(one, where, used)

    def _text(self, text: str, pointer: str, used: set[str]) -> None:
        if text.startswith("#") and text not in ("#nil", "#none", "#empty") and not text.startswith("##"):
            self.trouble("csv-cell-invalid/special", pointer, text=shown(text))
        if text.startswith("$") and not text.startswith("$$"):
            name, mark, end = text[1:].partition("@")
            if mark and end not in ("start", "end"):
                self.trouble("csv-reference-invalid/specifier", pointer, specifier=shown(end))
            if not IDENTIFIER.fullmatch(name):
                self.trouble("csv-reference-invalid/form", pointer, text=shown(text))
            used.add(name)

    def _decimals(self, value: Json, pointer: str, used: set[str]) -> None:
        if value is None:
            return
        if not DECIMALS.fullmatch(str(value)):
            self.trouble("csv-cell-invalid/decimals", pointer, text=shown(str(value)))
        elif isinstance(value, str):
            self._text(value, pointer, used)

    def _table(self, name: str, table: Object, templates: Object, used: dict[str, set[str]]) -> None:
        pointer = f"/tables/{escaped(name)}"
        if not self._members(table, MEMBERS["table"], pointer):
            return
        if "url" not in table:
            self.trouble("json-structure-invalid/lacking", pointer, what="the table", name="url")
        template = str(table.get("template", name))
        if template not in templates:
            where = f"{pointer}/template" if "template" in table else pointer
            self.trouble("csv-metadata-invalid/template", where, name=shown(template))
            return
        for parameter in self._parameters(table.get("parameters"), f"{pointer}/parameters"):
            where = f"{pointer}/parameters/{escaped(parameter)}"
            if not IDENTIFIER.fullmatch(parameter):
                self.trouble("csv-parameter-invalid/name", where, name=shown(parameter))
            elif parameter not in used.get(template, ()):
                self._unused(parameter, where)
