// Made from the published schema by scripts/make-types.mjs.

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
  integrity: Finding[];
  /** the table of predictions */
  source: string;
  /** what it rests on */
  evidence: Evidence[];
}

export interface Estimate {
  /** best estimate */
  value: number | null;
  /** lower end of the interval */
  low: number | null;
  /** upper end of the interval */
  high: number | null;
  /** lower end of the 50 % interval */
  low_50: number | null;
  /** upper end of the 50 % interval */
  high_50: number | null;
  /** share of such intervals that hold the truth */
  confidence: number | null;
  /** how the interval was made */
  method: string;
}

export interface Finding {
  /** stable name of the finding */
  code: string;
  /** info, question, warning or error */
  severity: 'info' | 'question' | 'warning' | 'error';
  /** column concerned, or empty */
  column: string;
  /** rows concerned */
  rows: number;
  /** what was found */
  sentence: string;
  /** what to do about it, or empty */
  fix: string;
}

export interface Evidence {
  /** what it is */
  what: string;
  /** SHA-256 of its content */
  sha256: string;
}
