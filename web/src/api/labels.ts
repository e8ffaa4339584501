// Made from the published schemas by scripts/make-types.mjs.

import type {
  Estimate,
  Issue,
} from './shared';

export interface Labels {
  /** name and version of this document */
  schema: string;
  /** where the labels came from */
  source: string;
  /** rows of the table, or labels of the export */
  rows: number;
  /** classes, in the order of matrices */
  classes: string[];
  /** the answer in one sentence */
  sentence: string;
  /** probably wrong labels; null without a model's chances */
  errors: LabelErrors | null;
  /** annotators; null without several labels an item */
  agreement: Agreement | null;
  /** what is wrong with the input, worst first */
  issues: Issue[];
  /** what was not looked at, and what it needs */
  not_run: string[];
}

export interface LabelErrors {
  /** share of labels that are wrong */
  noise_rate: Estimate;
  /** share of labels that the confident joint contradicts; the model's own mistakes count as noise */
  confident_rate: Estimate;
  /** rows suspected: prune by noise rate */
  suspected: number;
  /** rows whose likeliest class is another: all are ranked */
  doubted: number;
  /** one entry a class */
  classes: LabelClass[];
  /** which class is taken for which, most rows first */
  flows: LabelFlow[];
  /** expected precision down the ranking by margin */
  cuts: LabelCut[];
  /** suspected rows, likeliest errors first */
  suspects: SuspectedLabel[];
  /** what mending the suspected rows is expected to do */
  effect: FixEffect;
  /** what was found, in words */
  sentences: string[];
}

export interface LabelClass {
  /** class */
  name: string;
  /** rows given this class */
  rows: number;
  /** mean chance of the class over these rows; null without rows */
  threshold: number | null;
  /** share of its confident rows that the model takes for another class */
  doubted: Estimate;
}

export interface LabelFlow {
  /** class that rows were given */
  given: string;
  /** class that they probably are */
  likely: string;
  /** rows, by the confident joint scaled to the label counts */
  rows: number;
  /** share of the confident rows given that class */
  share: Estimate;
}

export interface LabelCut {
  /** rows from the top of the ranking */
  rows: number;
  /** margin of the last of them */
  margin: number | null;
  /** share of them expected to be labelled wrongly */
  precision: Estimate;
  /** share that is wrong among those with a reference label */
  measured: Estimate;
}

export interface SuspectedLabel {
  /** row of the table, from 1 */
  row: number;
  /** its id, or its number */
  id: string;
  /** label as it is */
  given: string;
  /** likeliest other class */
  suggested: string;
  /** (chance given - chance suggested + 1) / 2 */
  margin: number | null;
  /** the model's chance of the label */
  chance_given: number | null;
  /** its chance of the suggested class */
  chance_suggested: number | null;
  /** share expected to be wrong of all rows down to the cut that this row lies in */
  precision: Estimate;
}

export interface FixEffect {
  /** suspected rows that a person looks at */
  review_rows: number;
  /** wrong labels expected among them */
  errors_found: Estimate;
  /** share of wrong labels now */
  noise_before: Estimate;
  /** share once these are mended */
  noise_after: Estimate;
  /** share of rows whose label is the model's likeliest class */
  accuracy_before: Estimate;
  /** that share once the wrong ones among the suspected rows are mended */
  accuracy_after: Estimate;
  /** the same in words */
  sentence: string;
}

export interface Agreement {
  /** items */
  items: number;
  /** annotators */
  annotators: number;
  /** labels */
  labels: number;
  /** items with two labels or more */
  twice: number;
  /** Krippendorff's alpha */
  alpha: Estimate;
  /** share of these items on which all labels are equal */
  unanimous: Estimate;
  /** pairs of annotators with an item in common */
  pairs_in_all: number;
  /** pairs with most items, at most 100 */
  pairs: PairAgreement[];
  /** what they agree on */
  consensus: Consensus;
  /** one entry an annotator, best first */
  people: Annotator[];
  /** what a person achieves: the bar for a model */
  human: HumanBar;
  /** items worth another look */
  queued: number;
  /** the worst of them */
  queue: QueuedItem[];
  /** what was found, in words */
  sentences: string[];
}

export interface PairAgreement {
  /** annotator */
  first: string;
  /** another */
  second: string;
  /** items that both labelled */
  items: number;
  /** share of equal labels */
  agreement: Estimate;
  /** Cohen's kappa */
  kappa: Estimate;
}

export interface Consensus {
  /** items with a label */
  items: number;
  /** items whose consensus has a chance of at least 0.9 */
  sure: number;
  /** items on which two classes are as likely */
  tied: number;
  /** rounds of expectation and maximisation */
  rounds: number;
  /** whether the last round moved nothing */
  converged: boolean;
  /** share of each class */
  shares: Record<string, number | null>;
}

export interface Annotator {
  /** annotator */
  name: string;
  /** labels given */
  labels: number;
  /** share of right labels by Dawid-Skene */
  quality: Estimate;
  /** share of labels equal to the consensus of all others */
  against_others: Estimate;
  /** share of labels equal to the reference */
  against_reference: Estimate;
  /** median seconds for a label */
  seconds: Estimate;
  /** chance of each label (across) for each true class (down), in the order of classes */
  confusion: ((number | null)[])[];
  /** commonest mistakes, at most five */
  mistakes: Mistake[];
}

export interface Mistake {
  /** class by consensus */
  truth: string;
  /** label given instead */
  said: string;
  /** share of the items of that class */
  share: Estimate;
}

export interface HumanBar {
  /** the consensus of the others, or the reference column */
  against: string;
  /** share of labels that are right */
  accuracy: Estimate;
  /** median seconds for a label */
  seconds: Estimate;
  /** one label in twenty took at most so long */
  seconds_low: number | null;
  /** one in twenty took at least so long */
  seconds_high: number | null;
  /** the bar in words */
  sentence: string;
}

export interface QueuedItem {
  /** item */
  item: string;
  /** likeliest class */
  consensus: string;
  /** why it should be looked at again */
  why: string;
  /** chance of that class */
  chance: number | null;
  /** labels given */
  votes: Record<string, number>;
}
