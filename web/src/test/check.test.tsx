import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Check } from '../api/check';
import { CheckReport } from '../report/check/CheckReport';
import { checks } from './fixtures';

const report = (d: Check) => {
  const element = document.createElement('div');
  element.innerHTML = renderToStaticMarkup(<CheckReport d={d} />);
  return element;
};
const items = (d: Check) => [...report(d).querySelectorAll('.issues li')];

describe('a check', () => {
  test('tells each finding with its issue, its rows by key, and what to do', () => {
    const [leak, keys, sentinel] = items(checks.small).map((each) => each.textContent ?? '');
    expect(leak).toContain('15 target leakage');
    expect(keys).toContain('UA-1000UA-1077');
    expect(keys).toContain('212 rows');
    expect(sentinel).toContain('-999 stands for');
    expect(report(checks.small).textContent).toContain('Held against invented-january.csv');
    expect(report(checks.files).textContent).toContain(
      'New: days/03.parquet (6,000 rows), days/04.parquet (6,000 rows)',
    );
  });
  test('sets statements apart from the words around them', () => {
    const [leak, keys, sentinel] = items(checks.small).map((each) =>
      [...each.querySelectorAll('.fix code')].map((code) => code.textContent),
    );
    expect(leak).toEqual([]);
    expect(keys).toEqual([
      'SELECT "flight", count(*) FROM data GROUP BY "flight" HAVING count(*) > 1',
      'SELECT DISTINCT ON ("flight") * FROM data',
    ]);
    expect(sentinel).toEqual(['SELECT * REPLACE (NULLIF("delay", -999) AS "delay") FROM data']);
  });
  test('names what was not looked for, with what it needs, and what is clean', () => {
    const element = report(checks.small);
    expect(element.querySelector('[data-section=not-run]')?.textContent).toContain(
      '14 time leakagegive --split and --time',
    );
    expect(element.querySelector('[data-section=clean]')?.textContent).toContain('broken encoding');
    expect(element.querySelector('.facts')?.textContent).toContain('Not looked for in full2');
  });
  test('keeps hundreds of findings off the first sight, warnings first', () => {
    const first = items(checks.crowded).slice(0, 8);
    expect(first.every((each) => each.textContent?.startsWith('Warning'))).toBe(true);
    expect(report(checks.crowded).querySelector('.issues + details summary')?.textContent).toBe('392 more findings');
  });
});
