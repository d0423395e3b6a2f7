"""Pure values: what a report and its taxonomy are, whatever syntax they came in.

Values are `NamedTuple`s where there are few of them and columns where there are many: both import and build
faster than dataclasses, and cold start is part of the promise (DECISIONS.md).
"""
