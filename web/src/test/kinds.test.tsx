import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { firstSentence } from '../format';
import { type AnyDocument, pageOf } from '../report/pages';
import { ofClasses, ofNumbers } from './fixtures';

const report = (d: AnyDocument) => {
  const { Report } = pageOf(d);
  const element = document.createElement('div');
  element.innerHTML = renderToStaticMarkup(<Report d={d} />);
  return element;
};
const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ');
const section = (d: AnyDocument, id: string) => report(d).querySelector(`[data-section=${id}]`);
const calls = (element: Element | null | undefined) =>
  [...(element?.querySelectorAll('[data-call]') ?? [])].map((each) => each.getAttribute('data-call'));
function expectSaid(d: AnyDocument, sentences: (string | undefined)[]) {
  const text = words(report(d)).toLowerCase();
  for (const sentence of sentences) if (sentence) expect(text).toContain(sentence.replace(/\s+/g, ' ').toLowerCase());
}

describe('an evaluation of classes', () => {
  test.each(Object.entries(ofClasses))('%s: every sentence of the document is said', (_name, d) => {
    expectSaid(d, [
      d.headline,
      ...d.integrity.flatMap((each) => [each.sentence, each.fix]),
      ...d.slices.map((each) => each.sentence),
      ...d.groups.flatMap((each) => each.gaps.map((gap) => gap.sentence)),
      ...(d.comparison?.by_slice ?? []).map((each) => each.sentence),
      ...d.not_run,
      ...d.methods,
      ...[d.comparison, d.decision, d.reuse].flatMap((each) => firstSentence(each?.sentence ?? '')),
    ]);
  });
  test('shows what is taken for what: shares in a picture, or the mistakes as a list where classes are many', () => {
    const { few, many } = ofClasses;
    const cells = [...(section(few, 'confusion')?.querySelectorAll('.matrix td') ?? [])];
    expect(cells).toHaveLength(few.classes.length ** 2);
    const first = few.models[0]?.confusion[0];
    expect(words(cells[0])).toContain(`${first?.rows?.toLocaleString('en-US')}`);
    expect(section(many, 'confusion')?.querySelector('.matrix')).toBeNull();
    const mistakes = many.models[0]?.confusion.filter((cell) => cell.is !== cell.decided && cell.rows);
    expect(section(many, 'confusion')?.querySelectorAll('tbody tr')).toHaveLength(mistakes?.length ?? -1);
  });
  test('leaves out money and chances where there are none', () => {
    expect(section(ofClasses.few, 'decision')).not.toBeNull();
    for (const id of ['decision', 'calibration']) expect(section(ofClasses.many, id)).toBeNull();
    expect(words(section(ofClasses.many, 'slices'))).toContain('Wrong per 1,000');
  });
  test('tells whether both decide for each class as often', () => {
    expect(words(section(ofClasses.few, 'comparison'))).toContain('Each class as often, p0.0026');
  });
});

describe('an evaluation of numbers', () => {
  const { full, plain } = ofNumbers;
  test.each(Object.entries(ofNumbers))('%s: every sentence of the document is said', (_name, d) => {
    expectSaid(d, [
      d.headline,
      ...d.integrity.flatMap((each) => [each.sentence, each.fix]),
      ...d.slices.map((each) => each.sentence),
      ...d.groups.flatMap((each) => each.gaps.map((gap) => gap.sentence)),
      ...(d.comparison?.by_slice ?? []).map((each) => each.sentence),
      ...d.not_run,
      ...d.methods,
      ...[d.comparison, d.shift, d.models[0]?.range, d.reuse].flatMap((each) => firstSentence(each?.sentence ?? '')),
    ]);
  });
  test('calls a smaller error better', () => {
    const [differences, parts] = section(full, 'comparison')?.querySelectorAll('table') ?? [];
    expect(calls(differences)).toEqual(['better', 'better', 'unsure', 'better']);
    expect(calls(parts)).toEqual(['better', 'unsure']);
  });
  test('counts the tenths where it is off beyond chance', () => {
    expect(words(section(full, 'tenths')?.querySelector('h2'))).toBe(
      'In 4 of 10 tenths the prediction is off on average',
    );
    expect(words(section(plain, 'tenths')?.querySelector('h2'))).toBe(
      'Large and small predictions are right on average',
    );
  });
  test('calls a quantile failed only where its range leaves out what was said', () => {
    expect(calls(section(full, 'quantiles'))).toEqual(['fail', 'pass', 'fail']);
    expect(section(plain, 'quantiles')).toBeNull();
  });
  test('writes no number large where the predictions cannot be trusted', () => {
    expect(words(report(full).querySelector('.big'))).toContain('EUR a month');
    expect(report(plain).querySelector('.big')).toBeNull();
  });
});
