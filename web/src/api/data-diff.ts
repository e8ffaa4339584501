// Made from the published schemas by scripts/make-types.mjs.

export interface DataDiff {
  /** name and version of this document */
  schema: string;
  /** the old table */
  before: TableSide;
  /** the new table */
  after: TableSide;
  /** columns that name a row */
  key: string[];
  /** nothing is different but perhaps the rows' order */
  identical: boolean;
  /** rows whose key only the new table has */
  added: number;
  /** rows whose key only the old table has */
  removed: number;
  /** rows of both with another value in some column */
  changed: number;
  /** rows of both with the same values */
  same: number;
  /** keys of the first added rows */
  added_keys: string[];
  /** keys of the first removed rows */
  removed_keys: string[];
  /** columns with changed values, most first */
  columns: ColumnDiff[];
  /** columns that came, went or changed type */
  schema_changes: SchemaChange[];
  /** what is different, in words */
  sentence: string;
}

export interface TableSide {
  /** file or snapshot */
  named: string;
  /** rows */
  rows: number;
  /** columns */
  columns: number;
}

export interface ColumnDiff {
  /** column */
  column: string;
  /** rows whose value is another */
  changed: number;
  /** rows whose value went missing */
  emptied: number;
  /** rows that had no value and have one */
  filled: number;
  /** the first of them, at most 5 */
  examples: ChangedValue[];
}

export interface ChangedValue {
  /** key of the row */
  key: string;
  /** value in the old table, empty if missing */
  before: string;
  /** value in the new table, empty if missing */
  after: string;
}

export interface SchemaChange {
  /** column */
  column: string;
  /** added, removed or type */
  change: string;
  /** type in the old table, or empty */
  before: string;
  /** type in the new table, or empty */
  after: string;
}
