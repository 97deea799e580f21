from django.db import models
from django.utils.translation import gettext_lazy as _

from uccn.languages.reading import label
from uccn.texts.fields import RichTextField


class PageQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Page(models.Model):
    """A short editorial text of the site: the network, its objectives, the Alliance."""

    city_path = None

    slug = models.SlugField(_("address name"), unique=True)
    title = models.CharField(_("title"), max_length=150)
    body = RichTextField(_("text"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "slug"]

    def __str__(self):
        return label(self, "title")

    def natural_key(self):
        return (self.slug,)
