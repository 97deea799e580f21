"""The shipped members in sheets of several kinds: what says the same is the same, nothing doubled, nothing merged."""

from collections import Counter

import pytest

from cities.models import City, Designation
from uccn.sheets.models import Batch

from . import brochures
from .sheets import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

SHEETS = [
    (brochures.in_the_manner_of_the_brochure, "名单.xlsx"),
    (brochures.in_english_with_other_names, "members.csv"),
    (brochures.in_traditional_script, "名單.csv"),
]


@pytest.mark.parametrize(("made", "name"), SHEETS, ids=lambda each: getattr(each, "__name__", None))
def test_every_row_that_says_the_same_is_the_same(tmp_path, made, name):
    found, refusal = run(tmp_path, made(), name=name)

    assert [row for row in found["rows"] if row["outcome"] != "same"] == []
    assert refusal is None
    assert found["same"] == Designation.objects.count()
    assert (
        len({row["city"] for row in found["rows"]})
        == City.objects.filter(designations__isnull=False).distinct().count()
    )
    assert not Batch.objects.exists()


def test_a_new_cohort_is_new_beside_the_members(tmp_path):
    lines = ["城市 City,国家 Country,领域 Field,年份 Year"]
    lines += [f"新城{letter} Nova {letter},Polska,设计之都,2025年" for letter in ("甲 Alpha", "乙 Beta")]
    lines += ["Lyon,France,文学,2023", "Gent,Belgique,Music,2009"]

    found, refusal = run(tmp_path, "\n".join(lines).encode("gbk"), name="新成员.csv")

    assert refusal is None
    assert Counter(row["outcome"] for row in found["rows"]) == {"new": 2, "same": 2}
