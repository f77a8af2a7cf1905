"""Two addresses for machines: whether the process lives, and whether it can work."""

from django.urls import path

from foundation.health import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
