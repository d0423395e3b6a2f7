"""What the source of `validator/` shows: its modules, what each imports when it is loaded, and the circles in that."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Module(NamedTuple):
    """One module: its dotted name, its file, how many lines it has."""

    name: str
    path: Path
    lines: int


def modules(package: Path) -> dict[str, Module]:
    """Return the modules of a package by name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        found[name] = Module(name, path, path.read_text(encoding="utf-8").count("\n"))
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield what is imported outside functions, by types alone included; `from a import b` gives a and a.b."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from imported(node)


def graph(known: dict[str, Module]) -> dict[str, set[str]]:
    """Return which modules each module imports when it is loaded, or for its types."""
    return {
        name: {one for one in imported(ast.parse(module.path.read_text(encoding="utf-8"))) if one in known} - {name}
        for name, module in known.items()
    }


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """Return the modules that reach themselves, those that reach each other together (Kosaraju)."""
    order: list[str] = []
    _walk(edges, edges, order)
    back: dict[str, set[str]] = {name: set() for name in edges}
    for name, ones in edges.items():
        for one in ones:
            back[one].add(name)
    together = _walk(back, reversed(order), [])
    return [sorted(one) for one in together if len(one) > 1]


def _walk(edges: dict[str, set[str]], starts: Iterator[str] | dict[str, set[str]], left: list[str]) -> list[list[str]]:
    """Walk from each start not yet met; note where each module is left, and return what each walk met."""
    met: set[str] = set()
    walks = []
    for start in starts:
        if start in met:
            continue
        met.add(start)
        walk, stack = [start], [(start, iter(sorted(edges[start])))]
        while stack:
            name, ahead = stack[-1]
            step = next((one for one in ahead if one not in met), None)
            if step is None:
                stack.pop()
                left.append(name)
            else:
                met.add(step)
                walk.append(step)
                stack.append((step, iter(sorted(edges[step]))))
        walks.append(walk)
    return walks
