"""How well the router reads sentences that it never saw, beside simpler ways."""
