"""Who signs in: the newsroom's own people."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Staff(AbstractUser):
    """Somebody who works here.  A byline is a ``Contributor``; the two need not be one person."""

    must_change_password = models.BooleanField(
        default=False, help_text="Set while the password is one that somebody else has seen."
    )
    password_good_until = models.DateTimeField(
        null=True, blank=True, help_text="When a one-time password stops working."
    )

    class Meta:
        verbose_name = "staff"
        verbose_name_plural = "staff"
