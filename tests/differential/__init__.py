"""Our verdicts against Arelle's, on real filings and on mutated copies of them."""
