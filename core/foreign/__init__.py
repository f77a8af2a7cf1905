"""What was written elsewhere, read for a check alone (docs/verify-file.md)."""
