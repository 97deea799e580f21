"""The shipped register and report begin with every translation reviewed."""

from uccn.languages.models import Translation


def test_shipped_texts_count_as_reviewed(shipped, db):
    assert set(Translation.objects.values_list("state", "by__username")) == {("reviewed", "admin")}
    assert set(Translation.objects.values_list("content_type__model", flat=True)) >= {"city", "answer", "event", "page"}
