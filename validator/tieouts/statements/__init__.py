"""Statements as tables, by presentation: which figures stand together, and what is odd among them."""
