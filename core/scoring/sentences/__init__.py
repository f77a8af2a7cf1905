"""Each rule in one or two plain sentences, for who fills in the row that it scores."""
