from contextlib import contextmanager

import reversion
from django.apps import apps
from django.utils import timezone

# The record that a row belongs to and with which it is kept: {Answer: "report"}.
WHOLES = {}


class Way:
    """By what way a change came about."""

    FORM = "form"
    ACTION = "action"
    STEP = "step"
    COMMAND = "command"
    SHELL = "shell"
    RESTORED = "restored"
    DELETED = "deleted"
    SHIPPED = "shipped"


def keep(model, *, parts=(), whole=None):
    """Keep versions of the rows of a model, those of the related names in `parts` along with each of them."""
    for name in parts:
        setattr(model, f"kept_{name}", property(lambda record, name=name: loaded(getattr(record, name).all())))
    opts = model._meta
    derived = [field.name for field in opts.fields if field.generated or hasattr(model, f"{field.name}_en")]
    # The column of a translated text without a language repeats one of the two.
    reversion.register(model, exclude=derived, follow=[f"kept_{name}" for name in parts])
    if whole:
        WHOLES[model] = whole


def loaded(rows):
    """All that writing the rows down will ask for."""
    opts = rows.model._meta
    rows = rows.select_related(*(field.name for field in opts.fields if field.is_relation))
    return rows.prefetch_related(*(field.name for field in opts.many_to_many))


@contextmanager
def change(*, by, way, at=None):
    """Make one version of all that is saved within, each row and what it belongs to; outer changes include inner ones.

    QuerySet.update() and bulk writes are not seen: say add(row) for each of their rows.
    """
    if reversion.is_active():
        yield
        return
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_date_created(at or timezone.now())
        reversion.add_meta(apps.get_model("history.Change"), way=way)
        yield


def keep_all(*, by, way):
    """Make a version of every record as it is now."""
    for model in reversion.get_registered_models():
        if model not in WHOLES:
            # The time a revision takes grows with the square of its rows.
            for records in batched(loaded(model._base_manager.order_by("pk"))):
                with change(by=by, way=way):
                    for record in records:
                        add(record)


def batched(rows, size=25):
    rows = list(rows)
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def add(record):
    reversion.add_to_revision(record)
    if type(record) in WHOLES:
        whole = getattr(record, WHOLES[type(record)])
        if whole is not None:
            add(type(whole)._base_manager.get(pk=whole.pk))
