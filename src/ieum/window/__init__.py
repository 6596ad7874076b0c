"""The single window: one sentence in, every entitlement out. Public surface for other rooms: `ieum.window.api`."""
