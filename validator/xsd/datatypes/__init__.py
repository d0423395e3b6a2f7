"""Datatypes (XML Schema 1.0 Part 2): lexical forms, values, facets, patterns, and simple types made of them."""
