"""Ieum (이음): one key joins the data, one window joins the services."""

__version__ = "0.1.0"
