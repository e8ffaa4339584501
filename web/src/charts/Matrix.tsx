// What was taken for what: one row a class, one column a class, the darker the more.
import type { ReactNode } from 'react';
import { known, type Maybe } from '../format';

interface MatrixProps {
  caption: string;
  rowHead: string;
  rows: string[];
  columns: string[];
  /** Darkness, 0 to 1; nothing where it is not known. */
  weight: (row: number, column: number) => Maybe;
  cell: (row: number, column: number) => ReactNode;
  /** More care than others, as what is off the diagonal. */
  care?: (row: number, column: number) => boolean;
}
/** Ink stays readable on the darkest cell. */
const DARKEST = 30;
export function Matrix(p: MatrixProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <section className="scrollx" tabIndex={0} aria-label={p.caption} data-few>
      <table className="matrix num">
        <caption className="vh">{p.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{p.rowHead}</th>
            {p.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {p.rows.map((row, i) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {p.columns.map((column, j) => {
                const weight = p.weight(i, j);
                const dark = known(weight) ? Math.round(DARKEST * Math.min(1, Math.max(0, weight))) : 0;
                const ink = p.care?.(i, j) ? 'var(--care)' : 'var(--accent)';
                return (
                  <td key={column} style={{ background: `color-mix(in srgb, ${ink} ${dark}%, transparent)` }}>
                    {p.cell(i, j)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
