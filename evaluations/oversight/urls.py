"""Addresses of 主管部门 and 催报台."""

from django.urls import URLPattern, URLResolver, include, path

from evaluations.oversight.views import dates, departments, letters, reminders, reviewing

of_a_department: list[URLPattern | URLResolver] = [
    path("", departments.department, name="department"),
    path("review/", reviewing.review, name="department_review"),
    path("forward/", reviewing.forward_all, name="department_forward"),
    path("table/", reviewing.make_table, name="department_table"),
    path("letter/", letters.letter, name="department_letter"),
    path("date/", dates.wanted, name="department_date"),
    path("letter/states/", letters.states, name="department_letter_states"),
    path("tables/", reviewing.states, name="department_tables"),
    path("tables/<int:paper>/", reviewing.download, name="department_paper"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("departments/", departments.departments, name="departments"),
    path("departments/<int:cycle>/<int:unit>/", include(of_a_department)),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/<int:cycle>/<int:unit>/", reminders.reminder, name="reminder"),
]
