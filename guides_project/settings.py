"""Leverbook's settings: one file, driven by the environment.

Without any variable set this is a development checkout on SQLite, reachable
from this machine only. ``LEVERBOOK_ENV=production`` turns on everything that
a public site needs and refuses to start without a secret key and host names.
``docs/operations.md`` lists the variables.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
import django
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def env_flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def env_list(name: str) -> list[str]:
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


def env_count(name: str) -> int:
    """A number, or what a flag says: on is 1."""
    value = os.environ.get(name, "").strip()
    return int(value) if value.isdecimal() else int(env_flag(name, default=False))


def development_secret_key() -> str:
    """A key of this checkout's own, made once: sessions survive a restart, no key is shared."""
    path = BASE_DIR / ".secret-key"
    try:
        with path.open("x", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        path.chmod(0o600)
    except FileExistsError:
        pass
    except OSError:  # a read-only checkout: a key for this process will do
        return secrets.token_urlsafe(50)
    return path.read_text(encoding="ascii")


ENVIRONMENT = os.environ.get("LEVERBOOK_ENV", "development")
if ENVIRONMENT not in {"development", "production"}:
    raise ImproperlyConfigured("LEVERBOOK_ENV must be 'development' or 'production'.")
PRODUCTION = ENVIRONMENT == "production"

DEBUG = env_flag("DEBUG", default=False)
SECRET_KEY = os.environ.get("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG can't be on in production.")
    if not SECRET_KEY:
        raise ImproperlyConfigured("Production needs SECRET_KEY.")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("Production needs ALLOWED_HOSTS.")
else:
    SECRET_KEY = SECRET_KEY or development_secret_key()
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

# What links in letters begin with: a request may name any of the hosts, and any port.
SITE_ORIGIN = os.environ.get("SITE_ORIGIN", "").rstrip("/")
if not SITE_ORIGIN and PRODUCTION:
    if ALLOWED_HOSTS[0].startswith((".", "*")):
        raise ImproperlyConfigured("Production needs SITE_ORIGIN where the first of ALLOWED_HOSTS isn't one host.")
    SITE_ORIGIN = f"https://{ALLOWED_HOSTS[0]}"
SITE_ORIGIN = SITE_ORIGIN or "http://127.0.0.1:8000"

INSTALLED_APPS = [
    "guides.apps.GuidesConfig",
    "offers.apps.OffersConfig",
    "signin.apps.SigninConfig",
    "guides_project.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "guides_project.staticfiles.UsedStaticFiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "guides_project.request_log.numbered",
    "guides_project.health.health",
    "guides_project.privacy.nothing_for_others",
    "guides_project.outages.Outages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Kept pages leave here, with the headers of those above.
    "guides.library.serving.serve_kept",
    "guides_project.packing.packed",
    "guides_project.privacy.private_unless_public",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "guides_project.bodies.BodyLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "guides_project.urls"
WSGI_APPLICATION = "guides_project.wsgi.application"

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
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "guides_project.form_renderer.QuickRenderer"

# Database: SQLite beside the code, or what DATABASE_URL names.

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = {
        "timeout": 20,
        # Writers queue at BEGIN instead of failing half-way through a transaction.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-2000;",
    }
    # Opening the file and setting it up takes longer than most queries.
    _database["CONN_MAX_AGE"] = None
elif _database["ENGINE"] == "django.db.backends.postgresql":
    # One more than the threads that the manual gives a process, for what is made beside them. Who gets no connection in
    # two seconds is told to come again, rather than keep a thread from others.
    _database.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 17, "timeout": 2}
    # Connections that were cut are seen to by guides_project.outages: the pool's own check sleeps after each.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if CACHE_URL := os.environ.get("CACHE_URL"):
    _redis: dict[str, Any] = {
        "BACKEND": "guides_project.redis_cache.RedisCache",
        "LOCATION": CACHE_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},  # seconds
    }
    # Pages can do without: they are made again. Counts of failed sign-ins can't: nobody signs in without them.
    _pages = {"BACKEND": "guides_project.redis_cache.SpareableRedisCache", "KEY_PREFIX": "pages"}
    CACHES = {"default": _redis, "pages": _redis | _pages}
else:
    _memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    # Each process has its own. Public pages, of some 30 KB each, stand apart from the counts of failed sign-ins,
    # which mustn't be crowded out.
    CACHES = {
        "default": _memory | {"OPTIONS": {"MAX_ENTRIES": 20_000}},
        "pages": _memory | {"LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 1_000}},
    }

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "offers.ownership.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# Offers can be used without an account, so nobody has to wait for a letter before their own are theirs.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Leverbook: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Not with a code by letter: who has got hold of the mailbox shall not get the account with it.
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
ACCOUNT_FORMS = {
    "signup": "signin.signup.SignupForm",
    "reset_password": "signin.resets.AskForm",
    "user_token": "signin.resets.LinkForm",
    "reset_password_from_key": "signin.resets.NewPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 60 * 60
SESSION_ENGINE = "signin.sessions"
# What readers report is counted by the sender's address, and all of it together.
ACCOUNT_RATE_LIMITS = {
    # By signin/pace.py, in the place of allauth's own, which locks an account for everybody
    "login": None,
    "login_failed": None,
    "tries": "5/5m/key,20/h/key",
    "tries_from_one_place": "10/m/ip,60/h/ip",
    "tries_on_known_device": "5/m/key",
    "tries_of_the_patient": "1/m/key",
    "wrong_codes": "4/h/key",
    "told_of_wrong_codes": "1/d/key",
    "reset_password": "20/h/ip,5/h/key",
    "report_hour": "5/h/ip",
    "report_day": "20/d/ip",
    "reports_of_all": "300/d/key",
    # Offers: by owner what is opened, since many people may share an address; what is saved by the address as well.
    "opening": "300/m/key",
    "saving": "60/m/key",
    "saving_from_address": "120/m/ip,1000/h/ip",
}
MFA_ADAPTER = "signin.second_factor.EncryptingAdapter"
MFA_FORMS = {
    "activate_totp": "signin.second_factor_forms.ActivateForm",
    "authenticate": "signin.second_factor_forms.AuthenticateForm",
    "reauthenticate": "signin.second_factor_forms.ReauthenticateForm",
}
MFA_TOTP_ISSUER = "Leverbook"
STAFF_MFA_REQUIRED = env_flag("STAFF_MFA_REQUIRED", default=PRODUCTION)
if PRODUCTION and not STAFF_MFA_REQUIRED:
    raise ImproperlyConfigured("STAFF_MFA_REQUIRED can't be off in production.")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "offers:list"
# Without a server a checkout shows its letters on the console. Production shows them to nobody: a console is a log,
# and there are links in them that set a password.
_mail_backend = f"django.core.mail.backends.{'dummy' if PRODUCTION else 'console'}.EmailBackend"
_mail_server: dict[str, Any] = {}
if EMAIL_URL := os.environ.get("EMAIL_URL"):
    _mail = urlsplit(EMAIL_URL)
    _mail_backend = "django.core.mail.backends.smtp.EmailBackend"
    _mail_server = {
        "host": _mail.hostname,
        "port": _mail.port or 587,
        "username": unquote(_mail.username or ""),
        "password": unquote(_mail.password or ""),
        "use_ssl": _mail.scheme == "smtps",
        "use_tls": _mail.scheme == "smtp+tls",
        "timeout": 10,  # seconds
    }
    DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "leverbook@localhost")
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": _mail_backend, "OPTIONS": _mail_server}}
else:
    EMAIL_BACKEND = _mail_backend
    if _mail_server:
        EMAIL_HOST, EMAIL_PORT = _mail_server["host"], _mail_server["port"]
        EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail_server["username"], _mail_server["password"]
        EMAIL_USE_SSL, EMAIL_USE_TLS = _mail_server["use_ssl"], _mail_server["use_tls"]
        EMAIL_TIMEOUT = _mail_server["timeout"]

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

# Static files: hashed and compressed at collectstatic in production and in the
# demo; straight from their folders otherwise.

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
HASHED_STATIC = env_flag("HASHED_STATIC", default=PRODUCTION)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "guides_project.staticfiles.CutStaticFiles"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not HASHED_STATIC
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OWNER_COOKIE_SECURE = DEVICE_COOKIE_SECURE = PRODUCTION
# With this prefix browsers take a cookie from this very host alone, over TLS, for all of the site: nothing that a
# neighbouring host sets is sent back here.
_prefix = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{_prefix}sessionid"
CSRF_COOKIE_NAME = f"{_prefix}csrftoken"
OWNER_COOKIE_NAME = f"{_prefix}leverbook_owner"
DEVICE_COOKIE_NAME = f"{_prefix}leverbook_device"
MESSAGE_COOKIE_NAME = f"{_prefix}messages"
MESSAGE_STORAGE = "guides_project.messages.MessageStorage"
# Behind a proxy visitors are told apart by the header "Visitor", which the proxy sets. A name with a hyphen wouldn't
# do: WSGI hands over X-Forwarded-For and X_Forwarded_For, which a visitor may send, as one and the same.
BEHIND_PROXY = env_count("BEHIND_PROXY") > 0
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "Visitor" if BEHIND_PROXY else None
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Preloading HSTS binds the whole domain for years and can't be taken back quickly:
# that is the domain owner's decision, not an application's.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Whether what goes on the site has to be looked at by somebody who didn't write it.
TWO_PERSON_REVIEW = env_flag("TWO_PERSON_REVIEW", default=False)

# Whether a process keeps candidates' pages for those who look at them again (offers/kept_pages.py).
KEEP_PRIVATE_PAGES = env_flag("KEEP_PRIVATE_PAGES", default=True)

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A candidate's letter touches no disk (``guides_project.bodies``).
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a draft with dozens of bands is one form
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000  # a folder of guides, picked file by file

LOG_FORMAT = os.environ.get("LOG_FORMAT", "text")
if LOG_FORMAT not in {"text", "json"}:
    raise ImproperlyConfigured("LOG_FORMAT must be 'text' or 'json'.")
SLOW_REQUEST_SECONDS = float(os.environ.get("SLOW_REQUEST_SECONDS", "1"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "guides_project.log_lines.TextFormatter"},
        "json": {"()": "guides_project.log_lines.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"leverbook": {"level": "INFO"}},
}
