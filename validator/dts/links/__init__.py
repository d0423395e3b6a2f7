"""Extended links of a DTS: locators, resources, arcs, roles, labels, and what the networks they form must be."""
