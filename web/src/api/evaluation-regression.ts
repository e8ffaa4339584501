// Made from the published schema by scripts/make-types.mjs.

export interface Numbers {
  /** name and version of this document */
  schema: string;
  /** what was found, in one or two sentences */
  headline: string;
  /** rows that were evaluated */
  rows: number;
  /** independent clusters of rows */
  clusters: number;
  /** the numbers that came true */
  label: LabelSummary;
  /** currency of all money */
  currency: string;
  /** what the judged model has to beat */
  baseline: string;
  /** what errors cost, or null */
  costs: ErrorCosts | null;
  /** predictions that a month has */
  decisions_per_month: number | null;
  /** can the predictions be trusted, worst first */
  integrity: Finding[];
  /** the judged model first; mean and median last */
  models: Model[];
  /** errors by size of the prediction */
  deciles: ErrorDecile[];
  /** predictions moved by one amount, or null */
  shift: ShiftChoice | null;
  /** where it misses by most */
  slices: ErrorSlice[];
  /** errors by group, and their gaps */
  groups: MeasuredGroup[];
  /** against another model, or null */
  comparison: Comparison | null;
  /** what was not looked at for want of input */
  not_run: string[];
  /** how it was made */
  methods: string[];
  /** the product file, as used */
  product: unknown;
  /** content hash */
  id: string;
  /** the decision */
  title: string;
  /** the table of predictions */
  source: string;
  /** what is claimed, for the ledger */
  claims: Claim[];
  /** what it rests on */
  evidence: Evidence[];
  /** how to make it again */
  provenance: Provenance;
  /** how often these rows were used */
  reuse: Reuse;
  /** everything that depends on the clock */
  run: Run;
}

export interface LabelSummary {
  /** mean */
  mean: number | null;
  /** median */
  median: number | null;
  /** standard deviation */
  sd: number | null;
  /** smallest */
  least: number | null;
  /** largest */
  most: number | null;
}

export interface ErrorCosts {
  /** money a unit of a prediction too low */
  under: number | null;
  /** money a unit of a prediction too high */
  over: number | null;
  /** errors up to it cost nothing */
  tolerance: number | null;
}

export interface Finding {
  /** stable name of the finding */
  code: string;
  /** info, question, warning or error */
  severity: 'info' | 'question' | 'warning' | 'error';
  /** column concerned, or empty */
  column: string;
  /** rows concerned */
  rows: number;
  /** what was found */
  sentence: string;
  /** what to do about it, or empty */
  fix: string;
}

export interface Model {
  /** name */
  name: string;
  /** name in words */
  label: string;
  /** judged, against, option or reference */
  role: string;
  /** mean absolute error */
  mae: Mae;
  /** root of the mean squared error */
  rmse: Mae;
  /** share of the variance explained */
  r2: Mae;
  /** median absolute error */
  median_absolute_error: Mae;
  /** mean of prediction less label */
  bias: Mae;
  /** mean absolute error less that of always the median */
  mae_against_baseline: Mae;
  /** one entry a quantile column */
  quantiles: PinballLoss[];
  /** do its ranges hold, or null */
  range: RangeCoverage | null;
  /** share of errors within the tolerance */
  within_tolerance: Mae;
  /** money that 1,000 errors cost */
  cost_per_1000: Mae;
  /** money that the errors of a month cost */
  cost_per_month: Mae;
  /** money a month less than the best constant costs */
  saved_against_baseline: Mae;
}

export interface Mae {
  /** best estimate */
  value: number | null;
  /** lower end of the interval */
  low: number | null;
  /** upper end of the interval */
  high: number | null;
  /** lower end of the 50 % interval */
  low_50: number | null;
  /** upper end of the 50 % interval */
  high_50: number | null;
  /** share of such intervals that hold the truth */
  confidence: number | null;
  /** how the interval was made */
  method: string;
}

export interface PinballLoss {
  /** level of the quantile */
  level: number | null;
  /** mean pinball loss */
  loss: Mae;
  /** share of labels at or below it */
  below: Mae;
}

export interface RangeCoverage {
  /** level of the lower end */
  from: number | null;
  /** level of the upper end */
  to: number | null;
  /** share that should lie inside */
  nominal: number | null;
  /** share that does */
  inside: Mae;
  /** mean width */
  width: Mae;
  /** what it means */
  sentence: string;
}

export interface ErrorDecile {
  /** smallest prediction */
  from: number | null;
  /** largest prediction */
  to: number | null;
  /** rows */
  rows: number;
  /** mean prediction */
  predicted: number | null;
  /** mean label */
  observed: number | null;
  /** mean of prediction less label */
  bias: Mae;
  /** mean absolute error */
  mae: Mae;
}

export interface ShiftChoice {
  /** added to every prediction it would have cost least */
  best: number | null;
  /** money saved by such a shift, chosen on the other half of the rows */
  saved_per_month: Mae;
  /** on the rows that chose it: flatters */
  seen_saved_per_month: number | null;
  /** what it means */
  sentence: string;
}

export interface ErrorSlice {
  /** all hold at once */
  conditions: SliceCondition[];
  /** rows of the confirming half */
  rows: number;
  /** mean absolute error */
  mae: Mae;
  /** that less that of all rows */
  against_all: Mae;
  /** holds on rows that did not choose it */
  confirmed: boolean;
  /** one-sided, Holm over the slices found */
  p_adjusted: number | null;
  /** what it means */
  sentence: string;
}

export interface SliceCondition {
  /** column */
  column: string;
  /** what it is there */
  is: string;
}

export interface MeasuredGroup {
  /** column that makes the groups */
  column: string;
  /** one entry a group, largest first */
  values: GroupMeasures[];
  /** largest less smallest group, simultaneous */
  gaps: GroupGap[];
}

export interface GroupMeasures {
  /** the group */
  value: string;
  /** rows */
  rows: number;
  /** enough rows to say anything */
  enough: boolean;
  /** what was measured there */
  measures: Headline[];
}

export interface Headline {
  /** what is measured */
  metric: string;
  /** with its interval */
  estimate: Mae;
}

export interface GroupGap {
  /** what differs */
  metric: string;
  /** largest less smallest group */
  gap: Mae;
  /** group with the largest */
  highest: string;
  /** group with the smallest */
  lowest: string;
  /** what it means */
  sentence: string;
}

export interface Comparison {
  /** the judged model */
  model: string;
  /** the other model */
  against: string;
  /** paired differences */
  metrics: MetricDifference[];
  /** share of rows where the judged model is closer, ties half */
  closer: Mae;
  /** errors in parts of the rows */
  by_slice: ErrorDifference[];
  /** what it means */
  sentence: string;
  /** how it was compared */
  note: string;
}

export interface MetricDifference {
  /** what is compared */
  metric: string;
  /** of the judged model */
  first: number | null;
  /** of the other */
  second: number | null;
  /** paired, first less second */
  difference: Mae;
  /** two-sided p that there is none */
  p: number | null;
}

export interface ErrorDifference {
  /** column of the part */
  column: string;
  /** what it is there */
  is: string;
  /** rows of the part */
  rows: number;
  /** mean absolute error of the judged model */
  first: number | null;
  /** that of the other */
  second: number | null;
  /** paired, first less second */
  difference: Mae;
  /** two-sided p that there is none, Holm over all parts looked at */
  p_adjusted: number | null;
  /** what it means */
  sentence: string;
}

export interface Claim {
  /** content hash of the claim */
  id: string;
  /** the claim in words */
  statement: string;
  /** what is measured */
  quantity: string;
  /** its unit */
  unit: string;
  /** for whom or what it holds */
  population: string;
  /** over which time */
  period: string;
  /** what is believed, never one point */
  quantiles: Quantile[];
  /** when and how it will be settled */
  settle_by: string;
  /** who claims it */
  made_by: string;
  /** what it rests on */
  evidence: Evidence[];
}

export interface Quantile {
  /** probability of being below */
  level: number | null;
  /** value at that level */
  value: number | null;
}

export interface Evidence {
  /** what it is */
  what: string;
  /** SHA-256 of its content */
  sha256: string;
}

export interface Provenance {
  /** of assay */
  version: string;
  /** of the SQL engine */
  engine: string;
  /** of the boosting library */
  boosting: string;
  /** decides everything random */
  seed: number;
  /** threads used */
  threads: number;
  /** what it was made from */
  inputs: Input[];
}

export interface Input {
  /** data, product file */
  what: string;
  /** as it was given */
  name: string;
  /** SHA-256 of its content */
  sha256: string;
}

export interface Reuse {
  /** hash of labels and ids, in any order */
  test_rows: string;
  /** distinct predictions that met these rows, by this ledger */
  k: number;
  /** 1 - (1 - confidence) / k */
  confidence: number | null;
  /** the most quoted numbers at that confidence */
  adjusted: Headline[];
  /** what it means */
  sentence: string;
}

export interface Run {
  /** when the study ended, UTC */
  finished_at: string;
  /** seconds it took */
  duration_s: number | null;
  /** seconds by step */
  steps_s: Record<string, number | null>;
}
