from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """One person of the office, of a member city or among the translators who signs in to the editorial desk."""
