"""The hub: pure decisions, one file a step, and thin shells that run them."""
