"""The pages of filers and reviewers."""
