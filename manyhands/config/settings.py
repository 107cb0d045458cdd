"""The one settings file. Everything that differs between installations is read from the environment."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import django
import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from .environment import read_environment

django_stubs_ext.monkeypatch()

HERE = Path(__file__).resolve().parent.parent
ENV = read_environment()

DATA_DIR = ENV.data_dir
SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
DEMO = ENV.demo
ALLOWED_HOSTS = ENV.allowed_hosts
BASE_URL = ENV.base_url
CSRF_TRUSTED_ORIGINS = [BASE_URL]
TIME_TRAVEL_FILE = str(DATA_DIR / "clock-offset") if ENV.time_travel else ""

INSTALLED_APPS = [
    "manyhands.journal",
    "manyhands.web",
    "manyhands.media",
    "manyhands.people",
    "manyhands.collab",
    "manyhands.needs",
    "manyhands.courses",
    "manyhands.learning",
    "manyhands.feedback",
    "manyhands.notifications",
    "manyhands.search",
    "manyhands.impact",
    "manyhands.home",
    "manyhands.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    # Keeps migrations in one line while developing; installations have no use for it.
    *(["django_linear_migrations"] if find_spec("django_linear_migrations") else []),
]
MIDDLEWARE = [
    "manyhands.web.routes.NamedRoute",
    "django.middleware.security.SecurityMiddleware",
    "manyhands.web.headers.SecurityHeaders",
    "manyhands.people.sessions.Sessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "manyhands.people.middleware.FirstRun",
    "manyhands.people.middleware.SecondStepFirst",
    "manyhands.people.middleware.PersonalTimeZone",
    "manyhands.web.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "manyhands.config.urls"
TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        # The last are the controls inside our fields.
        "DIRS": [
            *sorted(HERE.glob("*/templates")),
            Path(django.__file__).parent / "forms" / "jinja2",
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "manyhands.web.templating.environment",
            "auto_reload": DEBUG,
            "context_processors": ["manyhands.web.templating.page_context"],
        },
    },
    {
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "manyhands.web.templating.FormRenderer"
WSGI_APPLICATION = "manyhands.config.wsgi.application"

DATABASES = {"default": ENV.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, which all processes share: what is counted there (tries to sign in) is counted once.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    }
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["manyhands.people.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_FORMS = {"reset_password": "manyhands.people.accounts.ForgottenForm"}
ACCOUNT_ADAPTER = "manyhands.people.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/account/login/"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
# Nobody outside gets mail because somebody typed their address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Per place ("ip") and per address ("key"). The cache they count in is shared by all processes.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "manyhands.people.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
# An invitation's link has proven the address; nobody signs up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.behind_proxy else 0
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_ENGINE = "manyhands.people.sessions"

IS_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# With this prefix browsers take a cookie from nobody but this host, on a safe line.
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrftoken"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "manyhands.web.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MEDIA_UPLOAD_MAX_SIZE = ENV.upload_max_mb * 1024 * 1024
PICTURE_MAX_PIXELS = ENV.picture_max_megapixels * 1_000_000

EMAIL_BACKEND = ENV.email_backend
EMAIL_HOST = ENV.email_host
EMAIL_PORT = ENV.email_port
EMAIL_HOST_USER = ENV.email_user
EMAIL_HOST_PASSWORD = ENV.email_password
EMAIL_USE_TLS = ENV.email_security == "starttls"
EMAIL_USE_SSL = ENV.email_security == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.email_from

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENV.time_zone

STATIC_URL = "/static/"
STATICFILES_DIRS = [("", HERE / "web" / "static")]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
VIDEO_HOSTS = ENV.video_hosts

ADMINISTRATORS_NEED_SECOND_STEP = ENV.administrators_need_second_step

# Without one there is no /metrics.
METRICS_TOKEN = ENV.metrics_token

# The embedded default: whether `serve` runs the jobs in its own process.
EMBEDDED_WORKER = ENV.embedded_worker

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "manyhands.kernel.logs.WithRequest"}},
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name} {request_id} {message}", "style": "{"},
        "json": {"()": "manyhands.kernel.logs.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request"],
            "formatter": ENV.log_format,
        }
    },
    "root": {"handlers": ["console"], "level": ENV.log_level},
    "loggers": {"manyhands.access": {"level": "INFO" if ENV.access_log else "CRITICAL"}},
}
