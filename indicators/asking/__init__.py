"""Pages made from the checked data itself: a pydantic class is asked field by field, in Chinese."""
