// The report of a sample: what it says about the whole table, how wide the answer is, and from where its rows come.
import type { Sample, SampleStratum } from '../../api/sample';
import { Rows } from '../../charts/Rows';
import { CANNOT_TELL, compact, count, type Format, known, plain, rangeName, sentenceCase, share } from '../../format';
import { Headline } from '../Headline';
import { Key } from '../Key';
import { LongTable } from '../LongTable';
import { estimateFact, type Fact, Section } from '../parts';

export const titleOf = (d: Sample) => (d.quantity ? `${sentenceCase(d.quantity)} in ${d.source}` : d.source);
const isShare = (d: Sample) => d.quantity.startsWith('share');

export function SampleReport({ d }: { d: Sample }) {
  const [answer = '', ...more] = d.sentences;
  const write = isShare(d) ? share : plain;
  return (
    <article className="report">
      <Headline
        kind="Sample"
        about={[ways[d.allocation] ?? sentenceCase(d.allocation)]}
        title={titleOf(d)}
        sentence={answer}
        facts={facts(d, write)}
      >
        {more.map((sentence) => (
          <p key={sentence} className="lead">
            {sentence}
          </p>
        ))}
      </Headline>
      {known(d.estimate.value) && (
        <Section id="estimate" name="What the sample says of the whole">
          <Rows
            caption={`${titleOf(d)}, as estimated`}
            head="Of the whole table"
            valueHead="Estimate"
            rangeHead={rangeName(d.estimate)}
            write={write}
            axis={isShare(d) ? shareAxis : compact}
            rows={[
              { key: 'estimate', label: d.quantity, name: sentenceCase(d.quantity), e: d.estimate, tone: 'accent' },
            ]}
          />
          {d.estimate.method && <p className="note">{sentenceCase(d.estimate.method)}</p>}
        </Section>
      )}
      {d.strata.length > 1 && (
        <Section id="strata" name="From where the rows come">
          <LongTable
            label="Rows by stratum"
            one="stratum"
            many="strata"
            words={1}
            hint="stratum"
            head={['Stratum', 'Rows in the table', 'In the sample', ...(isKnown(d) ? knownHeads : [])]}
            rows={d.strata.map((each) => ({
              key: each.name,
              text: each.name,
              cells: [
                each.name,
                count(each.population),
                <>
                  {count(each.rows)}
                  {each.population > 0 && <small>{share(each.rows / each.population)}</small>}
                </>,
                ...(isKnown(d) ? knownCells(each, write) : []),
              ],
            }))}
          />
        </Section>
      )}
      {known(d.estimate.value) && <Key />}
    </article>
  );
}

const ways: Record<string, string> = {
  simple: 'Simple random sample',
  proportional: 'Stratified, in proportion',
  neyman: 'Stratified, more where values vary (Neyman)',
};

/** Columns of what is known of the value already, where anything is. */
const isKnown = (d: Sample) => d.strata.some((each) => each.known > 0);
const knownHeads = ['With a value', 'Mean of those'];
const knownCells = (each: SampleStratum, write: Format) => [
  count(each.known),
  known(each.mean) ? (
    <>
      {write(each.mean)}
      {known(each.deviation) && <small>sd {plain(each.deviation)}</small>}
    </>
  ) : (
    CANNOT_TELL
  ),
];

const shareAxis = (ticks: number[]): Format => {
  const inHundred = compact(ticks.map((tick) => 100 * tick));
  return (value) => (known(value) ? `${inHundred(100 * value)}\u00a0%` : CANNOT_TELL);
};

function facts(d: Sample, write: Format): Fact[] {
  return [
    {
      key: 'rows',
      name: 'Rows in the sample',
      value: count(d.rows),
      note: d.population > 0 ? `of ${count(d.population)}` : '',
    },
    ...estimateFact('estimate', 'Estimate', d.estimate, write),
    ...(known(d.expected_width) ? [{ key: 'expected', name: 'Width to expect', value: plain(d.expected_width) }] : []),
    ...(known(d.wanted_width) ? [{ key: 'wanted', name: 'Width asked for', value: plain(d.wanted_width) }] : []),
    ...(known(d.design_effect)
      ? [{ key: 'effect', name: 'Design effect', value: plain(d.design_effect), note: '1: as a simple sample' }]
      : []),
    ...(d.unknown > 0 ? [{ key: 'unknown', name: 'Sampled rows without a value', value: count(d.unknown) }] : []),
  ];
}
