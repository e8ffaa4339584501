// The report of a table that was held against its contract: which clauses it breaks, in which rows.
import type { Breach, ContractCheck } from '../../api/contract-check';
import { count, counted } from '../../format';
import { Headline } from '../Headline';
import { Issues, type Listed } from '../Issues';
import { type Fact, Section, type Tag } from '../parts';

export function ContractReport({ d }: { d: ContractCheck }) {
  return (
    <article className="report">
      <Headline
        kind="Contract check"
        about={[`Against ${contractOf(d)}`, d.owner && `Owner ${d.owner}`]}
        title={d.source}
        sentence={d.sentence}
        facts={facts(d)}
      />
      {d.breaches.length > 0 && (
        <Section id="breaches" name="What was found, worst first">
          <Issues issues={d.breaches.map(listed)} />
        </Section>
      )}
    </article>
  );
}

const contractOf = (d: ContractCheck) => [d.contract, d.version].filter(Boolean).join(' ');

function listed(breach: Breach): Listed {
  const tags: Tag[] = [
    ['Promised', breach.expected],
    ['Seen', breach.seen.join(', ')],
    [
      breach.first_rows.length < breach.rows ? 'First rows' : 'Rows',
      breach.first_rows.map((row) => count(row)).join(' · '),
    ],
  ];
  return {
    code: breach.code,
    severity: breach.severity as Listed['severity'],
    column: breach.column,
    rows: breach.rows,
    sentence: breach.sentence,
    fix: '',
    kicker: breach.clause,
    tags: tags.filter(([, text]) => text),
    sql: breach.sql,
  };
}

function facts(d: ContractCheck): Fact[] {
  const care = d.breaches.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  return [
    { key: 'rows', name: 'Rows', value: count(d.rows) },
    { key: 'columns', name: 'Columns', value: count(d.columns) },
    { key: 'clauses', name: 'Clauses looked at', value: count(d.clauses) },
    {
      key: 'breaches',
      name: 'Findings',
      value: count(d.breaches.length),
      note: care > 0 ? `${counted(care, 'needs', 'need')} care` : '',
    },
  ];
}
