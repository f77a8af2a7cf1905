"""Pages of 复核."""
