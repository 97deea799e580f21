from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, F, Q, Sum, Value, When
from django.utils.translation import gettext_lazy as _


class Settled(models.TextChoices):
    """What was last said of a translation."""

    NOTHING = "missing", _("missing")
    DRAFT = "draft", _("draft")
    REVIEWED = "reviewed", _("reviewed")
    NOT_NEEDED = "not-needed", _("no translation needed")


class State(models.TextChoices):
    """How a translation stands now."""

    MISSING = "missing", _("missing")
    OUT_OF_DATE = "out-of-date", _("out of date")
    DRAFT = "draft", _("draft")
    REVIEWED = "reviewed", _("reviewed")
    NOT_NEEDED = "not-needed", _("no translation needed")


TO_DO = [State.MISSING, State.OUT_OF_DATE]
UNSETTLED = [*TO_DO, State.DRAFT]


class TranslationQuerySet(models.QuerySet):
    def to_do(self):
        return self.filter(state__in=TO_DO)

    def of_whole(self, record):
        """Of the texts that are counted in the lists of the record."""
        opts = record._meta
        return self.filter(whole_type__app_label=opts.app_label, whole_type__model=opts.model_name, whole_id=record.pk)

    def unsettled(self):
        return self.filter(state__in=UNSETTLED)

    def amount(self):
        """{"texts": how many, "words": how large their sources}."""
        return self.order_by().aggregate(texts=Count("pk"), words=Sum("words", default=0))


class Translation(models.Model):
    """How one translated text of one record stands: what it was made against, and what the source says now.

    Rows follow the texts: `uccn.languages.translations` writes them after every change. The texts themselves stay on
    the record. The language is that of the translation; the other one is the source.
    """

    # An import writes tens of thousands of these rows, and `take_stock` could write them all anew: the database need
    # not look up for each that there is such a model.
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    object_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    # The source as it was when somebody translated, reviewed or settled; empty while nobody did.
    source_digest = models.CharField(max_length=32, blank=True)
    source_text = models.TextField(blank=True)
    # The source as it is.
    current_digest = models.CharField(max_length=32)
    words = models.PositiveIntegerField()
    settled = models.CharField(max_length=12, choices=Settled, default=Settled.NOTHING)
    state = models.GeneratedField(
        expression=Case(
            When(settled=Settled.NOTHING, then=Value(State.MISSING.value)),
            When(~Q(source_digest=F("current_digest")), then=Value(State.OUT_OF_DATE.value)),
            default=F("settled"),
        ),
        output_field=models.CharField(max_length=12, choices=State),
        db_persist=True,
    )
    # The record in whose lists the text is counted: the report of an answer. The city as `city_path` says.
    whole_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    whole_id = models.PositiveBigIntegerField()
    city = models.PositiveBigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    at = models.DateTimeField(null=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        # Nobody is given rights to these rows: who may write the text may settle its translation.
        default_permissions = ()
        ordering = ["whole_type", "whole_id", "content_type", "object_id", "field"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "field"], name="translation_once_per_text")
        ]
        indexes = [
            models.Index(fields=["language", "state"], name="translation_work"),
            models.Index(fields=["whole_type", "whole_id"], name="translation_whole"),
            models.Index(fields=["city"], name="translation_city"),
        ]

    def __str__(self):
        return f"{self.content_type_id} {self.object_id} {self.field} {self.language}"

    @property
    def state_in_words(self):
        return State(self.state).label
