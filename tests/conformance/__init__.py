"""The conformance suites, run through the code users run."""
