"""复核: which filings are drawn, what finance gives instead of what was filed, and 复核底稿. Pure."""
