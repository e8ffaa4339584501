// The report of a profile: what a table holds, and what is wrong with it.
import type { Profile } from '../../api/profile';
import { count, counted, share } from '../../format';
import { Issues } from '../Issues';
import { type Fact, Facts, Section } from '../parts';
import { Title } from '../Title';
import { ColumnTable } from './ColumnTable';

export function ProfileReport({ d }: { d: Profile }) {
  return (
    <article className="report" data-section="profile">
      <Title about={['Profile']} title={d.source}>
        {d.target && <p className="lead">What its columns tell about {d.target}, and what is wrong with it</p>}
      </Title>
      <Facts facts={facts(d)} />
      {d.issues.length > 0 && (
        <Section id="issues" name="What is wrong with it">
          <Issues issues={d.issues} />
        </Section>
      )}
      {d.columns.length > 0 && (
        <Section id="columns" name="What it holds">
          <ColumnTable d={d} />
        </Section>
      )}
    </article>
  );
}

function facts(d: Profile): Fact[] {
  const missing = d.columns.reduce((sum, column) => sum + column.missing, 0);
  const cells = d.rows * d.columns.length;
  const care = d.issues.filter((issue) => issue.severity === 'error' || issue.severity === 'warning').length;
  const gaps = d.columns.filter((column) => column.missing > 0).length;
  return [
    { key: 'rows', name: 'Rows', value: count(d.rows) },
    { key: 'columns', name: 'Columns', value: count(d.columns.length), note: types(d) },
    {
      key: 'missing',
      name: 'Cells without a value',
      value: cells > 0 ? share(missing / cells) : '0',
      note: gaps > 0 ? `in ${counted(gaps, 'column')}` : '',
    },
    {
      key: 'findings',
      name: 'Findings',
      value: count(d.issues.length),
      note: care > 0 ? `${counted(care, 'needs', 'need')} care` : '',
    },
  ];
}

/** "12 real, 3 text". */
function types(d: Profile): string {
  const known = new Map<string, number>();
  for (const column of d.columns) known.set(column.type, (known.get(column.type) ?? 0) + 1);
  return [...known]
    .toSorted((a, b) => b[1] - a[1])
    .map(([type, columns]) => `${count(columns)} ${type}`)
    .join(', ');
}
