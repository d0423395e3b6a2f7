"""Discovery of schemas and linkbases, packages, compiling, storing → Taxonomy."""
