"""What figures are measured in: units, scales, and the words that tell them."""
