// The report of two tables: rows that came, went and changed, and the values in which they did.
import type { ChangedValue, ColumnDiff, DataDiff } from '../../api/data-diff';
import { Split } from '../../charts/Split';
import { count, counted, share } from '../../format';
import { Headline } from '../Headline';
import { LongTable } from '../LongTable';
import { type Fact, NumberTable, Section } from '../parts';

export const titleOf = (d: DataDiff) => `${d.after.named} against ${d.before.named}`;

export function DataDiffReport({ d }: { d: DataDiff }) {
  return (
    <article className="report">
      <Headline
        kind="Data diff"
        about={[d.key.length > 0 ? `Rows by ${d.key.join(', ')}` : '']}
        title={titleOf(d)}
        sentence={d.sentence}
        facts={facts(d)}
      />
      <RowsOfBoth d={d} />
      {d.columns.length > 0 && (
        <Section id="columns" name="Where values changed, most first">
          <LongTable
            label="Columns with changed values"
            one="column"
            hint="column or value"
            words={1}
            head={['Column, and the first changes', 'Rows changed', 'Now missing', 'Now filled']}
            rows={d.columns.map((column) => ({
              key: column.column,
              text: [column.column, ...column.examples.flatMap(({ before, after }) => [before, after])].join(' '),
              cells: cellsOf(column, d.changed + d.same),
            }))}
          />
        </Section>
      )}
      {d.schema_changes.length > 0 && (
        <Section id="schema" name="Columns that came, went or changed type">
          <NumberTable
            label="Types of columns, before and after"
            words={4}
            head={['Column', 'What happened', 'Type before', 'Type after']}
            rows={d.schema_changes.map((change) => ({
              key: `${change.column} ${change.change}`,
              cells: [
                <code key="name">{change.column}</code>,
                happened[change.change] ?? change.change,
                change.before,
                change.after,
              ],
            }))}
          />
        </Section>
      )}
    </article>
  );
}

const happened: Record<string, string> = { added: 'Came', removed: 'Went', type: 'Changed its type' };

/** All keys of the two tables in their parts, and the first that only one of them has. */
function RowsOfBoth({ d }: { d: DataDiff }) {
  const all = d.same + d.changed + d.added + d.removed;
  if (all === d.same) return null;
  const part = (rows: number) => rows / all;
  return (
    <Section id="rows" name="Rows of the two tables">
      <Split
        name="Rows"
        parts={[
          { key: 'same', name: 'Same', value: part(d.same), weight: 'ink' },
          { key: 'changed', name: 'Changed', value: part(d.changed), weight: 'accent' },
          { key: 'added', name: 'Came', value: part(d.added), weight: 'soft' },
          { key: 'removed', name: 'Went', value: part(d.removed), weight: 'care' },
        ]}
      />
      {d.added_keys.length + d.removed_keys.length > 0 && (
        <div className="grid2 below">
          <Keys name="Came" keys={d.added_keys} rows={d.added} />
          <Keys name="Went" keys={d.removed_keys} rows={d.removed} />
        </div>
      )}
    </Section>
  );
}
function Keys({ name, keys, rows }: { name: string; keys: string[]; rows: number }) {
  if (keys.length === 0) return null;
  const first = keys.length < rows ? `, the first ${count(keys.length)}` : '';
  return (
    <div>
      <h3>{`${name}: ${counted(rows, 'row')}${first}`}</h3>
      <p className="columns">
        {keys.map((key) => (
          <code key={key}>{key}</code>
        ))}
      </p>
    </div>
  );
}

/** Longer values say no more in a line of a table. */
const LONGEST = 36;
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

function cellsOf(column: ColumnDiff, both: number) {
  return [
    <>
      <code>{column.column}</code>
      <Examples examples={column.examples} />
    </>,
    <>
      {count(column.changed)}
      {both > 0 && <small>{share(column.changed / both)}</small>}
    </>,
    count(column.emptied),
    count(column.filled),
  ];
}
const Value = ({ text }: { text: string }) =>
  text === '' ? <span className="quiet">missing</span> : <span title={text}>{cut(text)}</span>;
function Examples({ examples }: { examples: ChangedValue[] }) {
  return (
    <span className="examples">
      {examples.map((each) => (
        <span key={each.key}>
          <span>{cut(each.key)}</span>
          <Value text={each.before} /> to <Value text={each.after} />
        </span>
      ))}
    </span>
  );
}

function facts(d: DataDiff): Fact[] {
  return [
    {
      key: 'after',
      name: 'Rows now',
      value: count(d.after.rows),
      note: `${count(d.before.rows)} before`,
    },
    { key: 'added', name: 'Rows that came', value: count(d.added) },
    { key: 'removed', name: 'Rows that went', value: count(d.removed) },
    {
      key: 'changed',
      name: 'Rows that changed',
      value: count(d.changed),
      note: d.columns.length > 0 ? `in ${counted(d.columns.length, 'column')}` : '',
    },
    { key: 'same', name: 'Rows that are the same', value: count(d.same) },
  ];
}
