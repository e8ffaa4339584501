// Made from the published schemas by scripts/make-types.mjs.

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

export interface Issue {
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

export interface Confusion {
  /** acted, rightly; rows */
  true_positive: number | null;
  /** acted, wrongly */
  false_positive: number | null;
  /** let pass, wrongly */
  false_negative: number | null;
  /** let pass, rightly */
  true_negative: number | null;
}

export interface CutValue {
  /** act at or above this probability */
  at: number | null;
  /** share of rows acted on */
  acts: number | null;
  /** money a month against doing nothing */
  value_per_month: Estimate;
}

export interface Calibration {
  /** the option whose probabilities are judged */
  option: string;
  /** bins of equal mass */
  bins: ReliabilityBin[];
  /** CORP miscalibration, Brier units */
  miscalibration: number | null;
  /** CORP discrimination */
  discrimination: number | null;
  /** CORP uncertainty (that of the base rate) */
  uncertainty: number | null;
  /** what it means */
  sentence: string;
}

export interface ReliabilityBin {
  /** mean predicted chance */
  predicted: number | null;
  /** share that came true */
  observed: Estimate;
  /** rows in the bin */
  rows: number;
}

export interface CurvePoint {
  /** cut on the probability */
  threshold: number | null;
  /** of negatives */
  false_positive_rate: number | null;
  /** recall */
  true_positive_rate: number | null;
  /** share of acts that were right */
  precision: number | null;
  /** share of rows acted on */
  acts: number | null;
}

export interface Slice {
  /** all hold at once */
  conditions: SliceCondition[];
  /** rows of the confirming half */
  rows: number;
  /** money lost against perfect decisions */
  loss_per_1000: Estimate;
  /** its loss less that of all rows */
  against_all: Estimate;
  /** its value less that of the rule */
  against_rule: Estimate;
  /** holds on rows that did not choose it */
  confirmed: boolean;
  /** one-sided, Holm over the slices found */
  p_adjusted: number | null;
  /** what it means */
  sentence: string;
}

export interface SliceCondition {
  /** column */
  column: string;
  /** what it is there */
  is: string;
}

export interface Groups {
  /** column that makes the groups */
  column: string;
  /** one entry a group, largest first */
  values: GroupValue[];
  /** one entry a metric */
  gaps: GroupGap[];
}

export interface GroupValue {
  /** the group */
  value: string;
  /** rows */
  rows: number;
  /** enough rows to say anything */
  enough: boolean;
  /** share acted on */
  selection_rate: Estimate;
  /** share of positives acted on */
  tpr: Estimate;
  /** share of negatives acted on */
  fpr: Estimate;
  /** share of acts that were right */
  precision: Estimate;
  /** observed rate less mean predicted chance */
  calibration: Estimate;
}

export interface GroupGap {
  /** what differs */
  metric: string;
  /** largest less smallest group */
  gap: Estimate;
  /** group with the largest */
  highest: string;
  /** group with the smallest */
  lowest: string;
  /** what it means */
  sentence: string;
}

export interface Claim {
  /** content hash of the claim */
  id: string;
  /** the claim in words */
  statement: string;
  /** what is measured */
  quantity: string;
  /** its unit */
  unit: string;
  /** for whom or what it holds */
  population: string;
  /** over which time */
  period: string;
  /** what is believed, never one point */
  quantiles: Quantile[];
  /** when and how it will be settled */
  settle_by: string;
  /** who claims it */
  made_by: string;
  /** what it rests on */
  evidence: Evidence[];
}

export interface Quantile {
  /** probability of being below */
  level: number | null;
  /** value at that level */
  value: number | null;
}

export interface Evidence {
  /** what it is */
  what: string;
  /** SHA-256 of its content */
  sha256: string;
}

export interface Provenance {
  /** of assay */
  version: string;
  /** of the SQL engine */
  engine: string;
  /** of the boosting library */
  boosting: string;
  /** decides everything random */
  seed: number;
  /** threads used */
  threads: number;
  /** what it was made from */
  inputs: Input[];
}

export interface Input {
  /** data, product file */
  what: string;
  /** as it was given */
  name: string;
  /** SHA-256 of its content */
  sha256: string;
}

export interface Run {
  /** when the study ended, UTC */
  finished_at: string;
  /** seconds it took */
  duration_s: number | null;
  /** seconds by step */
  steps_s: Record<string, number | null>;
  /** reports made with it, beside it */
  reports: LinkedReport[];
}

export interface LinkedReport {
  /** what it is */
  title: string;
  /** its name, in the same folder */
  file: string;
  /** what it says */
  sentence: string;
}

export interface CorpPoint {
  /** chance said */
  predicted: number | null;
  /** chance by isotonic regression */
  observed: number | null;
  /** consistency band: where it would lie were the chances true */
  low: number | null;
  /** upper end of the band */
  high: number | null;
}

export interface MetricDifference {
  /** what is compared */
  metric: string;
  /** of the judged model */
  first: number | null;
  /** of the other */
  second: number | null;
  /** paired, first less second */
  difference: Estimate;
  /** two-sided p that there is none */
  p: number | null;
}

export interface DecisionTest {
  /** rows only the judged model got right */
  only_first_right: number;
  /** rows only the other got right */
  only_second_right: number;
  /** exact McNemar test */
  exact_p: number | null;
  /** mid-p McNemar test */
  mid_p: number | null;
}

export interface Flips {
  /** column of the part, or empty */
  column: string;
  /** what it is there */
  is: string;
  /** rows of the part */
  rows: number;
  /** share of rows decided differently */
  share: Estimate;
  /** share where the judged model is right */
  good: Estimate;
  /** share where the other was right */
  bad: Estimate;
  /** good less bad */
  net: Estimate;
  /** two-sided p that net is 0, Holm over all parts looked at */
  p_adjusted: number | null;
  /** what it means */
  sentence: string;
}

export interface Reuse {
  /** hash of labels and ids, in any order */
  test_rows: string;
  /** distinct predictions that met these rows, by this ledger */
  k: number;
  /** 1 - (1 - confidence) / k */
  confidence: number | null;
  /** the most quoted numbers at that confidence */
  adjusted: Headline[];
  /** what it means */
  sentence: string;
}

export interface Headline {
  /** what is measured */
  metric: string;
  /** with its interval */
  estimate: Estimate;
}

export interface MeasuredGroup {
  /** column that makes the groups */
  column: string;
  /** one entry a group, largest first */
  values: GroupMeasures[];
  /** largest less smallest group, simultaneous */
  gaps: GroupGap[];
}

export interface GroupMeasures {
  /** the group */
  value: string;
  /** rows */
  rows: number;
  /** enough rows to say anything */
  enough: boolean;
  /** what was measured there */
  measures: Headline[];
}
