"""Scripts of forms that the content security policy admits."""

from js_asset import Media


class NoncedMedia:
    """For admins: the import map of the rich text editor stands inline, and runs only with the page's nonce."""

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
