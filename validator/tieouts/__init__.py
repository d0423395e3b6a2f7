"""Ties as data: expression trees over intervals, the language that declares them, and how they bind to facts."""
