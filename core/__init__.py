"""Pure Python: no Django, no input or output, no clock, no chance."""
