"""Who writes copy: one file for each way to ask a model."""
