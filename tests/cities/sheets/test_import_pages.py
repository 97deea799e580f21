import pytest

from cities.models import City
from tests.factories import a_city, a_country, a_designation, a_field
from uccn.sheets.models import Batch, Upload
from uccn.sheets.uploads import folder_of

from .sheets import a_sheet, confirmed, uploaded, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(settings, tmp_path):
    settings.SHEETS_ROOT = tmp_path / "sheets"
    a_field("design")
    china = a_country("CN", name_zh_hans="中国", name_en="China")
    return a_city("shenzhen", name_zh_hans="深圳", name_en="Shenzhen", country=china)


def test_new_and_changed_rows_are_seen_before_they_are_written(client, editor):
    client.force_login(editor)

    page = uploaded(
        client, a_sheet(["深圳 Shenzhen", "中国", "design", "2008年"], ["新城 Newtown", "China", "design", 2025])
    )
    shown = words(client.get(page))

    assert "1 new 1 changed 0 the same 0 doubtful 0 wrong" in shown
    assert not City.objects.filter(slug="newtown").exists()
    response = confirmed(client, page)
    assert response.status_code == 302
    assert City.objects.get(slug="newtown").designations.get().since.year == 2025
    batch = Batch.objects.get()
    assert (batch.by, batch.new, batch.changed) == (editor, 1, 1)
    assert "is imported" in words(client.get(page))
