import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, test } from 'vitest';
import type { Profile } from '../api/profile';
import { arranged, barsOf, contentOf, linesOf, missingWords, type Order } from '../report/profile/columns';
import { ProfileReport } from '../report/profile/ProfileReport';
import { profiles, withoutNumbers } from './fixtures';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const { small, wide } = profiles;
const names = (d: Profile, filter: string, order: Order) =>
  arranged(linesOf(d), filter, order).map((line) => line.column.name);
const [delay, carrier, scheduled, constant] = small.columns;

describe('lines', () => {
  test('are found by every word of the filter, in name, type, role or finding', () => {
    expect(names(wide, 'SENSOR_1 real', 'place').slice(0, 3)).toEqual(['sensor_12', 'sensor_16', 'sensor_100']);
    expect(names(small, 'time', 'place')).toEqual(['scheduled']);
    expect(names(small, 'missing', 'place')).toEqual(['delay']);
    expect(names(small, 'nothing is called that', 'place')).toEqual([]);
  });
  test('stand in the order asked for, and as in the table where it does not decide', () => {
    expect(names(small, '', 'place')).toEqual(['delay', 'carrier', 'scheduled', 'constant']);
    expect(names(small, '', 'name')).toEqual(['carrier', 'constant', 'delay', 'scheduled']);
    expect(names(small, '', 'findings')).toEqual(['constant', 'delay', 'carrier', 'scheduled']);
    expect(names(small, '', 'missing')).toEqual(['delay', 'carrier', 'scheduled', 'constant']);
    expect(names(small, '', 'distinct')).toEqual(['scheduled', 'delay', 'carrier', 'constant']);
    expect(names(small, '', 'target')).toEqual(['delay', 'carrier', 'scheduled', 'constant']);
    expect(names(wide, 'seen', 'name').slice(0, 2)).toEqual(['seen_3', 'seen_7']);
  });
  test('tell numbers by quantiles, times by their ends, the rest by what is frequent', () => {
    if (!delay || !carrier || !scheduled || !constant) throw new Error('the fixture has four columns');
    expect(contentOf(delay, small.rows)).toEqual({ main: '4', more: '\u221211 to 71' });
    expect(contentOf(carrier, small.rows).main).toMatch(/^UA 17\.5\u00a0%, B6 16\.3\u00a0%, a value/);
    expect(contentOf(scheduled, small.rows)).toEqual({ main: '2013-01-01 to 2013-12-31' });
    const letter = { value: `Dear all,\n\n${'x'.repeat(30_000)}`, rows: 1 };
    expect(contentOf({ ...carrier, top: [letter, { value: ' ', rows: 1 }] }, small.rows).main).toMatch(
      /^Dear all, x{29}…, empty$/,
    );
    expect(barsOf(delay, small.rows)?.label).toContain('from \u221220 to 1,300');
    expect(barsOf(scheduled, small.rows)?.label).toContain('from 2013-01-01 to 2013-12-31, most rows in one bar');
    expect(barsOf({ ...scheduled, histogram: [] }, small.rows)).toBeUndefined();
    expect(barsOf({ ...carrier, top: [{ value: 'a', rows: 1 }] }, small.rows)).toBeUndefined();
    expect([0, 3, 310].map((missing) => missingWords({ ...delay, missing }, 12000))).toEqual([
      '0',
      'under 0.10\u00a0%',
      '2.6\u00a0%',
    ]);
  });
});

async function shown(d: Profile, use: (element: HTMLElement) => Promise<void>) {
  const element = document.createElement('div');
  document.body.append(element);
  await act(async () => createRoot(element).render(<ProfileReport d={d} />));
  await use(element);
  element.remove();
}
async function set(element: HTMLElement, selector: string, value: string) {
  const field = element.querySelector(selector) as HTMLInputElement;
  await act(async () => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  });
}

describe('the report', () => {
  test('names every column, every finding, and who has no number', () =>
    shown(small, async (element) => {
      const text = element.textContent ?? '';
      for (const column of small.columns) expect(text).toContain(column.name);
      for (const issue of small.issues) expect(text).toContain(issue.sentence);
      expect(element.querySelector('input')).toBeNull();
    }));
  test('shows a correlation in its table where the target is a number, else in the details', () => {
    const columns = small.columns.map((column) => ({ ...column, target_auc: null }));
    const heads = (element: HTMLElement) => [...element.querySelectorAll('th')].map((each) => each.textContent);
    return shown({ ...small, columns }, async (number) => {
      expect(heads(number)).toContain('Rank correlation');
      expect(number.textContent).toContain('\u22120.342');
      await shown(small, async (yesNo) => expect(heads(yesNo)).not.toContain('Rank correlation'));
    });
  });
  test('filters and orders five hundred columns', () =>
    shown(wide, async (element) => {
      const first = () => element.querySelector('tbody code')?.textContent;
      expect(element.querySelectorAll('tbody')).toHaveLength(500);
      await set(element, 'select', 'missing');
      expect(first()).toBe('seen_495');
      await set(element, 'input', 'flag');
      expect(first()).toBe('flag_490');
      expect(element.querySelector('output')?.textContent).toBe('125 of 500');
    }));
  test('tells the rest of a column when asked', () =>
    shown(small, async (element) => {
      const button = element.querySelector('tbody button') as HTMLButtonElement;
      expect(element.textContent).not.toContain('Standard deviation');
      await act(async () => button.click());
      expect(button.getAttribute('aria-expanded')).toBe('true');
      expect(element.querySelector('.detail')?.textContent).toMatch(/310 of 12,000 rows.*Standard deviation31/);
    }));
  test('stands without any number', () =>
    shown(withoutNumbers(small) as Profile, async (element) => {
      expect(element.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
    }));
});
