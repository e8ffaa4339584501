// Made from the published schemas by scripts/make-types.mjs.

export interface ContractDiff {
  /** name and version of this document */
  schema: string;
  /** name of the contract */
  contract: string;
  /** version of the old contract */
  old_version: string;
  /** version of the new contract */
  new_version: string;
  /** breaking changes */
  breaking: number;
  /** harmless changes */
  harmless: number;
  /** nothing breaks, or the major version rose */
  announced: boolean;
  /** product files looked at */
  products_searched: number;
  /** what changed, in words */
  sentence: string;
  /** one entry a change */
  changes: ContractChange[];
}

export interface ContractChange {
  /** column concerned, or empty */
  column: string;
  /** clause that changed */
  clause: string;
  /** readers can no longer rely on what was promised */
  breaking: boolean;
  /** in the old contract */
  before: string;
  /** in the new contract */
  after: string;
  /** the change in words */
  sentence: string;
  /** products that use the column, of breaking changes */
  products: ColumnReader[];
}

export interface ColumnReader {
  /** name of the product */
  product: string;
  /** its product file */
  file: string;
  /** what it uses the column for */
  how: string;
}
