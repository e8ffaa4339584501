import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { ClaimCheck } from '../api/claim-check';
import type { Evaluation } from '../api/evaluation';
import { firstSentence } from '../format';
import { ClaimReport } from '../report/claim/ClaimReport';
import { EvaluationReport } from '../report/evaluation/EvaluationReport';
import { titleOf } from '../report/evaluation/names';
import { claims, evaluations } from './fixtures';

const { full, grave } = evaluations;
const report = (d: Evaluation) => {
  const element = document.createElement('div');
  element.innerHTML = renderToStaticMarkup(<EvaluationReport d={d} />);
  return element;
};
const words = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ');
const section = (d: Evaluation, id: string) => report(d).querySelector(`[data-section=${id}]`);
const calls = (element: Element | null) =>
  [...(element?.querySelectorAll('[data-call]') ?? [])].map((each) => each.getAttribute('data-call'));

describe('an evaluation', () => {
  test.each(Object.entries(evaluations))('%s: every sentence of the document is said', (_name, d) => {
    const text = words(report(d));
    const sentences = [
      d.headline,
      ...d.integrity.flatMap((each) => [each.sentence, each.fix]),
      ...d.models.map((each) => each.note),
      ...d.slices.map((each) => each.sentence),
      ...d.groups.flatMap((each) => each.prices.map((price) => price.sentence)),
      ...(d.comparison?.by_slice ?? []).map((each) => each.sentence),
      ...d.scenarios.map((each) => each.sentence),
      ...d.not_run,
      ...d.methods,
      ...[d.comparison, d.lights, d.reach, d.human, d.reuse].flatMap((each) => firstSentence(each?.sentence ?? '')),
    ];
    for (const sentence of sentences.filter(Boolean))
      expect(text.toLowerCase()).toContain(sentence.replace(/\s+/g, ' ').toLowerCase());
  });
  test('shows every model in money, and in a measure only those that have it', () => {
    const models = section(full, 'models');
    for (const model of full.models)
      expect(words(models?.querySelector('table') ?? null).toLowerCase()).toContain(model.label.toLowerCase());
    const panel = [...(models?.querySelectorAll('.measure-panel') ?? [])].find((each) =>
      words(each).startsWith('Brier score'),
    );
    const scored = full.models.filter((model) => model.brier.value !== null);
    expect(panel?.querySelectorAll('tbody tr')).toHaveLength(scored.length);
    expect(scored.length).toBeLessThan(full.models.length);
  });
  test('writes no number large where the predictions cannot be trusted', () => {
    expect(report(full).querySelector('.big')).not.toBeNull();
    expect(report(grave).querySelector('.big')).toBeNull();
    expect(words(section(grave, 'integrity'))).toContain('p equals the label in every row.');
  });
  test('calls a lower Brier score better, and a difference within its range none', () => {
    const table = section(full, 'comparison')?.querySelector('table') ?? null;
    expect(calls(table)).toEqual(['better', 'better', 'same', 'unsure', 'unsure']);
    expect(words(table)).toContain('under 0.0001');
  });
  test('calls a part better or worse only beyond what many parts give by chance', () => {
    const parts = section(full, 'comparison')?.querySelectorAll('table')[1] ?? null;
    expect(calls(parts).slice(0, 4)).toEqual(['worse', 'unsure', 'unsure', 'better']);
  });
  test('tells passed, failed and open scenarios apart', () => {
    expect(calls(section(full, 'scenarios'))).toEqual(['pass', 'fail', 'unsure']);
  });
  test('names the cuts of a few groups, and counts the rest', () => {
    expect(words(section(full, 'groups'))).toContain('Cuts: group 0 0.20, group 1 none, group 2 0.26');
    expect(words(section(full, 'groups'))).toMatch(/and \d+ more/);
  });
  test('is called by its table where there is no product', () => {
    expect(titleOf(full)).toBe(full.title);
    expect(titleOf(grave)).toBe('predictions.parquet');
  });
});

describe('a claim', () => {
  const claimed = (d: ClaimCheck) => {
    const element = document.createElement('div');
    element.innerHTML = renderToStaticMarkup(<ClaimReport d={d} />);
    return element;
  };
  test.each(Object.entries(claims))('%s: has its answer and every reason', (_name, d) => {
    const text = words(claimed(d)).toLowerCase();
    for (const each of [d.claim, d.sentence, ...d.reasons]) expect(text).toContain(each.toLowerCase());
  });
  test('has an answer in word and shape', () => {
    expect(Object.values(claims).map((d) => calls(claimed(d))[0])).toEqual(['supported', 'refuted', 'unsure']);
  });
  test('draws nothing that was not measured', () => {
    expect(claimed(claims.open).querySelector('[data-section=measured]')).toBeNull();
    expect(words(claimed(claims.refuted).querySelector('[data-section=measured]'))).toContain('claimed: 90,000');
  });
});

test.each([
  ['One. Two.', ['One.', 'Two.']],
  ['It is 0.82 [0.80 to 0.83]. 8.3 in 100 differ.', ['It is 0.82 [0.80 to 0.83].', '8.3 in 100 differ.']],
  ['Model "v. 2" wins. Good.', ['Model "v. 2" wins.', 'Good.']],
  ['No end', ['No end', '']],
])('the first sentence of %s', (text, parts) => {
  expect(firstSentence(text)).toEqual(parts);
});
