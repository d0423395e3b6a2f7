"""Every small change of a module that decides, and whether a test notices: python -m tests.mutants FOLDER [MODULE ...].

FOLDER is a copy of the checkout, for cosmic-ray (Mutation testing: DeMillo, Lipton and Sayward, 1978) changes the files
themselves. `tests/mutants.toml` says which tests are to notice what. Survivors are printed; any that is not allowed
there makes the exit code 1.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 120  # seconds for the tests of one change
# changes that say nothing new beside the others, or that types forbid
LEFT_OUT = (
    "core/ReplaceBinaryOperator_(?!(Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Div|Mod_FloorDiv|Pow_Mul)$).*",
    "core/ReplaceUnaryOperator_.*_(Invert|UAdd|Not)$",
    "core/ReplaceComparisonOperator_(Is|IsNot|In|NotIn)_(?!(IsNot|Is|NotIn|In)$).*",
    "core/ReplaceComparisonOperator_.*(?<!_Is)(?<!_IsNot)_(Is|IsNot)$",
    "core/ReplaceComparisonOperator_(Eq|NotEq)_(?!(Eq|NotEq)$).*",
    "core/ReplaceComparisonOperator_(Lt|LtE|Gt|GtE)_(Eq|NotEq)$",
)


def survivors(folder: Path, module: str, tests: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield every change of a module that its tests let pass: the line it makes, and where."""
    noticing = f"{sys.executable} -m pytest -x -q -p no:cacheprovider {' '.join(tests)}"
    config, session = folder / "mutants-session.toml", folder / "mutants-session.sqlite"
    config.write_text(
        f"[cosmic-ray]\nmodule-path = {json.dumps(module)}\ntimeout = {LONGEST}.0\nexcluded-modules = []\n"
        f'test-command = {json.dumps(noticing)}\n[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = {json.dumps(LEFT_OUT)}\n",
        encoding="utf-8",
    )
    session.unlink(missing_ok=True)
    for step in (["cosmic-ray", "init"], ["cosmic-ray", "baseline"], ["cr-filter-operators"], ["cosmic-ray", "exec"]):
        named = [config.name] if step[-1] == "baseline" else [config.name, session.name]
        command = [str(Path(sys.executable).parent / step[0]), *step[1:]]
        subprocess.run(
            [*command, *(named[::-1] if step[0] == "cr-filter-operators" else named)], cwd=folder, check=True
        )
    dumped = subprocess.run(
        [str(Path(sys.executable).parent / "cosmic-ray"), "dump", session.name],
        cwd=folder, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    for line in dumped.splitlines():
        item, result = json.loads(line)
        if result is not None and result["test_outcome"] == "survived":
            for each in item["mutations"]:
                added = [one[1:].strip() for one in (result["diff"] or "").splitlines() if one[:1] == "+"][1:]
                made = " ".join(added)
                yield made, f"{module}:{each['start_pos'][0]}: {each['operator_name'].removeprefix('core/')}: {made}"


def main(folder: Path, wanted: Sequence[str]) -> int:
    """Change what is wanted, or all there is, and say what no test noticed."""
    known = tomllib.loads((folder / "tests" / "mutants.toml").read_text(encoding="utf-8"))
    chosen = [one for one in known["module"] if one["path"] in wanted or not wanted]
    left = 0
    for one in chosen:
        for made, told in survivors(folder, one["path"], one["tests"]):
            reasons = {**known["everywhere"], **one.get("within", {})}
            within = (why for part, why in reasons.items() if part in made)
            reason = one.get("allowed", {}).get(made) or next(within, "")
            left += not reason
            print(f"{told}{f' (allowed: {reason})' if reason else ''}", flush=True)
    print(f"{left} changes that no test notices")
    return 1 if left or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
