import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, test } from 'vitest';
import type { Drift } from '../api/drift';
import { arranged, contentOf, linesOf, missingWords, type Order, shapeLabel, toneOf } from '../report/drift/columns';
import { DriftReport } from '../report/drift/DriftReport';
import { drifts } from './fixtures';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const { small, wide } = drifts;
const names = (d: Drift, filter: string, order: Order) =>
  arranged(linesOf(d), filter, order).map((line) => line.column.name);
const of = (name: string) => {
  const column = small.columns.find((each) => each.name === name);
  if (!column) throw new Error(`the fixture has ${name}`);
  return column;
};

describe('lines', () => {
  test('stand by what needs care, then by how far they moved in what is told', () => {
    expect(names(small, '', 'moved')).toEqual(['delay', 'carrier', 'price', 'scheduled', 'load', 'distance', 'notes']);
    expect(names(small, '', 'place')[0]).toBe('distance');
    expect(names(small, '', 'missing')[0]).toBe('price');
    expect(names(small, '', 'name').slice(0, 2)).toEqual(['carrier', 'delay']);
  });
  test('are found by name, type and finding', () => {
    expect(names(small, 'missing-drift', 'moved')).toEqual(['price']);
    expect(names(small, 'date', 'moved')).toEqual(['scheduled']);
    expect(names(wide, 'code warning', 'moved').length).toBeGreaterThan(3);
  });
  test('tell numbers by their mean, days as dates, categories by what moved most', () => {
    expect(contentOf(of('delay'))).toEqual({ was: '12.4', is: '25.4', what: 'mean' });
    expect(contentOf(of('scheduled'))).toEqual({ was: '2026-01-27', is: '2026-03-18', what: 'mean' });
    expect(contentOf(of('carrier'))).toEqual({ was: '40\u00a0%', is: '24\u00a0%', what: 'UA' });
    expect(contentOf(of('notes'))).toBeUndefined();
    expect(shapeLabel(of('delay'))).toContain('12.4 then, 25.4 now');
    expect([of('price'), of('delay')].map(missingWords)).toEqual(['2\u00a0% to 31\u00a0%', '0']);
    const tones = [of('delay'), of('load'), of('distance'), of('price')].map((each) => toneOf(each, small.method));
    expect(tones).toEqual(['care', 'accent', 'hollow', 'hollow']);
  });
});

async function shown(d: Drift, use: (element: HTMLElement) => Promise<void>) {
  const element = document.createElement('div');
  document.body.append(element);
  await act(async () => createRoot(element).render(<DriftReport d={d} />));
  await use(element);
  element.remove();
}
describe('the report', () => {
  test('says the answer, every finding, and what it means', () =>
    shown(small, async (element) => {
      const text = element.textContent ?? '';
      const said = [
        small.sentence,
        ...small.issues.map((each) => each.sentence),
        'A classifier can tell current rows',
        small.model?.label_sentence ?? '',
        'Labels of a few hundred rows tell.',
      ];
      for (const each of said) expect(text).toContain(each);
    }));
  test('tells the rest of a column when asked', () =>
    shown(small, async (element) => {
      const buttons = [...element.querySelectorAll<HTMLButtonElement>('tbody button')];
      const carrier = buttons.find((each) => each.textContent === 'carrier');
      await act(async () => carrier?.click());
      const detail = element.querySelector('tr.detail:not([hidden])')?.textContent ?? '';
      expect(detail).toContain('By chanceup to 0.04');
      expect(detail).toContain('empty10\u00a0% to 10\u00a0%');
    }));
  test('shows five hundred columns, those that moved first', () =>
    shown(wide, async (element) => {
      expect(element.querySelectorAll('.drift-table tbody')).toHaveLength(500);
      expect(element.querySelector('.drift-table tbody .state')?.textContent).toBe('warning');
      expect(element.querySelector('[data-section=joint]')).toBeNull();
    }));
});
