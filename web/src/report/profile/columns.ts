// What a line of the profile's table shows of a column, and in which order the lines stand.
import type { ColumnProfile, Profile } from '../../api/profile';
import type { Issue } from '../../api/shared';
import { count, known, plain, range, share } from '../../format';
import { holds } from '../Tools';

export interface Line {
  column: ColumnProfile;
  /** Where it stands in the table. */
  place: number;
  /** Findings that name it, worst first as in the document. */
  issues: Issue[];
}

export function linesOf(d: Profile): Line[] {
  const issues = new Map<string, Issue[]>();
  for (const issue of d.issues) issues.set(issue.column, [...(issues.get(issue.column) ?? []), issue]);
  return d.columns.map((column, place) => ({ column, place, issues: issues.get(column.name) ?? [] }));
}

const byName = new Intl.Collator('en', { numeric: true });
const severity: Record<Issue['severity'], number> = { error: 4, warning: 3, question: 2, info: 1 };
const worst = (line: Line) => Math.max(0, ...line.issues.map((issue) => severity[issue.severity]));
/** From 0 to 1: by the AUC, or by the correlation where the target is a number. */
const tells = ({ column: { target_auc: auc, target_correlation: correlation } }: Line) =>
  known(auc) ? 2 * Math.abs(auc - 0.5) : Math.abs(correlation ?? 0);
const most = (read: (line: Line) => number) => (a: Line, b: Line) => read(b) - read(a);

export const orders = {
  place: { name: 'as in the table', compare: () => 0 },
  name: { name: 'by name', compare: (a: Line, b: Line) => byName.compare(a.column.name, b.column.name) },
  findings: { name: 'worst findings first', compare: most(worst) },
  missing: { name: 'most missing first', compare: most((line) => line.column.missing) },
  distinct: { name: 'most distinct first', compare: most((line) => line.column.distinct) },
  target: { name: 'what tells the target first', compare: most(tells) },
};
export type Order = keyof typeof orders;

/** Lines that hold every word of the filter in name, type, role, unit or a finding, in the order asked for. */
export function arranged(lines: Line[], filter: string, order: Order): Line[] {
  const text = ({ column, issues }: Line) =>
    [column.name, column.type, column.role, column.unit, ...issues.map((issue) => issue.code)].join(' ');
  const found = lines.filter((line) => holds(text(line), filter));
  return found.toSorted((a, b) => orders[order].compare(a, b) || a.place - b.place);
}

/** Numbers are told by their quantiles; two values, texts and ids by what occurs most. */
export const isNumber = (column: ColumnProfile) => known(column.median) && column.type !== 'boolean';
const present = (column: ColumnProfile, rows: number) => Math.max(1, rows - column.missing);

/** The bars of a column and what they say: twenty from first to last, or the most frequent values. */
export function barsOf(column: ColumnProfile, rows: number): { counts: number[]; label: string } | undefined {
  if (isNumber(column) || column.first) {
    if (column.histogram.length === 0) return undefined;
    const ends = column.first ? contentOf(column, rows).main : `${plain(column.min)} to ${plain(column.max)}`;
    const most = count(Math.max(...column.histogram));
    return { counts: column.histogram, label: `${column.name}: from ${ends}, most rows in one bar ${most}` };
  }
  const counts = column.top.map((each) => each.rows);
  if (!counts.some((each) => each > 1)) return undefined;
  return { counts, label: `${column.name}: ${topWords(column, rows)}` };
}
/** A value in one line: texts may be whole letters. */
export function valueWords(value: string, most = 40): string {
  const line = value
    .slice(0, 4 * most)
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return 'empty';
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}
const topWords = (column: ColumnProfile, rows: number) =>
  column.top
    .map(({ value, rows: some }) =>
      some > 1 ? `${valueWords(value)} ${share(some / present(column, rows))}` : valueWords(value),
    )
    .join(', ');

const dayOf = (iso: string) => iso.slice(0, '2013-01-01'.length);
/** What a column holds, in one line. */
export function contentOf(column: ColumnProfile, rows: number): { main: string; more?: string } {
  if (column.first) return { main: `${dayOf(column.first)} to ${dayOf(column.last)}` };
  if (isNumber(column)) return { main: plain(column.median), more: range(column.q05, column.q95, plain) };
  return { main: topWords(column, rows) };
}

export function missingWords(column: ColumnProfile, rows: number): string {
  if (column.missing === 0 || rows === 0) return '0';
  const part = column.missing / rows;
  return part < 0.001 ? `under ${share(0.001)}` : share(part);
}
