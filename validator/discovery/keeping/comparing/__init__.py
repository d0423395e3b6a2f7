"""A document beside others: one like it that was accepted before, and those that give the same figures."""
