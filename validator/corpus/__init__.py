"""Many reports, on many machines: judged one at a time by the code of a run, and kept as one set of tables."""
