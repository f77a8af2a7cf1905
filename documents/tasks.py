"""What the worker does with a job of kind render_document."""
