// All numbers go through here. Locale and currency are the document's, never the browser's, so that two readers of one
// report see the same characters. A number that is not there reads "cannot tell".
import type { Estimate } from './api/shared';

export type Maybe = number | null | undefined;
/** Writes a number; `beside` is the largest number that stands with it, which decides the decimals of both. */
export type Format = (value: Maybe, beside?: Maybe) => string;

const LOCALE = 'en-US';
const MINUS = '\u2212';
/** What rounding leaves of zero. */
const NOISE = 1e-9;
const FIGURES = 3;
const PERCENT = '\u00a0%';
export const CANNOT_TELL = 'cannot tell';

const made = new Map<string, Intl.NumberFormat>();
function intl(options: Intl.NumberFormatOptions) {
  const key = JSON.stringify(options);
  let format = made.get(key);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE, options);
    made.set(key, format);
  }
  return format;
}
export const known = (value: Maybe): value is number => typeof value === 'number' && Number.isFinite(value);
const said =
  (write: (value: number, beside: number) => string): Format =>
  (value, beside) => {
    if (!known(value)) return CANNOT_TELL;
    const exact = Math.abs(value) < NOISE ? 0 : value;
    const largest = Math.max(Math.abs(exact), known(beside) ? Math.abs(beside) : 0);
    const text = write(exact, largest).replace(/^([+]?)-/, `$1${MINUS}`);
    return /[1-9]/.test(text) ? text : text.replace(/^[+\u2212]/, '');
  };

type Sign = { signDisplay?: 'exceptZero' };

/** Significant figures, thousands apart: "1,470", "58.7", "6.00", as the sentences of the document write them. */
const figures = (significant: number, sign: Sign = {}) =>
  said((value) => {
    const digits = { minimumSignificantDigits: significant, maximumSignificantDigits: significant };
    return intl({ ...sign, ...(value === 0 ? {} : digits) }).format(value);
  });

/** In the unit of whatever it is: three figures, and the same with a sign. */
export const figure = figures(FIGURES);
export const signedFigure = figures(FIGURES, { signDisplay: 'exceptZero' });

export const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The first sentence, and what follows it; a dot inside quotation marks ends none. */
export function firstSentence(text: string): [first: string, rest: string] {
  for (const end of text.matchAll(/[.!?]["\])]?\s+(?=[A-Z0-9"\u2212])/g)) {
    const first = text.slice(0, end.index + end[0].trimEnd().length);
    if ((first.split('"').length - 1) % 2 === 0) return [first, text.slice(end.index + end[0].length)];
  }
  return [text, ''];
}

export interface Fmt {
  unit: string;
  /** "1,470 USD", "1,470 basis points". */
  money: Format;
  /** The same with a plus sign: for differences. */
  signedMoney: Format;
  /** Without the unit: for table columns whose head names it. */
  figure: Format;
  signedFigure: Format;
  /** What a column of money is called: "USD a month", "Basis points a month". */
  head: (text: string) => string;
  /** Compact figures for an axis, all different from one another. */
  axis: (ticks: number[]) => Format;
}

export function fmt(unit: string): Fmt {
  const withUnit =
    (write: Format): Format =>
    (value) =>
      known(value) ? `${write(value)} ${unit}`.trimEnd() : write(value);
  return {
    unit,
    money: withUnit(figure),
    signedMoney: withUnit(signedFigure),
    figure,
    signedFigure,
    head: (text) => sentenceCase(`${unit} ${text}`.trimStart()),
    axis: compact,
  };
}

/** From here on an axis counts in thousands or millions. */
const LARGE = 1e5;
/** The fewest decimals that keep neighbouring ticks apart: "5,000", "500K", "2.05M". */
export function compact(ticks: number[]): Format {
  const large = ticks.some((tick) => Math.abs(tick) >= LARGE);
  const scaled = (tick: number) => (large ? inUnits(Math.abs(tick)) : Math.abs(tick));
  for (let digits = 0; digits < 8; digits++) {
    const options: Intl.NumberFormatOptions = {
      notation: large ? 'compact' : 'standard',
      minimumFractionDigits: large ? 0 : digits,
      maximumFractionDigits: digits,
    };
    if (digits === 7 || ticks.every((tick) => isWhole(scaled(tick) * 10 ** digits)))
      return said((value) => intl(options).format(value));
  }
  return said(String);
}
const inUnits = (size: number) =>
  size / (size >= 1e12 ? 1e12 : size >= 1e9 ? 1e9 : size >= 1e6 ? 1e6 : size >= 1e3 ? 1e3 : 1);
const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6 * Math.max(1, value);

/** Rows and other things that are counted: "327,346"; shares of rows under several seeds may leave a fraction. */
export const count = said((value) => {
  const digits = Math.abs(value) < 100 && !Number.isInteger(value) ? 1 : 0;
  return intl({ maximumFractionDigits: digits }).format(value);
});
/** A forecast of a count, in two figures. */
export const about = said((value) => intl({ maximumSignificantDigits: 2 }).format(value));
/** A score between zero and one, or near it: "0.750", "0.0123". */
export const score = said((value) =>
  intl(
    Math.abs(value) >= 0.1 || value === 0
      ? { minimumFractionDigits: 3, maximumFractionDigits: 3 }
      : { maximumSignificantDigits: 3 },
  ).format(value),
);
/** A chance in a table of many: what is nearly certain is not told to six decimals. */
export const odds = said((value) => {
  if (value > 0 && value < 0.001) return 'under 0.001';
  if (value < 1 && value > 0.999) return 'over 0.999';
  return intl({ minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);
});
/** A score in a column where a small one says no more than that it is small: "0.256", "0.000". */
export const roundScore = said((value) => intl({ minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value));
export const signedScore = said((value) =>
  intl({ minimumFractionDigits: 3, maximumFractionDigits: 3, signDisplay: 'exceptZero' }).format(value),
);
/** "15.7 %", "0.12 %", "20 %", as the sentences of the document write it. */
const shares = (sign: Sign) =>
  said((value, beside) => {
    const whole = Math.abs(value * 100 - Math.round(value * 100)) < 1e-9;
    const digits = whole && (beside === Math.abs(value) || value === 0 || value === 1) ? 0 : beside < 0.01 ? 2 : 1;
    if (Math.abs(value) < 0.5 * 10 ** -(digits + 2)) return `0${PERCENT}`;
    return `${intl({ minimumFractionDigits: digits, maximumFractionDigits: digits, ...sign }).format(value * 100)}${PERCENT}`;
  });
export const share = shares({});
export const signedShare = shares({ signDisplay: 'exceptZero' });
/** A cut on the probability, on an axis. */
export const cutText = said((value) =>
  intl(
    value >= 0.01 || value === 0
      ? { minimumFractionDigits: value % 1 === 0 ? 0 : 2, maximumFractionDigits: 3 }
      : { maximumSignificantDigits: 2 },
  ).format(value),
);
/** Plain number in three figures, without zeros that say nothing. */
export const plain = said((value) => intl({ maximumSignificantDigits: FIGURES }).format(value));
/** A difference of shares in points, in two figures: "26", "4.5", "0.76". */
export const points = said((value) => figures(2)(100 * value));
export const signedPoints = said((value) => figures(2, { signDisplay: 'exceptZero' })(100 * value));
export const pointsAxis = (ticks: number[]): Format => {
  const inPoints = (value: Maybe) => 100 * (value ?? Number.NaN);
  const write = compact(ticks.map(inPoints));
  return (value) => write(inPoints(value));
};
/** "1 row", "327,346 rows". */
export const counted = (value: Maybe, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** A chance is never rounded to certainty. */
export const chance = said((value) => {
  if (value >= 0.995) return 'over 99 in 100';
  if (value < 0.005) return 'under 1 in 100';
  return `${Math.round(value * 100)} in 100`;
});

/** "12,000 to 71,600": a range is written out with "to", never with a dash. */
export function range(low: Maybe, high: Maybe, write: Format): string {
  if (!known(low) && !known(high)) return CANNOT_TELL;
  const beside = Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0));
  return `${known(low) ? write(low, beside) : 'unknown'} to ${known(high) ? write(high, beside) : 'unknown'}`;
}
/** "90 % range". */
export const rangeName = (estimate: Estimate) => `${plain((estimate.confidence ?? 0.9) * 100)}${PERCENT} range`;
/** The estimate alone, as precise as its range. */
export const written = (e: Estimate, write: Format) =>
  write(e.value, Math.max(Math.abs(e.low ?? 0), Math.abs(e.high ?? 0)));
/** "1,470 USD (90 % range 1,010 to 1,940)", or why it cannot be told; `ends` writes what follows "range". */
export function withRange(estimate: Estimate, write: Format, ends = write): string {
  if (!known(estimate.value)) return estimate.method ? `${CANNOT_TELL}: ${estimate.method}` : CANNOT_TELL;
  const bounds = range(estimate.low, estimate.high, ends);
  return `${written(estimate, write)} (${rangeName(estimate)} ${bounds})`;
}

/** "November 14, 2026"; text that is no date stays as it is. */
export function day(iso: string): string {
  const date = new Date(iso);
  if (!/^\d{4}-\d\d-\d\d/.test(iso) || Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
export const seconds = said((value) =>
  value < 90 ? `${intl({ maximumSignificantDigits: 2 }).format(value)} s` : `${Math.round(value / 60)} min`,
);
