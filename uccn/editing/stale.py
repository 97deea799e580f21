"""A form that was sent, compared with what it was opened with and with the rows as they are now.

What only somebody else changed keeps their value. What both changed differently is contested: the person decides.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from django import forms

from uccn.texts.differences import merge
from uccn.texts.fields import RichTextField
from uccn.texts.html import sanitise

from .opened import is_written, send, sent_value, values_of

# After the name of a field or row, so that they move with their row.
CHOICE, JOINED = "-choice", "-joined"
MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass
class Contest:
    """A field, or with no name a row, that two people changed; `name` is that of its form field in the page."""

    name: str
    label: str = ""
    form_field: object = None
    column: object = None
    mine: object = ""
    theirs: object = ""
    joined: str | None = None
    # "deleted": they deleted the row. "changed": they changed a row that is to be deleted.
    row: str = ""


class Comparison:
    """`form` and `formsets` know the rows as they are now. `data` becomes what may be saved."""

    def __init__(self, opened, form, formsets, data, files):
        self.opened = opened
        self.awaited = set(opened.undecided) if opened else set()
        self.data = data
        self.files = files
        self.rows = {"": values_of(form)}
        # By the prefix of the form and the name of the field, None for the row.
        self.contests = defaultdict(dict)
        # The labels of what only the others changed.
        self.theirs = []
        # Whether rows have other places now than they were sent in.
        self.is_arranged_anew = False
        self.compare_form(form, "", self.base(""))
        for formset in formsets:
            self.compare_formset(formset)

    def base(self, key):
        return self.opened.rows.get(key) if self.opened else None

    @property
    def found_something(self):
        return bool(self.contests or self.theirs)

    @property
    def undecided(self):
        return [contest.name for contests in self.contests.values() for contest in contests.values()]

    def compare_form(self, form, key, base, prefix=None):
        now = self.rows[key]
        for name, value in now.items():
            sent_name = f"{prefix}-{name}" if prefix else name
            contest = self.compare_field(form, name, sent_name, None if base is None else base.get(name), value)
            if contest:
                self.contests[prefix][name] = contest

    def compare_field(self, form, name, sent_name, before, now):
        each = form.fields[name]
        mine = self.chosen(each, sent_name, now)
        if isinstance(each, forms.FileField):
            return self.contest(form, name, sent_name, "", now) if mine and before not in (None, now) else None
        if mine == now:
            return None
        if kept_as(form, name, mine) == now:
            send(each, self.data, sent_name, now)
            return None
        if before is not None and mine == before:
            self.theirs.append(label_of(form, name))
            send(each, self.data, sent_name, now)
            return None
        if before == now and not self.is_undecided(sent_name):
            return None
        contest = self.contest(form, name, sent_name, mine, now)
        if before is not None and isinstance(mine, str) and isinstance(each, forms.CharField):
            contest.joined = merge(before, mine, now) if before != now else self.data.get(sent_name + JOINED)
        return contest

    def contest(self, form, name, sent_name, mine, theirs):
        column = form._meta.model._meta.get_field(name)
        return Contest(sent_name, label_of(form, name), form.fields[name], column, mine, theirs)

    def is_undecided(self, sent_name):
        return sent_name in self.awaited and not self.data.get(sent_name + CHOICE)

    def chosen(self, each, sent_name, now):
        """What the person wants in the field, after they decided."""
        if sent_name in self.awaited:
            choice = self.data.get(sent_name + CHOICE)
            if choice == THEIRS:
                send(each, self.data, sent_name, now)
            elif choice == BOTH and sent_name + JOINED in self.data:
                send(each, self.data, sent_name, self.data[sent_name + JOINED])
        return sent_value(each, self.data, self.files, sent_name)

    def compare_formset(self, formset):
        prefix, pk_name = formset.prefix, formset.model._meta.pk.name
        current = {str(form.instance.pk): form for form in formset.initial_forms}
        self.rows |= {f"{prefix}:{pk}": values_of(form) for pk, form in current.items()}
        sent = rows_sent(self.data, prefix)
        if sent is None:
            # Django says what is wrong with it.
            return
        self.note_additions(formset, current, sent)
        numbered = [index for index, row in enumerate(sent) if "".join(row.get(pk_name, []))]
        kept, fresh = [], []
        for index, row in enumerate(sent):
            pk = "".join(row.get(pk_name, []))
            if not pk and (pk := self.added_meanwhile(formset, current, sent, row)):
                row[pk_name] = [pk]
            if not pk:
                if self.data.get(f"{prefix}-{index}{CHOICE}") != THEIRS:
                    fresh.append((index, row, self.is_undecided(f"{prefix}-{index}")))
            elif pk in current:
                kept.append((index, row, False))
            elif self.is_changed(formset, index, pk):
                del row[pk_name]
                fresh.append((index, row, True))
            elif not self.data.get(f"{prefix}-{index}-DELETE"):
                self.theirs.append(formset.model._meta.verbose_name)
        is_as_sent = numbered == [index for index, *_row in kept] == [*range(len(kept))]
        is_counted = self.data.get(f"{prefix}-INITIAL_FORMS") == str(len(kept))
        if not (is_as_sent and is_counted and len(kept) + len(fresh) == len(sent)):
            self.arrange(formset, kept, fresh)
        for place, (_index, row, _deleted) in enumerate(kept):
            self.compare_row(formset, current["".join(row[pk_name])], place)
        for place, (_index, _row, deleted) in enumerate(fresh, len(kept)):
            if deleted:
                name = f"{prefix}-{place}"
                self.contests[name][None] = Contest(name, row="deleted")

    def note_additions(self, formset, current, sent):
        pk_name = formset.model._meta.pk.name
        known = {"".join(row.get(pk_name, [])) for row in sent}
        if self.opened:
            added = [pk for pk in current if pk not in known and f"{formset.prefix}:{pk}" not in self.opened.rows]
            self.theirs += [formset.model._meta.verbose_name for _pk in added]

    def added_meanwhile(self, formset, current, sent, row):
        """The row somebody added since the form was opened and this one repeats; a double click repeats all."""
        pk_name = formset.model._meta.pk.name
        taken = {"".join(each.get(pk_name, [])) for each in sent}
        key = getattr(formset, "row_key", None)
        for pk, form in current.items():
            if pk in taken or self.base(f"{formset.prefix}:{pk}") is not None:
                continue
            if key:
                if row.get(key) == [str(form[key].value())]:
                    return pk
            elif self.repeats(form, formset, sent.index(row)):
                return pk
        return None

    def repeats(self, form, formset, index):
        now = self.rows[f"{formset.prefix}:{form.instance.pk}"]
        return self.sent_values(form, f"{formset.prefix}-{index}") == now

    def sent_values(self, form, prefix):
        return {
            name: sent_value(form.fields[name], self.data, self.files, f"{prefix}-{name}")
            for name in form.fields
            if is_written(form, name)
        }

    def is_changed(self, formset, index, pk):
        """Whether the person wrote something into a row that is gone."""
        if self.data.get(f"{formset.prefix}-{index}-DELETE"):
            return False
        return self.sent_values(formset.empty_form, f"{formset.prefix}-{index}") != self.base(f"{formset.prefix}:{pk}")

    def arrange(self, formset, kept, fresh):
        """Number the rows anew: Django wants those that exist first."""
        self.is_arranged_anew = True
        rows = [*kept, *fresh]
        prefix = formset.prefix
        places = {str(index): place for place, (index, _row, _deleted) in enumerate(rows)}
        for name in [name for name in self.data if row_name(prefix).fullmatch(name)]:
            del self.data[name]
        for place, (_index, row, _deleted) in enumerate(rows):
            for name, values in row.items():
                self.data.setlist(f"{prefix}-{place}-{name}", values)
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
        self.data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
        self.awaited = {renumbered(prefix, places, name) or name for name in self.awaited}
        files = [(renumbered(prefix, places, name), name) for name in self.files]
        moved = {new: self.files[old] for new, old in files if new}
        for _new, old in files:
            if row_name(prefix).match(old):
                del self.files[old]
        self.files.update(moved)

    def compare_row(self, formset, form, place):
        key, prefix = f"{formset.prefix}:{form.instance.pk}", f"{formset.prefix}-{place}"
        base = self.base(key)
        if base is None and self.opened:
            # Added meanwhile under a key that this form filled in too: it was blank.
            base = values_of(formset.empty_form)
        if self.data.get(f"{prefix}-DELETE"):
            if base != self.rows[key]:
                del self.data[f"{prefix}-DELETE"]
                self.contests[prefix][None] = Contest(prefix, row="changed")
            return
        self.compare_form(form, key, base, prefix)


def row_name(prefix):
    return re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")


def renumbered(prefix, places, name):
    found = re.fullmatch(rf"{re.escape(prefix)}-(\d+)(-.+)?", name)
    return f"{prefix}-{places[found[1]]}{found[2] or ''}" if found and found[1] in places else None


def rows_sent(data, prefix):
    """The rows as {name: values}, in order; None if their number cannot be read."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    if not total.isdecimal() or int(total) > 2000:
        return None
    rows, row = [{} for _number in range(int(total))], row_name(prefix)
    for name in data:
        found = row.fullmatch(name)
        if found and int(found[1]) < len(rows):
            rows[int(found[1])][found[2]] = data.getlist(name)
    return rows


def kept_as(form, name, text):
    """What the database would hold of a text that is sent; another value as it is."""
    column = form._meta.model._meta.get_field(name)
    return sanitise(text).strip() if isinstance(column, RichTextField) else text


def label_of(form, name):
    return form.fields[name].label or name
