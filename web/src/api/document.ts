// Made from the published schemas by scripts/make-types.mjs.

import type {
  Calibration,
  Claim,
  Confusion,
  CurvePoint,
  CutValue,
  Estimate,
  Evidence,
  Groups,
  Issue,
  Provenance,
  Run,
  Slice,
} from './shared';

export interface Document {
  /** name and version of this document */
  schema: string;
  /** the product file, as used */
  product: unknown;
  /** content hash */
  id: string;
  /** the decision */
  title: string;
  /** what was studied */
  statement: string;
  /** currency of all money */
  currency: string;
  /** the verdict */
  verdict: Verdict;
  /** the data */
  data: DataSummary;
  /** every option, simplest first */
  options: Option[];
  /** value by cut */
  threshold: Threshold;
  /** do its probabilities hold */
  calibration: Calibration;
  /** ROC, precision-recall, gains */
  ranking: Ranking;
  /** how much data is enough */
  learning_curve: LearningCurve;
  /** what the value rests on */
  drivers: Driver[];
  /** what is noise */
  noise: Noise;
  /** where it loses most */
  slices: Slice[];
  /** gaps between groups */
  groups: Groups[];
  /** sentences of the sections */
  words: SectionWords;
  /** what is claimed, for the ledger */
  claims: Claim[];
  /** what it rests on */
  evidence: Evidence[];
  /** how to make it again */
  provenance: Provenance;
  /** everything that depends on the clock */
  run: Run;
}

export interface Verdict {
  /** the verdict */
  name: 'BUILD' | 'RULE_SUFFICES' | 'COLLECT' | 'DONT' | 'UNDECIDED';
  /** within 0.05 of the asked certainty */
  close_call: boolean;
  /** the verdict, short */
  headline: string;
  /** the verdict in one sentence */
  sentence: string;
  /** reasons */
  because: string[];
  /** probability of each line and of open */
  probability: Record<string, number | null>;
  /** probability that each option is best */
  best_by_money: Record<string, number | null>;
  /** probability that the target is met now */
  p_target: number | null;
  /** money a month lost by each choice */
  expected_loss: Record<string, number | null>;
  /** expected value of perfect information, money a month */
  information_value_per_month: number | null;
  /** months until the model has paid back */
  payback_months: Estimate;
  /** the money it turns on */
  money: Money;
  /** verdict without suspected leaks */
  without_suspects: OtherVerdict | null;
  /** verdict with suspected leaks */
  with_suspects: OtherVerdict | null;
  /** what would change it */
  would_change: Change[];
}

export interface Money {
  /** what is judged */
  option: string;
  /** the best simple option */
  against: string;
  /** gain a month before its cost */
  per_month: Estimate;
  /** running cost and the share of the building cost */
  cost_per_month: number | null;
  /** in words */
  words: Words;
}

export interface Words {
  /** what the section shows */
  finding: string;
  /** what is measured */
  measure: string;
  /** how many rows, which method */
  note: string;
}

export interface OtherVerdict {
  /** verdict */
  name: 'BUILD' | 'RULE_SUFFICES' | 'COLLECT' | 'DONT' | 'UNDECIDED';
  /** the suspected columns */
  columns: string[];
  /** probability of each line */
  probability: Record<string, number | null>;
  /** AUC of the model */
  auc: number | null;
  /** in words */
  sentence: string;
}

export interface Change {
  /** key of the quantity */
  what: string;
  /** the quantity in words */
  label: string;
  /** where it stands */
  now: number | null;
  /** 5 % end when given as a range */
  now_low: number | null;
  /** 95 % end when given as a range */
  now_high: number | null;
  /** where the verdict changes, or null */
  flips_at: number | null;
  /** unit */
  unit: string;
  /** the verdict beyond, or empty */
  verdict: string;
  /** in words */
  sentence: string;
}

export interface DataSummary {
  /** rows with a target */
  rows: number;
  /** columns a model may use */
  columns: number;
  /** rows with the positive value */
  positives: number;
  /** rows without a target */
  unlabelled: number;
  /** share of positives */
  positive_rate: Estimate;
  /** earliest time */
  first: string;
  /** latest time */
  last: string;
  /** what was found, worst first */
  issues: Issue[];
  /** in words */
  words: Words;
}

export interface Option {
  /** name */
  name: string;
  /** name in words */
  label: string;
  /** simple, candidate, chosen or best */
  role: string;
  /** area under the ROC curve, mean within test parts */
  auc: Estimate;
  /** mean within test parts */
  average_precision: Estimate;
  /** mean squared error of its probabilities */
  brier: Estimate;
  /** share of decisions that act */
  acts: Estimate;
  /** share of acts that were right */
  precision: Estimate;
  /** share of positives acted on */
  recall: Estimate;
  /** rows by decision and outcome */
  confusion: Confusion;
  /** money per 1,000 decisions against doing nothing */
  value_per_1000: Estimate;
  /** money a month against doing nothing, before running cost */
  value_per_month: Estimate;
  /** the same with uncalibrated scores; null for rules */
  raw_value_per_month: Estimate;
  /** paired differences to simpler options */
  beats: Beats[];
  /** what to know about it, or empty */
  note: string;
}

export interface Beats {
  /** the simpler option */
  option: string;
  /** paired difference, money a month */
  value_per_month: Estimate;
}

export interface Threshold {
  /** cut on the calibrated probability */
  at: number | null;
  /** what set the cut */
  chosen_by: string;
  /** value at every cut */
  curve: CutValue[];
  /** in words */
  words: Words;
}

export interface Ranking {
  /** whose scores */
  option: string;
  /** ROC, precision-recall and gains */
  curve: CurvePoint[];
  /** in words */
  words: Words;
}

export interface LearningCurve {
  /** the model that learns */
  option: string;
  /** score */
  metric: string;
  /** training rows today */
  rows_now: number | null;
  /** the bar, or null */
  target: number | null;
  /** measured */
  points: MeasuredPoint[];
  /** not seen yet */
  forecast: ForecastPoint[];
  /** rows to reach the target */
  rows_needed: RowsNeeded;
  /** money for those rows */
  labels_cost: number | null;
  /** chance within 8 x the rows */
  p_reach: number | null;
  /** why there is no forecast, or null */
  refused: string | null;
  /** how the band was made */
  method: string;
  /** in words */
  words: Words;
}

export interface MeasuredPoint {
  /** training rows */
  rows: number | null;
  /** score */
  value: Estimate;
}

export interface ForecastPoint {
  /** training rows */
  rows: number | null;
  /** 5 % */
  low: number | null;
  /** 25 % */
  low_50: number | null;
  /** 50 % */
  median: number | null;
  /** 75 % */
  high_50: number | null;
  /** 95 % */
  high: number | null;
}

export interface RowsNeeded {
  /** rows that reach the target with 5 % chance */
  p05: number | null;
  /** with 50 % chance */
  p50: number | null;
  /** with 95 % chance */
  p95: number | null;
  /** nothing is said beyond this multiple */
  beyond: number | null;
}

export interface Driver {
  /** columns */
  columns: string[];
  /** money a month lost without what they tell */
  value_per_month: Estimate;
}

export interface Noise {
  /** standard error from the rows, money */
  data_sd: number | null;
  /** from the seed; null: not applicable */
  seed_sd: number | null;
  /** smallest difference a month that would be seen (80 % power) */
  smallest_real_difference: number | null;
  /** in words */
  sentence: string;
}

export interface SectionWords {
  /** options */
  options: Words;
  /** calibration */
  calibration: Words;
  /** drivers */
  drivers: Words;
  /** slices */
  slices: Words;
  /** groups */
  groups: Words;
  /** what would change it */
  would_change: Words;
  /** confusion */
  confusion: Words;
  /** how it was made */
  methods: string[];
}
