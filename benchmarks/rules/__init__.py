"""How fast the programmes are judged, beside OpenFisca and beside a bare scan of the same columns."""
