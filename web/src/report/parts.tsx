import type { ReactNode } from 'react';
import type { Verdict, Words } from '../api/document';
import type { Estimate } from '../api/shared';
import { CANNOT_TELL, type Format, known, range, rangeName, sentenceCase, written } from '../format';
import { verdictWords } from './names';

const glyphs: Record<Verdict['name'], string> = {
  BUILD: 'M8 2.5 13.5 9H10v4.5H6V9H2.5z',
  RULE_SUFFICES: 'M2.5 4.5h11v2.4h-11zm0 4.6h11v2.4h-11z',
  COLLECT: 'M6.7 2.5h2.6v4.2h4.2v2.6H9.3v4.2H6.7V9.3H2.5V6.7h4.2z',
  DONT: 'M4.3 2.5 8 6.2l3.7-3.7 1.8 1.8L9.8 8l3.7 3.7-1.8 1.8L8 9.8l-3.7 3.7-1.8-1.8L6.2 8 2.5 4.3z',
  UNDECIDED: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z',
};

/** The verdict as word and shape. */
export function Chip({ name, small }: { name: Verdict['name']; small?: boolean }) {
  return (
    <span className="chip" data-verdict={name} data-small={small || undefined}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={glyphs[name]} fill="currentColor" />
      </svg>
      {verdictWords[name]}
    </span>
  );
}

/** A part of the report: its finding as the title, the measure below, a note on n and method at the end. */
export function Section(p: { id: string; name: string; words?: Words; children: ReactNode; more?: ReactNode }) {
  const finding = p.words?.finding || p.name;
  return (
    <section className="fig" data-section={p.id} aria-labelledby={`${p.id}-title`}>
      <header className="head">
        {finding !== p.name && <p className="kicker">{p.name}</p>}
        <h2 id={`${p.id}-title`}>{sentenceCase(finding)}</h2>
        {p.words?.measure && <p className="measure">{sentenceCase(p.words.measure)}</p>}
      </header>
      {p.children}
      {p.words?.note && <p className="note">{p.words.note}</p>}
      {p.more}
    </section>
  );
}

export function More(p: { summary: string; children: ReactNode; paper?: boolean }) {
  return (
    <details className={p.paper ? 'reveal' : 'reveal noprint'}>
      <summary>{p.summary}</summary>
      {p.children}
    </details>
  );
}

/** "Show the numbers": the table behind a picture. */
export function Numbers(p: { label: string; head: string[]; rows: { key: string; cells: ReactNode[] }[] }) {
  return (
    <More summary="Show the numbers">
      <NumberTable {...p} />
    </More>
  );
}
/** A table of numbers, at the right; the first columns, `words` of them, hold words, at the left. */
export function NumberTable(p: {
  label: string;
  head: string[];
  rows: { key: string; cells: ReactNode[] }[];
  words?: number;
}) {
  const side = (column: number) => (column < (p.words ?? 0) ? 'left' : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <section className="scrollx" tabIndex={0} aria-label={p.label} data-few={p.rows.length <= 12 || undefined}>
      <table className="plain num">
        <thead>
          <tr>
            {p.head.map((head, i) => (
              <th key={head} scope="col" className={side(i)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {p.rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, i) =>
                i === 0 ? (
                  <th key={p.head[i]} scope="row" className={side(i)}>
                    {cell}
                  </th>
                ) : (
                  <td key={p.head[i]} className={side(i)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** An estimate with its range below, in the cell of a table. */
export const estimateCell = (e: Estimate, write: Format) =>
  known(e.value) ? (
    <>
      {written(e, write)}
      {known(e.low) && known(e.high) && <small>{range(e.low, e.high, write)}</small>}
    </>
  ) : (
    <span title={e.method}>{CANNOT_TELL}</span>
  );

/** Names and what they hold, in a row that wraps; a key where shortened names may be equal. */
export type Tag = readonly [name: string, text: string, key?: string];
export function Tags({ tags }: { tags: Tag[] }) {
  return (
    <dl className="tags">
      {tags.map(([name, text, key]) => (
        <div key={key ?? name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The same, one below the other, values at the right. */
export function NameList({ list }: { list: [name: string, text: ReactNode][] }) {
  return (
    <dl className="list num">
      {list.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface Fact {
  key: string;
  name: string;
  value: ReactNode;
  note?: ReactNode;
}
/** An estimate as a fact, its range as the note; none where it cannot be told. */
export const estimateFact = (key: string, name: string, e: Estimate, write: Format, ends = write): Fact[] =>
  known(e.value)
    ? [{ key, name, value: written(e, write), note: `${rangeName(e)} ${range(e.low, e.high, ends)}` }]
    : [];
export function Facts({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.key}>
          <dt>{fact.name}</dt>
          <dd className="num">{fact.value}</dd>
          {fact.note && <dd className="quiet">{fact.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

const calls = {
  better: 'Better',
  worse: 'Worse',
  confirmed: 'Confirmed',
  gap: 'A gap',
  same: 'No difference',
  unsure: 'Cannot tell yet',
  pass: 'Passes',
  supported: 'Supported',
  refuted: 'Not supported',
  fail: 'Fails',
} as const;
export function Call({ call }: { call: keyof typeof calls }) {
  return (
    <span className="call" data-call={call}>
      <i aria-hidden="true" />
      {calls[call]}
    </span>
  );
}
/** A difference whose range holds zero cannot be told. */
export function callOf(e: Estimate): 'better' | 'worse' | 'same' | 'unsure' {
  if (e.low === 0 && e.high === 0) return 'same';
  if (known(e.low) && e.low > 0) return 'better';
  if (known(e.high) && e.high < 0) return 'worse';
  return 'unsure';
}
