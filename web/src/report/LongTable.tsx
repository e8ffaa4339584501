import { type ReactNode, useMemo, useState } from 'react';
import { NumberTable } from './parts';
import { holds, Tools } from './Tools';

export interface LongRow {
  key: string;
  cells: ReactNode[];
  /** What the filter looks at. */
  text: string;
}
const MANY = 12;

/** A table that may have a thousand lines: a filter, and a box that scrolls; paper shows its beginning. */
export function LongTable(p: {
  label: string;
  head: string[];
  rows: LongRow[];
  one: string;
  many?: string;
  hint: string;
  words?: number;
}) {
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<'first' | 'last'>('first');
  const rows = useMemo(() => {
    const found = p.rows.filter((row) => holds(row.text, filter));
    return order === 'first' ? found : found.toReversed();
  }, [p.rows, filter, order]);
  return (
    <div className="long">
      {p.rows.length > MANY && (
        <Tools
          filter={filter}
          hint={p.hint}
          onFilter={setFilter}
          order={order}
          orders={[
            ['first', 'as ranked'],
            ['last', 'last first'],
          ]}
          onOrder={setOrder}
          shown={rows.length}
          all={p.rows.length}
          one={p.one}
          many={p.many}
        />
      )}
      <NumberTable label={p.label} head={p.head} rows={rows} words={p.words} />
    </div>
  );
}
