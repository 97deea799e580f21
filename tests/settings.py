"""The settings of the tests: pytest-django reads them before any conftest.py could prepare the environment."""

import os

os.environ["SECRET_KEY"] = "the tests need no secret, only one of the length that settings ask for"

from uccn.settings import *  # noqa: F403

# Tests need no collected static files, and passwords that are checked at once.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
