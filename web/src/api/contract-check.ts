// Made from the published schemas by scripts/make-types.mjs.

export interface ContractCheck {
  /** name and version of this document */
  schema: string;
  /** name of the contract */
  contract: string;
  /** version of the contract */
  version: string;
  /** who answers for the table */
  owner: string;
  /** where the table came from */
  source: string;
  /** rows of the table */
  rows: number;
  /** columns of the table */
  columns: number;
  /** clauses that were looked at */
  clauses: number;
  /** how the table stands, in words */
  sentence: string;
  /** one entry a broken clause */
  breaches: Breach[];
}

export interface Breach {
  /** stable name of the kind of breach */
  code: string;
  /** info, question, warning or error */
  severity: 'info' | 'question' | 'warning' | 'error';
  /** column concerned, or empty */
  column: string;
  /** rows that break the clause */
  rows: number;
  /** the first of them, counted from 1, at most 5 */
  first_rows: number[];
  /** values seen there, at most 3 */
  seen: string[];
  /** what the contract says */
  expected: string;
  /** file, line and key of the clause */
  clause: string;
  /** the breach in words */
  sentence: string;
  /** SELECT over the table `data` that shows the rows, or empty */
  sql: string;
}
