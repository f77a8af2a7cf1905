"""A form as a file, out and in."""
