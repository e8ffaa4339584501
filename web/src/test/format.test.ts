import { describe, expect, test } from 'vitest';
import type { Estimate } from '../api/document';
import {
  chance,
  compact,
  count,
  day,
  fmt,
  plain,
  range,
  score,
  seconds,
  share,
  signedShare,
  withRange,
} from '../format';

const usd = fmt('USD');
const points = fmt('basis points');
const nbsp = '\u00a0';

describe('money', () => {
  test.each([
    [0.0123, '$0.0123'],
    [0.5, '$0.50'],
    [5.4, '$5.40'],
    [6, '$6'],
    [54.37, '$54.37'],
    [1470.4, '$1,470'],
    [-2913, '\u2212$2,910'],
    [12_345_678, '$12,300,000'],
    [0, '$0'],
    [-1e-12, '$0'],
  ])('%f is %s', (value, text) => {
    expect(usd.money(value)).toBe(text);
  });
  test('a unit that is no currency stands behind its figure', () => {
    expect(points.money(1234)).toBe('1,230 basis points');
    expect(points.signedMoney(31.4)).toBe('+31.4 basis points');
    expect(points.figure(31.4)).toBe('31.4');
    expect(fmt('XQQ').money(3)).toBe('3 XQQ');
    expect(fmt('JPY').money(28_050_000)).toBe('¥28,100,000');
  });
  test('heads name the unit only where the figures do not', () => {
    expect(usd.head('a month')).toBe('A month');
    expect(points.head('a month')).toBe('Basis points a month');
  });
  test('the ends of a range are as precise as the larger one', () => {
    expect(range(-33.38, 213, usd.money)).toBe('\u2212$33 to $213');
    expect(range(1010, 1935, usd.money)).toBe('$1,010 to $1,940');
    expect(range(0.0072, 0.0174, usd.money)).toBe('$0.0072 to $0.0174');
  });
  test.each([
    [
      [0, 5000, 10000],
      ['$0', '$5K', '$10K'],
    ],
    [
      [0, 500, 1000, 1500],
      ['$0', '$500', '$1K', '$1.5K'],
    ],
    [
      [2e6, 2.05e6, 2.1e6],
      ['$2M', '$2.05M', '$2.1M'],
    ],
    [
      [0, 0.005, 0.01],
      ['$0.000', '$0.005', '$0.010'],
    ],
  ])('axis ticks %j are all different', (ticks, texts) => {
    expect(ticks.map((tick) => usd.axis(ticks)(tick))).toEqual(texts);
  });
});

describe('other numbers', () => {
  test('a chance is never certain', () => {
    expect([1, 0.996, 0.9949, 0.5, 0.002, 0].map((value) => chance(value))).toEqual([
      'over 99 in 100',
      'over 99 in 100',
      '99 in 100',
      '50 in 100',
      'under 1 in 100',
      'under 1 in 100',
    ]);
  });
  test('shares', () => {
    expect([0, 0.0012, 0.0283, 0.157, 0.2, 1].map((value) => share(value))).toEqual(
      ['0', '0.12', '2.8', '15.7', '20', '100'].map((text) => `${text}${nbsp}%`),
    );
    expect(range(0.17, 0.173, share)).toBe(`17.0${nbsp}% to 17.3${nbsp}%`);
    expect([0.0062, -0.012, 1e-7].map((value) => signedShare(value))).toEqual(
      ['+0.62', '\u22121.2', '0'].map((text) => `${text}${nbsp}%`),
    );
  });
  test('counts, scores, plain numbers, times', () => {
    expect([327346, 12.5, 7].map((value) => count(value))).toEqual(['327,346', '12.5', '7']);
    expect([0.75, 0.0123, 0].map((value) => score(value))).toEqual(['0.750', '0.0123', '0.000']);
    expect([1234567, 4.123, 0.00123].map((value) => plain(value))).toEqual(['1,230,000', '4.12', '0.00123']);
    expect([41.7, 360].map((value) => seconds(value))).toEqual(['42 s', '6 min']);
    expect(compact([0.7, 0.75])(0.7)).toBe('0.70');
  });
  test('what is not there cannot be told', () => {
    for (const write of [usd.money, points.signedMoney, count, score, share, plain, chance, seconds, usd.axis([0])])
      for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY])
        expect(write(value)).toBe('cannot tell');
    expect(range(null, null, plain)).toBe('cannot tell');
    expect(range(2, null, plain)).toBe('2 to unknown');
  });
  test('an estimate is written with its range, or with why there is none', () => {
    const e: Estimate = { value: 1470, low: 1010, high: 1940, low_50: 1, high_50: 2, confidence: 0.9, method: 'why' };
    expect(withRange(e, usd.money)).toBe(`$1,470 (90${nbsp}% range $1,010 to $1,940)`);
    expect(withRange({ ...e, value: null }, usd.money)).toBe('cannot tell: why');
    expect(withRange({ ...e, value: 95.59, high: 2261, low: -1966 }, usd.money)).toContain('$96 (');
  });
  test('days are those of UTC, and text that is no date stays', () => {
    expect(day('2027-02-11T23:59:00Z')).toBe('February 11, 2027');
    expect(day('')).toBe('');
    expect(day('week 7')).toBe('week 7');
  });
});
