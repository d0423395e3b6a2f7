"""Relations that captions name: the same figure elsewhere, ratios by their labels, identities of accounting."""
