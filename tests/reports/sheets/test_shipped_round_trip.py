"""The shipped report leaves in sheets and comes back: its initiatives, the parts of them and their calendars."""

from itertools import product

import pytest
from django.utils.translation import override

from tests.uccn.sheets.journeys import exported, imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


@pytest.mark.parametrize(("kind", "rows"), [("initiatives", 20), ("events", 16)])
def test_what_left_comes_back_and_changes_nothing(tmp_path, kind, rows):
    for number, (file, language) in enumerate(product(("xlsx", "csv"), ("zh", "en", "both"))):
        path = exported(tmp_path, kind, file, language)

        with override(("zh-hans", "en")[number % 2]):
            found = imported(path, kind)

        assert [row for row in found["rows"] if row["outcome"] != "same"] == []
        assert found["same"] == rows
