// The report of a table that was held against its data card: what it may be used for, and what stands in the way.
import type { CardCheck } from '../../api/card';
import { count, counted, share } from '../../format';
import { Headline } from '../Headline';
import { Issues } from '../Issues';
import { type Fact, NameList, NumberTable, Section } from '../parts';

export function CardReport({ d }: { d: CardCheck }) {
  return (
    <article className="report">
      <Headline
        kind="Data card"
        about={[d.card, d.owner && `Owner ${d.owner}`]}
        title={d.source}
        sentence={d.sentence}
        facts={facts(d)}
      />
      {d.issues.length > 0 && (
        <Section id="issues" name="What stands against it">
          <Issues issues={d.issues} />
        </Section>
      )}
      <Section id="use" name="What the card says">
        <div className="half">
          <NameList
            list={[
              ['May be used for', d.allowed.join(', ') || 'all that is not forbidden'],
              ['Must not be used for', d.forbidden.join(', ') || 'nothing is named'],
              ['Lawful basis', d.basis || 'not said'],
              ['Rows are kept for', d.retention || 'not said'],
            ]}
          />
        </div>
      </Section>
      {d.personal.length > 0 && (
        <Section id="personal" name="Personal data, found by pattern">
          <NumberTable
            label="Columns with personal data"
            words={3}
            head={['Column', 'Shape of its values', 'Known to the card', 'Rows']}
            rows={d.personal.map((each) => ({
              key: `${each.column} ${each.kind}`,
              cells: [
                <>
                  <code>{each.column}</code>
                  <small>{each.kind}</small>
                </>,
                each.examples.map((example) => (
                  <code key={example} className="line">
                    {example}
                  </code>
                )),
                each.declared ? 'yes' : <b key="no">no</b>,
                <>
                  {count(each.rows)}
                  <small>{share(each.share)}</small>
                </>,
              ],
            }))}
          />
          <p className="note">Letters and digits of values are hidden. A pattern is no proof.</p>
        </Section>
      )}
    </article>
  );
}

function facts(d: CardCheck): Fact[] {
  const columns = new Set(d.personal.map((each) => each.column)).size;
  const unknown = new Set(d.personal.filter((each) => !each.declared).map((each) => each.column)).size;
  const care = d.issues.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  return [
    { key: 'rows', name: 'Rows', value: count(d.rows) },
    { key: 'columns', name: 'Columns', value: count(d.columns) },
    {
      key: 'personal',
      name: 'Columns with personal data',
      value: count(columns),
      note: unknown > 0 ? `${count(unknown)} unknown to the card` : '',
    },
    { key: 'consent', name: 'Rows without consent', value: count(d.without_consent) },
    {
      key: 'findings',
      name: 'Findings',
      value: count(d.issues.length),
      note: care > 0 ? `${counted(care, 'needs', 'need')} care` : '',
    },
  ];
}
