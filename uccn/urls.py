from django.contrib import admin
from django.urls import include, path, re_path
from django.views.i18n import set_language

from . import views
from .languages.prefix import bilingual

urlpatterns = [
    path("", views.root, name="root"),
    path("favicon.ico", views.favicon),
    re_path(r"^zh-hans/(?P<rest>.*)$", views.long_prefix),
    path("admin/language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    *bilingual(
        path("", views.home, name="home"),
        path("cities/<slug:slug>/", views.city_detail, name="city_detail"),
        path("", include("cities.urls")),
        path("", include("reports.urls")),
    ),
]
