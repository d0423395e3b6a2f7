"""The numbers in a document's text, understood without a mapping."""
