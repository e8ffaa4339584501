// Contracts, differences of tables, samples and data cards.
import { act, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { CardReport } from '../report/card/CardReport';
import { ContractDiffReport, titleOf } from '../report/contract/ContractDiffReport';
import { ContractReport } from '../report/contract/ContractReport';
import { DataDiffReport } from '../report/diff/DataDiffReport';
import { SampleReport } from '../report/sample/SampleReport';
import { cards, contractDiffs, contracts, dataDiffs, samples } from './fixtures';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const drawn = <D,>(Report: ComponentType<{ d: D }>, d: D) => {
  const element = document.createElement('div');
  element.innerHTML = renderToStaticMarkup(<Report d={d} />);
  return element;
};
const texts = (element: Element, selector: string) =>
  [...element.querySelectorAll(selector)].map((each) => each.textContent ?? '');
const facts = (element: Element) => texts(element, '.facts > div');

describe('a contract', () => {
  test('that is broken tells each clause, what was promised and seen, and the statement that shows the rows', () => {
    const element = drawn(ContractReport, contracts.broken);
    const [key = '', column = '', range = '', set = ''] = texts(element, '.issues li');
    expect(element.querySelector('h2')?.textContent).toBe(contracts.broken.sentence);
    expect(key).toContain('First rows2 · 9 · 16 · 23 · 30');
    expect(column).not.toMatch(/Promised|Seen|rows/);
    expect(range).toContain('Promised0 to 39Seen400, 77, 40Rows2 · 9 · 16');
    expect(set).toMatch(/^Warningcontract\.toml, line \d+, \[columns\.shop\] set/);
    expect(texts(element, '.fix code')).toEqual(contracts.broken.breaches.map(({ sql }) => sql).filter(Boolean));
    expect(facts(element)).toContain('Findings44 need care');
  });
  test('that is kept has no list', () => {
    const element = drawn(ContractReport, contracts.kept);
    expect(element.querySelector('.issues')).toBeNull();
    expect(texts(element, '.eyebrow span')).toEqual(['Contract check', 'Against invented visits 1.4']);
  });
});

describe('two versions of a contract', () => {
  const element = drawn(ContractDiffReport, contractDiffs.breaking);
  test('tell what breaks, what does not, and whether the version says so', () => {
    expect(texts(element, '[data-section=breaking] .state')).toEqual(['Breaking', 'Breaking', 'Breaking']);
    expect(texts(element, '[data-section=harmless] .state')).toEqual(['Harmless', 'Harmless']);
    expect(texts(element, '.issues li')[1]).toContain('Wasnorth, south, westBecomeseast, north, south, west');
    expect(facts(element)[0]).toBe('Breaking changes3not told by the version');
  });
  test('name each product for each thing that breaks, and count a product once', () => {
    expect(texts(element, '[data-section=products] tbody tr')).toEqual([
      'offersmemberrule and featureproducts/offers/product.toml',
      'late visitsmemberfeatureproducts/late/product.toml',
      'offersshopgroupproducts/offers/product.toml',
    ]);
    expect(facts(element)[2]).toBe('Products that are hit2of 7 searched');
  });
  test('need no name', () => {
    const { breaking, harmless } = contractDiffs;
    expect([titleOf(breaking), titleOf({ ...breaking, new_version: '1.4' }), titleOf(harmless)]).toEqual([
      'invented visits, 1.4 to 1.5',
      'invented visits, 1.4',
      'Contract',
    ]);
  });
});

describe('two tables', () => {
  test('tell rows by their share, and changes with what is missing', () => {
    const element = drawn(DataDiffReport, dataDiffs.small);
    expect(texts(element, '.legend > span').map((each) => each.trim())).toEqual([
      'Same 90.9\u00a0%',
      'Changed 6.0\u00a0%',
      'Came 2.1\u00a0%',
      'Went 0.98\u00a0%',
    ]);
    expect(texts(element, '[data-section=rows] h3')).toEqual([
      'Came: 260 rows, the first 5',
      'Went: 120 rows, the first 5',
    ]);
    expect(texts(element, '.examples')[0]).toBe(
      '4, 2026-01-0112.5 to 9.759, 2026-01-0131 to missing11, 2026-01-01missing to 4',
    );
    expect(texts(element, '[data-section=columns] tbody td').slice(0, 3)).toEqual(['7005.9\u00a0%', '80', '3']);
    expect(texts(element, '[data-section=schema] tbody tr')).toEqual([
      'channelCametext',
      'memberWentinteger',
      'dayChanged its typetextdate',
    ]);
  });
  test('cut long values, and keep them at hand', () => {
    const long = drawn(DataDiffReport, dataDiffs.small).querySelector('.examples [title^="The customer"]');
    expect(long?.textContent).toHaveLength(37);
    expect(long?.getAttribute('title')?.length).toBeGreaterThan(100);
  });
  test('that are the same have nothing to list', () => {
    expect(texts(drawn(DataDiffReport, dataDiffs.same), '.fig')).toEqual([]);
  });
  test('find one of hundreds of columns', async () => {
    const element = document.createElement('div');
    await act(async () => createRoot(element).render(<DataDiffReport d={dataDiffs.wide} />));
    const field = element.querySelector('input') as HTMLInputElement;
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'sensor_29');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(element.querySelector('output')?.textContent).toBe('11 of 300');
  });
});

describe('a sample', () => {
  test('tells its answer with its range, and all that the document says', () => {
    const element = drawn(SampleReport, samples.read);
    for (const sentence of samples.read.sentences) expect(element.textContent).toContain(sentence);
    expect(element.querySelector('[data-section=estimate] .value')?.textContent).toBe('31.2\u00a0%');
    expect(facts(element)).toContain('Estimate31.2\u00a0%90\u00a0% range 28.3\u00a0% to 34.1\u00a0%');
    expect(texts(element, '[data-section=strata] tbody tr')[0]).toBe('north7,0003004.3\u00a0%29841\u00a0%sd 0.492');
  });
  test('of which nothing is known yet shows no estimate and no columns for it', () => {
    const element = drawn(SampleReport, samples.drawn);
    expect(element.querySelector('[data-section=estimate]')).toBeNull();
    expect(texts(element, '[data-section=strata] thead th')).toEqual(['Stratum', 'Rows in the table', 'In the sample']);
    expect(element.querySelector('output')?.textContent).toBe('60 strata');
  });
  test('that is only planned tells its size and its width', () => {
    const element = drawn(SampleReport, samples.planned);
    expect(facts(element)).toEqual(['Rows in the sample2,204', 'Width to expect0.5', 'Width asked for0.5']);
    expect(texts(element, '.fig')).toEqual([]);
  });
});

describe('a data card', () => {
  test('tells findings, what the card allows, and personal data that it does not know of', () => {
    const element = drawn(CardReport, cards.full);
    for (const issue of cards.full.issues) expect(element.textContent).toContain(issue.sentence);
    expect(texts(element, '[data-section=use] dd')).toEqual([
      'service, operations, fraud',
      'marketing, credit',
      'contract',
      '24 months',
    ]);
    expect(texts(element, '[data-section=personal] tbody tr')[1]).toBe('notesphonexxxx +99 999 9999999no3202.7\u00a0%');
    expect(facts(element)).toContain('Columns with personal data21 unknown to the card');
  });
  test('that says little says so', () => {
    expect(texts(drawn(CardReport, cards.bare), '[data-section=use] dd')).toEqual([
      'all that is not forbidden',
      'nothing is named',
      'not said',
      'not said',
    ]);
  });
});
