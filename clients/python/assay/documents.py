"""Types of assay's documents, made by make_types.py from the published schemas."""

from typing import Any, Literal, TypedDict


class Estimate(TypedDict):
    value: float | None  # best estimate
    low: float | None  # lower end of the interval
    high: float | None  # upper end of the interval
    low_50: float | None  # lower end of the 50 % interval
    high_50: float | None  # upper end of the 50 % interval
    confidence: float | None  # share of such intervals that hold the truth
    method: str  # how the interval was made


class ClaimCheckIntegrity(TypedDict):
    code: str  # stable name of the finding
    severity: Literal["info", "question", "warning", "error"]  # info, question, warning or error
    column: str  # column concerned, or empty
    rows: int  # rows concerned
    sentence: str  # what was found
    fix: str  # what to do about it, or empty


class ClaimCheckEvidence(TypedDict):
    what: str  # what it is
    sha256: str  # SHA-256 of its content


class ClaimCheck(TypedDict):
    schema: str  # name and version of this document
    claim: str  # as it was made
    verdict: str  # supported, not supported or cannot tell
    sentence: str  # the verdict with its reason
    metric: str  # what is claimed about
    bar: float | None  # what it is claimed to reach
    value: Estimate  # measured anew from the predictions
    adjusted: Estimate  # the same, widened for repeated use of the rows
    baseline: str  # the best that is reached without the model
    baseline_value: float | None  # what that reaches
    gap: Estimate  # how much better the model is, paired; below 0: worse
    k: int  # distinct predictions that met these rows
    reasons: list[str]  # everything that was looked at
    integrity: list[ClaimCheckIntegrity]  # can the predictions be trusted
    source: str  # the table of predictions
    evidence: list[ClaimCheckEvidence]  # what it rests on


class EvaluationModelConfusion(TypedDict):
    true_positive: float | None  # acted, rightly; rows
    false_positive: float | None  # acted, wrongly
    false_negative: float | None  # let pass, wrongly
    true_negative: float | None  # let pass, rightly


class EvaluationModel(TypedDict):
    name: str  # name
    label: str  # name in words
    role: str  # judged, against, option or reference
    kind: str  # probability, score or decision
    decided_by: str  # how its decisions come about
    auc: Estimate  # area under the ROC curve
    average_precision: Estimate  # average precision
    brier: Estimate  # mean squared error of its probabilities
    log_loss: Estimate  # mean log loss of its probabilities
    acts: Estimate  # share of decisions that act
    precision: Estimate  # share of acts that were right
    recall: Estimate  # share of positives acted on
    confusion: EvaluationModelConfusion  # rows by decision and outcome
    value_per_1000: Estimate  # money per 1,000 decisions
    value_per_month: Estimate  # money a month against doing nothing
    against_baseline: Estimate  # money a month more than the baseline
    note: str  # what to know about it, or empty


class EvaluationCalibrationBin(TypedDict):
    predicted: float | None  # mean predicted chance
    observed: Estimate  # share that came true
    rows: int  # rows in the bin


class EvaluationCalibration(TypedDict):
    option: str  # the option whose probabilities are judged
    bins: list[EvaluationCalibrationBin]  # bins of equal mass
    miscalibration: float | None  # CORP miscalibration, Brier units
    discrimination: float | None  # CORP discrimination
    uncertainty: float | None  # CORP uncertainty (that of the base rate)
    sentence: str  # what it means


class EvaluationCorp(TypedDict):
    predicted: float | None  # chance said
    observed: float | None  # chance by isotonic regression
    low: float | None  # consistency band: where it would lie were the chances true
    high: float | None  # upper end of the band


class EvaluationRanking(TypedDict):
    threshold: float | None  # cut on the probability
    false_positive_rate: float | None  # of negatives
    true_positive_rate: float | None  # recall
    precision: float | None  # share of acts that were right
    acts: float | None  # share of rows acted on


class EvaluationCutCurve(TypedDict):
    at: float | None  # act at or above this probability
    acts: float | None  # share of rows acted on
    value_per_month: Estimate  # money a month against doing nothing


class EvaluationCut(TypedDict):
    chosen_by: str  # what makes the decisions
    at: float | None  # cut in use; null where there is no single one
    by_costs: float | None  # chance from which acting pays; null for mere scores
    best: float | None  # cut that earned most here; null: beyond every score
    capacity_share: float | None  # largest share that can be acted on
    value_per_month: Estimate  # of a best cut, cross-fitted
    seen_value_per_month: float | None  # of the best cut on the rows that chose it: flatters
    against_decisions: Estimate  # best cut less the decisions in use, a month
    curve: list[EvaluationCutCurve]  # value at every cut
    sentence: str  # what it means


EvaluationLightsLight = TypedDict("EvaluationLightsLight", {
    "name": str,  # pass, papers or goods
    "from": float | None,  # lowest score; null: no lower end, or none
    "share": Estimate,  # share of all rows
    "positives": Estimate,  # share of all positives
})


class EvaluationLights(TypedDict):
    lights: list[EvaluationLightsLight]  # pass, papers, goods; cuts chosen on all rows
    caught: Estimate  # share of positives found, cross-fitted
    value_per_month: Estimate  # cross-fitted
    lost_per_month: Estimate  # worth of positives that are not found
    against_one_cut: Estimate  # more than the best single cut earns
    sentence: str  # what it means


EvaluationSliceCondition = TypedDict("EvaluationSliceCondition", {
    "column": str,  # column
    "is": str,  # what it is there
})


class EvaluationSlice(TypedDict):
    conditions: list[EvaluationSliceCondition]  # all hold at once
    rows: int  # rows of the confirming half
    loss_per_1000: Estimate  # money lost against perfect decisions
    against_all: Estimate  # its loss less that of all rows
    against_rule: Estimate  # its value less that of the rule
    confirmed: bool  # holds on rows that did not choose it
    p_adjusted: float | None  # one-sided, Holm over the slices found
    sentence: str  # what it means


class EvaluationGroupGroupsValue(TypedDict):
    value: str  # the group
    rows: int  # rows
    enough: bool  # enough rows to say anything
    selection_rate: Estimate  # share acted on
    tpr: Estimate  # share of positives acted on
    fpr: Estimate  # share of negatives acted on
    precision: Estimate  # share of acts that were right
    calibration: Estimate  # observed rate less mean predicted chance


class EvaluationGroupGroupsGap(TypedDict):
    metric: str  # what differs
    gap: Estimate  # largest less smallest group
    highest: str  # group with the largest
    lowest: str  # group with the smallest
    sentence: str  # what it means


class EvaluationGroupGroups(TypedDict):
    column: str  # column that makes the groups
    values: list[EvaluationGroupGroupsValue]  # one entry a group, largest first
    gaps: list[EvaluationGroupGroupsGap]  # one entry a metric


class EvaluationGroupPriceCut(TypedDict):
    group: str  # the group
    at: float | None  # its cut; null: beyond every score


class EvaluationGroupPrice(TypedDict):
    constraint: str  # what is the same in each group
    price_per_month: Estimate  # value lost by it, cross-fitted
    value_per_month: Estimate  # what is left, cross-fitted
    gap_before: float | None  # largest difference under the common cut
    gap_after: float | None  # largest difference under the cuts by group
    cuts: list[EvaluationGroupPriceCut]  # cuts by group, chosen on all rows
    sentence: str  # what it means


class EvaluationGroup(TypedDict):
    groups: EvaluationGroupGroups  # rates and gaps
    prices: list[EvaluationGroupPrice]  # the price of each constraint


class EvaluationReach(TypedDict):
    entity: str  # column that names who
    against: str  # what they are better off than
    entities: int  # how many
    helped: Estimate  # share with a gain
    harmed: Estimate  # share with a loss
    top_share: Estimate  # share of all gains that the top tenth of those helped hold
    sentence: str  # what it means


class EvaluationComparisonMetric(TypedDict):
    metric: str  # what is compared
    first: float | None  # of the judged model
    second: float | None  # of the other
    difference: Estimate  # paired, first less second
    p: float | None  # two-sided p that there is none


class EvaluationComparisonDecisions(TypedDict):
    only_first_right: int  # rows only the judged model got right
    only_second_right: int  # rows only the other got right
    exact_p: float | None  # exact McNemar test
    mid_p: float | None  # mid-p McNemar test


EvaluationComparisonFlips = TypedDict("EvaluationComparisonFlips", {
    "column": str,  # column of the part, or empty
    "is": str,  # what it is there
    "rows": int,  # rows of the part
    "share": Estimate,  # share of rows decided differently
    "good": Estimate,  # share where the judged model is right
    "bad": Estimate,  # share where the other was right
    "net": Estimate,  # good less bad
    "p_adjusted": float | None,  # two-sided p that net is 0, Holm over all parts looked at
    "sentence": str,  # what it means
})


class EvaluationComparison(TypedDict):
    model: str  # the judged model
    against: str  # the other model
    metrics: list[EvaluationComparisonMetric]  # paired differences
    decisions: EvaluationComparisonDecisions  # right and wrong decisions, McNemar
    flips: EvaluationComparisonFlips  # decisions that differ
    by_slice: list[EvaluationComparisonFlips]  # the same in parts of the rows
    sentence: str  # what it means
    note: str  # how it was compared


class EvaluationScenario(TypedDict):
    name: str  # name
    sql: str  # which rows
    metric: str  # what is asked of them
    rows: int  # rows
    bar: float | None  # bar
    at_least: bool  # the bar is a lower one
    value: Estimate  # measured
    outcome: str  # pass, fail or cannot tell
    sentence: str  # what it means


class EvaluationHuman(TypedDict):
    name: str  # column of the person's decisions
    rows: int  # rows that both decided
    accuracy: Estimate  # share the person got right
    model_accuracy: Estimate  # share the model got right, same rows
    difference: Estimate  # model less person, paired
    value_per_month: Estimate  # model less person, money a month
    seconds: Estimate  # a decision takes the person
    decisions: EvaluationComparisonDecisions  # right and wrong decisions, McNemar
    sentence: str  # what it means


class EvaluationClaimQuantile(TypedDict):
    level: float | None  # probability of being below
    value: float | None  # value at that level


class EvaluationClaim(TypedDict):
    id: str  # content hash of the claim
    statement: str  # the claim in words
    quantity: str  # what is measured
    unit: str  # its unit
    population: str  # for whom or what it holds
    period: str  # over which time
    quantiles: list[EvaluationClaimQuantile]  # what is believed, never one point
    settle_by: str  # when and how it will be settled
    made_by: str  # who claims it
    evidence: list[ClaimCheckEvidence]  # what it rests on


class EvaluationProvenanceInput(TypedDict):
    what: str  # data, product file
    name: str  # as it was given
    sha256: str  # SHA-256 of its content


class EvaluationProvenance(TypedDict):
    version: str  # of assay
    engine: str  # of the SQL engine
    boosting: str  # of the boosting library
    seed: int  # decides everything random
    threads: int  # threads used
    inputs: list[EvaluationProvenanceInput]  # what it was made from


class EvaluationReuseAdjusted(TypedDict):
    metric: str  # what is measured
    estimate: Estimate  # with its interval


class EvaluationReuse(TypedDict):
    test_rows: str  # hash of labels and ids, in any order
    k: int  # distinct predictions that met these rows, by this ledger
    confidence: float | None  # 1 - (1 - confidence) / k
    adjusted: list[EvaluationReuseAdjusted]  # the most quoted numbers at that confidence
    sentence: str  # what it means


class EvaluationRun(TypedDict):
    finished_at: str  # when the study ended, UTC
    duration_s: float | None  # seconds it took
    steps_s: dict[str, float | None]  # seconds by step


class Evaluation(TypedDict):
    schema: str  # name and version of this document
    headline: str  # what was found, in one or two sentences
    rows: int  # rows that were evaluated
    positives: int  # of them positive
    clusters: int  # independent clusters of rows
    positive_rate: Estimate  # share of positives
    currency: str  # currency of all money
    baseline: str  # what the judged model has to beat
    decisions_per_month: float | None  # decisions that a month has
    integrity: list[ClaimCheckIntegrity]  # can the predictions be trusted, worst first
    models: list[EvaluationModel]  # the judged model first
    calibration: EvaluationCalibration  # do its probabilities hold
    corp: list[EvaluationCorp]  # isotonic calibration curve with its consistency band
    ranking: list[EvaluationRanking]  # ROC, precision-recall and gains
    cut: EvaluationCut  # where to act
    lights: EvaluationLights | None  # pass, check papers, check goods; or null
    slices: list[EvaluationSlice]  # where it loses most
    groups: list[EvaluationGroup]  # gaps between groups and their price
    reach: EvaluationReach | None  # who gains, or null
    comparison: EvaluationComparison | None  # against another model, or null
    scenarios: list[EvaluationScenario]  # named parts with a bar each
    human: EvaluationHuman | None  # against a person, or null
    not_run: list[str]  # what was not looked at for want of input
    methods: list[str]  # how it was made
    product: dict[str, Any]  # the product file, as used
    id: str  # content hash
    title: str  # the decision
    source: str  # the table of predictions
    claims: list[EvaluationClaim]  # what is claimed, for the ledger
    evidence: list[ClaimCheckEvidence]  # what it rests on
    provenance: EvaluationProvenance  # how to make it again
    reuse: EvaluationReuse  # how often these rows were used
    run: EvaluationRun  # everything that depends on the clock


class EvaluationMulticlassClasse(TypedDict):
    name: str  # the class
    rows: int  # rows
    share: Estimate  # share of the rows


class EvaluationMulticlassModelClasse(TypedDict):
    name: str  # the class
    rows: int  # rows of the class
    decided: int  # rows decided to be of it
    precision: Estimate  # share of those that are of it
    recall: Estimate  # share of the class that was found
    f1: Estimate  # harmonic mean of both
    auc: Estimate  # area under its one-vs-rest ROC curve


EvaluationMulticlassModelConfusion = TypedDict("EvaluationMulticlassModelConfusion", {
    "is": str,  # true class
    "decided": str,  # class it was decided to be
    "rows": float | None,  # rows, weighted
    "share": Estimate,  # share of the true class
})


class EvaluationMulticlassModel(TypedDict):
    name: str  # name
    label: str  # name in words
    role: str  # judged, against, option or reference
    kind: str  # probability or decision
    decided_by: str  # how its decisions come about
    accuracy: Estimate  # share of decisions that are right
    macro_precision: Estimate  # mean precision of the classes
    macro_recall: Estimate  # mean recall of the classes
    macro_f1: Estimate  # mean F1 of the classes
    micro_precision: Estimate  # precision of all decisions together
    micro_recall: Estimate  # recall of all decisions together
    micro_f1: Estimate  # F1 of all decisions together
    macro_auc: Estimate  # mean one-vs-rest AUC of the classes
    log_loss: Estimate  # mean log loss of the true class
    brier: Estimate  # mean squared error summed over classes
    accuracy_against_baseline: Estimate  # accuracy less that of the baseline
    classes: list[EvaluationMulticlassModelClasse]  # one entry a class
    confusion: list[EvaluationMulticlassModelConfusion]  # true by decided class
    value_per_1000: Estimate  # money per 1,000 decisions
    value_per_month: Estimate  # money a month
    against_baseline: Estimate  # money a month more than the baseline


class EvaluationMulticlassDecision(TypedDict):
    by_costs: Estimate  # money a month of the class with most expected money
    against_decisions: Estimate  # that less the decisions in use
    sharpness: float | None  # power of the probabilities that would have earned most; 1: as they are
    cross_fitted: Estimate  # money a month at the power that the other half of the rows chose
    cross_fitted_against: Estimate  # that less the decisions in use
    seen_value_per_month: float | None  # at the best power on the rows that chose it: flatters
    sentence: str  # what it means


class EvaluationMulticlassGroupValue(TypedDict):
    value: str  # the group
    rows: int  # rows
    enough: bool  # enough rows to say anything
    measures: list[EvaluationReuseAdjusted]  # what was measured there


class EvaluationMulticlassGroup(TypedDict):
    column: str  # column that makes the groups
    values: list[EvaluationMulticlassGroupValue]  # one entry a group, largest first
    gaps: list[EvaluationGroupGroupsGap]  # largest less smallest group, simultaneous


class EvaluationMulticlassComparisonHomogeneity(TypedDict):
    statistic: float | None  # chi-square statistic
    degrees: int  # degrees of freedom
    p: float | None  # p that there is no difference


class EvaluationMulticlassComparison(TypedDict):
    model: str  # the judged model
    against: str  # the other model
    metrics: list[EvaluationComparisonMetric]  # paired differences
    decisions: EvaluationComparisonDecisions  # right and wrong decisions, McNemar
    flips: EvaluationComparisonFlips  # decisions that differ
    by_slice: list[EvaluationComparisonFlips]  # the same in parts of the rows
    sentence: str  # what it means
    note: str  # how it was compared
    homogeneity: EvaluationMulticlassComparisonHomogeneity  # that both decide for each class equally often, Stuart-Maxwell


class EvaluationMulticlass(TypedDict):
    schema: str  # name and version of this document
    headline: str  # what was found, in one or two sentences
    rows: int  # rows that were evaluated
    clusters: int  # independent clusters of rows
    classes: list[EvaluationMulticlassClasse]  # the classes and how frequent they are
    currency: str  # currency of all money
    baseline: str  # what the judged model has to beat
    has_costs: bool  # a table of money was given
    money: list[float | None]  # the table of money, true by decided class, row by row
    decisions_per_month: float | None  # decisions that a month has
    integrity: list[ClaimCheckIntegrity]  # can the predictions be trusted, worst first
    models: list[EvaluationMulticlassModel]  # the judged model first
    calibration: EvaluationCalibration  # does the chance of the likeliest class hold
    corp: list[EvaluationCorp]  # its isotonic calibration curve with consistency band
    decision: EvaluationMulticlassDecision | None  # decisions by expected money, or null
    slices: list[EvaluationSlice]  # where it loses most: money, or without costs wrong decisions
    groups: list[EvaluationMulticlassGroup]  # accuracy and recall by group, and their gaps
    comparison: EvaluationMulticlassComparison | None  # against another model, or null
    not_run: list[str]  # what was not looked at for want of input
    methods: list[str]  # how it was made
    product: dict[str, Any]  # the product file, as used
    id: str  # content hash
    title: str  # the decision
    source: str  # the table of predictions
    claims: list[EvaluationClaim]  # what is claimed, for the ledger
    evidence: list[ClaimCheckEvidence]  # what it rests on
    provenance: EvaluationProvenance  # how to make it again
    reuse: EvaluationReuse  # how often these rows were used
    run: EvaluationRun  # everything that depends on the clock


class EvaluationRegressionLabel(TypedDict):
    mean: float | None  # mean
    median: float | None  # median
    sd: float | None  # standard deviation
    least: float | None  # smallest
    most: float | None  # largest


class EvaluationRegressionCosts(TypedDict):
    under: float | None  # money a unit of a prediction too low
    over: float | None  # money a unit of a prediction too high
    tolerance: float | None  # errors up to it cost nothing


class EvaluationRegressionModelQuantile(TypedDict):
    level: float | None  # level of the quantile
    loss: Estimate  # mean pinball loss
    below: Estimate  # share of labels at or below it


EvaluationRegressionModelRange = TypedDict("EvaluationRegressionModelRange", {
    "from": float | None,  # level of the lower end
    "to": float | None,  # level of the upper end
    "nominal": float | None,  # share that should lie inside
    "inside": Estimate,  # share that does
    "width": Estimate,  # mean width
    "sentence": str,  # what it means
})


class EvaluationRegressionModel(TypedDict):
    name: str  # name
    label: str  # name in words
    role: str  # judged, against, option or reference
    mae: Estimate  # mean absolute error
    rmse: Estimate  # root of the mean squared error
    r2: Estimate  # share of the variance explained
    median_absolute_error: Estimate  # median absolute error
    bias: Estimate  # mean of prediction less label
    mae_against_baseline: Estimate  # mean absolute error less that of always the median
    quantiles: list[EvaluationRegressionModelQuantile]  # one entry a quantile column
    range: EvaluationRegressionModelRange | None  # do its ranges hold, or null
    within_tolerance: Estimate  # share of errors within the tolerance
    cost_per_1000: Estimate  # money that 1,000 errors cost
    cost_per_month: Estimate  # money that the errors of a month cost
    saved_against_baseline: Estimate  # money a month less than the best constant costs


EvaluationRegressionDecile = TypedDict("EvaluationRegressionDecile", {
    "from": float | None,  # smallest prediction
    "to": float | None,  # largest prediction
    "rows": int,  # rows
    "predicted": float | None,  # mean prediction
    "observed": float | None,  # mean label
    "bias": Estimate,  # mean of prediction less label
    "mae": Estimate,  # mean absolute error
})


class EvaluationRegressionShift(TypedDict):
    best: float | None  # added to every prediction it would have cost least
    saved_per_month: Estimate  # money saved by such a shift, chosen on the other half of the rows
    seen_saved_per_month: float | None  # on the rows that chose it: flatters
    sentence: str  # what it means


class EvaluationRegressionSlice(TypedDict):
    conditions: list[EvaluationSliceCondition]  # all hold at once
    rows: int  # rows of the confirming half
    mae: Estimate  # mean absolute error
    against_all: Estimate  # that less that of all rows
    confirmed: bool  # holds on rows that did not choose it
    p_adjusted: float | None  # one-sided, Holm over the slices found
    sentence: str  # what it means


class EvaluationRegressionComparison(TypedDict):
    model: str  # the judged model
    against: str  # the other model
    metrics: list[EvaluationComparisonMetric]  # paired differences
    closer: Estimate  # share of rows where the judged model is closer, ties half
    sentence: str  # what it means
    note: str  # how it was compared


class EvaluationRegression(TypedDict):
    schema: str  # name and version of this document
    headline: str  # what was found, in one or two sentences
    rows: int  # rows that were evaluated
    clusters: int  # independent clusters of rows
    label: EvaluationRegressionLabel  # the numbers that came true
    currency: str  # currency of all money
    baseline: str  # what the judged model has to beat
    costs: EvaluationRegressionCosts | None  # what errors cost, or null
    decisions_per_month: float | None  # predictions that a month has
    integrity: list[ClaimCheckIntegrity]  # can the predictions be trusted, worst first
    models: list[EvaluationRegressionModel]  # the judged model first; mean and median last
    deciles: list[EvaluationRegressionDecile]  # errors by size of the prediction
    shift: EvaluationRegressionShift | None  # predictions moved by one amount, or null
    slices: list[EvaluationRegressionSlice]  # where it misses by most
    groups: list[EvaluationMulticlassGroup]  # errors by group, and their gaps
    comparison: EvaluationRegressionComparison | None  # against another model, or null
    not_run: list[str]  # what was not looked at for want of input
    methods: list[str]  # how it was made
    product: dict[str, Any]  # the product file, as used
    id: str  # content hash
    title: str  # the decision
    source: str  # the table of predictions
    claims: list[EvaluationClaim]  # what is claimed, for the ledger
    evidence: list[ClaimCheckEvidence]  # what it rests on
    provenance: EvaluationProvenance  # how to make it again
    reuse: EvaluationReuse  # how often these rows were used
    run: EvaluationRun  # everything that depends on the clock


class ProfileColumnTop(TypedDict):
    value: str  # value as text, at most 200 bytes
    rows: int  # rows that have it


class ProfileColumn(TypedDict):
    name: str  # column
    type: str  # boolean, integer, real, text, date or timestamp
    role: str  # number, category, text, time, id or constant
    missing: int  # rows without a value
    distinct: int  # distinct values, exact
    mean: float | None  # mean
    sd: float | None  # standard deviation
    min: float | None  # smallest
    q05: float | None  # 5 % quantile
    q25: float | None  # 25 % quantile
    median: float | None  # median
    q75: float | None  # 75 % quantile
    q95: float | None  # 95 % quantile
    max: float | None  # largest
    first: str  # earliest time
    last: str  # latest time
    top: list[ProfileColumnTop]  # most frequent values
    histogram: list[int]  # rows in 20 equal bins from min to max
    target_auc: float | None  # how well the column alone orders the target (0.5 = not at all)


class Profile(TypedDict):
    schema: str  # name and version of this document
    source: str  # where the table came from
    target: str  # column that says what came true
    rows: int  # rows
    columns: list[ProfileColumn]  # one entry a column
    issues: list[ClaimCheckIntegrity]  # what is wrong, worst first


class StudyVerdictMoneyWords(TypedDict):
    finding: str  # what the section shows
    measure: str  # what is measured
    note: str  # how many rows, which method


class StudyVerdictMoney(TypedDict):
    option: str  # what is judged
    against: str  # the best simple option
    per_month: Estimate  # gain a month before its cost
    cost_per_month: float | None  # running cost and the share of the building cost
    words: StudyVerdictMoneyWords  # in words


class StudyVerdictWithoutSuspects(TypedDict):
    name: Literal["BUILD", "RULE_SUFFICES", "COLLECT", "DONT", "UNDECIDED"]  # verdict
    columns: list[str]  # the suspected columns
    probability: dict[str, float | None]  # probability of each line
    auc: float | None  # AUC of the model
    sentence: str  # in words


class StudyVerdictWouldChange(TypedDict):
    what: str  # key of the quantity
    label: str  # the quantity in words
    now: float | None  # where it stands
    now_low: float | None  # 5 % end when given as a range
    now_high: float | None  # 95 % end when given as a range
    flips_at: float | None  # where the verdict changes, or null
    unit: str  # unit
    verdict: str  # the verdict beyond, or empty
    sentence: str  # in words


class StudyVerdict(TypedDict):
    name: Literal["BUILD", "RULE_SUFFICES", "COLLECT", "DONT", "UNDECIDED"]  # the verdict
    close_call: bool  # within 0.05 of the asked certainty
    headline: str  # the verdict, short
    sentence: str  # the verdict in one sentence
    because: list[str]  # reasons
    probability: dict[str, float | None]  # probability of each line and of open
    best_by_money: dict[str, float | None]  # probability that each option is best
    p_target: float | None | None  # probability that the target is met now
    expected_loss: dict[str, float | None]  # money a month lost by each choice
    information_value_per_month: float | None  # expected value of perfect information, money a month
    payback_months: Estimate  # months until the model has paid back
    money: StudyVerdictMoney  # the money it turns on
    without_suspects: StudyVerdictWithoutSuspects | None  # verdict without suspected leaks
    with_suspects: StudyVerdictWithoutSuspects | None  # verdict with suspected leaks
    would_change: list[StudyVerdictWouldChange]  # what would change it


class StudyData(TypedDict):
    rows: int  # rows with a target
    columns: int  # columns a model may use
    positives: int  # rows with the positive value
    unlabelled: int  # rows without a target
    positive_rate: Estimate  # share of positives
    first: str  # earliest time
    last: str  # latest time
    issues: list[ClaimCheckIntegrity]  # what was found, worst first
    words: StudyVerdictMoneyWords  # in words


class StudyOptionBeat(TypedDict):
    option: str  # the simpler option
    value_per_month: Estimate  # paired difference, money a month


class StudyOption(TypedDict):
    name: str  # name
    label: str  # name in words
    role: str  # simple, candidate, chosen or best
    auc: Estimate  # area under the ROC curve, mean within test parts
    average_precision: Estimate  # mean within test parts
    brier: Estimate  # mean squared error of its probabilities
    acts: Estimate  # share of decisions that act
    precision: Estimate  # share of acts that were right
    recall: Estimate  # share of positives acted on
    confusion: EvaluationModelConfusion  # rows by decision and outcome
    value_per_1000: Estimate  # money per 1,000 decisions against doing nothing
    value_per_month: Estimate  # money a month against doing nothing, before running cost
    raw_value_per_month: Estimate  # the same with uncalibrated scores; null for rules
    beats: list[StudyOptionBeat]  # paired differences to simpler options
    note: str  # what to know about it, or empty


class StudyThreshold(TypedDict):
    at: float | None  # cut on the calibrated probability
    chosen_by: str  # what set the cut
    curve: list[EvaluationCutCurve]  # value at every cut
    words: StudyVerdictMoneyWords  # in words


class StudyRanking(TypedDict):
    option: str  # whose scores
    curve: list[EvaluationRanking]  # ROC, precision-recall and gains
    words: StudyVerdictMoneyWords  # in words


class StudyLearningCurvePoint(TypedDict):
    rows: float | None  # training rows
    value: Estimate  # score


class StudyLearningCurveForecast(TypedDict):
    rows: float | None  # training rows
    low: float | None  # 5 %
    low_50: float | None  # 25 %
    median: float | None  # 50 %
    high_50: float | None  # 75 %
    high: float | None  # 95 %


class StudyLearningCurveRowsNeeded(TypedDict):
    p05: float | None | None  # rows that reach the target with 5 % chance
    p50: float | None | None  # with 50 % chance
    p95: float | None | None  # with 95 % chance
    beyond: float | None  # nothing is said beyond this multiple


class StudyLearningCurve(TypedDict):
    option: str  # the model that learns
    metric: str  # score
    rows_now: float | None  # training rows today
    target: float | None | None  # the bar, or null
    points: list[StudyLearningCurvePoint]  # measured
    forecast: list[StudyLearningCurveForecast]  # not seen yet
    rows_needed: StudyLearningCurveRowsNeeded  # rows to reach the target
    labels_cost: float | None | None  # money for those rows
    p_reach: float | None | None  # chance within 8 x the rows
    refused: str | None  # why there is no forecast, or null
    method: str  # how the band was made
    words: StudyVerdictMoneyWords  # in words


class StudyDriver(TypedDict):
    columns: list[str]  # columns
    value_per_month: Estimate  # money a month lost without what they tell


class StudyNoise(TypedDict):
    data_sd: float | None  # standard error from the rows, money
    seed_sd: float | None | None  # from the seed; null: not applicable
    smallest_real_difference: float | None  # smallest difference a month that would be seen (80 % power)
    sentence: str  # in words


class StudyWords(TypedDict):
    options: StudyVerdictMoneyWords  # options
    calibration: StudyVerdictMoneyWords  # calibration
    drivers: StudyVerdictMoneyWords  # drivers
    slices: StudyVerdictMoneyWords  # slices
    groups: StudyVerdictMoneyWords  # groups
    would_change: StudyVerdictMoneyWords  # what would change it
    confusion: StudyVerdictMoneyWords  # confusion
    methods: list[str]  # how it was made


class Study(TypedDict):
    schema: str  # name and version of this document
    product: dict[str, Any]  # the product file, as used
    id: str  # content hash
    title: str  # the decision
    statement: str  # what was studied
    currency: str  # currency of all money
    verdict: StudyVerdict  # the verdict
    data: StudyData  # the data
    options: list[StudyOption]  # every option, simplest first
    threshold: StudyThreshold  # value by cut
    calibration: EvaluationCalibration  # do its probabilities hold
    ranking: StudyRanking  # ROC, precision-recall, gains
    learning_curve: StudyLearningCurve  # how much data is enough
    drivers: list[StudyDriver]  # what the value rests on
    noise: StudyNoise  # what is noise
    slices: list[EvaluationSlice]  # where it loses most
    groups: list[EvaluationGroupGroups]  # gaps between groups
    words: StudyWords  # sentences of the sections
    claims: list[EvaluationClaim]  # what is claimed, for the ledger
    evidence: list[ClaimCheckEvidence]  # what it rests on
    provenance: EvaluationProvenance  # how to make it again
    run: EvaluationRun  # everything that depends on the clock


class StudyDiffDifference(TypedDict):
    what: str  # data, product, verdict, value, …
    before: str  # in the old study
    after: str  # in the new study
    sentence: str  # in words


class StudyDiff(TypedDict):
    schema: str  # name and version of this document
    sentence: str  # what changed, and why
    same_verdict: bool  # the verdict stayed
    differences: list[StudyDiffDifference]  # one entry a difference
