// Made from the published schemas by scripts/make-types.mjs.

import type {
  Claim,
  Estimate,
  Evidence,
  Issue,
  MeasuredGroup,
  MetricDifference,
  Provenance,
  Reuse,
  Run,
  SliceCondition,
} from './shared';

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
  integrity: Issue[];
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

export interface Model {
  /** name */
  name: string;
  /** name in words */
  label: string;
  /** judged, against, option or reference */
  role: string;
  /** mean absolute error */
  mae: Estimate;
  /** root of the mean squared error */
  rmse: Estimate;
  /** share of the variance explained */
  r2: Estimate;
  /** median absolute error */
  median_absolute_error: Estimate;
  /** mean of prediction less label */
  bias: Estimate;
  /** mean absolute error less that of always the median */
  mae_against_baseline: Estimate;
  /** one entry a quantile column */
  quantiles: PinballLoss[];
  /** do its ranges hold, or null */
  range: RangeCoverage | null;
  /** share of errors within the tolerance */
  within_tolerance: Estimate;
  /** money that 1,000 errors cost */
  cost_per_1000: Estimate;
  /** money that the errors of a month cost */
  cost_per_month: Estimate;
  /** money a month less than the best constant costs */
  saved_against_baseline: Estimate;
}

export interface PinballLoss {
  /** level of the quantile */
  level: number | null;
  /** mean pinball loss */
  loss: Estimate;
  /** share of labels at or below it */
  below: Estimate;
}

export interface RangeCoverage {
  /** level of the lower end */
  from: number | null;
  /** level of the upper end */
  to: number | null;
  /** share that should lie inside */
  nominal: number | null;
  /** share that does */
  inside: Estimate;
  /** mean width */
  width: Estimate;
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
  bias: Estimate;
  /** mean absolute error */
  mae: Estimate;
}

export interface ShiftChoice {
  /** added to every prediction it would have cost least */
  best: number | null;
  /** money saved by such a shift, chosen on the other half of the rows */
  saved_per_month: Estimate;
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
  mae: Estimate;
  /** that less that of all rows */
  against_all: Estimate;
  /** holds on rows that did not choose it */
  confirmed: boolean;
  /** one-sided, Holm over the slices found */
  p_adjusted: number | null;
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
  closer: Estimate;
  /** errors in parts of the rows */
  by_slice: ErrorDifference[];
  /** what it means */
  sentence: string;
  /** how it was compared */
  note: string;
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
  difference: Estimate;
  /** two-sided p that there is none, Holm over all parts looked at */
  p_adjusted: number | null;
  /** what it means */
  sentence: string;
}
