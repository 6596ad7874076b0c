"""The single window as a Django app."""

from django.apps import AppConfig


class WindowConfig(AppConfig):
    name = "ieum.window"
    label = "window"
