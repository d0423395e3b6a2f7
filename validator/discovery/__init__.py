"""Relations found in figures and words, each with its odds; a document → a draft that is checked like any report."""
