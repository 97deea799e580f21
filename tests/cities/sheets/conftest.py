import pytest

from tests.factories import a_city, a_country, a_field


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.SHEETS_ROOT = tmp_path / "sheets"
    return settings.SHEETS_ROOT


@pytest.fixture
def china(db):
    return a_country("CN", name_zh_hans="中国", name_en="China")


@pytest.fixture
def shenzhen(china):
    a_field("design", name_zh_hans="设计", name_en="Design", title_zh_hans="设计之都", title_en="City of Design")
    return a_city("shenzhen", name_zh_hans="深圳", name_en="Shenzhen", country=china)
