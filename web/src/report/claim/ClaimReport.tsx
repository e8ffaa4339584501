// The report of a claim that somebody made about a model: what was said, whether it is so, and why.
import type { ClaimCheck } from '../../api/claim-check';
import { type Line, Rows } from '../../charts/Rows';
import { compact, count, fmt, known, rangeName, score, sentenceCase } from '../../format';
import { Issues } from '../Issues';
import { Key } from '../Key';
import { isMoney, metricName } from '../names';
import { Call, estimateFact, type Fact, Facts, Section } from '../parts';
import { Hashes } from '../RecordSections';
import { Title } from '../Title';

const calls = { supported: 'supported', 'not supported': 'refuted' } as const;

export function ClaimReport({ d }: { d: ClaimCheck }) {
  return (
    <article className="report">
      <Title about={['Claim', d.source]} title={d.claim} />
      <section className="verdict answer" data-section="claim" aria-labelledby="claim-title">
        <div className="say">
          <p className="chips">
            <Call call={calls[d.verdict as keyof typeof calls] ?? 'unsure'} />
          </p>
          <h2 id="claim-title">{sentenceCase(d.sentence)}</h2>
          <ul>
            {d.reasons.map((reason) => (
              <li key={reason}>{sentenceCase(reason)}</li>
            ))}
          </ul>
        </div>
        <Facts facts={facts(d)} />
      </section>
      {known(d.value.value) && <Measured d={d} />}
      {d.integrity.length > 0 && (
        <Section id="integrity" name="Can the predictions be trusted?">
          <Issues issues={d.integrity} />
        </Section>
      )}
      {d.evidence.length > 0 && (
        <Section id="provenance" name="The evidence, to the byte">
          <Hashes hashes={d.evidence} />
        </Section>
      )}
      <Key />
    </article>
  );
}

/** The document of a claim names no currency: money is written as a number. */
const format = (metric: string) => (isMoney(metric) ? fmt('').figure : score);

/** What was claimed and what was measured, on one scale. */
function Measured({ d }: { d: ClaimCheck }) {
  const write = format(d.metric);
  const name = metricName(d.metric);
  return (
    <Section id="measured" name="What was measured">
      <Rows
        caption={`${name}, as measured`}
        head={name}
        valueHead="Measured"
        rangeHead={rangeName(d.value)}
        stacked
        write={write}
        axis={compact}
        lines={[
          { at: d.bar, text: `claimed: ${write(d.bar)}` },
          { at: d.baseline_value, text: `${d.baseline}: ${write(d.baseline_value)}`, soft: true },
        ].filter((line): line is Line => known(line.at))}
        rows={[
          { key: 'value', label: 'measured', name: 'The model', e: d.value, tone: 'accent' as const },
          {
            key: 'adjusted',
            label: 'for repeated use of the rows',
            name: 'The same, for repeated use of the rows',
            e: d.adjusted,
            tone: 'hollow' as const,
          },
        ]}
      />
    </Section>
  );
}

function facts(d: ClaimCheck): Fact[] {
  const write = format(d.metric);
  return [
    { key: 'bar', name: `${metricName(d.metric)} claimed`, value: write(d.bar) },
    ...estimateFact('value', 'Measured', d.value, write),
    ...estimateFact('gap', `Better than ${d.baseline}`, d.gap, write),
    { key: 'reuse', name: 'Predictions that met these rows', value: count(d.k) },
  ];
}
