// Made from the published schema by scripts/make-types.mjs.

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
  integrity: Finding[];
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
  share: Share;
}

export interface Share {
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
  accuracy: Share;
  /** mean precision of the classes */
  macro_precision: Share;
  /** mean recall of the classes */
  macro_recall: Share;
  /** mean F1 of the classes */
  macro_f1: Share;
  /** precision of all decisions together */
  micro_precision: Share;
  /** recall of all decisions together */
  micro_recall: Share;
  /** F1 of all decisions together */
  micro_f1: Share;
  /** mean one-vs-rest AUC of the classes */
  macro_auc: Share;
  /** mean log loss of the true class */
  log_loss: Share;
  /** mean squared error summed over classes */
  brier: Share;
  /** accuracy less that of the baseline */
  accuracy_against_baseline: Share;
  /** one entry a class */
  classes: ClassMeasures[];
  /** true by decided class */
  confusion: ConfusionCell[];
  /** money per 1,000 decisions */
  value_per_1000: Share;
  /** money a month */
  value_per_month: Share;
  /** money a month more than the baseline */
  against_baseline: Share;
}

export interface ClassMeasures {
  /** the class */
  name: string;
  /** rows of the class */
  rows: number;
  /** rows decided to be of it */
  decided: number;
  /** share of those that are of it */
  precision: Share;
  /** share of the class that was found */
  recall: Share;
  /** harmonic mean of both */
  f1: Share;
  /** area under its one-vs-rest ROC curve */
  auc: Share;
}

export interface ConfusionCell {
  /** true class */
  is: string;
  /** class it was decided to be */
  decided: string;
  /** rows, weighted */
  rows: number | null;
  /** share of the true class */
  share: Share;
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
  observed: Share;
  /** rows in the bin */
  rows: number;
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

export interface CostDecision {
  /** money a month of the class with most expected money */
  by_costs: Share;
  /** that less the decisions in use */
  against_decisions: Share;
  /** power of the probabilities that would have earned most; 1: as they are */
  sharpness: number | null;
  /** money a month at the power that the other half of the rows chose */
  cross_fitted: Share;
  /** that less the decisions in use */
  cross_fitted_against: Share;
  /** at the best power on the rows that chose it: flatters */
  seen_value_per_month: number | null;
  /** what it means */
  sentence: string;
}

export interface Slice {
  /** all hold at once */
  conditions: SliceCondition[];
  /** rows of the confirming half */
  rows: number;
  /** money lost against perfect decisions */
  loss_per_1000: Share;
  /** its loss less that of all rows */
  against_all: Share;
  /** its value less that of the rule */
  against_rule: Share;
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

export interface Headline {
  /** what is measured */
  metric: string;
  /** with its interval */
  estimate: Share;
}

export interface GroupGap {
  /** what differs */
  metric: string;
  /** largest less smallest group */
  gap: Share;
  /** group with the largest */
  highest: string;
  /** group with the smallest */
  lowest: string;
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

export interface MetricDifference {
  /** what is compared */
  metric: string;
  /** of the judged model */
  first: number | null;
  /** of the other */
  second: number | null;
  /** paired, first less second */
  difference: Share;
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
  share: Share;
  /** share where the judged model is right */
  good: Share;
  /** share where the other was right */
  bad: Share;
  /** good less bad */
  net: Share;
  /** two-sided p that net is 0, Holm over all parts looked at */
  p_adjusted: number | null;
  /** what it means */
  sentence: string;
}

export interface Homogeneity {
  /** chi-square statistic */
  statistic: number | null;
  /** degrees of freedom */
  degrees: number;
  /** p that there is no difference */
  p: number | null;
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

export interface Run {
  /** when the study ended, UTC */
  finished_at: string;
  /** seconds it took */
  duration_s: number | null;
  /** seconds by step */
  steps_s: Record<string, number | null>;
}
