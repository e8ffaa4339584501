// Made from the published schemas by scripts/make-types.mjs.

import type {
  Calibration,
  Claim,
  Confusion,
  CorpPoint,
  CurvePoint,
  CutValue,
  DecisionTest,
  Estimate,
  Evidence,
  Flips,
  Groups,
  Issue,
  MetricDifference,
  Provenance,
  Reuse,
  Run,
  Slice,
} from './shared';

export interface Evaluation {
  /** name and version of this document */
  schema: string;
  /** what was found, in one or two sentences */
  headline: string;
  /** rows that were evaluated */
  rows: number;
  /** of them positive */
  positives: number;
  /** independent clusters of rows */
  clusters: number;
  /** share of positives */
  positive_rate: Estimate;
  /** currency of all money */
  currency: string;
  /** what the judged model has to beat */
  baseline: string;
  /** decisions that a month has */
  decisions_per_month: number | null;
  /** can the predictions be trusted, worst first */
  integrity: Issue[];
  /** the judged model first */
  models: Model[];
  /** do its probabilities hold */
  calibration: Calibration;
  /** isotonic calibration curve with its consistency band */
  corp: CorpPoint[];
  /** ROC, precision-recall and gains */
  ranking: CurvePoint[];
  /** where to act */
  cut: CutChoice;
  /** pass, check papers, check goods; or null */
  lights: Lights | null;
  /** where it loses most */
  slices: Slice[];
  /** gaps between groups and their price */
  groups: GroupView[];
  /** who gains, or null */
  reach: Reach | null;
  /** against another model, or null */
  comparison: Comparison | null;
  /** named parts with a bar each */
  scenarios: Scenario[];
  /** against a person, or null */
  human: Human | null;
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

export interface Model {
  /** name */
  name: string;
  /** name in words */
  label: string;
  /** judged, against, option or reference */
  role: string;
  /** probability, score or decision */
  kind: string;
  /** how its decisions come about */
  decided_by: string;
  /** area under the ROC curve */
  auc: Estimate;
  /** average precision */
  average_precision: Estimate;
  /** mean squared error of its probabilities */
  brier: Estimate;
  /** mean log loss of its probabilities */
  log_loss: Estimate;
  /** share of decisions that act */
  acts: Estimate;
  /** share of acts that were right */
  precision: Estimate;
  /** share of positives acted on */
  recall: Estimate;
  /** rows by decision and outcome */
  confusion: Confusion;
  /** money per 1,000 decisions */
  value_per_1000: Estimate;
  /** money a month against doing nothing */
  value_per_month: Estimate;
  /** money a month more than the baseline */
  against_baseline: Estimate;
  /** what to know about it, or empty */
  note: string;
}

export interface CutChoice {
  /** what makes the decisions */
  chosen_by: string;
  /** cut in use; null where there is no single one */
  at: number | null;
  /** chance from which acting pays; null for mere scores */
  by_costs: number | null;
  /** cut that earned most here; null: beyond every score */
  best: number | null;
  /** largest share that can be acted on */
  capacity_share: number | null;
  /** of a best cut, cross-fitted */
  value_per_month: Estimate;
  /** of the best cut on the rows that chose it: flatters */
  seen_value_per_month: number | null;
  /** best cut less the decisions in use, a month */
  against_decisions: Estimate;
  /** value at every cut */
  curve: CutValue[];
  /** what it means */
  sentence: string;
}

export interface Lights {
  /** pass, papers, goods; cuts chosen on all rows */
  lights: Light[];
  /** share of positives found, cross-fitted */
  caught: Estimate;
  /** cross-fitted */
  value_per_month: Estimate;
  /** worth of positives that are not found */
  lost_per_month: Estimate;
  /** more than the best single cut earns */
  against_one_cut: Estimate;
  /** what it means */
  sentence: string;
}

export interface Light {
  /** pass, papers or goods */
  name: string;
  /** lowest score; null: no lower end, or none */
  from: number | null;
  /** share of all rows */
  share: Estimate;
  /** share of all positives */
  positives: Estimate;
}

export interface GroupView {
  /** rates and gaps */
  groups: Groups;
  /** the price of each constraint */
  prices: ConstraintPrice[];
}

export interface ConstraintPrice {
  /** what is the same in each group */
  constraint: string;
  /** value lost by it, cross-fitted */
  price_per_month: Estimate;
  /** what is left, cross-fitted */
  value_per_month: Estimate;
  /** largest difference under the common cut */
  gap_before: number | null;
  /** largest difference under the cuts by group */
  gap_after: number | null;
  /** cuts by group, chosen on all rows */
  cuts: GroupCut[];
  /** what it means */
  sentence: string;
}

export interface GroupCut {
  /** the group */
  group: string;
  /** its cut; null: beyond every score */
  at: number | null;
}

export interface Reach {
  /** column that names who */
  entity: string;
  /** what they are better off than */
  against: string;
  /** how many */
  entities: number;
  /** share with a gain */
  helped: Estimate;
  /** share with a loss */
  harmed: Estimate;
  /** share of all gains that the top tenth of those helped hold */
  top_share: Estimate;
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
}

export interface Scenario {
  /** name */
  name: string;
  /** which rows */
  sql: string;
  /** what is asked of them */
  metric: string;
  /** rows */
  rows: number;
  /** bar */
  bar: number | null;
  /** the bar is a lower one */
  at_least: boolean;
  /** measured */
  value: Estimate;
  /** pass, fail or cannot tell */
  outcome: string;
  /** what it means */
  sentence: string;
}

export interface Human {
  /** column of the person's decisions */
  name: string;
  /** rows that both decided */
  rows: number;
  /** share the person got right */
  accuracy: Estimate;
  /** share the model got right, same rows */
  model_accuracy: Estimate;
  /** model less person, paired */
  difference: Estimate;
  /** model less person, money a month */
  value_per_month: Estimate;
  /** a decision takes the person */
  seconds: Estimate;
  /** right and wrong decisions, McNemar */
  decisions: DecisionTest;
  /** what it means */
  sentence: string;
}
