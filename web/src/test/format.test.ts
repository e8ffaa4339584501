import { describe, expect, test } from 'vitest';
import type { Estimate } from '../api/shared';
import {
  chance,
  compact,
  count,
  counted,
  day,
  fmt,
  odds,
  plain,
  pointsAxis,
  points as pointsOf,
  range,
  score,
  seconds,
  share,
  signedPoints,
  signedShare,
  withRange,
} from '../format';

const usd = fmt('USD');
const basis = fmt('basis points');
const nbsp = '\u00a0';

describe('money', () => {
  test.each([
    [0.0123, '0.0123 USD'],
    [0.5, '0.500 USD'],
    [5.4, '5.40 USD'],
    [6, '6.00 USD'],
    [58.73, '58.7 USD'],
    [1470.4, '1,470 USD'],
    [-2913, '\u22122,910 USD'],
    [12_345_678, '12,300,000 USD'],
    [0, '0 USD'],
    [-1e-12, '0 USD'],
  ])('%f is %s, as the sentences of the document write it', (value, text) => {
    expect(usd.money(value)).toBe(text);
  });
  test('every unit stands behind its figure', () => {
    expect(basis.money(1234)).toBe('1,230 basis points');
    expect(basis.signedMoney(31.4)).toBe('+31.4 basis points');
    expect(basis.figure(31.4)).toBe('31.4');
    expect(fmt('JPY').money(28_050_000)).toBe('28,100,000 JPY');
    expect(fmt('').money(3)).toBe('3.00');
  });
  test('the head of a column names the unit of its figures', () => {
    expect(usd.head('a month')).toBe('USD a month');
    expect(basis.head('a month')).toBe('Basis points a month');
  });
  test('both ends of a range have three figures', () => {
    expect(range(-33.38, 213, usd.figure)).toBe('\u221233.4 to 213');
    expect(range(1010, 1935, usd.figure)).toBe('1,010 to 1,940');
    expect(range(-80, 1010, usd.signedFigure)).toBe('\u221280.0 to +1,010');
  });
  test.each([
    [
      [0, 5000, 10000],
      ['0', '5,000', '10,000'],
    ],
    [
      [0, 500, 1000, 1500],
      ['0', '500', '1,000', '1,500'],
    ],
    [
      [2e6, 2.05e6, 2.1e6],
      ['2M', '2.05M', '2.1M'],
    ],
    [
      [0, 0.005, 0.01],
      ['0.000', '0.005', '0.010'],
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
    expect([0, 200_000].map((value) => compact([0, 200_000])(value))).toEqual(['0', '200K']);
    expect([0.2593, 0.00764].map((value) => pointsOf(value))).toEqual(['26', '0.76']);
    expect([1, 2, 0, 327346].map((value) => counted(value, 'row'))).toEqual([
      '1 row',
      '2 rows',
      '0 rows',
      '327,346 rows',
    ]);
  });
  test('what is not there cannot be told', () => {
    for (const write of [usd.money, basis.signedMoney, count, score, share, plain, chance, seconds, usd.axis([0])])
      for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY])
        expect(write(value)).toBe('cannot tell');
    expect(range(null, null, plain)).toBe('cannot tell');
    expect(range(2, null, plain)).toBe('2 to unknown');
  });
  test('an estimate is written with its range, or with why there is none', () => {
    const e: Estimate = { value: 1470, low: 1010, high: 1940, low_50: 1, high_50: 2, confidence: 0.9, method: 'why' };
    expect(withRange(e, usd.money, usd.figure)).toBe(`1,470 USD (90${nbsp}% range 1,010 to 1,940)`);
    expect(withRange({ ...e, value: null }, usd.money)).toBe('cannot tell: why');
    expect(withRange({ ...e, value: 95.59, high: 2261, low: -1966 }, usd.money)).toContain('95.6 USD (');
  });
  test('days are those of UTC, and text that is no date stays', () => {
    expect(day('2027-02-11T23:59:00Z')).toBe('February 11, 2027');
    expect(day('')).toBe('');
    expect(day('week 7')).toBe('week 7');
  });
});

test.each([
  [0, '0.000'],
  [0.0000011, 'under 0.001'],
  [0.25, '0.250'],
  [0.99998, 'over 0.999'],
  [1, '1.000'],
])('odds of %s', (value, text) => {
  expect(odds(value)).toBe(text);
});
test('differences of shares are told in points', () => {
  expect([0.0501, -0.2].map((value) => signedPoints(value))).toEqual(['+5.0', '\u221220']);
  expect([0, 0.05].map((value) => pointsAxis([0, 0.05])(value))).toEqual(['0', '5']);
});
