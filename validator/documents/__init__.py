"""What people write, as a reader sees it: blocks of text and tables of cells, every character with its place."""
