"""Every setting of the portal, in groups, read from the environment.

docs/operations.md explains each variable; portal/lib/env.py refuses nonsense by name.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal import account_settings
from portal.lib import env, postgres

# Where we are ------------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DEBUG = env.switch("DEBUG", default=False)
DEMO = env.switch("DEMO", default=False)
# Served over https, as production must be. The demo and the tests speak plain http.
HTTPS = env.switch("HTTPS", default=not (DEBUG or DEMO))

SECRET_KEY = env.secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
# Where links in mails and feeds lead; requests name their own host.
SITE_URL = env.text("SITE_URL", None if HTTPS else "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", (urlsplit(SITE_URL).hostname or "") if HTTPS else "localhost,127.0.0.1"
)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

# The network -------------------------------------------------------------------------------------

NETWORK_NAME = env.text("NETWORK_NAME", "EUROCITIES")
NETWORK_TAGLINE = env.text("NETWORK_TAGLINE", "Cities learn by visiting each other")
NETWORK_EMAIL = env.text("NETWORK_EMAIL", None if HTTPS else "secretariat@example.org")
NETWORK_ADDRESS = env.text("NETWORK_ADDRESS", "Brussels, Belgium")
# What the accessibility statement says; by default the judgement of those who wrote the portal, on that day.
NETWORK_ACCESSIBILITY = env.choice("NETWORK_ACCESSIBILITY", "partial", ("full", "partial", "none"))
NETWORK_ACCESSIBILITY_REVIEWED_ON = env.day("NETWORK_ACCESSIBILITY_REVIEWED_ON", "2026-11-22")

# Django ------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "portal",
    "members",
    "visits",
    "documents",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.kept_copies.KeptCopiesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.LoginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.middleware.ReaderMiddleware",
    "members.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

# Served at the root of its host, whatever a header says: links are built with this.
FORCE_SCRIPT_NAME = ""
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "portal.context.network",
            ],
            "builtins": ["portal.templatetags.ui"],
        },
    }
]

# Database, cache, jobs ---------------------------------------------------------------------------

WEB_THREADS = env.number("WEB_THREADS", 8, least=1)
DATABASE_URL = (
    # Production names its own; beside the demo there is a private one.
    env.text("DATABASE_URL", None if HTTPS else "")
    or postgres.running_url(DATA_DIR / "postgres")
    or "postgresql:///portal"
)
DATABASES = {
    "default": env.database(
        DATABASE_URL,
        pool_size=WEB_THREADS + 2 if env.switch("DATABASE_POOL", default=True) else None,
    )
}
CACHES = {
    # Shared by all processes: what is counted (rate limits) is counted once.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # A full table is culled by key, counts of attempts included: let it hardly ever be full.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Time and language -------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "Europe/Brussels")

# Files -------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.lib.fonts.finder.FontFinder",
]
DOCUMENT_STORE = env.choice("DOCUMENT_STORE", "folder", ("folder", "s3"))
# Hand the bytes of documents to nginx below this internal address, or to presigned S3 addresses.
ACCEL_REDIRECT = env.text("ACCEL_REDIRECT", "")
S3_PRESIGNED = env.switch("S3_PRESIGNED", default=False)
if ACCEL_REDIRECT and DOCUMENT_STORE != "folder":
    raise ImproperlyConfigured(
        "ACCEL_REDIRECT needs DOCUMENT_STORE=folder: nginx reads files, not buckets."
    )
if S3_PRESIGNED and DOCUMENT_STORE != "s3":
    raise ImproperlyConfigured(
        "S3_PRESIGNED needs DOCUMENT_STORE=s3: a folder has no addresses to sign."
    )
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "portal.lib.files.FolderStorage"},
    "staticfiles": {"BACKEND": "portal.lib.static.OneSheetStorage"},
}
if DOCUMENT_STORE == "s3":
    STORAGES["default"] = {
        "BACKEND": "portal.lib.bucket.BucketStorage",
        "OPTIONS": {
            "bucket_name": env.text("S3_BUCKET"),
            "endpoint_url": env.text("S3_ENDPOINT", "") or None,
            "region_name": env.text("S3_REGION", "") or None,
            "access_key": env.text("S3_ACCESS_KEY"),
            "secret_key": env.text("S3_SECRET_KEY"),
        },
    }
from portal.file_settings import *  # noqa: E402, F403

# Mail --------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"{NETWORK_NAME} <{NETWORK_EMAIL}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "mail")
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
    EMAIL_PORT = env.number("EMAIL_PORT", 25)
    EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = env.switch("EMAIL_USE_TLS", default=False)
    EMAIL_TIMEOUT = 20

# Accounts ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "members.Person"
# Staff and administrators use a second factor, at the latest so many days after they got their office.
SECOND_FACTOR_REQUIRED = env.switch("SECOND_FACTOR_REQUIRED", default=not DEMO)
SECOND_FACTOR_GRACE_DAYS = env.number("SECOND_FACTOR_GRACE_DAYS", 14)
# The link of an invitation holds so long after it was sent.
INVITATION_DAYS = env.number("INVITATION_DAYS", 14, least=1)
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["portal.lib.passwords.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
from portal.account_settings import *  # noqa: E402, F403

# The network's own OpenID Connect provider. Without an address there is none.
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL", "").rstrip("/")
if OIDC_SERVER_URL and HTTPS and not OIDC_SERVER_URL.startswith("https://"):
    raise ImproperlyConfigured("OIDC_SERVER_URL must begin with https://: it vouches for people.")
if OIDC_SERVER_URL:
    # With it comes what speaks http to the provider.
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
OIDC_NAME = env.text("OIDC_NAME", urlsplit(OIDC_SERVER_URL).hostname or "")
SOCIALACCOUNT_PROVIDERS = account_settings.openid_connect(
    name=OIDC_NAME,
    server_url=OIDC_SERVER_URL,
    client_id=env.text("OIDC_CLIENT_ID", None if OIDC_SERVER_URL else ""),
    secret=env.text("OIDC_CLIENT_SECRET", None if OIDC_SERVER_URL else ""),
)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# Safety ------------------------------------------------------------------------------------------

CSRF_FAILURE_VIEW = "portal.views.errors.csrf_failure"
SESSION_ENGINE = "portal.lib.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
# Not in a cookie of their own, as is Django's custom: /cookies/ names two, and there are no others.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.switch("HSTS_SUBDOMAINS", default=HTTPS)
if HTTPS and not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    # Said by whoever runs it, so that check --deploy need not say it again.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A pasted agenda is corrected in one table, of which every cell comes back: 400 items of ten cells each, and what stands
# between them. Its size is what limits a request.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Logs --------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # They narrate each step of what they do, one of them which passkey was added.
    "loggers": {
        name: {"level": "WARNING"} for name in ("procrastinate", "weasyprint", "fontTools", "fido2")
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
