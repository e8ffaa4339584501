import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Document } from '../api/document';
import { StudyReport } from '../report/StudyReport';
import { emptied, studies, withoutNumbers } from './fixtures';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const all = Object.entries(studies);
const made = new Map<Document, string>();
function html(d: Document) {
  const markup = made.get(d) ?? renderToStaticMarkup(<StudyReport d={d} />);
  made.set(d, markup);
  return markup;
}
const parsed = (markup: string) => {
  const element = document.createElement('div');
  element.innerHTML = markup;
  return element;
};
const words = (d: Document) => (parsed(html(d)).textContent ?? '').replace(/\s+/g, ' ');
const sections = (d: Document) =>
  [...parsed(html(d)).querySelectorAll('[data-section]')].map((each) => each.getAttribute('data-section'));

describe.each(all)('%s', (_name, d) => {
  test('says every sentence of the document', () => {
    const text = words(d);
    const sentences = [
      d.title,
      d.statement,
      d.verdict.headline,
      d.verdict.sentence,
      ...d.verdict.because,
      ...d.verdict.would_change.map((change) => change.sentence),
      ...d.slices.map((slice) => slice.sentence),
      ...d.groups.flatMap((group) => group.gaps.map((gap) => gap.sentence)),
      ...d.data.issues.flatMap((issue) => [issue.sentence, issue.fix]),
      ...d.claims.map((claim) => claim.statement),
      ...d.words.methods,
      ...d.options.map((option) => option.note),
      d.noise.sentence,
      d.calibration.sentence,
      d.learning_curve.refused ?? '',
      ...[d.data, d.threshold, d.ranking, d.learning_curve].flatMap((part) => Object.values(part.words)),
      ...(d.slices.length > 0 ? [d.words.slices.finding, d.words.slices.note] : []),
      ...(d.drivers.length > 0 ? [d.words.drivers.finding] : []),
    ];
    for (const sentence of sentences.filter(Boolean)) expect(text).toContain(sentence.replace(/\s+/g, ' '));
  });
  test('writes no number that is none', () => {
    expect(html(d)).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
  test('every picture tells its numbers to those who cannot see it', () => {
    const pictures = parsed(html(d)).querySelectorAll('svg[role=img]');
    expect(pictures.length).toBeGreaterThan(8);
    for (const picture of pictures) expect(picture.getAttribute('aria-label')).toMatch(/\d|cannot tell/);
    for (const picture of parsed(html(d)).querySelectorAll('svg:not([role=img])'))
      expect(picture.getAttribute('aria-hidden')).toBe('true');
  });
  test('names every option wherever options are compared', () => {
    const report = parsed(html(d));
    for (const id of ['options', 'ranking']) {
      const text = report.querySelector(`[data-section=${id}]`)?.textContent?.toLowerCase() ?? '';
      for (const option of d.options) expect(text).toContain(option.label.toLowerCase());
    }
  });
  test('stands without any number, and without any list', () => {
    for (const bare of [withoutNumbers(d) as Document, emptied(d)]) {
      expect(html(bare)).not.toMatch(/NaN|undefined|Infinity|\[object/);
      expect(sections(bare)).toContain('verdict');
      expect(words(bare)).toContain('annot tell');
    }
  });
});

describe('sections', () => {
  test('stand in the order of the argument', () => {
    expect(sections(studies.build)).toEqual([
      'verdict',
      'linked',
      'options',
      'steps',
      'learning',
      'threshold',
      'calibration',
      'ranking',
      'confusion',
      'drivers',
      'slices',
      'groups',
      'data',
      'changes',
      'claims',
      'methods',
      'provenance',
    ]);
  });
  test('link reports of the same folder alone', () => {
    const d = structuredClone(studies.build);
    d.run.reports = [{ title: 'Data check', file: 'javascript:alert(1)//x.html', sentence: '1 question.' }];
    const link = parsed(html(d)).querySelector('[data-section=linked] a');
    expect(link?.textContent).toBe('Data check');
    expect(link?.getAttribute('href')).toBe('./javascript%3Aalert(1)%2F%2Fx.html');
  });
  test('that have nothing to show are left out', () => {
    const shown = sections(studies.collect);
    expect(shown).not.toContain('drivers');
    expect(shown).not.toContain('groups');
    expect(sections(emptied(studies.build))).toEqual(expect.arrayContaining(['verdict', 'data', 'provenance']));
  });
  test('suspected leaks put two verdicts side by side', () => {
    const text = parsed(html(studies.undecided)).querySelector('[data-section=suspects]')?.textContent ?? '';
    expect(text).toContain('UndecidedAUC 0.488');
    expect(text).toContain('BuildAUC 0.994');
  });
  test('a close call is marked', () => {
    expect(words(studies['rule-suffices'])).toContain('Close call');
    expect(words(studies.build)).not.toContain('Close call');
  });
  test('money that cannot be told gives the method as its reason', () => {
    expect(words(studies.undecided)).toContain('fewer than five blocks of time are usable');
  });
  test('costs are told by outcome: a number, a range, or an expression', () => {
    expect(words(studies.build)).toContain('+6.00 USD each');
    expect(words(studies['rule-suffices'])).toContain('\u22129,000 to \u22127,000 JPY each');
    expect(words(studies.collect)).toContain('CASE WHEN known_sender');
  });
  test('an unknown group is too small to speak of', () => {
    const group = studies.build.groups[0];
    const value = group?.values[0];
    if (!group || !value) throw new Error('the fixture has groups');
    const small = { ...studies.build, groups: [{ ...group, values: [{ ...value, enough: false }] }] };
    expect(words(small)).toContain('too few to say');
  });
});

test('moving the threshold tells what another cut would do', async () => {
  const element = document.createElement('div');
  document.body.append(element);
  await act(async () => createRoot(element).render(<StudyReport d={studies.build} />));
  const slider = element.querySelector('input[type=range]') as HTMLInputElement;
  const output = element.querySelector('output') as HTMLOutputElement;
  const before = output.textContent;
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(slider, '20');
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(output.textContent).not.toBe(before);
  expect(output.textContent).toMatch(/Acts at or above 0\.\d+Acts on [\d.]+\u00a0%, [\d,]+ a monthUSD a month [\d,]+/);
  expect(element.textContent).toContain('what if');
  element.remove();
});
