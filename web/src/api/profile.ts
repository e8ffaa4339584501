// Made from the published schemas by scripts/make-types.mjs.

import type {
  Issue,
} from './shared';

export interface Profile {
  /** name and version of this document */
  schema: string;
  /** where the table came from */
  source: string;
  /** column that says what came true */
  target: string;
  /** rows */
  rows: number;
  /** one entry a column */
  columns: ColumnProfile[];
  /** what is wrong, worst first */
  issues: Issue[];
}

export interface ColumnProfile {
  /** column */
  name: string;
  /** boolean, integer, real, text, date or timestamp */
  type: string;
  /** number, category, text, time, id or constant */
  role: string;
  /** what it is measured in by name or texts; empty: no guess */
  unit: string;
  /** rows without a value */
  missing: number;
  /** distinct values, exact */
  distinct: number;
  /** mean */
  mean: number | null;
  /** standard deviation */
  sd: number | null;
  /** smallest */
  min: number | null;
  /** 5 % quantile */
  q05: number | null;
  /** 25 % quantile */
  q25: number | null;
  /** median */
  median: number | null;
  /** 75 % quantile */
  q75: number | null;
  /** 95 % quantile */
  q95: number | null;
  /** largest */
  max: number | null;
  /** earliest time */
  first: string;
  /** latest time */
  last: string;
  /** most frequent values */
  top: ValueCount[];
  /** rows in 20 equal bins from the smallest or earliest to the largest or latest */
  histogram: number[];
  /** characters of the shortest text */
  shortest: number | null;
  /** median characters of a text */
  median_length: number | null;
  /** characters of the longest text */
  longest: number | null;
  /** commonest form of a text: A capital, a other letter, 9 digit; with + for runs */
  pattern: string;
  /** share of the rows that have it */
  pattern_share: number | null;
  /** how well the column alone orders the target (0.5 = not at all) */
  target_auc: number | null;
  /** Spearman's correlation with the target, on at most 1,000,000 rows */
  target_correlation: number | null;
}

export interface ValueCount {
  /** value as text, at most 200 bytes */
  value: string;
  /** rows that have it */
  rows: number;
}
