"""Report → each syntax."""
