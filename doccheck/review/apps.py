"""The page as an application of Django (ứng dụng web)."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Accounts live under this label."""

    name = "doccheck.review"
    label = "review"
