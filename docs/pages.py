"""What the site takes from outside `docs/`: the README as its first page, what lies beside it, and data linked to.

MkDocs calls the functions below (mkdocs.yml, `hooks`).
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
BESIDE = {"README.md": "index.md"} | {
    name: name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "DECISIONS.md", "SECURITY.md")
}
SIGNATURE = re.compile(r"<!-- signature: (\S+) (\w+) -->")
LINK = re.compile(r"(\]\()(?!https?:|#|mailto:)([^)\s#]+)(#[^)\s]*)?(\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the checkout's top, and the data that pages link to."""
    for name, place in BESIDE.items():
        files.append(File.generated(config, place, abs_src_path=str(ROOT / name)))
    linked = {
        match[2].removeprefix("../")
        for file in files.documentation_pages()
        for match in LINK.finditer(file.content_string)
        if match[2].startswith("../")
    }
    for name in sorted(linked - set(BESIDE)):
        if not (ROOT / name).is_file():
            raise FileNotFoundError(f"a page links to {name}, which there is none of")
        files.append(File.generated(config, name, abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Return a page with its links as the site has them: as if all lay in one folder."""
    top = page.file.src_uri in BESIDE.values()

    def moved(found: re.Match[str]) -> str:
        place = found[2].removeprefix("docs/" if top else "../")
        return f"{found[1]}{BESIDE.get(place, place)}{found[3] or ''}{found[4]}"

    return SIGNATURE.sub(_signature, LINK.sub(moved, markdown))


def _signature(found: re.Match[str]) -> str:
    """Return a function as it is declared, with what it says of itself.

    mkdocstrings takes a module of the same name for it.
    """
    source = (ROOT / found[1]).read_text(encoding="utf-8")
    (function,) = (one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef) and one.name == found[2])
    declared = ast.get_source_segment(source, function) or ""
    head = declared[: declared.index('"""')].rstrip()
    return f"```python\n{head}\n```\n\n{ast.get_docstring(function)}"
