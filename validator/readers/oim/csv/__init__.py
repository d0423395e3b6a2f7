"""xBRL-CSV: metadata and tables → Report."""
