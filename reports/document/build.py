from itertools import count

from reports.models.answer import AnswerState
from reports.models.form import Fact, ItemKind
from uccn.languages.codes import LANGUAGES
from uccn.languages.reading import read
from uccn.texts.html import sanitise

from . import tree
from .rows import Rows


def build(report, language):
    """The document of the report's working rows in the language ("zh-hans" or "en")."""
    return Builder(Rows.load(report), language).document()


def build_both(report):
    """Both languages from one reading of the rows: {"zh-hans": Document, "en": Document}."""
    rows = Rows.load(report)
    return {language: Builder(rows, language).document() for language in LANGUAGES}


class Builder:
    def __init__(self, rows, language):
        self.rows = rows
        self.language = language
        self.figure_numbers = count(1)
        self.anchors = set()

    def document(self):
        report = self.rows.report
        field = report.designation.field
        return tree.Document(
            slug=report.slug,
            language=self.language,
            title=self.text(report, "title") or tree.Text(report.slug, self.language),
            city=self.city(report.city),
            country=self.text(report.city.country, "name"),
            field=tree.FieldRef(field.code, self.text(field, "name"), self.text(field, "title")),
            form=tree.FormRef(report.form.code, self.text(report.form, "name")),
            due_year=report.due_year,
            period_from=report.period_from,
            period_to=report.period_to,
            original_language=report.original_language,
            submitted_on=report.submitted_on,
            designated_on=report.designation.since,
            sections=self.sections(),
        )

    def sections(self):
        """Nest the form's items by their numbers: 3.5 stands within 3."""
        top = [item for item in self.rows.items if item.level == 1]
        return tuple(self.section(item) for item in top)

    def section(self, item):
        answer = self.rows.answers.get(item.pk)
        anchor = self.anchor("s-" + item.number.replace(".", "-"))
        content = {
            "body": self.rich(answer, "text") if answer else None,
            "fact": self.fact(item.fact) if item.kind == ItemKind.FACT else None,
            "indicators": tuple(map(self.indicator, self.rows.indicators.get(item.pk, ()))),
            "figures": tuple(map(self.figure, self.rows.figures.get(item.pk, ()))),
            "initiatives": self.initiatives(item, anchor),
            "contributions": tuple(map(self.contribution, self.rows.contributions.get(item.pk, ()))),
            "budgets": tuple(map(self.budget, self.rows.budgets.get(item.pk, ()))),
            "links": tuple(map(self.link, self.rows.links.get(item.pk, ()))),
        }
        if item.kind == ItemKind.MEETINGS:
            content["attendances"] = tuple(map(self.attendance, self.rows.attendances))
        if item.kind == ItemKind.EVALUATIONS:
            content["evaluations"] = tuple(map(self.evaluation, self.rows.evaluations))
        children = [child for child in self.rows.items if child.number.rpartition(".")[0] == item.number]
        return tree.Section(
            number=item.number,
            anchor=anchor,
            heading=self.text(item, "heading") or tree.Text(item.number, self.language),
            kind=item.kind,
            state=self.state(item, answer, content),
            note=self.text(answer, "note") if answer else None,
            sections=tuple(map(self.section, children)),
            **self.without_contacts(item, content),
        )

    def state(self, item, answer, content):
        if item.kind == ItemKind.CONTACTS:
            return AnswerState.WITHHELD.value
        if answer and answer.state != AnswerState.ANSWERED:
            return answer.state
        if item.kind == ItemKind.SECTION or any(content.values()):
            return AnswerState.ANSWERED.value
        return AnswerState.NOT_ANSWERED.value

    def without_contacts(self, item, content):
        """Contacts are never published, wherever someone has written them."""
        return {} if item.kind == ItemKind.CONTACTS else content

    def fact(self, kind):
        report = self.rows.report
        if kind == Fact.PREVIOUS:
            return self.previous()
        texts = {
            Fact.CITY: (report.city, "name"),
            Fact.COUNTRY: (report.city.country, "name"),
            Fact.FIELD: (report.designation.field, "name"),
            Fact.ENTITY: (report, "responsible_entity"),
        }
        dates = {Fact.DESIGNATED: report.designation.since, Fact.SUBMITTED: report.submitted_on}
        text = self.text(*texts[kind]) if kind in texts else None
        date = dates.get(kind)
        return tree.Fact(kind, text=text, date=date) if text or date else None

    def previous(self):
        earlier = self.rows.report.previous
        if earlier is None:
            return None
        title = self.text(earlier, "title") or tree.Text(earlier.slug, self.language)
        return tree.Fact(Fact.PREVIOUS.value, report=tree.ReportRef(earlier.slug, title, earlier.submitted_on))

    def initiatives(self, item, anchor):
        rows = self.rows.initiatives.get(item.pk, [])
        return tuple(self.initiative(row, anchor, rows) for row in rows if row.parent_id is None)

    def initiative(self, row, anchor, siblings):
        anchor = self.anchor(f"{anchor}-{row.address_part}")
        return tree.Initiative(
            anchor=anchor,
            label=row.label,
            title=self.text(row, "title"),
            body=self.rich(row, "text"),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            dates_as_written=self.text(row, "dates_as_written"),
            place=self.text(row, "place"),
            partner_cities=tuple(map(self.city, row.partner_cities.all())),
            other_partners=self.text(row, "other_partners"),
            goals=tuple(tree.Goal(goal.number, self.text(goal, "name")) for goal in row.goals.all()),
            follows_up=self.promise(row),
            events=tuple(map(self.event, row.events.all())),
            figures=tuple(map(self.figure, row.figures.all())),
            parts=tuple(self.initiative(part, anchor, siblings) for part in siblings if part.parent_id == row.pk),
        )

    def promise(self, row):
        if row.follows_up is None:
            return None
        return tree.Promise(
            report=row.follows_up.report.slug,
            title=self.text(row.follows_up, "title") or tree.Text(row.follows_up.label, self.language),
            outcome=row.outcome,
            reason=self.text(row, "outcome_reason"),
        )

    def event(self, row):
        return tree.Event(
            on=row.on,
            text=self.text(row, "text"),
            note=self.text(row, "note"),
            cities=tuple(map(self.city, row.cities.all())),
        )

    def figure(self, row):
        picture = tree.Picture(row.picture.name, row.width, row.height, row.widths) if row.picture else None
        return tree.Figure(
            number=next(self.figure_numbers),
            caption=self.text(row, "caption"),
            picture=picture,
            alt=self.text(row, "alt"),
            is_decorative=row.is_decorative,
            credit=self.text(row, "credit"),
            rights=self.text(row, "rights"),
            map_approval_number=row.map_approval_number,
        )

    def indicator(self, row):
        return tree.Indicator(
            name=self.text(row, "name"),
            qualifier=row.qualifier,
            value=shortest(row.value),
            unit=self.text(row, "unit"),
            period=row.period,
            change=shortest(row.change),
            as_written=self.text(row, "as_written"),
            source=self.text(row, "source"),
        )

    def attendance(self, row):
        return tree.Attendance(
            meeting=row.meeting.slug,
            place=self.text(row.meeting, "place"),
            year=row.meeting.year,
            starts_on=row.meeting.starts_on,
            ends_on=row.meeting.ends_on,
            as_written=self.text(row, "as_written"),
            note=self.text(row, "note"),
        )

    def evaluation(self, row):
        return tree.Evaluation(
            year=row.year,
            applicant=tree.CityRef(self.text(row, "place"), row.city.slug if row.city else ""),
            count=row.count,
            as_written=self.text(row, "as_written"),
        )

    def contribution(self, row):
        return tree.Contribution(
            kind=row.kind,
            amount=shortest(row.amount),
            currency=row.currency,
            as_written=self.text(row, "as_written"),
            objective=self.text(row, "objective"),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )

    def budget(self, row):
        return tree.Budget(
            period=row.period,
            amount=shortest(row.amount),
            currency=row.currency,
            is_approximate=row.is_approximate,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            as_written=self.text(row, "as_written"),
        )

    def link(self, row):
        return tree.Link(self.text(row, "title") or tree.Text(row.url, self.language), row.url)

    def city(self, city):
        return tree.CityRef(self.text(city, "name"), city.slug)

    def text(self, record, field_name):
        text = read(record, field_name, self.language)
        return self.said(text.content, text.language, record, field_name) if text else None

    def rich(self, record, field_name):
        text = read(record, field_name, self.language)
        content = sanitise(text.content) if text else ""
        return self.said(content, text.language, record, field_name) if content else None

    def said(self, content, language, record, field_name):
        is_outdated = (type(record), record.pk, field_name, language) in self.rows.outdated
        return tree.Text(content, language, is_outdated)

    def anchor(self, wanted):
        """Each section address once: a number printed twice gets -2."""
        anchor, copies = wanted, count(2)
        while anchor in self.anchors:
            anchor = f"{wanted}-{next(copies)}"
        self.anchors.add(anchor)
        return anchor


def shortest(number):
    """The number without the zeros that only its column adds."""
    if number is None:
        return None
    number = number.normalize()
    return number.quantize(1) if number == number.to_integral() else number
