"""The rules: each says the Chinese rule, the units, its source, and an example that runs. None rounds."""
