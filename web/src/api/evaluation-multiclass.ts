// Made from the published schemas by scripts/make-types.mjs.

import type {
  Calibration,
  Claim,
  CorpPoint,
  DecisionTest,
  Estimate,
  Evidence,
  Flips,
  Issue,
  MeasuredGroup,
  MetricDifference,
  Provenance,
  Reuse,
  Run,
  Slice,
} from './shared';

export interface Classes {
  /** name and version of this document */
  schema: string;
  /** what was found, in one or two sentences */
  headline: string;
  /** rows that were evaluated */
  rows: number;
  /** independent clusters of rows */
  clusters: number;
  /** the classes and how frequent they are */
  classes: ClassShare[];
  /** currency of all money */
  currency: string;
  /** what the judged model has to beat */
  baseline: string;
  /** a table of money was given */
  has_costs: boolean;
  /** the table of money, true by decided class, row by row */
  money: (number | null)[];
  /** decisions that a month has */
  decisions_per_month: number | null;
  /** can the predictions be trusted, worst first */
  integrity: Issue[];
  /** the judged model first */
  models: Model[];
  /** does the chance of the likeliest class hold */
  calibration: Calibration;
  /** its isotonic calibration curve with consistency band */
  corp: CorpPoint[];
  /** decisions by expected money, or null */
  decision: CostDecision | null;
  /** where it loses most: money, or without costs wrong decisions */
  slices: Slice[];
  /** accuracy and recall by group, and their gaps */
  groups: MeasuredGroup[];
  /** against another model, or null */
  comparison: Comparison | null;
  /** what was not looked at for want of input */
  not_run: string[];
  /** how it was made */
  methods: string[];
  /** the product file, as used */
  product: unknown;
  /** content hash */
  id: string;
  /** the decision */
  title: string;
  /** the table of predictions */
  source: string;
  /** what is claimed, for the ledger */
  claims: Claim[];
  /** what it rests on */
  evidence: Evidence[];
  /** how to make it again */
  provenance: Provenance;
  /** how often these rows were used */
  reuse: Reuse;
  /** everything that depends on the clock */
  run: Run;
}

export interface ClassShare {
  /** the class */
  name: string;
  /** rows */
  rows: number;
  /** share of the rows */
  share: Estimate;
}

export interface Model {
  /** name */
  name: string;
  /** name in words */
  label: string;
  /** judged, against, option or reference */
  role: string;
  /** probability or decision */
  kind: string;
  /** how its decisions come about */
  decided_by: string;
  /** share of decisions that are right */
  accuracy: Estimate;
  /** mean precision of the classes */
  macro_precision: Estimate;
  /** mean recall of the classes */
  macro_recall: Estimate;
  /** mean F1 of the classes */
  macro_f1: Estimate;
  /** precision of all decisions together */
  micro_precision: Estimate;
  /** recall of all decisions together */
  micro_recall: Estimate;
  /** F1 of all decisions together */
  micro_f1: Estimate;
  /** mean one-vs-rest AUC of the classes */
  macro_auc: Estimate;
  /** mean log loss of the true class */
  log_loss: Estimate;
  /** mean squared error summed over classes */
  brier: Estimate;
  /** accuracy less that of the baseline */
  accuracy_against_baseline: Estimate;
  /** one entry a class */
  classes: ClassMeasures[];
  /** true by decided class */
  confusion: ConfusionCell[];
  /** money per 1,000 decisions */
  value_per_1000: Estimate;
  /** money a month */
  value_per_month: Estimate;
  /** money a month more than the baseline */
  against_baseline: Estimate;
}

export interface ClassMeasures {
  /** the class */
  name: string;
  /** rows of the class */
  rows: number;
  /** rows decided to be of it */
  decided: number;
  /** share of those that are of it */
  precision: Estimate;
  /** share of the class that was found */
  recall: Estimate;
  /** harmonic mean of both */
  f1: Estimate;
  /** area under its one-vs-rest ROC curve */
  auc: Estimate;
}

export interface ConfusionCell {
  /** true class */
  is: string;
  /** class it was decided to be */
  decided: string;
  /** rows, weighted */
  rows: number | null;
  /** share of the true class */
  share: Estimate;
}

export interface CostDecision {
  /** money a month of the class with most expected money */
  by_costs: Estimate;
  /** that less the decisions in use */
  against_decisions: Estimate;
  /** power of the probabilities that would have earned most; 1: as they are */
  sharpness: number | null;
  /** money a month at the power that the other half of the rows chose */
  cross_fitted: Estimate;
  /** that less the decisions in use */
  cross_fitted_against: Estimate;
  /** at the best power on the rows that chose it: flatters */
  seen_value_per_month: number | null;
  /** what it means */
  sentence: string;
}

export interface Comparison {
  /** the judged model */
  model: string;
  /** the other model */
  against: string;
  /** paired differences */
  metrics: MetricDifference[];
  /** right and wrong decisions, McNemar */
  decisions: DecisionTest;
  /** decisions that differ */
  flips: Flips;
  /** the same in parts of the rows */
  by_slice: Flips[];
  /** what it means */
  sentence: string;
  /** how it was compared */
  note: string;
  /** that both decide for each class equally often, Stuart-Maxwell */
  homogeneity: Homogeneity;
}

export interface Homogeneity {
  /** chi-square statistic */
  statistic: number | null;
  /** degrees of freedom */
  degrees: number;
  /** p that there is no difference */
  p: number | null;
}
