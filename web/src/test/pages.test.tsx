import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { sectionsOf } from '../../scripts/sections.mjs';
import { kindOf, pageOf, pages } from '../report/pages';
import { profiles, studies } from './fixtures';

describe('the page is chosen by the schema', () => {
  test.each([
    ['assay.study/1', 'Study report'],
    ['assay.study/2', 'Study report'],
    ['assay.profile/1', 'Profile of a table'],
    ['assay.studying/1', 'Document'],
    ['constructor', 'Document'],
    [undefined, 'Document'],
  ])('%s: %s', (schema, name) => {
    expect(pageOf({ schema }).name).toBe(name);
  });
  test('which is published', () => {
    const published = ['study', 'profile'].map(
      (name) => JSON.parse(readFileSync(`../docs/${name}.schema.json`, 'utf8')).title as string,
    );
    expect(published.map(kindOf)).toEqual(Object.keys(pages));
  });
});

describe.each([...Object.values(studies), ...Object.values(profiles)].map((d) => ({ d, schema: d.schema })))(
  '$schema',
  ({ d }) => {
    const page = pageOf(d);
    const element = document.createElement('div');
    element.innerHTML = renderToStaticMarkup(<page.Report d={d} />);
    test('draws every section that the check in Chromium asks for', () => {
      const drawn = [...element.querySelectorAll('[data-section]')].map((each) => each.getAttribute('data-section'));
      expect(drawn).toEqual(expect.arrayContaining(sectionsOf(d)));
    });
    test('has a title, and no words that are none', () => {
      expect(page.title(d)).not.toBe('');
      expect(element.innerHTML).not.toMatch(/NaN|undefined|Infinity|\[object/);
    });
  },
);

test('a document of an unknown kind is shown as it is', () => {
  const d = { schema: 'assay.tomorrow/1', answer: 42 };
  const { Report, title } = pageOf(d);
  const markup = renderToStaticMarkup(<Report d={d} />);
  expect(title(d)).toBe('assay.tomorrow/1');
  expect(markup).toContain('&quot;answer&quot;: 42');
  expect(sectionsOf(d)).toEqual(['unknown']);
});
