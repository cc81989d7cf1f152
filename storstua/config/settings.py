"""Django's settings; what differs between installations comes from the environment."""

import os
from pathlib import Path

from django.utils.csp import CSP

from storstua.config import environment
from storstua.config.logs import LOGGING as LOGGING

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STORSTUA_DATA", "var")).resolve()

DEBUG = environment.flag("STORSTUA_DEBUG")
STORSTUA_DEMO = environment.flag("STORSTUA_DEMO")
# Set by asgi.py and wsgi.py.
STORSTUA_SERVES = environment.flag("STORSTUA_SERVES")
# Plain http is meant for one's own machine only; `storstua check` says so elsewhere.
OVER_HTTPS = environment.flag("STORSTUA_HTTPS")
SECRET_KEY = os.environ.get("STORSTUA_SECRET_KEY") or environment.secret(DATA / "keys" / "web.key")
VAULT_KEY_FILE = Path(os.environ.get("STORSTUA_VAULT_KEY", DATA / "keys" / "vault.key"))
# The wrapped keys of conversations and people: a file, or a PostgreSQL server of their own.
KEYSTORE = os.environ.get("KEYSTORE_URL") or str(DATA / "keystore" / "keys.sqlite3")
ERASURE_JOURNAL = Path(os.environ.get("STORSTUA_JOURNAL", DATA / "journal" / "erasures"))
# Who can open the backups, and a role that sees every row whatever the walls.
BACKUP_PASSPHRASE = os.environ.get("STORSTUA_BACKUP_PASSPHRASE", "")
BACKUP_KEY = os.environ.get("STORSTUA_BACKUP_KEY", "")
DATABASE_BACKUP_URL = os.environ.get("DATABASE_BACKUP_URL", "")
ALLOWED_HOSTS = environment.words("STORSTUA_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if OVER_HTTPS else []

ROOT_URLCONF = "storstua.config.urls"
ADDRESS_LISTS = ["storstua.config.urls", "storstua.config.organisation_urls"]
ASGI_APPLICATION = "storstua.config.asgi.application"
WSGI_APPLICATION = "storstua.config.wsgi.application"

ROOMS = [
    "storstua.home",
    "storstua.operations",
    "storstua.demo",
    "storstua.reports",
    "storstua.privacy",
    "storstua.imports",
    "storstua.activities",
    "storstua.matching",
    "storstua.supporters",
    "storstua.conversations",
    "storstua.library",
    "storstua.notices",
    "storstua.roles",
    "storstua.people",
    "storstua.organisations",
    "storstua.outbox",
    "storstua.vault",
    "storstua.audit",
    "storstua.ui",
    "storstua.base",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "storstua.base.headers.ForEveryAnswer",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "storstua.base.patience.WaitsAWhile",
    "storstua.base.right_clock.RightClock",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "storstua.organisations.middleware.OrganisationFromAddress",
    "django.middleware.locale.LocaleMiddleware",
    "storstua.ui.middleware.PutInWords",
    "storstua.ui.middleware.NeverEmpty",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "storstua.base.headers.OutOfStores",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "storstua.vault.middleware.HoldKeys",
    "storstua.base.away.RoomToWrite",
    "storstua.base.middleware.OneTransaction",
    "storstua.roles.middleware.FindViewer",
    "storstua.people.language.OfTheAccount",
    "storstua.config.furnishing.Furnish",
    "storstua.audit.middleware.NoteRefusals",
    "storstua.people.receipt_session.SameSession",
    "storstua.base.middleware.Once",
    "allauth.account.middleware.AccountMiddleware",
    "storstua.ui.middleware.WrongForms",
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
                "storstua.ui.context.look",
            ],
            "builtins": ["storstua.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "storstua.ui.forms.StorstuaRenderer"

DATABASES = {
    "default": environment.database(
        os.environ.get("DATABASE_URL", "postgresql://localhost/storstua")
    )
}
DATABASES["audit"] = {**DATABASES["default"], "TEST": {"DEPENDENCIES": []}}
if owner := os.environ.get("DATABASE_OWNER_URL"):
    DATABASES["owner"] = environment.database(owner)
# Counters of tries and codes that work once: shared by all web processes, so kept in PostgreSQL.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/logg-inn/"
# On to today's page, for those who belong to one organisation.
LOGIN_REDIRECT_URL = "/konto/?neste=arbeid"
LOGOUT_REDIRECT_URL = "/"
RECEIPT_URL = "/b/ord/"
PASSWORD_RESET_TIMEOUT = 30 * 60
PASSWORD_HASHERS = [
    "storstua.people.hashing.Argon2",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "storstua.people.password_rules.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "storstua.people.password_rules.NotCommon"},
    {"NAME": "storstua.people.password_rules.UnlikeTheMail"},
    {"NAME": "storstua.people.barred_words.OwnWords"},
]

# Accounts are made by invitation only; allauth brings sign-in, reset and the second step.
ACCOUNT_ADAPTER = "storstua.people.allauth_adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Django's own: an account has one address, and a link that is opened writes nothing.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a name)
ACCOUNT_FORMS = {
    "login": "storstua.people.account_forms.SignIn",
    "reset_password": "storstua.people.account_forms.ForgottenPassword",
    "reset_password_from_key": "storstua.people.account_forms.NewPassword",
    "change_password": "storstua.people.account_forms.ChangePassword",
    "set_password": "storstua.people.account_forms.FirstPassword",
    "reauthenticate": "storstua.people.account_forms.PasswordAgain",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "storstua.people.second_factor_adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Storstua"
MFA_TOTP_TOLERANCE = 1
# Sixteen digits: over fifty bits, so guessing one takes longer than any throttle lasts.
MFA_RECOVERY_CODE_DIGITS = 16
MFA_RECOVERY_CODE_COUNT = 8
# Browsers give passkeys to localhost without https, and to no other plain address.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not OVER_HTTPS
MFA_FORMS = {
    "authenticate": "storstua.people.second_factor_forms.Code",
    "reauthenticate": "storstua.people.second_factor_forms.CodeAgain",
    "activate_totp": "storstua.people.second_factor_forms.FirstCode",
    "add_webauthn": "storstua.people.second_factor_forms.NewPasskey",
    "authenticate_webauthn": "storstua.people.second_factor_forms.Passkey",
    "reauthenticate_webauthn": "storstua.people.second_factor_forms.PasskeyAgain",
    "login_webauthn": "storstua.people.second_factor_forms.PasskeyAlone",
}
SECOND_FACTOR_URL = "/konto/to-trinn/"
# Signing in by way of ID-porten and others; nobody unless STORSTUA_OIDC names them.
IDENTITY_PROVIDERS = environment.identity_providers()
# Floods of right passwords; wrong secrets are counted by people/tries.py.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "",
    "reset_password": "20/m/ip",
    "reset_password_from_key": "20/m/ip",
    "change_password": "20/m/user",
    "reauthenticate": "60/m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}

LANGUAGE_CODE = "nb"
LANGUAGES = [
    ("nb", "Norsk bokmål"),
    ("nn", "Norsk nynorsk"),
    ("en", "English"),
    ("de", "Deutsch"),
]
TIME_ZONE = "Europe/Oslo"
LANGUAGE_COOKIE_NAME = "sprak"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = OVER_HTTPS
LANGUAGE_COOKIE_HTTPONLY = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Put there by the launcher when something changed; with DEBUG they come from the rooms as they are.
STATIC_ROOT = PACKAGE / "static-built" / "files"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# Files that come in stay in memory: nothing in clear touches the disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

SESSION_ENGINE = "storstua.people.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_HTTPS
SESSION_COOKIE_NAME = "__Host-okt" if OVER_HTTPS else "okt"
CSRF_COOKIE_NAME = "__Host-skjema" if OVER_HTTPS else "skjema"
KNOWN_BROWSER_COOKIE_NAME = "__Host-nettleser" if OVER_HTTPS else "nettleser"
PHONE_COOKIE_NAME = "__Host-telefon" if OVER_HTTPS else "telefon"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "storstua.ui.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if OVER_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = OVER_HTTPS
SECURE_SSL_REDIRECT = OVER_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^helse/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OVER_HTTPS else None
# Not no-referrer: browsers then send "Origin: null" with forms, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# Where mail goes. Without STORSTUA_SMTP_HOST nothing leaves the machine.
SMTP_HOST = os.environ.get("STORSTUA_SMTP_HOST", "")
SMTP_PORT = int(os.environ.get("STORSTUA_SMTP_PORT", "587"))
SMTP_USER = os.environ.get("STORSTUA_SMTP_USER", "")
SMTP_PASSWORD = os.environ.get("STORSTUA_SMTP_PASSWORD", "")
SMTP_STARTTLS = not environment.flag("STORSTUA_SMTP_PLAIN")
MAIL_FROM = os.environ.get("STORSTUA_MAIL_FROM", "beskjed@example.org")
# Where SMS goes, for the seekers' neutral notice. Without STORSTUA_SMS_URL nobody is offered one.
SMS_URL = os.environ.get("STORSTUA_SMS_URL", "")
SMS_TOKEN = os.environ.get("STORSTUA_SMS_TOKEN", "")
SMS_FROM = os.environ.get("STORSTUA_SMS_FROM", "Beskjed")
ADDRESS = os.environ.get("STORSTUA_ADDRESS", "http://127.0.0.1:8000")
SECURITY_CONTACT = os.environ.get("STORSTUA_SECURITY_CONTACT", "mailto:sikkerhet@example.org")
SAFE_ELSEWHERE = os.environ.get("STORSTUA_LEAVE_TO", "https://www.yr.no/")

SILENCED_SYSTEM_CHECKS: list[str] = []
