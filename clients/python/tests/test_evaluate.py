import pathlib

import polars
import pytest

import assay

PROBS = {"billing": "p_billing", "delivery": "p_delivery", "other": "p_other"}


def test_classes_by_their_probabilities(tickets):
    found = assay.evaluate(tickets, label="topic", probs=PROBS, against="routed", no_record=True)
    assert found.schema == "assay.evaluation-multiclass/1"
    models = found.frame().set_index("role")
    frame = tickets.to_pandas()
    likeliest = frame[list(PROBS.values())].idxmax(axis=1).str.removeprefix("p_")
    assert models.loc["judged", "accuracy"] == pytest.approx((likeliest == frame["topic"]).mean())
    assert models.loc["against", "accuracy"] == pytest.approx((frame["routed"] == frame["topic"]).mean())
    judged = found.models[0]
    assert [each.name for each in judged.classes] == list(PROBS)
    assert sum(cell.rows for cell in judged.confusion) == 600
    assert found.comparison.metrics[0].metric == "accuracy"
    assert found.sentence() == found.headline


def test_classes_from_polars_are_those_from_arrow(tickets):
    asked = {"label": "topic", "prediction": "routed", "no_record": True}
    arrow = assay.evaluate(tickets, **asked)
    lazy = assay.evaluate(polars.from_arrow(tickets).lazy(), **asked)
    assert arrow.document["models"] == lazy.document["models"]
    assert arrow.models[0].kind == "decision"


def test_numbers_with_their_ranges_and_costs(trips):
    frame = trips.to_pandas()
    found = assay.evaluate(frame, label="minutes", prediction="predicted", against="old",
                           quantile={0.1: "low", 0.9: "high"}, under_cost=3, over_cost=1,
                           no_record=True)
    assert found.schema == "assay.evaluation-regression/1"
    models = found.frame().set_index("role")
    error = (frame["predicted"] - frame["minutes"]).abs().mean()
    assert models.loc["judged", "mae"] == pytest.approx(error)
    assert models.loc["judged", "mae_low"] < error < models.loc["judged", "mae_high"]
    inside = frame["minutes"].between(frame["low"], frame["high"]).mean()
    assert found.models[0].range.inside.value == pytest.approx(inside)
    assert len(found.frame("deciles")) == 10
    assert found.comparison.metrics[0].difference.high < 0


def test_each_kind_has_its_report(tickets, trips):
    classes = assay.evaluate(tickets, label="topic", prediction="routed", no_record=True)
    numbers = assay.evaluate(trips, label="minutes", prediction="predicted", no_record=True)
    for found in (classes, numbers):
        page = pathlib.Path(assay.report(found, "report.html")).read_text(encoding="utf-8")
        assert found.id in page
        assert found.sentence() in found._repr_html_().replace("&quot;", '"')


def test_a_claim_about_either_kind(tickets, trips):
    assert not assay.claim("accuracy >= 0.3", tickets, label="topic", probs=PROBS, no_record=True).no
    assert assay.claim("mae <= 1", trips, label="minutes", prediction="predicted", no_record=True).no


def test_what_belongs_to_another_kind_is_refused(trips):
    with pytest.raises(assay.AssayError, match="predictions of numbers"):
        assay.evaluate(trips, label="minutes", prediction="predicted", capacity=10,
                       no_record=True)


def test_a_pair_of_numbers_is_a_range(shop):
    asked = {"label": "bought", "prediction": "visits > 12", "no_record": True}
    as_pair = assay.evaluate(shop, true_positive=(4, 6), **asked)
    as_text = assay.evaluate(shop, true_positive="4..6", **asked)
    assert as_pair.models[0].value_per_month.value == as_text.models[0].value_per_month.value
    with pytest.raises(assay.AssayError, match="--true-positive is given 2 times"):
        assay.evaluate(shop, true_positive=[4, 6], **asked)


def test_a_report_is_made_of_a_result_its_document_or_a_saved_one(shop, tmp_path):
    result = assay.profile(shop)
    result.save(tmp_path / "profile.json")
    pages = [assay.report(each, tmp_path / f"{at}.html").read_text() for at, each in
             enumerate((result, result.document, tmp_path / "profile.json"))]
    assert len(set(pages)) == 1
    with pytest.raises(TypeError, match="not of a DataFrame"):
        assay.report(shop.to_pandas(), tmp_path / "frame.html")


def test_an_entry_of_the_ledger_can_be_shown(shop, tmp_path):
    workspace = str(tmp_path / "work")
    assay.evaluate(shop, label="bought", prediction="visits > 12", workspace=workspace)
    entry = assay.run("ledger show", "1", workspace=workspace)
    assert repr(entry).startswith("<")
    assert "<h3>" in entry._repr_html_()
