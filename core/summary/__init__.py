"""汇总表: many filings of one year's work in a few tables, each total proved from what is printed. Pure."""
