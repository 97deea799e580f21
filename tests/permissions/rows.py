"""One row of every kind for a city, with planted words in every text somebody could read."""

from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone

from cities.models import (
    Alias,
    Call,
    CallPhase,
    Consent,
    Contact,
    Page,
    RuleChange,
    SteeringTerm,
)
from reports import previews, workflow
from reports.models import (
    Assessment,
    Attendance,
    Budget,
    Contribution,
    Deadline,
    Dismissal,
    Edition,
    EvaluationService,
    Event,
    Figure,
    Goal,
    Indicator,
    Link,
    Mention,
    PreviewLink,
    Source,
    StateChange,
)
from reports.models.dismissal import FlagKind
from tests.factories import (
    a_city,
    a_country,
    a_designation,
    a_field,
    a_form,
    a_meeting,
    a_report,
    an_answer,
    an_initiative,
    an_item,
)
from tests.pictures import a_picture, an_upload
from uccn.history.changes import Way, change
from uccn.sheets.models import Batch, BatchRow, Export

# The tests publish and withdraw without waiting: what is scheduled lies far ahead of them.
LATER = timedelta(days=30)


def shared_rows(*, by):
    """Rows that belong to no city."""
    with change(by=by, way=Way.FORM):
        form = a_form()
        call = Call.objects.create(year=2025, title_en="Call")
        meeting = a_meeting()
        rows = [
            a_country(),
            a_field(),
            meeting,
            RuleChange.objects.create(year=2015, text_en="Rule", meeting=meeting),
            call,
            CallPhase.objects.create(call=call, number=1, name_en="Launch"),
            Page.objects.create(slug="about", title_en="About"),
            form,
            an_item("1", form=form),
            Goal.objects.create(number=11, name_en="Cities"),
            Group.objects.get(name="Editor"),
        ]
    return {row._meta.model_name: row for row in rows}


def rows_of_city(slug, public, private, *, by, importer):
    """{name of the model: its row} of the city.

    `public` is planted in what readers saw of it, `private` in what they never did: its report was published in both
    languages, withdrawn in Chinese, and written anew since.
    """
    with change(by=by, way=Way.FORM):
        rows = register_rows(slug, public)
        rows |= published_rows(slug, public, rows["city"], by=by)
    # The history holds what stood in the report when it was published, and what stands in it now.
    with change(by=by, way=Way.FORM):
        rows |= draft_rows(rows, private, by=by)
        rows |= desk_rows(rows, private, by=by, importer=importer)
    report = rows["report"]
    workflow.schedule(report, languages=["en"], publish_at=timezone.now() + LATER, by=by, notes={"en": private})
    rows["cancellation"] = workflow.cancel(report, language="en", by=by)
    workflow.send_back(report, reason=private, by=by)
    rows["statechange"] = StateChange.objects.filter(report=report, reason=private).latest("pk")
    return rows


def register_rows(slug, word):
    city = a_city(
        slug,
        name_en=f"{word} city",
        name_zh_hans=f"{word} 市",
        summary_en=f"<p>{word}</p>",
        logo=an_upload(name=f"{word}.png"),
    )
    Alias.objects.create(city=city, name=f"{word} alias")
    designation = a_designation(city, note_en=word)
    term = SteeringTerm.objects.create(field=designation.field, role="deputy", city=city, since=2000, source_en=word)
    return {"city": city, "designation": designation, "steeringterm": term}


def published_rows(slug, word, city, *, by):
    report = a_report(f"{slug}-2018", city=city, title_en=f"{word} report", title_zh_hans=f"{word} 报告")
    item = an_item(slug, form=report.form, heading_en="Item", heading_zh_hans="项")
    answer = an_answer(report, item, text_en=f"<p>{word} answer</p>", text_zh_hans=f"<p>{word} 答复</p>")
    under = {"report": report, "item": item}
    figure = Figure.objects.create(
        **under, caption_en=f"{word} chart", alt_en=word, picture=an_upload(a_picture(size=(900, 600)), f"{word}.png")
    )
    workflow.publish(report, languages=["zh-hans", "en"], by=by)
    withdrawal = workflow.withdraw(report, language="zh-hans", reason=word, by=by)
    edition = Edition.objects.get(report=report, language="en")
    mention = Mention.objects.create(edition=edition, city=city, anchor="1", title=word)
    return {
        "report": report,
        "item": item,
        "answer": answer,
        "figure": figure,
        "edition": edition,
        "withdrawal": withdrawal,
        "mention": mention,
    }


def draft_rows(rows, word, *, by):
    report, answer, figure = rows["report"], rows["answer"], rows["figure"]
    report.title_en, report.title_zh_hans, report.responsible_entity_en = f"{word} report", f"{word} 报告", word
    report.save()
    answer.text_en, answer.text_zh_hans = f"<p>{word} answer</p>", f"<p>{word} 答复</p>"
    answer.save()
    figure.caption_en, figure.caption_zh_hans = f"{word} chart", f"{word} 图"
    figure.save()
    under = {"report": report, "item": rows["item"]}
    initiative = an_initiative(**under, title_en=f"{word} initiative", title_zh_hans=f"{word} 举措", text_en=word)
    Event.objects.create(initiative=initiative, on="2016", text_en=f"{word} event")
    gone = an_initiative(**under, title_en=f"{word} deleted", position=2)
    link = previews.make(report, days=7, by=by, purpose=word)
    # A visit is noted unless one was noted lately: none of those to come.
    PreviewLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now() + LATER)
    previews.comment(link, key="6e7a2c1e-0000-4000-8000-000000000001", name=word, text=word, place="", language="en")
    Dismissal.objects.create(
        report=report, kind=FlagKind.NOT_ANNUAL, digest=word, words=word, reason=word, by=by, at=timezone.now()
    )
    return {
        "initiative": initiative,
        "gone": gone,
        "link_of_preview": link,
        "comment": link.comments.get(),
        "indicator": Indicator.objects.create(**under, name_en=f"{word} income", value=1),
        "budget": Budget.objects.create(**under, amount=1, currency="CNY", as_written_en=word),
        "link": Link.objects.create(**under, title_en=word, url=f"https://{word.lower()}.example.org/"),
        "contribution": Contribution.objects.create(**under, kind="financial", as_written_en=word),
        "attendance": Attendance.objects.create(
            report=report, meeting=a_meeting(f"{rows['city'].slug}-meeting"), as_written_en=word
        ),
        "evaluationservice": EvaluationService.objects.create(report=report, year=2015, place_en=word),
    }


def desk_rows(rows, word, *, by, importer):
    city, report = rows["city"], rows["report"]
    contact = Contact.objects.create(city=city, role="mayor", person=f"{word} mayor", email=f"{word}@example.org")
    Consent.objects.create(contact=contact, wording=word, given_on=date(2024, 5, 1), recorded_by=by)
    batch = Batch.objects.create(
        resource="initiatives", file_name=f"{word}.xlsx", sha256=word, by=importer, at=timezone.now(), changed=1
    )
    values = {"title_en": word}
    BatchRow.objects.create(
        batch=batch,
        line=2,
        model="reports.initiative",
        object_id=rows["initiative"].pk,
        label=word,
        before={"title_en": f"{word} before"},
        after=values,
    )
    return {
        "contact": contact,
        "assessment": Assessment.objects.create(report=report, aspect_en="overall", wording_en=word),
        "deadline": Deadline.objects.create(city=city, round=2018, due_on="2018", note=word),
        "source": Source.objects.create(
            report=report,
            original_name=f"{word}.pdf",
            sha256=city.slug,
            size=1,
            language="en",
            note=word,
            uploaded_by=by,
            file=ContentFile(word.encode(), f"{city.slug}.pdf"),
        ),
        "batch": batch,
        "export": Export.objects.create(
            resource="initiatives", by=importer, at=timezone.now(), format="xlsx", filters=word, records=1
        ),
    }
