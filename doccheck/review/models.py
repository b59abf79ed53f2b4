"""Accounts (tài khoản): people with a role, their departments, and whether secret documents are theirs to see."""

from django.contrib.auth.models import AbstractUser
from django.db import models

ROLES = ("viewer", "reviewer", "approver", "admin")


class Person(AbstractUser):
    """Somebody who logs in. ``departments`` holds one name a line; none means all."""

    role = models.CharField(max_length=16, default="viewer")
    departments = models.TextField(default="", blank=True)
    secret = models.BooleanField(default=False)
    must_change = models.BooleanField(default=False)
    lang = models.CharField(max_length=2, default="vi")

    class Meta:
        """Named in the application's own label."""

        app_label = "review"

    def get_session_auth_hash(self) -> str:
        """What ties a session to the password, worked out once for each password."""
        sealed: tuple[str, str] = self.__dict__.get("_sealed", ("", ""))
        if sealed[0] != self.password:
            sealed = self.__dict__["_sealed"] = (self.password, super().get_session_auth_hash())
        return sealed[1]

    @property
    def shown(self) -> str:
        """How the person is named in decisions."""
        return str(self.username)

    @property
    def own_departments(self) -> tuple[str, ...]:
        """Departments one by one."""
        return tuple(line.strip() for line in str(self.departments).splitlines() if line.strip())
