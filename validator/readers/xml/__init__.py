"""xBRL-XML: bytes → Report."""
