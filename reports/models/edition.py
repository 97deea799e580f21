from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from uccn.languages.names import name_of

from .frozen import FrozenModel, FrozenQuerySet
from .report import Report


class EditionQuerySet(FrozenQuerySet):
    def published(self, at):
        """Editions whose time had come by the moment `at`, withdrawn since or not."""
        return self.filter(published_at__lte=at, cancellation=None)

    def scheduled(self, at):
        return self.filter(published_at__gt=at, cancellation=None)

    def live(self, at):
        """Editions readers may see: published, not withdrawn, nor an earlier one of a text that was withdrawn."""
        withdrawn_since = Withdrawal.objects.filter(
            edition__report=OuterRef("report"),
            edition__language=OuterRef("language"),
            edition__number__gte=OuterRef("number"),
        )
        return self.published(at).filter(~Exists(withdrawn_since))

    def current(self, at):
        """The one edition of each report and language that readers see."""
        later = Edition.objects.published(at).filter(
            report=OuterRef("report"), language=OuterRef("language"), number__gt=OuterRef("number")
        )
        return self.live(at).filter(~Exists(later))

    def standing(self, at):
        """What readers see and what they will see: the current edition of each language and the scheduled one."""
        return (self.current(at) | self.scheduled(at)).annotate(
            is_scheduled=ExpressionWrapper(Q(published_at__gt=at), models.BooleanField())
        )

    def languages(self):
        return set(self.order_by().values_list("language", flat=True))

    def of(self, slug, language):
        return self.filter(report__slug=slug, language=language)

    def for_list(self):
        return self.select_related("report__city__country", "report__designation__field").defer("document")


class Edition(FrozenModel):
    """A report in one language as it was published: a numbered, frozen document. The public sees nothing else.

    Where `published_at` lies ahead, the edition is scheduled: readers meet it from that moment on.
    """

    city_path = "report__city"

    report = models.ForeignKey(Report, models.PROTECT, verbose_name=_("report"), related_name="editions")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    number = models.PositiveSmallIntegerField(_("number"))
    schema = models.PositiveSmallIntegerField(_("schema"), help_text=_("Version of the document's structure."))
    document = models.JSONField(_("document"))
    digest = models.CharField(_("digest"), max_length=64, help_text=_("SHA-256 of the document."))
    note = models.CharField(
        _("what changed"), max_length=400, blank=True, help_text=_("For readers, in the language of the edition.")
    )
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("published by"), related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["report", "language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "language", "number"], name="edition_once_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_start_at_one"),
        ]

    def __str__(self):
        return gettext("%(report)s · %(language)s · edition %(number)d") % {
            "report": self.report,
            "language": name_of(self.language),
            "number": self.number,
        }

    def get_absolute_url(self):
        return reverse("reports:edition_detail", args=[self.report.slug, self.number])


class Cancellation(FrozenModel):
    """That a scheduled edition was called off before its time. Readers never meet it; its number stays used."""

    city_path = "edition__report__city"

    edition = models.OneToOneField(Edition, models.PROTECT, verbose_name=_("edition"), related_name="cancellation")
    cancelled_at = models.DateTimeField(_("cancelled at"))
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("cancelled by"), related_name="+"
    )

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("cancellation")
        verbose_name_plural = _("cancellations")

    def __str__(self):
        return str(self.edition_id)


class WithdrawalQuerySet(FrozenQuerySet):
    def newest_of(self, slug, language):
        return (
            self.filter(edition__report__slug=slug, edition__language=language)
            .select_related("edition__report")
            .defer("edition__document")
            .order_by("-edition__number")
            .first()
        )

    def covering(self, edition):
        """The withdrawal that took the edition from the public, if any: of itself or of a later one."""
        return (
            self.filter(
                edition__report=edition.report,
                edition__language=edition.language,
                edition__number__gte=edition.number,
            )
            .select_related("edition__report")
            .defer("edition__document")
            .order_by("edition__number")
            .first()
        )


class Withdrawal(FrozenModel):
    """That an edition, and with it every earlier one in its language, was taken from the public, and why."""

    city_path = "edition__report__city"

    edition = models.OneToOneField(Edition, models.PROTECT, verbose_name=_("edition"), related_name="withdrawal")
    reason = models.TextField(_("reason"), help_text=_("Readers who ask for the page are told."))
    withdrawn_at = models.DateTimeField(_("withdrawn at"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("withdrawn by"), related_name="+"
    )

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self):
        return str(self.edition_id)
