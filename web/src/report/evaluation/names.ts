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

/** The judged model is blue, what it is held against a diamond, the rest are rings. */
export function modelTone(d: Evaluation, model: Model): Tone {
  if (model.role === 'judged') return 'accent';
  return model.name === d.baseline || model.label === d.baseline ? 'rule' : 'hollow';
}
export const roleWords: Record<string, string> = {
  judged: 'judged',
  against: 'compared',
};

export const isShare = (metric: string) => ['accuracy', 'precision', 'recall', 'acts'].includes(metric);
export function formatOf(metric: string, f: Fmt): Format {
  if (isMoney(metric) || metric === 'against_baseline') return f.figure;
  return isShare(metric) ? share : score;
}
export function signedFormatOf(metric: string, f: Fmt): Format {
  if (isMoney(metric)) return f.signedFigure;
  return isShare(metric) ? signedPoints : signedScore;
}
export const lowerIsBetter = (metric: string) => metric === 'brier' || metric === 'log_loss';

const LEAST = 0.0001;
/** A p value; what is smaller says no more. */
export const chanceOf: Format = (value) => (known(value) && value < LEAST ? `under ${LEAST}` : plain(value));

/** A label that is a name stays as it is written: "rule_today". */
export const modelLabel = (model: Model) => (model.label === model.name ? model.label : sentenceCase(model.label));
/** Without a product file the title is the name of the table. */
export const titleOf = (d: Evaluation) => (d.title && !d.source.startsWith(`${d.title}.`) ? d.title : d.source);
