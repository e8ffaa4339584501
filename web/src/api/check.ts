// Made from the published schemas by scripts/make-types.mjs.

export interface Check {
  /** name and version of this document */
  schema: string;
  /** where the table came from */
  source: string;
  /** table it was held against, or empty */
  against: string;
  /** rows */
  rows: number;
  /** columns */
  columns: number;
  /** the whole in one sentence */
  sentence: string;
  /** what was found, the costliest first */
  findings: CheckFinding[];
  /** what could not be looked for, or not in all parts */
  not_run: NotRun[];
  /** what was looked for and not found */
  clean: CleanIssue[];
  /** the files of the table, where only new ones were read; else null */
  partitions: Partition | null;
}

export interface CheckFinding {
  /** number of the issue, 1 to 25 */
  number: number;
  /** name of the issue */
  issue: string;
  /** stable name of the finding */
  code: string;
  /** info, question, warning or error */
  severity: 'info' | 'question' | 'warning' | 'error';
  /** column concerned, or empty */
  column: string;
  /** rows concerned */
  rows: number;
  /** what orders findings of one severity: share of the rows times how much the column tells the target, 0 to 1 */
  cost: number | null;
  /** the first ten rows concerned: their keys, else row numbers */
  ids: string[];
  /** what was found */
  sentence: string;
  /** what to do about it, or empty */
  fix: string;
}

export interface NotRun {
  /** number of the issue, 1 to 25 */
  number: number;
  /** name of the issue */
  issue: string;
  /** what it cannot be looked for without */
  needs: string;
}

export interface CleanIssue {
  /** number of the issue, 1 to 25 */
  number: number;
  /** name of the issue */
  issue: string;
}

export interface Partition {
  /** files that were checked before and were not read */
  known: number;
  /** files that were read and checked */
  new: number;
  /** rows of the known files */
  known_rows: number;
  /** all files, in their order */
  files: File[];
}

export interface File {
  /** where it lies */
  file: string;
  /** of its content, by which it is known again */
  sha256: string;
  /** rows */
  rows: number;
  /** true where it was checked before and was not read */
  known: boolean;
}
