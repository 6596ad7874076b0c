"""Wiring of the portal: hardened by default, configured by a handful of IEUM_* environment variables."""

from __future__ import annotations

import os
from pathlib import Path

from ieum.site.database import database_settings
from ieum.site.keys import secret_key

IEUM_DATA = Path(os.environ.get("IEUM_DATA", "var")).resolve()
"""Holds the lake, the site's database, trained models, the secret key and the collected static files."""

SECRET_KEY = secret_key(IEUM_DATA)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("IEUM_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "ieum.site.urls"
WSGI_APPLICATION = "ieum.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "ieum.portal",
    "ieum.window",
]
MIDDLEWARE = [
    "ieum.portal.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ieum.portal.middleware.PlainErrors",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "ieum.window.people.visitor",
            ],
        },
    },
]

DATABASES = {"default": database_settings(os.environ.get("IEUM_DATABASE_URL", ""), IEUM_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "ko"
TIME_ZONE = "Asia/Seoul"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = IEUM_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- What a browser may do, and what a request may weigh ---
BEHIND_HTTPS = os.environ.get("IEUM_HTTPS") == "1"
SESSION_COOKIE_NAME = "ieum_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_NAME = "ieum_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_FAILURE_VIEW = "ieum.portal.views.form_expired"
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("IEUM_ORIGINS", "").split(",") if origin]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
