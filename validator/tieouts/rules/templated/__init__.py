"""Rules bound by templates: taken apart once, their figures found by tables, their verdicts in whole numbers."""
