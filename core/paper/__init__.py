"""What stands on the official paper, as data: a Sheet of cells, a list of Blocks. Pure."""
