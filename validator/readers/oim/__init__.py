"""xBRL-JSON and xBRL-CSV, by the Open Information Model: bytes → Report."""
