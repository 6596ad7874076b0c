"""The portal: layout, design system, error pages, static files."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "ieum.portal"
    label = "portal"
