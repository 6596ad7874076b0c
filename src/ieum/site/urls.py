"""Which room answers which address."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("ieum.window.urls"))]

handler400 = "ieum.portal.views.bad_request"
handler403 = "ieum.portal.views.forbidden"
handler404 = "ieum.portal.views.not_found"
handler500 = "ieum.portal.views.server_error"
