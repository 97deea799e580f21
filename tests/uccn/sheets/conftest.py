import pytest
from django.conf import settings
from django.utils import translation
from hypothesis.configuration import set_hypothesis_home_dir

# What it learns of Unicode is kept where all local state is.
set_hypothesis_home_dir(settings.BASE_DIR / "var" / "hypothesis")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield
