// Labels for the document's keys, and what the report reads from the product file. Sentences are the document's own.
import type { Document, Option, Verdict } from '../api/document';
import type { Tone } from '../charts/core';
import { count, type Fmt, type Format, known, type Maybe, plain, score, sentenceCase } from '../format';

export const verdictWords: Record<Verdict['name'], string> = {
  BUILD: 'Build',
  RULE_SUFFICES: 'Rule suffices',
  COLLECT: 'Collect',
  DONT: 'Don’t',
  UNDECIDED: 'Undecided',
};
const lines: Record<string, string> = { ...verdictWords, open: 'Cannot tell' };
export const lineWord = (key: string) => lines[key] ?? key;

export const optionOf = (d: Document, name: string) => d.options.find((option) => option.name === name);
export const optionLabel = (d: Document, name: string) => optionOf(d, name)?.label || name;
export const chosenOption = (d: Document) =>
  d.options.find((option) => option.role === 'chosen') ?? optionOf(d, d.verdict.money.option);

/** Diamond: the rule; blue: what is judged; ring: compared. */
export function optionTone(d: Document, option: Option): Tone {
  if (option.role === 'chosen' || option.name === chosenOption(d)?.name) return 'accent';
  if (option.name === d.verdict.money.against || option.role === 'best') return 'rule';
  return 'hollow';
}
export const roleWords: Record<string, string> = {
  simple: 'simple',
  candidate: 'candidate',
  chosen: 'chosen model',
  best: 'best simple option',
};

const metrics: Record<string, string> = {
  auc: 'AUC',
  average_precision: 'Average precision',
  brier: 'Brier score',
  log_loss: 'Log loss',
  value_per_month: 'Value a month',
  recall_at_precision: 'Recall at precision',
  precision_at_recall: 'Precision at recall',
  recall_at_fpr: 'Recall at a false positive rate of',
  precision_at_k: 'Precision among the first',
  selection_rate: 'Share acted on',
  tpr: 'Positives acted on',
  fpr: 'Negatives acted on',
  precision: 'Acts that were right',
  calibration: 'Observed less predicted',
  macro_precision: 'Mean precision of the classes',
  macro_recall: 'Mean recall of the classes',
  macro_f1: 'Mean F1 of the classes',
  macro_auc: 'Mean AUC of the classes',
  mae: 'Mean absolute error',
  rmse: 'RMSE',
  r2: 'R²',
  pinball: 'Pinball loss at',
  bias: 'Prediction less label',
  cost_per_month: 'Cost of errors a month',
};
/** "recall_at_fpr:0.01" is "Recall at a false positive rate of 0.01". */
export function metricName(key: string) {
  const [name = '', level] = key.split(':');
  const words = metrics[name] ?? sentenceCase(name.replaceAll('_', ' '));
  return level === undefined ? words : `${words} ${level}`;
}
export const isMoney = (metric: string) => metric.startsWith('value') || metric.startsWith('cost');
export const metricFormat = (metric: string, f: Fmt): Format => (isMoney(metric) ? f.money : score);

/** Writes a quantity of the "what would change it" list by its unit. */
export function unitFormat(unit: string, f: Fmt): Format {
  const rest = unit.startsWith(f.unit) ? unit.slice(f.unit.length).trim() : undefined;
  if (rest !== undefined)
    return (value: Maybe) => (known(value) && rest ? `${f.money(value)} ${rest}` : f.money(value));
  const write = (value: Maybe) => (known(value) && Number.isInteger(value) ? count(value) : plain(value));
  return (value: Maybe) => (known(value) && unit ? `${write(value)} ${unit}` : write(value));
}

/** A value of the product file, by section and key; both nested and flat documents are read. */
export function fromProduct(d: { product: unknown }, section: string, key: string): unknown {
  const product = d.product as Record<string, unknown> | null | undefined;
  if (!product || typeof product !== 'object') return undefined;
  const part = product[section];
  if (part && typeof part === 'object' && key in part) return (part as Record<string, unknown>)[key];
  return product[key];
}
export const textFromProduct = (d: { product: unknown }, section: string, key: string) => {
  const value = fromProduct(d, section, key);
  return typeof value === 'string' ? value : '';
};
/** A number, or the middle of a range. */
export function numberFromProduct(d: Document, section: string, key: string): Maybe {
  const value = fromProduct(d, section, key);
  if (Array.isArray(value)) {
    const [low, high] = value as Maybe[];
    return known(low) && known(high) ? (low + high) / 2 : undefined;
  }
  return typeof value === 'number' ? value : undefined;
}
