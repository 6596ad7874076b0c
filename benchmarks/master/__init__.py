"""How fast, and how rightly, keys are given."""
