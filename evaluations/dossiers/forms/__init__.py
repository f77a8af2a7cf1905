"""What is posted to the pages of a filing: cells by their addresses, answers, reasons, the submission."""
