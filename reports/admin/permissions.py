class PartOfReport:
    """Whoever may see or change reports may see or change what they consist of: one right, asked for in one place."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("reports.view_report") or self.has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm("reports.change_report")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("reports.change_report")

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("reports.change_report")
