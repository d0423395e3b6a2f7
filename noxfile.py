"""One list of what must hold: tests, lint, types, layers, docs, bench, conformance."""

from __future__ import annotations

import nox

nox.options.sessions = ["lint", "types", "layers", "tests"]
nox.options.reuse_existing_virtualenvs = True


@nox.session
def tests(session: nox.Session) -> None:
    """The wheel, installed as a user gets it, against every test."""
    session.install("-r", "requirements/test.txt")
    session.install("--no-deps", ".")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    session.install("-r", "requirements/dev.txt")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    session.install("-r", "requirements/dev.txt")
    session.run("mypy")


@nox.session
def layers(session: nox.Session) -> None:
    session.install("-r", "requirements/dev.txt")
    session.run("lint-imports")
