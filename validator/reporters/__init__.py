"""Outcome in, str out; nothing here prints."""
