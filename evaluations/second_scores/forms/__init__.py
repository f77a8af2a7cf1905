"""What is typed to draw a sample, to score a filing again, to answer, and to keep 复核口径."""
