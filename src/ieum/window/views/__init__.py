"""The window's pages: thin, each a few lines over the modules beside this folder."""
