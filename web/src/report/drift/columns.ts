// What a line of the drift table shows of a column, and in which order the lines stand.

import type { ColumnDrift, Drift, DriftMethod } from '../../api/drift';
import type { Issue } from '../../api/shared';
import type { Tone } from '../../charts/core';
import { type Format, known, plain, range, share } from '../../format';
import { holds } from '../Tools';

export interface Line {
  column: ColumnDrift;
  place: number;
  issues: Issue[];
  /** How far it moved, in multiples of the least that is told, so that numbers and categories stand in one order. */
  size: number;
}

const byMean = (column: ColumnDrift) => column.measure === 'wasserstein';
export const barOf = (column: ColumnDrift, method: DriftMethod) =>
  (byMean(column) ? method.least_shift : method.least_mix) ?? 1;

export function linesOf(d: Drift): Line[] {
  return d.columns.map((column, place) => ({
    column,
    place,
    issues: d.issues.filter((issue) => issue.column === column.name),
    size: known(column.effect.value) ? column.effect.value / barOf(column, d.method) : -1,
  }));
}

const byName = new Intl.Collator('en', { numeric: true });
const rank: Record<string, number> = { warning: 2, info: 1 };
const moved = (line: Line) => rank[line.column.moved] ?? 0;
const missing = ({ column }: Line) => Math.abs(column.missing_change.value ?? 0);
export const orders = {
  moved: { name: 'what moved most first', compare: (a: Line, b: Line) => moved(b) - moved(a) || b.size - a.size },
  place: { name: 'as in the table', compare: () => 0 },
  name: { name: 'by name', compare: (a: Line, b: Line) => byName.compare(a.column.name, b.column.name) },
  missing: { name: 'missing values first', compare: (a: Line, b: Line) => missing(b) - missing(a) },
};
export type Order = keyof typeof orders;

export function arranged(lines: Line[], filter: string, order: Order): Line[] {
  const text = ({ column, issues }: Line) =>
    [column.name, column.type, column.measure, column.moved, ...issues.map((issue) => issue.code)].join(' ');
  return lines
    .filter((line) => holds(text(line), filter))
    .toSorted((a, b) => orders[order].compare(a, b) || a.place - b.place);
}

/** Orange: a warning; blue: told; ring: not told. */
export function toneOf(column: ColumnDrift, method: DriftMethod): Tone {
  const warn = (byMean(column) ? method.warn_shift : method.warn_mix) ?? 1;
  const told = column.moved !== '' && (column.p_adjusted ?? 1) <= (method.false_discoveries ?? 0);
  if (!told) return 'hollow';
  return column.moved === 'warning' && (column.effect.value ?? 0) >= warn ? 'care' : 'accent';
}

const units: Record<string, string> = { wasserstein: 'sd', 'jensen-shannon': 'JS' };
export const unitOf = (column: ColumnDrift) => units[column.measure] ?? '';
export const rangeOf = (column: ColumnDrift) => range(column.effect.low, column.effect.high, plain);

const dayOf = (days: number) => new Date(86_400_000 * days).toISOString().slice(0, '2013-01-01'.length);
/** Means are written in the column's own unit; days are dates. */
const ownFormat =
  (column: ColumnDrift): Format =>
  (value) =>
    known(value) && column.unit === 'days' && Math.abs(value) < 3e6 ? dayOf(value) : plain(value);
/** What the values were like and are like: means, or the value whose share moved most. */
export function contentOf(column: ColumnDrift): { was: string; is: string; what: string } | undefined {
  if (byMean(column) && known(column.reference_mean)) {
    const write = ownFormat(column);
    return { was: write(column.reference_mean), is: write(column.current_mean), what: 'mean' };
  }
  const { values, reference, current } = column.shape;
  let most = -1;
  let apart = -1;
  for (const i of values.keys()) {
    const off = Math.abs((current[i] ?? 0) - (reference[i] ?? 0));
    if (off > apart) [most, apart] = [i, off];
  }
  if (most < 0) return undefined;
  return { was: share(reference[most]), is: share(current[most]), what: values[most] ?? '' };
}

/** What the small picture says, for those who cannot see it. */
export function shapeLabel(column: ColumnDrift): string {
  const content = contentOf(column);
  const said = content ? `${content.what} ${content.was} then, ${content.is} now` : 'values';
  const { from, to, values } = column.shape;
  const over = values.length > 0 ? `${values.length} values` : `from ${plain(from)} to ${plain(to)}`;
  return `${column.name}, then and now, ${over}: ${said}`;
}

export const missingWords = (column: ColumnDrift) =>
  column.reference_missing === 0 && column.current_missing === 0
    ? '0'
    : known(column.reference_missing) && known(column.current_missing)
      ? `${share(column.reference_missing)} to ${share(column.current_missing)}`
      : '';
