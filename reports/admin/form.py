from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from reports.models import FormItem, FormVersion, Goal
from uccn.languages.admin import BilingualAdmin, BilingualTabularInline
from uccn.languages.codes import both


class FormItemInline(BilingualTabularInline):
    """The items at a glance; each has a page of its own."""

    model = FormItem
    fields = readonly_fields = ["linked_number", "heading_zh_hans", "heading_en", "kind", "is_required", "max_items"]
    ordering = ["position"]
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    @admin.display(description=_("number"))
    def linked_number(self, item):
        return format_html('<a href="{}">{}</a>', reverse("admin:reports_formitem_change", args=[item.pk]), item.number)


@admin.register(FormVersion)
class FormVersionAdmin(BilingualAdmin):
    list_display = ["code", "name_zh_hans", "name_en", "since"]
    list_display_links = ["code", "name_zh_hans", "name_en"]
    search_fields = ["code", "name_zh_hans", "name_en"]
    fieldsets = [(None, {"fields": [("code", "since"), both("name"), both("note")]})]
    inlines = [FormItemInline]


class ItemOfAVersionField(forms.ModelChoiceField):
    def label_from_instance(self, item):
        return f"{item.version} · {item}"


@admin.register(FormItem)
class FormItemAdmin(BilingualAdmin):
    list_display = ["number", "heading_zh_hans", "heading_en", "version", "kind", "max_items"]
    list_display_links = ["number", "heading_zh_hans", "heading_en"]
    list_filter = ["version", "kind"]
    list_select_related = ["version"]
    search_fields = ["number", "heading_zh_hans", "heading_en"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("version", "number", "position"),
                    both("heading"),
                    both("help"),
                    ("kind", "fact"),
                    ("max_items", "max_words"),
                    ("is_required", "is_confirmed"),
                ]
            },
        ),
        (_("In other versions"), {"fields": ["corresponds_to"]}),
    ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "corresponds_to":
            kwargs["queryset"] = FormItem.objects.select_related("version").order_by("version__since", "position")
            kwargs["form_class"] = ItemOfAVersionField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Goal)
class GoalAdmin(BilingualAdmin):
    list_display = ["number", "name_zh_hans", "name_en"]
    list_display_links = ["number", "name_zh_hans", "name_en"]
    search_fields = ["number", "name_zh_hans", "name_en"]
    fieldsets = [(None, {"fields": ["number", both("name")]})]
