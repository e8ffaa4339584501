import { scaleLinear } from 'd3-scale';
import { describe, expect, test } from 'vitest';
import type { Estimate } from '../api/shared';
import { cutAt, worthDrawing } from '../charts/cuts';
import { columnDomain, extent, fittingTicks, logTicks, placeLabels, textWidth } from '../charts/scale';
import { fmt } from '../format';

const estimate = (value: number, reach = 1): Estimate => ({
  value,
  low: value - reach,
  high: value + reach,
  low_50: value,
  high_50: value,
  confidence: 0.9,
  method: '',
});

describe('domains', () => {
  test('come from the data and survive having none', () => {
    expect(extent([2, 4], 0)).toEqual([2, 4]);
    expect(extent([null, undefined, Number.NaN])).toEqual([0, 1]);
    const [low, high] = extent([5]);
    expect(low).toBeLessThan(5);
    expect(high).toBeGreaterThan(5);
  });
  test('few far estimates become arrows, those that matter never do', () => {
    const near = [0, 2, 5, 6].map((value) => estimate(value));
    const far = estimate(-1000);
    expect(columnDomain([...near, far], [], [])[0]).toBeGreaterThan(-10);
    expect(columnDomain([...near, far], [], [far])[0]).toBeLessThan(-1000);
    expect(columnDomain([...near, far])[0]).toBeLessThan(-1000);
  });
});

describe('labels', () => {
  test('crowded labels move to other lines, none is lost', () => {
    const items = Array.from({ length: 6 }, (_all, i) => ({ x: 100 + 4 * i, text: `a label ${i}` }));
    const placed = placeLabels(items, 0, 300);
    expect(placed).toHaveLength(6);
    for (const [i, a] of placed.entries())
      for (const b of placed.slice(i + 1))
        if (a.tier === b.tier) expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(textWidth(a.item.text));
  });
  test('labels stay inside', () => {
    const [placed] = placeLabels([{ x: 2, text: 'a long label' }], 0, 300);
    expect((placed?.x ?? 0) - textWidth('a long label') / 2).toBeGreaterThanOrEqual(0);
  });
  test.each([60, 120, 400])('ticks fit into %i pixels and are all different', (width) => {
    const ticks = fittingTicks(scaleLinear([-23e6, 1.2e6], [0, width]), width, fmt('USD').axis);
    expect(new Set(ticks.map((tick) => tick.text)).size).toBe(ticks.length);
    for (const [i, tick] of ticks.entries()) {
      const next = ticks[i + 1];
      if (next) expect(next.x - tick.x).toBeGreaterThan((textWidth(tick.text) + textWidth(next.text)) / 2);
    }
  });
  test('a logarithmic axis has ticks even within one power of ten', () => {
    expect(logTicks(1500, 9000)).toEqual([2000, 5000]);
  });
});

describe('cuts', () => {
  const cut = (acts: number, value: number) => ({ at: 1 - acts, acts, money: estimate(value) });
  test('acting on nearly all is left out where it would flatten the rest', () => {
    const cuts = [cut(0, 0), cut(0.1, 50), cut(0.2, 60), cut(0.3, 20), cut(0.4, -40), cut(0.6, -900), cut(1, -9000)];
    const drawn = worthDrawing(cuts, 2);
    expect(drawn.length).toBeLessThan(cuts.length);
    expect(drawn.at(-1)?.acts).toBe(0.6);
    expect(worthDrawing(cuts.slice(0, 4), 2)).toHaveLength(4);
  });
  test('the chosen cut is always drawn', () => {
    const cuts = [cut(0, 0), cut(0.5, -10), cut(0.9, -500), cut(1, -9000)];
    expect(worthDrawing(cuts, 3)).toHaveLength(4);
  });
  test('the cut of the study stands where as many rows are acted on', () => {
    const cuts = [cut(0, 0), cut(0.5, -10), cut(0.9, -500), cut(1, -9000)];
    expect([2, 0.5, 0.12, 0.05].map((at) => cutAt(cuts, at))).toEqual([0, 1, 1, 2]);
  });
});
