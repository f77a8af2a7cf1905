"""The one reader and the one printer of figures for the whole product."""
