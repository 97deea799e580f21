from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from .models import User

RIGHTS = ["is_staff", "is_superuser", "groups", "user_permissions"]


@admin.register(User)
class PersonAdmin(UserAdmin):
    list_display = ["username", "last_name", "first_name", "email", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", "groups"]
    filter_horizontal = ["groups", "user_permissions"]
    view_on_site = False

    def get_readonly_fields(self, request, obj=None):
        # Whoever may change accounts could otherwise give themselves every right.
        return [] if request.user.is_superuser else RIGHTS

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_touch(request.user, obj)


def may_touch(user, account):
    return user.is_superuser or account is None or not account.is_superuser
