from django.urls import path

from . import views

app_name = "cities"
urlpatterns = [
    path("about/", views.about, name="about"),
    path("cities/", views.city_list, name="city_list"),
    path("fields/<slug:code>/", views.field_detail, name="field_detail"),
    path("network/", views.network, name="network"),
    path("statistics/", views.statistics, name="statistics"),
]
