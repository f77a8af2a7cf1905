"""What changes a filing. Each function is one transaction; `moves.make_move` alone changes the status."""
