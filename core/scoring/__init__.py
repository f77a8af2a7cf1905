"""Rules, tiers, rounding, totals and grades: exact, and each with its source."""
