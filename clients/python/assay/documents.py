"""Types of assay's documents, made by make_types.py from the published schemas."""

from typing import Any, Literal, TypedDict


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


class ProfileIssue(TypedDict):
    code: str  # stable name of the finding
    severity: Literal["info", "question", "warning", "error"]  # info, question, warning or error
    column: str  # column concerned, or empty
    rows: int  # rows concerned
    sentence: str  # what was found
    fix: str  # what to do about it, or empty


class Profile(TypedDict):
    schema: str  # name and version of this document
    source: str  # where the table came from
    target: str  # column that says what came true
    rows: int  # rows
    columns: list[ProfileColumn]  # one entry a column
    issues: list[ProfileIssue]  # what is wrong, worst first


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


class Estimate(TypedDict):
    value: float | None  # best estimate
    low: float | None  # lower end of the interval
    high: float | None  # upper end of the interval
    low_50: float | None  # lower end of the 50 % interval
    high_50: float | None  # upper end of the 50 % interval
    confidence: float | None  # share of such intervals that hold the truth
    method: str  # how the interval was made


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
    issues: list[ProfileIssue]  # what was found, worst first
    words: StudyVerdictMoneyWords  # in words


class StudyOptionConfusion(TypedDict):
    true_positive: float | None  # acted, rightly; rows
    false_positive: float | None  # acted, wrongly
    false_negative: float | None  # let pass, wrongly
    true_negative: float | None  # let pass, rightly


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
    confusion: StudyOptionConfusion  # rows by decision and outcome
    value_per_1000: Estimate  # money per 1,000 decisions against doing nothing
    value_per_month: Estimate  # money a month against doing nothing, before running cost
    raw_value_per_month: Estimate  # the same with uncalibrated scores; null for rules
    beats: list[StudyOptionBeat]  # paired differences to simpler options
    note: str  # what to know about it, or empty


class StudyThresholdCurve(TypedDict):
    at: float | None  # act at or above this probability
    acts: float | None  # share of rows acted on
    value_per_month: Estimate  # money a month against doing nothing


class StudyThreshold(TypedDict):
    at: float | None  # cut on the calibrated probability
    chosen_by: str  # what set the cut
    curve: list[StudyThresholdCurve]  # value at every cut
    words: StudyVerdictMoneyWords  # in words


class StudyCalibrationBin(TypedDict):
    predicted: float | None  # mean predicted chance
    observed: Estimate  # share that came true
    rows: int  # rows in the bin


class StudyCalibration(TypedDict):
    option: str  # the option whose probabilities are judged
    bins: list[StudyCalibrationBin]  # bins of equal mass
    miscalibration: float | None  # CORP miscalibration, Brier units
    discrimination: float | None  # CORP discrimination
    uncertainty: float | None  # CORP uncertainty (that of the base rate)
    sentence: str  # what it means


class StudyRankingCurve(TypedDict):
    threshold: float | None  # cut on the probability
    false_positive_rate: float | None  # of negatives
    true_positive_rate: float | None  # recall
    precision: float | None  # share of acts that were right
    acts: float | None  # share of rows acted on


class StudyRanking(TypedDict):
    option: str  # whose scores
    curve: list[StudyRankingCurve]  # ROC, precision-recall and gains
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


StudySliceCondition = TypedDict("StudySliceCondition", {
    "column": str,  # column
    "is": str,  # what it is there
})


class StudySlice(TypedDict):
    conditions: list[StudySliceCondition]  # all hold at once
    rows: int  # rows of the confirming half
    loss_per_1000: Estimate  # money lost against perfect decisions
    against_all: Estimate  # its loss less that of all rows
    against_rule: Estimate  # its value less that of the rule
    confirmed: bool  # holds on rows that did not choose it
    p_adjusted: float | None  # one-sided, Holm over the slices found
    sentence: str  # what it means


class StudyGroupValue(TypedDict):
    value: str  # the group
    rows: int  # rows
    enough: bool  # enough rows to say anything
    selection_rate: Estimate  # share acted on
    tpr: Estimate  # share of positives acted on
    fpr: Estimate  # share of negatives acted on
    precision: Estimate  # share of acts that were right
    calibration: Estimate  # observed rate less mean predicted chance


class StudyGroupGap(TypedDict):
    metric: str  # what differs
    gap: Estimate  # largest less smallest group
    highest: str  # group with the largest
    lowest: str  # group with the smallest
    sentence: str  # what it means


class StudyGroup(TypedDict):
    column: str  # column that makes the groups
    values: list[StudyGroupValue]  # one entry a group, largest first
    gaps: list[StudyGroupGap]  # one entry a metric


class StudyWords(TypedDict):
    options: StudyVerdictMoneyWords  # options
    calibration: StudyVerdictMoneyWords  # calibration
    drivers: StudyVerdictMoneyWords  # drivers
    slices: StudyVerdictMoneyWords  # slices
    groups: StudyVerdictMoneyWords  # groups
    would_change: StudyVerdictMoneyWords  # what would change it
    confusion: StudyVerdictMoneyWords  # confusion
    methods: list[str]  # how it was made


class StudyClaimQuantile(TypedDict):
    level: float | None  # probability of being below
    value: float | None  # value at that level


class StudyClaimEvidence(TypedDict):
    what: str  # what it is
    sha256: str  # SHA-256 of its content


class StudyClaim(TypedDict):
    id: str  # content hash of the claim
    statement: str  # the claim in words
    quantity: str  # what is measured
    unit: str  # its unit
    population: str  # for whom or what it holds
    period: str  # over which time
    quantiles: list[StudyClaimQuantile]  # what is believed, never one point
    settle_by: str  # when and how it will be settled
    made_by: str  # who claims it
    evidence: list[StudyClaimEvidence]  # what it rests on


class StudyProvenanceInput(TypedDict):
    what: str  # data, product file
    name: str  # as it was given
    sha256: str  # SHA-256 of its content


class StudyProvenance(TypedDict):
    version: str  # of assay
    engine: str  # of the SQL engine
    boosting: str  # of the boosting library
    seed: int  # decides everything random
    threads: int  # threads used
    inputs: list[StudyProvenanceInput]  # what it was made from


class StudyRun(TypedDict):
    finished_at: str  # when the study ended, UTC
    duration_s: float | None  # seconds it took
    steps_s: dict[str, float | None]  # seconds by step


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
    calibration: StudyCalibration  # do its probabilities hold
    ranking: StudyRanking  # ROC, precision-recall, gains
    learning_curve: StudyLearningCurve  # how much data is enough
    drivers: list[StudyDriver]  # what the value rests on
    noise: StudyNoise  # what is noise
    slices: list[StudySlice]  # where it loses most
    groups: list[StudyGroup]  # gaps between groups
    words: StudyWords  # sentences of the sections
    claims: list[StudyClaim]  # what is claimed, for the ledger
    evidence: list[StudyClaimEvidence]  # what it rests on
    provenance: StudyProvenance  # how to make it again
    run: StudyRun  # everything that depends on the clock
