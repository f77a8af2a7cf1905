"""Addresses of 复核."""

from django.urls import URLPattern, URLResolver, path

from evaluations.second_scores.views import papers, reviews, scoring

urlpatterns: list[URLPattern | URLResolver] = [
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/draw/", reviews.draw, name="review_draw"),
    path("reviews/rules/<int:pk>/", reviews.rules, name="review_rules"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/filings/<int:pk>/", scoring.scored, name="second_scores"),
    path("reviews/filings/<int:pk>/finish/", scoring.finish_scores, name="second_finish"),
    path("reviews/filings/<int:pk>/issue/", scoring.issue, name="second_issue"),
    path("reviews/filings/<int:pk>/answer/", scoring.answer, name="second_answer"),
    path("reviews/filings/<int:pk>/opinion/", papers.opinion, name="second_opinion"),
    path("reviews/filings/<int:pk>/print/", papers.print_papers, name="second_print"),
    path("reviews/filings/<int:pk>/states/", papers.states, name="second_states"),
    path("reviews/filings/<int:pk>/papers/<int:paper>/", papers.download, name="second_paper"),
]
