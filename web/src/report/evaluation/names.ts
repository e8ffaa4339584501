// What the page of an evaluation calls things, and how it writes them.
import type { Evaluation, Model } from '../../api/evaluation';
import type { Tone } from '../../charts/core';
import {
  type Fmt,
  type Format,
  known,
  plain,
  score,
  sentenceCase,
  share,
  signedPoints,
  signedScore,
} from '../../format';
import { isMoney } from '../names';

/** What every model of every kind of evaluation has. */
export type JudgedModel = Pick<Model, 'name' | 'label' | 'role'>;
/** The judged model is blue, what it is held against a diamond, the rest are rings. */
export function modelTone(d: { baseline: string }, model: JudgedModel): Tone {
  if (model.role === 'judged') return 'accent';
  return model.name === d.baseline || model.label === d.baseline ? 'rule' : 'hollow';
}
export const roleWords: Record<string, string> = {
  judged: 'judged',
  against: 'compared',
  reference: 'reference',
};

const shares = ['accuracy', 'precision', 'recall', 'acts', 'macro_precision', 'macro_recall', 'macro_f1', 'r2'];
/** "recall:cat" is a recall. */
export const isShare = (metric: string) => shares.includes(metric.split(':')[0] as string);
export function formatOf(metric: string, f: Fmt): Format {
  if (isMoney(metric) || metric === 'against_baseline') return f.figure;
  return isShare(metric) ? share : score;
}
export function signedFormatOf(metric: string, f: Fmt): Format {
  if (isMoney(metric)) return f.signedFigure;
  return isShare(metric) ? signedPoints : signedScore;
}
const lower = ['brier', 'log_loss', 'mae', 'rmse', 'pinball', 'cost_per_month'];
export const lowerIsBetter = (metric: string) => lower.includes(metric.split(':')[0] as string);

const LEAST = 0.0001;
/** A p value; what is smaller says no more. */
export const chanceOf: Format = (value) => (known(value) && value < LEAST ? `under ${LEAST}` : plain(value));

/** A label that is a name stays as it is written: "rule_today". */
export const modelLabel = (model: Pick<Model, 'name' | 'label'>) =>
  model.label === model.name ? model.label : sentenceCase(model.label);
/** Without a product file the title is the name of the table. */
export const titleOf = (d: Pick<Evaluation, 'title' | 'source'>) =>
  d.title && !d.source.startsWith(`${d.title}.`) ? d.title : d.source;
