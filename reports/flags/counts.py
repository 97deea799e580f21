"""Where an entry is not what the form asks for."""

from django.utils.translation import gettext as _

from reports.models.answer import BudgetPeriod
from reports.models.dismissal import FlagKind

from .flag import Flag, digest


def more_than_asked_for(rows):
    for item in rows.items:
        count = sum(initiative.parent_id is None for initiative in rows.initiatives.get(item.pk, ()))
        if item.max_items is not None and count > item.max_items:
            words = _("%(number)s holds %(count)d initiatives; the form asks for %(most)d at most.")
            words %= {"number": item.number, "count": count, "most": item.max_items}
            yield Flag(FlagKind.TOO_MANY, words, digest(item.number, count), row=item, item=item)


def budgets_not_annual(rows):
    for item in rows.items:
        for budget in rows.budgets.get(item.pk, ()):
            if budget.period != BudgetPeriod.YEAR:
                words = _("The form asks for an annual budget; “%(budget)s” is for the whole period.")
                content = (budget.amount, budget.period, budget.starts_on, budget.ends_on)
                yield Flag(
                    FlagKind.NOT_ANNUAL,
                    words % {"budget": budget},
                    digest(*content),
                    row=budget,
                    field="period",
                    label=budget._meta.get_field("period").verbose_name,
                    item=item,
                )
