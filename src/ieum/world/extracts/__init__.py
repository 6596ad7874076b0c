"""The files that agencies send, one module a source, in the formats that the sources really use."""
