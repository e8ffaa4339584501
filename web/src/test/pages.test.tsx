import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { hollow } from '../../scripts/make-fixtures.mjs';
import { made } from '../../scripts/make-types.mjs';
import { sectionsOf } from '../../scripts/sections.mjs';
import { type AnyDocument, kindOf, pageOf, pages } from '../report/pages';
import { invented, withoutNumbers } from './fixtures';

describe('the page is chosen by the schema', () => {
  test.each([
    ['assay.study/1', 'Study report'],
    ['assay.study/2', 'Study report'],
    ['assay.profile/1', 'Profile of a table'],
    ['assay.evaluation/1', 'Evaluation of predictions'],
    ['assay.evaluation-multiclass/1', 'Evaluation of classes'],
    ['assay.evaluation-regression/1', 'Evaluation of numbers'],
    ['assay.claim-check/1', 'Claim, checked'],
    ['assay.drift/1', 'Drift of a table'],
    ['assay.check/1', 'Check of a table'],
    ['assay.labels/1', 'Labels, judged'],
    ['assay.contract-check/1', 'Contract, checked'],
    ['assay.contract-diff/1', 'Contract, compared'],
    ['assay.data-diff/1', 'Difference of tables'],
    ['assay.sample/1', 'Sample of a table'],
    ['assay.card/1', 'Data card'],
    ['assay.studying/1', 'Document'],
    ['constructor', 'Document'],
    [undefined, 'Document'],
  ])('%s: %s', (schema, name) => {
    expect(pageOf({ schema }).name).toBe(name);
  });
  test('which is published', () => {
    const published = made.map(
      ({ schema }) => JSON.parse(readFileSync(`../docs/${schema}.schema.json`, 'utf8')).title as string,
    );
    expect(published.map(kindOf)).toEqual(Object.keys(pages));
  });
});

const drawn = (d: AnyDocument) => {
  const { Report } = pageOf(d);
  const element = document.createElement('div');
  element.innerHTML = renderToStaticMarkup(<Report d={d} />);
  return element;
};
describe.each(invented.map((d) => ({ d, schema: d.schema })))('$schema', ({ d }) => {
  test('draws every section that the check in Chromium asks for', () => {
    const sections = [...drawn(d).querySelectorAll('[data-section]')].map((each) => each.getAttribute('data-section'));
    expect(sections).toEqual(expect.arrayContaining(sectionsOf(d)));
  });
  test('has a title, and no words that are none, with numbers and without', () => {
    expect(pageOf(d).title(d)).not.toBe('');
    for (const each of [d, withoutNumbers(d) as AnyDocument, hollow(d) as AnyDocument])
      expect(drawn(each).innerHTML).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
  test('tells in words what its pictures show', () => {
    for (const picture of drawn(d).querySelectorAll('svg[role=img]'))
      expect(picture.getAttribute('aria-label')).toMatch(/\d|cannot tell/);
  });
});

test('a document of an unknown kind is shown as it is', () => {
  const d = { schema: 'assay.tomorrow/1', answer: 42 };
  const { Report, title } = pageOf(d);
  const markup = renderToStaticMarkup(<Report d={d} />);
  expect(title(d)).toBe('assay.tomorrow/1');
  expect(markup).toContain('&quot;answer&quot;: 42');
  expect(sectionsOf(d)).toEqual(['unknown']);
});
