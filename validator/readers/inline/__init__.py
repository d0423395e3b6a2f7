"""Inline XBRL 1.1: documents and document sets → Report."""
