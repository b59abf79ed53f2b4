"""Settings of the page (cấu hình trang), built in code: no file to edit, nothing loaded from elsewhere."""

import secrets
from pathlib import Path
from typing import Any

from doccheck.review.office import Office

HERE = Path(__file__).parent
DAY, MEGABYTE = 86_400, 1 << 20


def settings_of(office: Office) -> dict[str, Any]:
    """Django's settings for a room."""
    return {
        "DEBUG": False,
        "SECRET_KEY": _secret(office.accounts_path.with_suffix(".secret")),
        "ALLOWED_HOSTS": list(office.hosts),
        "ROOT_URLCONF": "doccheck.review.urls",
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.staticfiles",
            "django_htmx",
            "doccheck.review.apps.ReviewConfig",
        ],
        "MIDDLEWARE": [
            "doccheck.review.gate.headers",
            "doccheck.review.gate.limits",
            "doccheck.review.gate.hosts",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "doccheck.review.gate.own_site",
            "doccheck.review.gate.person",
        ],
        "DATABASES": {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(office.accounts_path),
                "CONN_MAX_AGE": None,
                "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": "pragma journal_mode=wal"},
            }
        },
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["doccheck.review.context.common"]},
            }
        ],
        "AUTH_USER_MODEL": "review.Person",
        "AUTHENTICATION_BACKENDS": ["doccheck.review.persons.Persons"],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 10},
            },
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
            {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
            {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
        ],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "SESSION_ENGINE": "doccheck.review.sessions",
        "SESSION_COOKIE_NAME": "doccheck",
        "SESSION_COOKIE_AGE": DAY // 2,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": office.https,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_USE_SESSIONS": True,
        "CSRF_FAILURE_VIEW": "doccheck.review.views.account.refused",
        "LOGIN_URL": "/login/",
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_MAX_AGE": 3600,
        "WHITENOISE_ALLOW_ALL_ORIGINS": False,
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": ["'none'"],
                "script-src": ["'self'"],
                "style-src": ["'self'"],
                "img-src": ["'self'"],
                "connect-src": ["'self'"],
                "form-action": ["'self'"],
                "frame-ancestors": ["'none'"],
                "base-uri": ["'none'"],
            }
        },
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": MEGABYTE,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 2_048,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 1,
        "FILE_UPLOAD_PERMISSIONS": 0o600,
        "USE_I18N": True,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LANGUAGE_CODE": "vi",
        "LANGUAGES": [("vi", "vi"), ("en", "en")],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"err": _HANDLER},
            "loggers": _LOGGERS,
        },
    }


_HANDLER = {"class": "logging.StreamHandler", "level": "ERROR"}
_LOGGERS = {name: {"handlers": ["err"], "propagate": False} for name in ("django", "django.security", "waitress")}


def _secret(path: Path) -> str:
    """The key that signs; kept in a file of its owner alone."""
    import os

    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return path.read_text("ascii").strip()
