"""C13: rows that do not apply carry no figures, and locked ones stop nobody."""

from core.filing import cells
from core.filing.compute import compute
from core.verification import verify
from tests.core.filing.forms import make_form
from tests.core.filing.test_measured_rows import filing as measured_filing
from tests.core.filing.test_measured_rows import form as measured_form
from tests.core.verification.filings import found, mended, only


def test_a_row_that_does_not_apply_carries_no_figures():
    finding = only(indicators__r2__score="0", indicators__r2__actual="30%")

    assert [str(place) for place in finding.places] == ["indicators/r2/actual", "indicators/r2/score"]
    assert finding.message == (
        "“重特大疾病医疗救助人次占直接救助人次比例”标为不适用，但仍填有实际完成值、得分，请清空，或取消不适用。"
    )


def test_a_row_that_does_not_apply_carries_no_answers():
    form = measured_form()
    typed = {"inputs__staff": "30", "not_applicable": "是", "note": "本年度未开展。"}

    found = verify(form, measured_filing(form, points="", **typed))

    (finding,) = [one for one in found if one.check == "C12"]
    assert finding.places == (cells.measure_input("f1", "staff"),)
    assert finding.message == "“在职人员控制率”标为不适用，但仍填有评分内容，请清空，或取消不适用。"


def test_points_may_not_stay_where_the_form_does_not_count_them():
    assert len(found(indicators__r2__points="1")) == 1


def unused_with_locked_points(mode="as_printed", **changes):
    """The finding of a table whose last row, 5 approved points of 5, does not apply, and what it gives."""
    form = make_form(indicators__not_applicable=mode, **changes)
    row = {"not_applicable": "是", "note": "本年度未开展。", "actual": None, "score": None}
    typed = {f"indicators__r14__{column}": text for column, text in row.items()}
    filing = mended(form, **typed, total__score="89")
    return verify(form, filing), compute(form, filing)


def test_locked_points_of_a_row_that_does_not_apply_stop_nobody():
    (finding,), _ = unused_with_locked_points()

    assert (finding.check, finding.audience, finding.stops) == ("C12", "administrator", False)
    assert finding.message.endswith(
        "标为不适用，批复的分值5分没有调整，请联系财政局绩效股处理，不影响您送审。"
    )


def test_locked_points_of_a_row_that_does_not_apply_count_as_printed():
    _, computed = unused_with_locked_points()

    assert (computed.total_points, computed.group_points["satisfaction"].score) == (100, 10)
    assert (computed.total_score, computed.offers[cells.total("points")]) == (89, "100")


def test_points_that_the_filer_may_empty_are_the_filers():
    findings, computed = unused_with_locked_points(indicators__points_policy="explain")

    assert computed.total_points == 95
    assert ("C12", "filer") in {(f.check, f.audience) for f in findings}


def test_a_row_that_does_not_apply_stops_for_the_score_left_in_it_and_not_for_locked_points():
    typed = {"indicators__r14__not_applicable": "是", "indicators__r14__note": "本年度未开展。"}

    stopping = [f for f in verify(make_form(), mended(**typed)) if f.check == "C12" and f.stops]

    assert [[place.column for place in f.places] for f in stopping] == [["actual", "score"]]


def test_points_of_a_row_that_does_not_apply_stay_where_the_form_rescales():
    form = make_form(indicators__not_applicable="full")

    assert "C12" not in [check for check, _, _ in found(form, indicators__r2__points="1")]


# C13
