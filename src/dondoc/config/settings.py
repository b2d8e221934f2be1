"""Cài đặt — one file, typed from the environment; the defaults run on SQLite in ./data."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from dondoc.config import environment as env

PACKAGE = Path(__file__).resolve().parent.parent
DONDOC_DATA = Path(env.text("DONDOC_DATA", "data")).resolve()
DONDOC_MAX_UPLOAD = env.number("DONDOC_MAX_UPLOAD_MB", 100) * 2**20
DONDOC_CATALOGUE = env.text("DONDOC_CATALOGUE")  # danh mục riêng của cơ quan: docs/catalogue.md
DONDOC_MASTER_KEY_FILE = env.text("DONDOC_MASTER_KEY_FILE")  # khóa chính, nên ở ổ khác: docs/backup.md
DONDOC_BACKUP_TO = env.text("DONDOC_BACKUP_TO")  # khóa công khai mở được bản sao lưu, cách nhau bằng dấu cách
DONDOC_WAIT_SECONDS = 2  # how long a page waits for a job before it says "đang làm"
DONDOC_IS_DEMO = env.flag("DONDOC_IS_DEMO")
DONDOC_CODE_HOURS = env.number("DONDOC_CODE_HOURS", 72)  # how long a one-time code serves
DONDOC_SESSION_IDLE_MINUTES = env.number("DONDOC_SESSION_IDLE_MINUTES", 120)  # a session unused so long ends
DONDOC_SESSION_HOURS = env.number("DONDOC_SESSION_HOURS", 12)  # a session ends, used or not
DONDOC_OIDC_ISSUER = env.encrypted(
    "DONDOC_OIDC_ISSUER"
)  # the office's own sign-in server; none: off. docs/vi/dang-nhap.md
DONDOC_OIDC_CLIENT = env.text("DONDOC_OIDC_CLIENT")  # what that server knows this software as
DONDOC_OIDC_SECRET = env.text("DONDOC_OIDC_SECRET")  # and the secret it gave for it
DONDOC_OIDC_NAME = env.text("DONDOC_OIDC_NAME", "Cổng đăng nhập chung")  # on the button
DONDOC_LDAP_STARTTLS = env.flag("DONDOC_LDAP_STARTTLS")  # begins plain and turns to TLS before any password
DONDOC_LDAP_URL = env.encrypted(
    "DONDOC_LDAP_URL", DONDOC_LDAP_STARTTLS
)  # the office's own directory, ldaps://…; none: off
DONDOC_LDAP_BASE = env.text("DONDOC_LDAP_BASE")  # below which people are looked for
DONDOC_LDAP_FILTER = env.text("DONDOC_LDAP_FILTER", "(uid=%s)")  # of one person; Active Directory: (sAMAccountName=%s)
DONDOC_LDAP_BIND_DN = env.text("DONDOC_LDAP_BIND_DN")  # the name to look under; none: anonymously
DONDOC_LDAP_BIND_PASSWORD = env.text("DONDOC_LDAP_BIND_PASSWORD")  # and its password
DONDOC_LDAP_CA = env.text("DONDOC_LDAP_CA")  # a file of the authority that signed its certificate; none: the system's
DONDOC_PROXIES = env.number("DONDOC_PROXIES", 0)  # reverse proxies of the office before this server: docs/install.md

SECRET_KEY = env.secret(DONDOC_DATA)
DEBUG = env.flag("DONDOC_DEBUG")
ALLOWED_HOSTS = env.text("DONDOC_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
DONDOC_ADDRESS = env.own_address(env.text("DONDOC_ADDRESS"), ALLOWED_HOSTS)  # nơi thư dẫn tới: docs/install.md
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in ALLOWED_HOSTS if "*" not in h]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    *(
        f"dondoc.{room}"
        for room in (
            "shared", "jobs", "journal", "access", "units", "regulations", "documents", "obligations",
            "implementation", "programmes", "urging", "studying", "practices", "commending", "pledging", "planning", "coordinating", "reminding", "inspecting", "reorganising", "reports", "personal", "incidents", "exchange", "importing", "web",
        )
    ),
]  # fmt: skip

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dondoc.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dondoc.web.middleware.keeping",
    "dondoc.web.middleware.acting",
    "dondoc.web.middleware.refusals",
    "dondoc.web.middleware.legible",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dondoc.web.urls"
WSGI_APPLICATION = "dondoc.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dondoc.web.context.frame",
            ],
            "builtins": [
                "dondoc.web.templatetags.words",
                "dondoc.web.templatetags.pictures",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

DATABASES = {"default": env.database(env.text("DONDOC_DATABASE_URL"), DONDOC_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "dondoc.web.access.backends.OneTimeCodeBackend",
    "django.contrib.auth.backends.ModelBackend",
    "dondoc.web.access.backends.DirectoryBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "dondoc.web.accounts.Adapter"
ACCOUNT_FORMS = {"login": "dondoc.web.access.entering.LoginForm"}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if env.flag("DONDOC_HTTPS") else "http"
ACCOUNT_RATE_LIMITS = False  # django-axes throttles, in the database, for all processes
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "dondoc.web.accounts.MFA"
MFA_FORMS = {
    "authenticate": "dondoc.web.access.entering.FactorForm",
    "reauthenticate": "dondoc.web.access.entering.FactorAgainForm",
    "authenticate_webauthn": "dondoc.web.access.entering.KeyForm",
    "reauthenticate_webauthn": "dondoc.web.access.entering.KeyAgainForm",
    "login_webauthn": "dondoc.web.access.entering.KeyAloneForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False  # counted with the passwords
MFA_TOTP_ISSUER = "Đôn Đốc"
SOCIALACCOUNT_ADAPTER = "dondoc.web.access.portal.Portal"
SOCIALACCOUNT_PROVIDERS = env.portal(DONDOC_OIDC_ISSUER, DONDOC_OIDC_CLIENT, DONDOC_OIDC_SECRET, DONDOC_OIDC_NAME)
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], ["username"], ["ip_address"]]
AXES_HANDLER = "dondoc.web.access.throttling.Handler"
AXES_CLIENT_IP_CALLABLE = "dondoc.web.access.devices.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or whoever goes on typing would lock for ever
AXES_DISABLE_ACCESS_LOG = True  # the sessions and the journal say it
AXES_SENSITIVE_PARAMETERS = ["password", "code", "credential", "csrfmiddlewaretoken"]
AXES_LOCKOUT_CALLABLE = "dondoc.web.access.throttling.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SESSION_COOKIE_AGE = DONDOC_SESSION_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.flag("DONDOC_HTTPS")
if SESSION_COOKIE_SECURE:  # behind an HTTPS server, which says so of each request
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 86400
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [
            SELF,
            *env.origin(DONDOC_OIDC_ISSUER),
        ],  # a form that is answered by the way to the sign-in server
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Nothing is mailed until an administrator names the office's own mail host: docs/vi/quan-tri.md
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_USE_TLS, EMAIL_USE_SSL = env.mail_host(
    env.text("DONDOC_MAIL_URL")
)  # smtp+tls://người@máy:587, smtps://người@máy:465, smtp://máy:25
EMAIL_HOST_PASSWORD = env.line_of(env.text("DONDOC_MAIL_PASSWORD_FILE"))  # tệp có mật khẩu của máy chủ thư
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("DONDOC_MAIL_FROM", "dondoc@localhost")  # địa chỉ người gửi của thư nhắc việc

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["dondoc.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = DONDOC_DATA / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = env.text("DONDOC_TEMP") or None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
