"""The reports, facts, ties and findings of a run as tables for other programs, by a documented schema."""
