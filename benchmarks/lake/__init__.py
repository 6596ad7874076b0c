"""How fast the lake takes a country's extracts in."""
