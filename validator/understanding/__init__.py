"""Tables and text understood, without being told: columns, periods, units, scale, labels → figures."""
