"""Writes of 复核: drawn, scored, finished, issued, answered; each in one transaction, on the record."""
