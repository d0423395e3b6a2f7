"""Taxonomy packages beyond their reading: their validity, those a user keeps, and those authorities publish."""
