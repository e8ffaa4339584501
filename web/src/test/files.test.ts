// What the files of this folder promise to the engine and to those who build them.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fill, inlined } from '../../scripts/fill-report.mjs';
import { made, typeFiles } from '../../scripts/make-types.mjs';
import { misfits } from '../../scripts/schema.mjs';
import { invented, studies } from './fixtures';

const read = (file: string) => readFileSync(file, 'utf8');

describe('the template', () => {
  test('holds each mark once', () => {
    for (const mark of ['<!--assay:summary-->', '<!--assay:data-->', '<!--assay:csp-->'])
      expect(read('report.html').split(mark)).toHaveLength(2);
  });
  test('can only be filled safely', () => {
    const evil = { ...studies.build, title: '</script><script>alert(1)</script><!--assay:data-->\u2028$&' };
    expect(inlined(evil)).not.toMatch(/[<\u2028]/);
    const page = fill(read('report.html'), evil);
    expect(page).not.toContain('<script>alert');
    const json = /id="assay-data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(json).title).toBe(evil.title);
  });
  test('says the verdict without script', () => {
    expect(fill(read('report.html'), studies.build)).toContain(`<b>${studies.build.verdict.headline}</b>`);
  });
});

const schemaOf = (name: string) => JSON.parse(read(`../docs/${name}.schema.json`));
test.each([...typeFiles(schemaOf)])('%s is what the schemas say', (file, text) => {
  expect(text).toBe(read(file));
});
describe.each(made)('docs/$schema.schema.json', (each) => {
  const schema = schemaOf(each.schema);
  test('fits the invented documents', () => {
    const documents = invented.filter((document) => document.schema === schema.title);
    expect(documents).not.toEqual([]);
    for (const document of documents) expect(misfits(schema, document)).toEqual([]);
  });
});

test('misfits are found', () => {
  const schema = {
    type: 'object',
    properties: {
      a: { type: ['number', 'null'] },
      b: { enum: ['x'] },
      c: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    },
    required: ['a', 'b'],
    additionalProperties: false,
  };
  expect(misfits(schema, { a: null, b: 'x', c: null })).toEqual([]);
  expect(misfits(schema, { a: 'one', c: 3, d: 1 })).toEqual([
    '$: b is missing',
    '$.a: expected number or null',
    '$.c: expected string',
    '$: d is unknown',
  ]);
});

test('the lockfile names no download host, and versions are exact', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"');
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
