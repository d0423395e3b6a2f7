"""Arelle as the second opinion: its session, its messages, their places."""
