// The report of a check: which of the issues a table has, which it has not, and which could not be looked for.
import type { Check } from '../../api/check';
import { count, counted } from '../../format';
import { Headline } from '../Headline';
import { Issues } from '../Issues';
import { type Fact, NumberTable, Section } from '../parts';

export function CheckReport({ d }: { d: Check }) {
  const lines = [d.against && `Held against ${d.against}`, newFiles(d)].filter(Boolean);
  return (
    <article className="report">
      <Headline kind="Check" title={d.source} sentence={d.sentence} facts={facts(d)}>
        {lines.map((line) => (
          <p key={line} className="lead">
            {line}
          </p>
        ))}
      </Headline>
      {d.findings.length > 0 && (
        <Section id="issues" name="What was found, the costliest first">
          <Issues issues={d.findings.map((each) => ({ ...each, kicker: `${each.number} ${each.issue}` }))} />
        </Section>
      )}
      {d.not_run.length > 0 && (
        <Section id="not-run" name="What could not be looked for, or not in all its parts">
          <NumberTable
            label="What could not be looked for"
            words={2}
            head={['Issue', 'What it needs']}
            rows={d.not_run.map((each) => ({
              key: `${each.number} ${each.needs}`,
              cells: [`${each.number} ${each.issue}`, each.needs],
            }))}
          />
        </Section>
      )}
      {d.clean.length > 0 && (
        <Section id="clean" name="What was looked for and not found">
          <ul className="clean">
            {d.clean.map((each) => (
              <li key={each.number}>
                <span className="quiet num">{each.number}</span> {each.issue}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </article>
  );
}

/** The new files by name, at most three of them. */
function newFiles({ partitions }: Check): string {
  if (!partitions?.new) return '';
  const told = partitions.files.filter(({ known }) => !known).slice(0, 3);
  const names = told.map(({ file, rows }) => `${file} (${counted(rows, 'row')})`).join(', ');
  return `New: ${names}${partitions.new > told.length ? ', …' : ''}`;
}

function facts(d: Check): Fact[] {
  const care = d.findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  return [
    { key: 'rows', name: 'Rows', value: count(d.rows) },
    { key: 'columns', name: 'Columns', value: count(d.columns) },
    {
      key: 'findings',
      name: 'Findings',
      value: count(d.findings.length),
      note: care > 0 ? `${counted(care, 'needs', 'need')} care` : '',
    },
    { key: 'clean', name: 'Issues that are clean', value: count(d.clean.length) },
    { key: 'open', name: 'Not looked for in full', value: count(new Set(d.not_run.map((each) => each.number)).size) },
  ];
}
