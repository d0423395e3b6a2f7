"""One list of what must hold; sessions that are no default compare, measure and draw for longer, when asked by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2"
nox.options.reuse_existing_virtualenvs = True

# modules are compiled when they are first imported: most of what is installed never is
PINNED = ("--no-compile", "--require-hashes", "--only-binary", ":all:")
TOOLS: list[Path] = []  # where the tools lie, once their environment is made
# neither the checkout nor the working directory may stand in for the wheel (tests/conftest.py looks)
WHEEL = {"PYTHONSAFEPATH": "1", "TIEOUT_WHEEL": "1"}


def install_wheel(session: nox.Session) -> None:
    """Install the pinned requirements, then tieout as a user gets it: built as a wheel."""
    session.install(*PINNED, "-r", "requirements/test.txt")
    wheels = session.create_tmp()
    session.run("pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", wheels, ".", silent=True)
    session.install("--no-deps", "--force-reinstall", "--no-index", "--find-links", wheels, "tieout")


@nox.session(default=False)
def tools(session: nox.Session) -> None:
    """Make the environment that lint, types and layers share."""
    session.install(*PINNED, "-r", "requirements/checks.txt")
    TOOLS.append(Path(session.bin))


def run_tool(session: nox.Session, tool: str, *arguments: str) -> None:
    """Run a tool of the environment `tools` made."""
    session.run(str(TOOLS[0] / tool), *arguments, external=True)


@nox.session(venv_backend="none", requires=["tools"])
def lint(session: nox.Session) -> None:
    """Ruff: format and lint."""
    run_tool(session, "ruff", "format", "--check", ".")
    run_tool(session, "ruff", "check", ".")


@nox.session(venv_backend="none", requires=["tools"])
def types(session: nox.Session) -> None:
    """Mypy, strict."""
    run_tool(session, "mypy")


@nox.session(venv_backend="none", requires=["tools"])
def layers(session: nox.Session) -> None:
    """Import-linter: one way through the house."""
    run_tool(session, "lint-imports")


@nox.session(venv_backend="none")
def docs(session: nox.Session) -> None:
    """Write docs/checks.md from the catalogue and the bad instances; `-- --write` writes, otherwise staleness fails."""
    session.run("python", "docs/generate.py", *(session.posargs or ["--check"]), env={"PYTHONPATH": "."}, external=True)
    session.run("python", "docs/limits.py", *(session.posargs or ["--check"]), env={"PYTHONPATH": "."}, external=True)


@nox.session
def site(session: nox.Session) -> None:
    """The documentation as a site, in `site/`: no link may lead nowhere, nothing may be loaded from elsewhere."""
    session.install(*PINNED, "-r", "requirements/site.txt")
    session.run("mkdocs", "build", "-q", "--strict", "--clean", *session.posargs, env={"NO_MKDOCS_2_WARNING": "1"})
    session.run("python", "docs/outward.py", "site")


@nox.session
def tests(session: nox.Session) -> None:
    """Every test but the long comparisons with Arelle, against the wheel; `-- -m "not slow"` makes it shorter."""
    install_wheel(session)
    session.run("pytest", "-n", "2", "-q", "--durations", "12", "-m", "not differential", *session.posargs, env=WHEEL)


@nox.session(default=False)
def laws(session: nox.Session) -> None:
    """Every law on ten times as many examples, drawn at random; `-- --hypothesis-seed=N` draws the same ones again."""
    install_wheel(session)
    drawn = ("-m", "hypothesis", "--hypothesis-profile", "drawn")
    session.run("pytest", "-n", "2", "-q", *drawn, *session.posargs, env=WHEEL)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Random mutants of our instances for ten minutes, each with limits; `-- --seconds N --seed S` to draw others."""
    install_wheel(session)
    behind_the_wheel = (
        "import runpy, sys; sys.path.append('.'); runpy.run_module('tests.fuzz.session', run_name='__main__')"
    )
    session.run("python", "-c", behind_the_wheel, *session.posargs, env=WHEEL)


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Every small change of the modules that judge and name suspects, and which no test notices: hours.

    `-- validator/tieouts/rules/shifts.py` for one module; tests/mutants.toml lists them, and what is allowed. It works
    on a copy, and takes the one requirement that comes as no wheel (yattag, of cosmic-ray) as its source, pinned too.
    """
    session.install(*PINNED, "--no-binary", "yattag", "-r", "requirements/mutants.txt")
    folder = Path(session.create_tmp()).resolve() / "changed"
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("validator", "schemas", "tests", "instances", "pyproject.toml"):
        copy = shutil.copytree if Path(name).is_dir() else shutil.copy
        folder.mkdir(parents=True, exist_ok=True)
        copy(name, folder / name)
    alone = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    session.run("python", "-m", "tests.mutants", str(folder), *session.posargs, env=alone)


@nox.session(default=False)
def differential(session: nox.Session) -> None:
    """Our verdicts against Arelle's on filings, mutated copies, generated reports; the formula suite: half an hour."""
    install_wheel(session)
    session.run("pytest", "-n", "2", "-q", "-m", "differential", *session.posargs, env=WHEEL)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Cold start on the release against Arelle's, in one run; fails when a bar of the README is missed.

    `nox -s bench -- compare --write` measures filings, and reports made for it in every syntax, instead, for
    docs/benchmarks.md; `--growing 1000,10000,100000,1000000` goes as far as a million facts;
    `nox -s bench -- growth` doubles the size of every construct that can be repeated, nested or multiplied, up to 10^5;
    `nox -s bench -- documents --write` scores filings read as plain documents, for docs/documents.md;
    `nox -s bench -- slips` tells how single slips in the release's report fare.
    """
    install_wheel(session)
    named = session.posargs[:1] in (["compare"], ["documents"], ["growth"], ["slips"])
    script, *further = session.posargs if named else ["cold_start", *session.posargs]
    session.run("python", f"bench/{script}.py", *further, env=WHEEL)


@nox.session(default=False)
def conformance(session: nox.Session) -> None:
    """The conformance suites beside the checkout, through the code users run."""
    install_wheel(session)
    session.run("pytest", "-q", "-s", "tests/conformance", *session.posargs, env=WHEEL)
