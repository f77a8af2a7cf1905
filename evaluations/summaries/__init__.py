"""汇总表: the finance bureau's tables over the filings of one year's work."""
