from tests.cast import bystander, publisher, superuser, writer  # noqa: F401
