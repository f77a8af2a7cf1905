"""Addresses of the door (login, logout, own password) and of 用户与单位."""

from django.urls import URLPattern, URLResolver, path

from accounts.views import door, people, units

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", door.login_page, name="login"),
    path("logout/", door.logout_page, name="logout"),
    path("password/", door.password_change, name="password_change"),
    path("people/", people.people, name="people"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/deactivate/", people.person_deactivate, name="person_deactivate"),
    path("people/<int:pk>/activate/", people.person_activate, name="person_activate"),
    path("people/<int:pk>/reset-password/", people.person_password, name="person_password"),
    path("people/<int:pk>/unlock/", people.person_unlock, name="person_unlock"),
    path("people/<int:pk>/posts/add/", people.post_add, name="post_add"),
    path("people/posts/<int:pk>/end/", people.post_end, name="post_end"),
    path("people/units/", units.units, name="units"),
    path("people/units/add/", units.unit_add, name="unit_add"),
    path("people/units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
]
