// Made from the published schemas by scripts/make-types.mjs.

import type {
  Issue,
} from './shared';

export interface CardCheck {
  /** name and version of this document */
  schema: string;
  /** name of the card */
  card: string;
  /** who answers for the data */
  owner: string;
  /** where the table came from */
  source: string;
  /** rows */
  rows: number;
  /** columns */
  columns: number;
  /** purposes that are allowed; empty: all but forbidden */
  allowed: string[];
  /** purposes that are forbidden */
  forbidden: string[];
  /** lawful basis */
  basis: string;
  /** how long rows are kept */
  retention: string;
  /** rows without consent */
  without_consent: number;
  /** columns that hold personal data */
  personal: PersonalColumn[];
  /** what is wrong, worst first */
  issues: Issue[];
  /** how the card stands, in words */
  sentence: string;
}

export interface PersonalColumn {
  /** column */
  column: string;
  /** e-mail, phone, iban, payment card, ip address or name */
  kind: 'e-mail' | 'phone' | 'iban' | 'payment card' | 'ip address' | 'name';
  /** rows in which it was found */
  rows: number;
  /** share of all rows */
  share: number | null;
  /** the card says so */
  declared: boolean;
  /** shapes of some values, letters and digits hidden */
  examples: string[];
}
