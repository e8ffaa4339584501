"""Types of assay's documents, made by make_types.py from the published schemas."""

from typing import Any, Literal, TypedDict


class CardPersonal(TypedDict):
    column: str  # column
    kind: Literal["e-mail", "phone", "iban", "payment card", "ip address", "name"]  # e-mail, phone, iban, payment card, ip address or name
    rows: int  # rows in which it was found
    share: float | None  # share of all rows
    declared: bool  # the card says so
    examples: list[str]  # shapes of some values, letters and digits hidden


class CardIssue(TypedDict):
    code: str  # stable name of the finding
    severity: Literal["info", "question", "warning", "error"]  # info, question, warning or error
    column: str  # column concerned, or empty
    rows: int  # rows concerned
    sentence: str  # what was found
    fix: str  # what to do about it, or empty


class Card(TypedDict):
    schema: str  # name and version of this document
    card: str  # name of the card
    owner: str  # who answers for the data
    source: str  # where the table came from
    rows: int  # rows
    columns: int  # columns
    allowed: list[str]  # purposes that are allowed; empty: all but forbidden
    forbidden: list[str]  # purposes that are forbidden
    basis: str  # lawful basis
    retention: str  # how long rows are kept
    without_consent: int  # rows without consent
    personal: list[CardPersonal]  # columns that hold personal data
    issues: list[CardIssue]  # what is wrong, worst first
    sentence: str  # how the card stands, in words


class CheckFinding(TypedDict):
    number: int  # number of the issue, 1 to 25
    issue: str  # name of the issue
    code: str  # stable name of the finding
    severity: Literal["info", "question", "warning", "error"]  # info, question, warning or error
    column: str  # column concerned, or empty
    rows: int  # rows concerned
    cost: float | None  # what orders findings of one severity: share of the rows times how much the column tells the target, 0 to 1
    ids: list[str]  # the first ten rows concerned: their keys, else row numbers
    sentence: str  # what was found
    fix: str  # what to do about it, or empty


class CheckNotRun(TypedDict):
    number: int  # number of the issue, 1 to 25
    issue: str  # name of the issue
    needs: str  # what it cannot be looked for without


class CheckClean(TypedDict):
    number: int  # number of the issue, 1 to 25
    issue: str  # name of the issue


class CheckPartitionsFile(TypedDict):
    file: str  # where it lies
    sha256: str  # of its content, by which it is known again
    rows: int  # rows
    known: bool  # true where it was checked before and was not read


class CheckPartitions(TypedDict):
    known: int  # files that were checked before and were not read
    new: int  # files that were read and checked
    known_rows: int  # rows of the known files
    files: list[CheckPartitionsFile]  # all files, in their order


class Check(TypedDict):
    schema: str  # name and version of this document
    source: str  # where the table came from
    against: str  # table it was held against, or empty
    rows: int  # rows
    columns: int  # columns
    sentence: str  # the whole in one sentence
    findings: list[CheckFinding]  # what was found, the costliest first
    not_run: list[CheckNotRun]  # what could not be looked for, or not in all parts
    clean: list[CheckClean]  # what was looked for and not found
    partitions: CheckPartitions | None  # the files of the table, where only new ones were read; else null


class Estimate(TypedDict):
    value: float | None  # best estimate
    low: float | None  # lower end of the interval
    high: float | None  # upper end of the interval
    low_50: float | None  # lower end of the 50 % interval
    high_50: float | None  # upper end of the 50 % interval
    confidence: float | None  # share of such intervals that hold the truth
    method: str  # how the interval was made


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
    integrity: list[CardIssue]  # can the predictions be trusted
    source: str  # the table of predictions
    evidence: list[ClaimCheckEvidence]  # what it rests on


class ContractCheckBreache(TypedDict):
    code: str  # stable name of the kind of breach
    severity: Literal["info", "question", "warning", "error"]  # info, question, warning or error
    column: str  # column concerned, or empty
    rows: int  # rows that break the clause
    first_rows: list[int]  # the first of them, counted from 1, at most 5
    seen: list[str]  # values seen there, at most 3
    expected: str  # what the contract says
    clause: str  # file, line and key of the clause
    sentence: str  # the breach in words
    sql: str  # SELECT over the table `data` that shows the rows, or empty


class ContractCheck(TypedDict):
    schema: str  # name and version of this document
    contract: str  # name of the contract
    version: str  # version of the contract
    owner: str  # who answers for the table
    source: str  # where the table came from
    rows: int  # rows of the table
    columns: int  # columns of the table
    clauses: int  # clauses that were looked at
    sentence: str  # how the table stands, in words
    breaches: list[ContractCheckBreache]  # one entry a broken clause


class ContractDiffChangeProduct(TypedDict):
    product: str  # name of the product
    file: str  # its product file
    how: str  # what it uses the column for


class ContractDiffChange(TypedDict):
    column: str  # column concerned, or empty
    clause: str  # clause that changed
    breaking: bool  # readers can no longer rely on what was promised
    before: str  # in the old contract
    after: str  # in the new contract
    sentence: str  # the change in words
    products: list[ContractDiffChangeProduct]  # products that use the column, of breaking changes


class ContractDiff(TypedDict):
    schema: str  # name and version of this document
    contract: str  # name of the contract
    old_version: str  # version of the old contract
    new_version: str  # version of the new contract
    breaking: int  # breaking changes
    harmless: int  # harmless changes
    announced: bool  # nothing breaks, or the major version rose
    products_searched: int  # product files looked at
    sentence: str  # what changed, in words
    changes: list[ContractDiffChange]  # one entry a change


class DataDiffBefore(TypedDict):
    named: str  # file or snapshot
    rows: int  # rows
    columns: int  # columns


class DataDiffColumnExample(TypedDict):
    key: str  # key of the row
    before: str  # value in the old table, empty if missing
    after: str  # value in the new table, empty if missing


class DataDiffColumn(TypedDict):
    column: str  # column
    changed: int  # rows whose value is another
    emptied: int  # rows whose value went missing
    filled: int  # rows that had no value and have one
    examples: list[DataDiffColumnExample]  # the first of them, at most 5


class DataDiffSchemaChange(TypedDict):
    column: str  # column
    change: str  # added, removed or type
    before: str  # type in the old table, or empty
    after: str  # type in the new table, or empty


class DataDiff(TypedDict):
    schema: str  # name and version of this document
    before: DataDiffBefore  # the old table
    after: DataDiffBefore  # the new table
    key: list[str]  # columns that name a row
    identical: bool  # nothing is different but perhaps the rows' order
    added: int  # rows whose key only the new table has
    removed: int  # rows whose key only the old table has
    changed: int  # rows of both with another value in some column
    same: int  # rows of both with the same values
    added_keys: list[str]  # keys of the first added rows
    removed_keys: list[str]  # keys of the first removed rows
    columns: list[DataDiffColumn]  # columns with changed values, most first
    schema_changes: list[DataDiffSchemaChange]  # columns that came, went or changed type
    sentence: str  # what is different, in words


class DriftMethod(TypedDict):
    chunk_rows: int  # neighbouring rows that change sides together
    reference_chunks: int  # chunks of the reference
    current_chunks: int  # chunks of the current table
    false_discoveries: float | None  # share of false findings allowed (Benjamini-Hochberg over all tests)
    least_shift: float | None  # effects below are not told, however sure: standard deviations of the reference
    least_mix: float | None  # the same for Jensen-Shannon distances
    least_missing: float | None  # the same for shares of missing values
    warn_shift: float | None  # effects from here on are a warning
    warn_mix: float | None  # the same for Jensen-Shannon distances
    warn_missing: float | None  # the same for shares of missing values
    seed: int  # of everything random


DriftColumnShape = TypedDict("DriftColumnShape", {
    "from": float | None,  # where the first bar begins; null for categories
    "to": float | None,  # where the last one ends; the outer ones hold what lies beyond
    "values": list[str],  # names of the bars, or empty where they are ranges
    "reference": list[float | None],  # share of each bar in the reference
    "current": list[float | None],  # the same in the current table
})


class DriftColumn(TypedDict):
    name: str  # column
    type: str  # its type in the reference
    measure: str  # wasserstein (in standard deviations of the reference), jensen-shannon (square root, base 2), or empty when it was not compared
    why_not: str  # why it was not compared, or empty
    unit: str  # unit of distance_in_unit and the means, or empty
    distance: float | None  # distance as measured
    distance_in_unit: float | None  # Wasserstein distance in the column's own unit
    rank_error: float | None  # most that a share of rows below a value is off; 0 where all is exact
    effect: Estimate  # distance beyond what chance gives
    by_chance: float | None  # 95 % of dealings at random stay below
    p: float | None  # share of dealings at random that are as far apart
    p_adjusted: float | None  # the same, for all tests together
    reference_mean: float | None  # mean in the reference
    current_mean: float | None  # mean in the current table
    reference_missing: float | None  # share without a finite value
    current_missing: float | None  # the same in the current table
    missing_change: Estimate  # current less reference
    missing_p: float | None  # of the change, by dealings at random
    missing_p_adjusted: float | None  # the same, for all tests together
    moved: str  # info or warning where it moved, else empty
    shape: DriftColumnShape  # small picture, then and now; empty when not compared


class DriftJointDriver(TypedDict):
    column: str  # column
    auc_lost: Estimate  # AUC that is lost when its values are shuffled


class DriftJointNewest(TypedDict):
    row: int  # row of the current table, from 1
    key: str  # its key, or empty
    chance: float | None  # chance that it is current, not reference, by the classifier


class DriftJoint(TypedDict):
    reference_rows: int  # rows of the reference in the sample
    current_rows: int  # rows of the current table in the sample
    columns: int  # columns that the classifier sees
    auc: Estimate  # cross-validated; 0.5: the tables cannot be told apart
    moved: str  # info or warning where they can be told apart, else empty
    drivers: list[DriftJointDriver]  # columns by which they are told apart, first first
    newest: list[DriftJointNewest]  # rows that look most unlike the reference
    sentence: str  # what it means


class DriftModelMetric(TypedDict):
    metric: str  # accuracy, precision, recall, f1 or auc
    reference: Estimate  # as the reference's labels have it
    expected: Estimate  # expected in the current table
    change: Estimate  # expected less reference


class DriftModel(TypedDict):
    scores: str  # column of scores
    target: str  # column of the reference's labels
    cut: float | None  # acted on at or above
    calibrated: bool  # whether scores were calibrated first
    error_as_is: float | None  # expected calibration error of the scores
    error_calibrated: float | None  # the same, calibrated
    metrics: list[DriftModelMetric]  # expected if scores still mean the same chances (CBPE)
    positive_rate: Estimate  # share of positives in the reference
    shifted_positive_rate: Estimate  # share of positives now, if rows of a class still look the same (BBSE)
    acted_reference: Estimate  # share at or above the cut
    acted_current: Estimate  # the same in the current table
    sentence: str  # what is expected of the model
    label_sentence: str  # what is expected of the labels


class DriftStatistic(TypedDict):
    column: str  # column
    name: str  # as asked for
    value: float | None  # the statistic; null where it does not apply
    p: float | None  # p value of a test; else null
    method: str  # what was computed
    bins: str  # how many bins, by which rule
    fill: str  # what empty bins count as
    log_base: str  # natural, 2, or empty
    why_not: str  # why there is no value, or empty


class Drift(TypedDict):
    schema: str  # name and version of this document
    current: str  # where the current table came from
    reference: str  # where the reference came from
    current_rows: int  # rows of the current table
    reference_rows: int  # rows of the reference
    sentence: str  # the answer
    method: DriftMethod  # how columns were judged
    columns: list[DriftColumn]  # columns of both tables, in the reference's order
    joint: DriftJoint | None  # all columns at once; null when it was not run
    model: DriftModel | None  # what it means for the model; null without scores
    statistics: list[DriftStatistic]  # statistics asked for by name
    issues: list[CardIssue]  # what was found, worst first
    not_run: list[str]  # what was not looked at, and what it needs


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


class EvaluationRunReport(TypedDict):
    title: str  # what it is
    file: str  # its name, in the same folder
    sentence: str  # what it says


class EvaluationRun(TypedDict):
    finished_at: str  # when the study ended, UTC
    duration_s: float | None  # seconds it took
    steps_s: dict[str, float | None]  # seconds by step
    reports: list[EvaluationRunReport]  # reports made with it, beside it


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
    integrity: list[CardIssue]  # can the predictions be trusted, worst first
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
    integrity: list[CardIssue]  # can the predictions be trusted, worst first
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


EvaluationRegressionComparisonBySlice = TypedDict("EvaluationRegressionComparisonBySlice", {
    "column": str,  # column of the part
    "is": str,  # what it is there
    "rows": int,  # rows of the part
    "first": float | None,  # mean absolute error of the judged model
    "second": float | None,  # that of the other
    "difference": Estimate,  # paired, first less second
    "p_adjusted": float | None,  # two-sided p that there is none, Holm over all parts looked at
    "sentence": str,  # what it means
})


class EvaluationRegressionComparison(TypedDict):
    model: str  # the judged model
    against: str  # the other model
    metrics: list[EvaluationComparisonMetric]  # paired differences
    closer: Estimate  # share of rows where the judged model is closer, ties half
    by_slice: list[EvaluationRegressionComparisonBySlice]  # errors in parts of the rows
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
    integrity: list[CardIssue]  # can the predictions be trusted, worst first
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


class LabelsErrorsClasse(TypedDict):
    name: str  # class
    rows: int  # rows given this class
    threshold: float | None  # mean chance of the class over these rows; null without rows
    doubted: Estimate  # share of its confident rows that the model takes for another class


class LabelsErrorsFlow(TypedDict):
    given: str  # class that rows were given
    likely: str  # class that they probably are
    rows: int  # rows, by the confident joint scaled to the label counts
    share: Estimate  # share of the confident rows given that class


class LabelsErrorsCut(TypedDict):
    rows: int  # rows from the top of the ranking
    margin: float | None  # margin of the last of them
    precision: Estimate  # share of them expected to be labelled wrongly
    measured: Estimate  # share that is wrong among those with a reference label


class LabelsErrorsSuspect(TypedDict):
    row: int  # row of the table, from 1
    id: str  # its id, or its number
    given: str  # label as it is
    suggested: str  # likeliest other class
    margin: float | None  # (chance given - chance suggested + 1) / 2
    chance_given: float | None  # the model's chance of the label
    chance_suggested: float | None  # its chance of the suggested class
    precision: Estimate  # share expected to be wrong of all rows down to the cut that this row lies in


class LabelsErrorsEffect(TypedDict):
    review_rows: int  # suspected rows that a person looks at
    errors_found: Estimate  # wrong labels expected among them
    noise_before: Estimate  # share of wrong labels now
    noise_after: Estimate  # share once these are mended
    accuracy_before: Estimate  # share of rows whose label is the model's likeliest class
    accuracy_after: Estimate  # that share once the wrong ones among the suspected rows are mended
    sentence: str  # the same in words


class LabelsErrors(TypedDict):
    noise_rate: Estimate  # share of labels that are wrong
    confident_rate: Estimate  # share of labels that the confident joint contradicts; the model's own mistakes count as noise
    suspected: int  # rows suspected: prune by noise rate
    doubted: int  # rows whose likeliest class is another: all are ranked
    classes: list[LabelsErrorsClasse]  # one entry a class
    flows: list[LabelsErrorsFlow]  # which class is taken for which, most rows first
    cuts: list[LabelsErrorsCut]  # expected precision down the ranking by margin
    suspects: list[LabelsErrorsSuspect]  # suspected rows, likeliest errors first
    effect: LabelsErrorsEffect  # what mending the suspected rows is expected to do
    sentences: list[str]  # what was found, in words


class LabelsAgreementPair(TypedDict):
    first: str  # annotator
    second: str  # another
    items: int  # items that both labelled
    agreement: Estimate  # share of equal labels
    kappa: Estimate  # Cohen's kappa


class LabelsAgreementConsensus(TypedDict):
    items: int  # items with a label
    sure: int  # items whose consensus has a chance of at least 0.9
    tied: int  # items on which two classes are as likely
    rounds: int  # rounds of expectation and maximisation
    converged: bool  # whether the last round moved nothing
    shares: dict[str, float | None]  # share of each class


class LabelsAgreementPeopleMistake(TypedDict):
    truth: str  # class by consensus
    said: str  # label given instead
    share: Estimate  # share of the items of that class


class LabelsAgreementPeople(TypedDict):
    name: str  # annotator
    labels: int  # labels given
    quality: Estimate  # share of right labels by Dawid-Skene
    against_others: Estimate  # share of labels equal to the consensus of all others
    against_reference: Estimate  # share of labels equal to the reference
    seconds: Estimate  # median seconds for a label
    confusion: list[list[float | None]]  # chance of each label (across) for each true class (down), in the order of classes
    mistakes: list[LabelsAgreementPeopleMistake]  # commonest mistakes, at most five


class LabelsAgreementHuman(TypedDict):
    against: str  # the consensus of the others, or the reference column
    accuracy: Estimate  # share of labels that are right
    seconds: Estimate  # median seconds for a label
    seconds_low: float | None  # one label in twenty took at most so long
    seconds_high: float | None  # one in twenty took at least so long
    sentence: str  # the bar in words


class LabelsAgreementQueue(TypedDict):
    item: str  # item
    consensus: str  # likeliest class
    why: str  # why it should be looked at again
    chance: float | None  # chance of that class
    votes: dict[str, int]  # labels given


class LabelsAgreement(TypedDict):
    items: int  # items
    annotators: int  # annotators
    labels: int  # labels
    twice: int  # items with two labels or more
    alpha: Estimate  # Krippendorff's alpha
    unanimous: Estimate  # share of these items on which all labels are equal
    pairs_in_all: int  # pairs of annotators with an item in common
    pairs: list[LabelsAgreementPair]  # pairs with most items, at most 100
    consensus: LabelsAgreementConsensus  # what they agree on
    people: list[LabelsAgreementPeople]  # one entry an annotator, best first
    human: LabelsAgreementHuman  # what a person achieves: the bar for a model
    queued: int  # items worth another look
    queue: list[LabelsAgreementQueue]  # the worst of them
    sentences: list[str]  # what was found, in words


class Labels(TypedDict):
    schema: str  # name and version of this document
    source: str  # where the labels came from
    rows: int  # rows of the table, or labels of the export
    classes: list[str]  # classes, in the order of matrices
    sentence: str  # the answer in one sentence
    errors: LabelsErrors | None  # probably wrong labels; null without a model's chances
    agreement: LabelsAgreement | None  # annotators; null without several labels an item
    issues: list[CardIssue]  # what is wrong with the input, worst first
    not_run: list[str]  # what was not looked at, and what it needs


class ProfileColumnTop(TypedDict):
    value: str  # value as text, at most 200 bytes
    rows: int  # rows that have it


class ProfileColumn(TypedDict):
    name: str  # column
    type: str  # boolean, integer, real, text, date or timestamp
    role: str  # number, category, text, time, id or constant
    unit: str  # what it is measured in by name or texts; empty: no guess
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
    histogram: list[int]  # rows in 20 equal bins from the smallest or earliest to the largest or latest
    shortest: float | None  # characters of the shortest text
    median_length: float | None  # median characters of a text
    longest: float | None  # characters of the longest text
    pattern: str  # commonest form of a text: A capital, a other letter, 9 digit; with + for runs
    pattern_share: float | None  # share of the rows that have it
    target_auc: float | None  # how well the column alone orders the target (0.5 = not at all)
    target_correlation: float | None  # Spearman's correlation with the target, on at most 1,000,000 rows


class Profile(TypedDict):
    schema: str  # name and version of this document
    source: str  # where the table came from
    target: str  # column that says what came true
    rows: int  # rows
    columns: list[ProfileColumn]  # one entry a column
    issues: list[CardIssue]  # what is wrong, worst first


class SampleStrata(TypedDict):
    name: str  # values of the columns that make the stratum
    population: int  # its rows in the table
    rows: int  # its rows in the sample
    known: int  # rows with a value, to plan with
    mean: float | None  # mean of those
    deviation: float | None  # standard deviation to plan with


class Sample(TypedDict):
    schema: str  # name and version of this document
    source: str  # where the rows came from
    quantity: str  # what is estimated, or empty
    population: int  # rows of the table; 0 when not known
    rows: int  # rows of the sample
    allocation: str  # simple, proportional or neyman
    confidence: float | None  # of the intervals
    wanted_width: float | None  # width that was asked for
    expected_width: float | None  # width that the plan expects
    estimate: Estimate  # the quantity, from the sampled rows
    design_effect: float | None  # variance over that of a simple random sample of as many rows
    unknown: int  # sampled rows without a value
    strata: list[SampleStrata]  # one entry a stratum
    sentences: list[str]  # the same in words


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
    issues: list[CardIssue]  # what was found, worst first
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
