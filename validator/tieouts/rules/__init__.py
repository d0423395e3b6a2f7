"""The language that declares ties: parsed, looked up, bound to the figures of a report, and worded."""
