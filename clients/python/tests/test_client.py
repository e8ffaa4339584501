import json
import pathlib
import subprocess
import sys

import pandas
import polars
import pytest

import assay

MONEY = {"true_positive": 6, "false_positive": -2, "decisions_per_month": 1000}


def frames(table):
    return [table, table.to_pandas(), polars.from_arrow(table), polars.from_arrow(table).lazy()]


def without_source(result):
    return {name: value for name, value in result.document.items() if name != "source"}


def test_a_profile_is_the_same_from_every_kind_of_frame(shop):
    arrow, *others = [assay.profile(frame, target="bought") for frame in frames(shop)]
    assert arrow.rows == 600
    paid = arrow.frame("columns").set_index("name").loc["paid"]
    assert paid["missing"] == shop["paid"].null_count
    assert arrow.frame().set_index("name").loc["shop", "distinct"] == 3
    for other in others:
        assert without_source(other) == without_source(arrow)


def test_a_categorical_and_a_time_of_pandas_arrive_as_what_they_are(shop):
    frame = shop.to_pandas().assign(shop=lambda each: each["shop"].astype("category"),
                                    day=pandas.date_range("2026-01-01", periods=600))
    types = assay.profile(frame).frame().set_index("name")["type"]
    assert types["shop"] == "text"
    assert types["day"] in {"timestamp", "date"}


def test_a_named_index_is_a_column_and_a_default_one_is_none(shop):
    frame = shop.to_pandas()
    assert "index" not in set(assay.profile(frame).frame()["name"])
    frame.index.name = "visit"
    assert "visit" in set(assay.profile(frame).frame()["name"])


def test_a_study_from_a_frame_gives_a_verdict_and_its_report(shop):
    study = assay.study(shop.to_pandas(), target="bought", quick=True, no_record=True, **MONEY)
    assert study.verdict.name in {"BUILD", "RULE_SUFFICES", "COLLECT", "DONT", "UNDECIDED"}
    options = study.frame("options").set_index("name")
    low, value, high = options.loc["boosted", ["value_per_month_low", "value_per_month",
                                               "value_per_month_high"]]
    assert low < value < high
    assert options.loc["nothing", "value_per_month"] == 0
    assert not pathlib.Path(".assay").exists()
    page = pathlib.Path(assay.report(study, "report.html")).read_text(encoding="utf-8")
    assert study.id in page
    assert study.sentence() in study._repr_html_()


def test_a_verdict_that_is_not_the_required_one_is_a_no(shop):
    study = assay.study(shop, target="bought", quick=True, no_record=True, true_positive=-1,
                        false_positive=-2, require="BUILD")
    assert study.no
    assert study.verdict.name != "BUILD"


def test_wrong_input_says_what_and_what_to_do(shop):
    with pytest.raises(assay.AssayError) as wrong:
        assay.profile(shop, target="bougt")
    assert wrong.value.code == 2
    assert 'there is no column "bougt"' in wrong.value.what
    assert '"bought"' in wrong.value.hint
    with pytest.raises(TypeError, match="not int"):
        assay.profile(7)
    with pytest.raises(KeyError, match="columns"):
        assay.profile(shop).records("colums")
    with pytest.raises(AttributeError, match="it has schema"):
        assay.profile(shop).verdict


def test_without_the_program_the_error_says_how_to_get_it(shop, monkeypatch):
    monkeypatch.setenv("ASSAY_PROGRAM", "/nowhere/assay")
    with pytest.raises(assay.AssayError, match="ASSAY_PROGRAM"):
        assay.profile(shop)


def test_a_saved_document_is_one_that_the_program_reads(shop):
    profile = assay.profile(shop)
    profile.save("profile.json")
    assert json.loads(pathlib.Path("profile.json").read_text(encoding="utf-8")) == profile.document
    assert assay.run("report", "profile.json", output="page.html").schema == "assay.written/1"


def test_the_types_are_those_of_the_published_schemas():
    script = pathlib.Path(__file__).resolve().parents[1] / "make_types.py"
    assert subprocess.run([sys.executable, script, "--check"]).returncode == 0
