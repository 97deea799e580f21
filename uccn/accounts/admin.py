from django import forms
from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from uccn.access.admin import QuietHistory

from .models import User

ACTS = {
    "add": gettext_lazy("Add"),
    "change": gettext_lazy("Change"),
    "delete": gettext_lazy("Delete"),
    "view": gettext_lazy("View"),
}
RIGHTS = ["is_staff", "is_superuser", "groups", "user_permissions"]

admin.site.unregister(Group)


class SuperusersOnly:
    """Whoever may write what groups may do could otherwise give themselves every right."""

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_superuser

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request):
        return self.has_view_permission(request)

    def has_module_permission(self, request):
        return self.has_view_permission(request)


class PermissionsField(forms.ModelMultipleChoiceField):
    """Django keeps the names of permissions in English."""

    def label_from_instance(self, permission):
        model = permission.content_type.model_class()
        act = permission.codename.partition("_")[0]
        if model is None or act not in ACTS or permission.codename != get_permission_codename(act, model._meta):
            return gettext(permission.name)
        return f"{capfirst(model._meta.verbose_name)} · {ACTS[act]}"


class ChoosesInWords:
    """Rights are chosen in the language of the desk, from boxes that Django has translated."""

    filter_horizontal = []

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "groups":
            kwargs |= {"form_class": RolesField, "widget": forms.CheckboxSelectMultiple}
        else:
            kwargs |= {"form_class": PermissionsField, "widget": forms.SelectMultiple(attrs={"size": 16})}
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Group)
class RoleAdmin(SuperusersOnly, QuietHistory, ChoosesInWords, GroupAdmin):
    list_display = ["shown_name"]

    @admin.display(description=gettext_lazy("role"), ordering="name")
    def shown_name(self, group):
        return gettext(group.name)


class RolesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        return gettext(group.name)


class RoleFilter(admin.SimpleListFilter):
    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(group.pk, gettext(group.name)) for group in Group.objects.all()]

    def queryset(self, request, queryset):
        chosen = self.value()
        return queryset.filter(groups=chosen) if chosen and chosen.isdecimal() else queryset


@admin.register(User)
class PersonAdmin(QuietHistory, ChoosesInWords, UserAdmin):
    list_display = ["username", "last_name", "first_name", "email", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", RoleFilter]
    view_on_site = False

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        if obj is None or request.user.is_superuser:
            return found
        # Not even the hash of a password is theirs to see.
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field != "password"]})
            for name, options in found
        ]

    def get_readonly_fields(self, request, obj=None):
        # Whoever may change accounts could otherwise give themselves every right.
        return [] if request.user.is_superuser else RIGHTS

    def user_change_password(self, request, id, form_url=""):
        # A password set for somebody is a way to sign in with their rights.
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_touch(request.user, obj)


def may_touch(user, account):
    return user.is_superuser or account is None or not account.is_superuser
