// The report of a profile: what a table holds, and what is wrong with it.
import type { ColumnProfile, Profile } from '../api/profile';
import { count, day, known, plain, range, score, share } from '../format';
import { Issues } from './Issues';
import { Facts, NumberTable, Section } from './parts';

export function ProfileReport({ d }: { d: Profile }) {
  return (
    <article className="report" data-section="profile">
      <header>
        <p className="eyebrow">
          <span>Profile</span>
        </p>
        <h1>{d.source}</h1>
      </header>
      <Facts
        facts={[
          { key: 'rows', name: 'Rows', value: count(d.rows) },
          { key: 'columns', name: 'Columns', value: count(d.columns.length) },
          { key: 'findings', name: 'Findings', value: count(d.issues.length) },
        ]}
      />
      {d.issues.length > 0 && (
        <Section id="issues" name="What is wrong with it">
          <Issues issues={d.issues} />
        </Section>
      )}
      {d.columns.length > 0 && (
        <Section id="columns" name="What it holds">
          <Columns d={d} />
        </Section>
      )}
    </article>
  );
}

function Columns({ d }: { d: Profile }) {
  const told = d.columns.some((column) => known(column.target_auc));
  return (
    <NumberTable
      label="Columns"
      head={[
        'Column',
        'Shape',
        'Middle, 5 to 95 %',
        'Distinct',
        'Missing',
        ...(told ? ['Tells the target (AUC)'] : []),
      ]}
      rows={d.columns.map((column) => ({
        key: column.name,
        cells: [
          <ColumnName key="name" column={column} />,
          <Shape key="shape" column={column} rows={d.rows} />,
          <Middle key="middle" column={column} />,
          count(column.distinct),
          column.missing > 0 && d.rows > 0 ? share(column.missing / d.rows) : '0',
          ...(told ? [score(column.target_auc)] : []),
        ],
      }))}
    />
  );
}

function ColumnName({ column }: { column: ColumnProfile }) {
  return (
    <>
      <code>{column.name}</code>
      <small>{column.role === column.type ? column.type : `${column.type}, ${column.role}`}</small>
    </>
  );
}

function Middle({ column }: { column: ColumnProfile }) {
  if (column.first) return <>{`${day(column.first)} to ${day(column.last)}`}</>;
  if (!known(column.median)) return null;
  return (
    <>
      {plain(column.median)}
      <small>{range(column.q05, column.q95, plain)}</small>
    </>
  );
}

const WIDTH = 140;
const HEIGHT = 28;
/** Twenty bars from smallest to largest, or the most frequent values. */
function Shape({ column, rows }: { column: ColumnProfile; rows: number }) {
  const most = Math.max(...column.histogram, 0);
  if (most > 0) {
    const step = WIDTH / column.histogram.length;
    const label = `${column.name}: from ${plain(column.min)} to ${plain(column.max)}, most rows in one bar ${count(most)}`;
    return (
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
        {column.histogram.map((bar, i) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name and never move
            key={i}
            x={i * step}
            width={step - 1}
            y={HEIGHT - Math.max(bar > 0 ? 1 : 0, (HEIGHT * bar) / most)}
            height={Math.max(bar > 0 ? 1 : 0, (HEIGHT * bar) / most)}
            fill="var(--ink-3)"
          />
        ))}
      </svg>
    );
  }
  const top = column.top
    .slice(0, 3)
    .map((each) => `${each.value} ${rows > 0 ? share(each.rows / rows) : count(each.rows)}`);
  return <span className="top">{top.join(', ')}</span>;
}
