// Made from the published schemas by scripts/make-types.mjs.

import type {
  Estimate,
  Issue,
} from './shared';

export interface Drift {
  /** name and version of this document */
  schema: string;
  /** where the current table came from */
  current: string;
  /** where the reference came from */
  reference: string;
  /** rows of the current table */
  current_rows: number;
  /** rows of the reference */
  reference_rows: number;
  /** the answer */
  sentence: string;
  /** how columns were judged */
  method: DriftMethod;
  /** columns of both tables, in the reference's order */
  columns: ColumnDrift[];
  /** all columns at once; null when it was not run */
  joint: JointDrift | null;
  /** what it means for the model; null without scores */
  model: ModelDrift | null;
  /** statistics asked for by name */
  statistics: NamedStatistic[];
  /** what was found, worst first */
  issues: Issue[];
  /** what was not looked at, and what it needs */
  not_run: string[];
}

export interface DriftMethod {
  /** neighbouring rows that change sides together */
  chunk_rows: number;
  /** chunks of the reference */
  reference_chunks: number;
  /** chunks of the current table */
  current_chunks: number;
  /** share of false findings allowed (Benjamini-Hochberg over all tests) */
  false_discoveries: number | null;
  /** effects below are not told, however sure: standard deviations of the reference */
  least_shift: number | null;
  /** the same for Jensen-Shannon distances */
  least_mix: number | null;
  /** the same for shares of missing values */
  least_missing: number | null;
  /** effects from here on are a warning */
  warn_shift: number | null;
  /** the same for Jensen-Shannon distances */
  warn_mix: number | null;
  /** the same for shares of missing values */
  warn_missing: number | null;
  /** of everything random */
  seed: number;
}

export interface ColumnDrift {
  /** column */
  name: string;
  /** its type in the reference */
  type: string;
  /** wasserstein (in standard deviations of the reference), jensen-shannon (square root, base 2), or empty when it was not compared */
  measure: string;
  /** why it was not compared, or empty */
  why_not: string;
  /** unit of distance_in_unit and the means, or empty */
  unit: string;
  /** distance as measured */
  distance: number | null;
  /** Wasserstein distance in the column's own unit */
  distance_in_unit: number | null;
  /** most that a share of rows below a value is off; 0 where all is exact */
  rank_error: number | null;
  /** distance beyond what chance gives */
  effect: Estimate;
  /** 95 % of dealings at random stay below */
  by_chance: number | null;
  /** share of dealings at random that are as far apart */
  p: number | null;
  /** the same, for all tests together */
  p_adjusted: number | null;
  /** mean in the reference */
  reference_mean: number | null;
  /** mean in the current table */
  current_mean: number | null;
  /** share without a finite value */
  reference_missing: number | null;
  /** the same in the current table */
  current_missing: number | null;
  /** current less reference */
  missing_change: Estimate;
  /** of the change, by dealings at random */
  missing_p: number | null;
  /** the same, for all tests together */
  missing_p_adjusted: number | null;
  /** info or warning where it moved, else empty */
  moved: string;
  /** small picture, then and now; empty when not compared */
  shape: ColumnShape;
}

export interface ColumnShape {
  /** where the first bar begins; null for categories */
  from: number | null;
  /** where the last one ends; the outer ones hold what lies beyond */
  to: number | null;
  /** names of the bars, or empty where they are ranges */
  values: string[];
  /** share of each bar in the reference */
  reference: (number | null)[];
  /** the same in the current table */
  current: (number | null)[];
}

export interface JointDrift {
  /** rows of the reference in the sample */
  reference_rows: number;
  /** rows of the current table in the sample */
  current_rows: number;
  /** columns that the classifier sees */
  columns: number;
  /** cross-validated; 0.5: the tables cannot be told apart */
  auc: Estimate;
  /** info or warning where they can be told apart, else empty */
  moved: string;
  /** columns by which they are told apart, first first */
  drivers: JointDriver[];
  /** rows that look most unlike the reference */
  newest: NewRow[];
  /** what it means */
  sentence: string;
}

export interface JointDriver {
  /** column */
  column: string;
  /** AUC that is lost when its values are shuffled */
  auc_lost: Estimate;
}

export interface NewRow {
  /** row of the current table, from 1 */
  row: number;
  /** its key, or empty */
  key: string;
  /** chance that it is current, not reference, by the classifier */
  chance: number | null;
}

export interface ModelDrift {
  /** column of scores */
  scores: string;
  /** column of the reference's labels */
  target: string;
  /** acted on at or above */
  cut: number | null;
  /** whether scores were calibrated first */
  calibrated: boolean;
  /** expected calibration error of the scores */
  error_as_is: number | null;
  /** the same, calibrated */
  error_calibrated: number | null;
  /** expected if scores still mean the same chances (CBPE) */
  metrics: MetricDrift[];
  /** share of positives in the reference */
  positive_rate: Estimate;
  /** share of positives now, if rows of a class still look the same (BBSE) */
  shifted_positive_rate: Estimate;
  /** share at or above the cut */
  acted_reference: Estimate;
  /** the same in the current table */
  acted_current: Estimate;
  /** what is expected of the model */
  sentence: string;
  /** what is expected of the labels */
  label_sentence: string;
}

export interface MetricDrift {
  /** accuracy, precision, recall, f1 or auc */
  metric: string;
  /** as the reference's labels have it */
  reference: Estimate;
  /** expected in the current table */
  expected: Estimate;
  /** expected less reference */
  change: Estimate;
}

export interface NamedStatistic {
  /** column */
  column: string;
  /** as asked for */
  name: string;
  /** the statistic; null where it does not apply */
  value: number | null;
  /** p value of a test; else null */
  p: number | null;
  /** what was computed */
  method: string;
  /** how many bins, by which rule */
  bins: string;
  /** what empty bins count as */
  fill: string;
  /** natural, 2, or empty */
  log_base: string;
  /** why there is no value, or empty */
  why_not: string;
}
