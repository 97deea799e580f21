from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from uccn import env
from uccn.languages.codes import verbose_name_in

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything a running copy writes lies here, outside version control.
VAR = BASE_DIR / "var"

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", VAR / "secret_key")
SITE_URL = env.url("SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
ICP_NUMBER = env.text("ICP_NUMBER")
PSB_NUMBER = env.text("PSB_NUMBER")

INSTALLED_APPS = [
    # Before the admin: it registers the translated fields that the admin looks at.
    "modeltranslation",
    "uccn",
    "uccn.accounts",
    "uccn.dates",
    "uccn.editing",
    "uccn.history",
    "reversion",
    "uccn.languages",
    "uccn.texts",
    "uccn.sheets",
    # Its templates and form widgets; uccn.sheets extends its resources and admins.
    "import_export",
    "cities",
    "reports",
    "uccn.desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_prose_editor",
]

MIDDLEWARE = [
    # First, so that redirects, files and errors carry the policy too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "uccn.languages.middleware.AddressLanguageMiddleware",
    # In the language of the page, and before anything reads what was sent.
    "uccn.bodies.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "uccn.urls"
WSGI_APPLICATION = "uccn.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "uccn.context_processors.site",
            ],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", default=VAR / "db.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue instead of failing with "database is locked"; see docs/decisions/003-two-databases.md.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0"
        ),
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
# Whoever submitted or approved a report may then not publish it.
FOUR_EYES = env.flag("FOUR_EYES")

LANGUAGE_CODE = "en"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
# English dates in the one form that the rest of the site has.
FORMAT_MODULE_PATH = "uccn.formats"
USE_I18N = True
USE_TZ = True

# Chinese and English are equals: neither stands in for the other unsaid. See docs/decisions/002-no-silent-fallback.md.
MODELTRANSLATION_DEFAULT_LANGUAGE = "zh-hans"
MODELTRANSLATION_LANGUAGES = ("zh-hans", "en")
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = verbose_name_in

# Boxes for rich text get their names, their words and the cleaning of what is pasted from a script of the desk.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy("admin-desk/rich-text.js")], "extensions": {"Desk": html_tags([])}},
]

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", default=VAR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# No address serves this folder: pictures and sources go through views that ask who may see them.
MEDIA_ROOT = env.folder("MEDIA_ROOT", default=VAR / "media")
FILE_UPLOAD_PERMISSIONS = 0o640
# Spreadsheets between upload and import; nobody but this process reads them.
SHEETS_ROOT = env.folder("SHEETS_ROOT", default=VAR / "sheets")
# Without these anybody of the staff could import and export.
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "change"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# Django alone is silent about errors once DEBUG is off.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A page refused or not found is no fault.
        "django.request": {"level": "ERROR"},
    },
}

# A report form posts a field for every part of every answer in both languages.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

served_over_https = urlsplit(SITE_URL).scheme == "https"
SECURE_SSL_REDIRECT = served_over_https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if served_over_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = served_over_https
SECURE_HSTS_PRELOAD = served_over_https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = served_over_https
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# The answer to an expired form keeps what was typed.
CSRF_FAILURE_VIEW = "uccn.editing.keeping.csrf_failure"
X_FRAME_OPTIONS = "DENY"

# Only what the site serves itself runs, and nothing inline without the page's nonce. uccn/desk/media.py asks for it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
