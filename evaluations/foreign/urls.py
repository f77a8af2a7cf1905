"""Address of 校验一份文件."""

from django.urls import URLPattern, URLResolver, path

from evaluations.foreign import views

urlpatterns: list[URLPattern | URLResolver] = [path("verify/", views.verify_file, name="verify_file")]
