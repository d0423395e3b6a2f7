"""A real editor with the server: what it shows of a report, what it says of a figure, and what typing changes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls")
NEOVIM = shutil.which("nvim")
SOURCE = Path(__file__).parents[3] / "instances" / "bad" / "CA101-total-differing-from-its-parts"
SCRIPT = """
local folder, python = {folder!r}, {python!r}
local id = vim.lsp.start_client({{ name = "tieout", cmd = {{ python, "-m", "validator", "lsp" }}, root_dir = folder,
  workspace_folders = {{ {{ uri = vim.uri_from_fname(folder), name = "w" }} }} }})
vim.lsp.buf_attach_client(0, id)
vim.wait(100000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local found = vim.diagnostic.get(0)
local one = found[1]
local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, false)[1]
print(#found .. " " .. one.code .. " " .. line:sub(one.col + 1, one.end_col))
vim.api.nvim_win_set_cursor(0, {{ one.lnum + 1, one.col }})
local said = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"), 60000)
for _, each in pairs(said) do print(vim.split(each.result.contents.value, "\\n")[1]) end
vim.api.nvim_buf_set_text(0, one.lnum, one.col, one.lnum, one.end_col, {{ "100000" }})
vim.wait(100000, function() return #vim.diagnostic.get(0) == 0 end, 20)
print(#vim.diagnostic.get(0))
vim.cmd("qa!")
"""


@pytest.mark.skipif(NEOVIM is None, reason="Neovim is not installed")
def test_neovim_shows_what_is_wrong_and_that_it_is_mended(tmp_path: Path) -> None:
    shutil.copytree(SOURCE, tmp_path / "a")
    script = tmp_path / "try.lua"
    script.write_text(SCRIPT.format(folder=str(tmp_path), python=sys.executable))
    command = [str(NEOVIM), "--headless", "-u", "NONE", "a/report.xml", "-c", f"luafile {script}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=True)
    assert [line.strip() for line in (done.stdout + done.stderr).split("\n") if line.strip()] == [
        "1 CA101 110000",
        "a/report.xml:12:3: Assets (as of 2023-09-30, CNY) is 110,000",
        "0",
    ]
