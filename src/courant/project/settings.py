"""Django's settings, computed from ours.  No second set for development: see ``plant.config``."""

import os
from base64 import urlsafe_b64encode
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from courant.plant.config import read_config
from courant.project import keys, languages, logs, mail
from courant.project.database import database

CONFIG = read_config(os.environ)
HOME = CONFIG.paths
HTTPS = CONFIG.newsroom_root.startswith("https:")

SECRET_KEY = keys.secret(HOME, "django")
DEBUG = False
ROOT_URLCONF = "courant.project.urls"
WSGI_APPLICATION = "courant.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database(CONFIG)}

INSTALLED_APPS = [
    "courant.press",
    "courant.staff",
    "courant.ticker",
    "courant.replies",
    "courant.record",
    "courant.newsroom",
    "courant.exchange",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_tasks",
]

MIDDLEWARE = [
    "courant.staff.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "courant.staff.doorkeeper.DoorkeeperMiddleware",
    "courant.newsroom.refusals.RefusalMiddleware",
    "courant.newsroom.paper_zone.PaperZoneMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Languages and time.  Editors read the admin in their own language; pages have the paper's.
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
languages.introduce_to_django()
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = languages.LANGUAGES
LANGUAGES_BIDI = languages.RIGHT_TO_LEFT

# Hosts, cookies.  Secure and __Host- need https, so they come with it (DESIGN 9, Hosts).
ALLOWED_HOSTS = [
    urlsplit(CONFIG.newsroom_root).hostname or "localhost",
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [CONFIG.newsroom_root]
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a working day, SECURITY "Staff"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A raw upload may hold where a source lives, so it never touches the disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long article is many fields
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Sign-in (D8).
AUTH_USER_MODEL = "staff.Staff"
AUTHENTICATION_BACKENDS = ["courant.staff.adapter.StaffBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",  # Argon2id
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "courant.staff.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/ip,5/5m/key"}
MFA_ADAPTER = "courant.staff.adapter.FactorAdapter"
FACTOR_KEY = urlsafe_b64encode(bytes.fromhex(keys.secret(HOME, "second-factor")))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Courant"
# Browsers allow passkeys on http://localhost, where a paper begins.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SECOND_FACTOR_REQUIRED = CONFIG.second_factor_required

# Files.  Limits on guessing passwords live in the cache, so all processes must share it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(HOME.run / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
STORAGES = {
    "default": {"BACKEND": "courant.newsroom.photos.storage.CleanedStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = str(HOME.media)
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 24 * 60 * 60  # seconds; Wagtail's links carry a hash of the release

globals().update(mail.mail_settings(CONFIG))

# The newsroom.  Nothing it does may call another host (D9).
WAGTAIL_SITE_NAME = "Courant"
WAGTAILADMIN_BASE_URL = CONFIG.newsroom_root
WAGTAIL_I18N_ENABLED = True
# A translation is public when its own editor publishes it, not because its original is.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True  # what was translated outlives its original
# Without the names that only some machines have and no browser knows.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime", "posixrules", "Factory"})
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False  # ours are under /staff/
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "courant.newsroom.forms.PhotoForm"
TAGGIT_CASE_INSENSITIVE = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # D5
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = logs.logging_config()
logs.set_up_structlog()
