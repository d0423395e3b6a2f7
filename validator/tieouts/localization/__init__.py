"""Which figures, were they another value, would settle the ties that fail (Fellegi and Holt, 1976)."""
