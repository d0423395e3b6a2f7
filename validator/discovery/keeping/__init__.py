"""What was found in a document, as what a person keeps: rules, a mapping, every syntax."""
