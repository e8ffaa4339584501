// Made from the published schemas by scripts/make-types.mjs.

import type {
  Estimate,
  Evidence,
  Issue,
} from './shared';

export interface ClaimCheck {
  /** name and version of this document */
  schema: string;
  /** as it was made */
  claim: string;
  /** supported, not supported or cannot tell */
  verdict: string;
  /** the verdict with its reason */
  sentence: string;
  /** what is claimed about */
  metric: string;
  /** what it is claimed to reach */
  bar: number | null;
  /** measured anew from the predictions */
  value: Estimate;
  /** the same, widened for repeated use of the rows */
  adjusted: Estimate;
  /** the best that is reached without the model */
  baseline: string;
  /** what that reaches */
  baseline_value: number | null;
  /** how much better the model is, paired; below 0: worse */
  gap: Estimate;
  /** distinct predictions that met these rows */
  k: number;
  /** everything that was looked at */
  reasons: string[];
  /** can the predictions be trusted */
  integrity: Issue[];
  /** the table of predictions */
  source: string;
  /** what it rests on */
  evidence: Evidence[];
}
