"""What somebody is told whose import or undo stopped in its midst: a fault of ours, or a process that is gone."""

import subprocess
import sys

import pytest

from cities.sheets.cities import CityResource
from uccn.sheets.importing.undoing import Undoing
from uccn.sheets.models import Batch, Upload, UploadState
from uccn.sheets.uploads import folder_of

from .sheets import a_sheet, confirmed, uploaded, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shenzhen")]

NEW = ["新城 Newtown", "China", "设计之都 City of Design", "2025年"]
STOPPED = "The work on this file stopped before it was done. Nothing was changed."


@pytest.fixture
def fault(monkeypatch):
    """Lets every reading of a row fail until it is mended."""

    def broken(*args):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(CityResource, "complete", broken)
    return monkeypatch


def test_a_preview_that_stopped_says_so_and_can_be_tried_again(client, editor, fault):
    client.force_login(editor)
    with pytest.raises(RuntimeError, match="a fault of ours"):
        uploaded(client, a_sheet(NEW))
    upload = Upload.objects.get()
    page = f"/admin/cities/city/import/{upload.pk}/"

    stopped = client.get(page).content.decode()
    (folder_of(upload) / "columns").unlink()
    early = client.get(page).content.decode()
    fault.undo()
    client.post(f"{page}columns/")

    assert f'role="alert">{STOPPED}' in stopped
    assert f'role="alert">{STOPPED}' in early
    assert "Try again</button>" in early
    planned = words(client.get(page))
    assert "1 new" in planned
    assert STOPPED not in planned


def test_of_a_preview_nothing_is_left_to_confirm_once_another_has_stopped(client, editor, request):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))
    request.getfixturevalue("fault")

    with pytest.raises(RuntimeError, match="a fault of ours"):
        client.post(f"{page}answers/", {"answer-2": "new"})

    shown = client.get(page).content.decode()
    assert f'role="alert">{STOPPED}' in shown
    assert 'name="digest"' not in shown


def test_an_import_that_stopped_says_so_beside_its_button_until_it_is_done(client, editor, request):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))
    fault = request.getfixturevalue("fault")

    with pytest.raises(RuntimeError, match="a fault of ours"):
        confirmed(client, page)

    assert f'role="alert">{STOPPED}' in client.get(page).content.decode()
    assert not Batch.objects.exists()
    fault.undo()
    confirmed(client, page)
    assert Batch.objects.get().new == 1
    assert STOPPED not in words(client.get(page))


@pytest.mark.parametrize(("counts", "button"), [({}, "Preview</button>"), (None, "Import: 1 new, 0 changed</button>")])
def test_a_process_that_is_gone_is_told_of_in_the_words_of_a_fault(client, editor, counts, button):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))
    upload = Upload.objects.get()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (folder_of(upload) / "process").write_text(str(gone.pid))
    Upload.objects.update(
        state=UploadState.WORKING, counts=upload.counts if counts is None else counts, language="en", refusal=""
    )

    assert client.get(f"{page}progress/").json()["working"] is False

    shown = client.get(page).content.decode()
    assert f'role="alert">{STOPPED}' in shown
    assert button in shown


def test_an_undo_whose_preview_stopped_leads_back_to_the_import_and_says_so(client, editor, monkeypatch):
    client.force_login(editor)
    confirmed(client, uploaded(client, a_sheet(NEW)))
    batch = Batch.objects.get()

    def broken(*args):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(Undoing, "add", broken)
    with pytest.raises(RuntimeError, match="a fault of ours"):
        client.post(f"/admin/sheets/batch/{batch.pk}/undo/")
    upload = Upload.objects.get(undoes=batch)
    answer = client.get(f"/admin/sheets/batch/{batch.pk}/undo/{upload.pk}/", follow=True)

    assert answer.redirect_chain == [(f"/admin/sheets/batch/{batch.pk}/change/", 302)]
    assert STOPPED in words(answer)
