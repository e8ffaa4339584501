// What was found in the data, what would change the verdict, and how to check it all.
import type { Change, Document } from '../api/document';
import type { Claim } from '../api/shared';
import { FlipBar } from '../charts/Bars';
import { QuantileStrip } from '../charts/QuantileStrip';
import {
  CANNOT_TELL,
  count,
  day,
  type Fmt,
  known,
  range,
  score,
  seconds,
  sentenceCase,
  share,
  withRange,
} from '../format';
import { Issues } from './Issues';
import { lineWord, unitFormat } from './names';
import { type Fact, Facts, Section, type Tag, Tags } from './parts';

export function Data({ d }: { d: Document }) {
  const { data } = d;
  const facts: Fact[] = [
    {
      key: 'rows',
      name: 'Rows with a target',
      value: count(data.rows),
      note: data.unlabelled > 0 ? `${count(data.unlabelled)} without` : '',
    },
    { key: 'columns', name: 'Columns a model may use', value: count(data.columns) },
    {
      key: 'positives',
      name: 'Positives',
      value: count(data.positives),
      note: known(data.positive_rate.value) ? withRange(data.positive_rate, share) : data.positive_rate.method,
    },
    ...(data.first || data.last
      ? [{ key: 'time', name: 'From', value: day(data.first), note: data.last ? `to ${day(data.last)}` : '' }]
      : []),
  ];
  return (
    <Section id="data" name="The data" words={data.words}>
      <Facts facts={facts} />
      <Issues issues={data.issues} />
    </Section>
  );
}
export function Changes({ d, f }: { d: Document; f: Fmt }) {
  const changes = d.verdict.would_change;
  if (changes.length === 0 && !d.words.would_change.finding) return null;
  return (
    <Section id="changes" name="What would change the verdict" words={d.words.would_change}>
      <ul className="flips">
        {changes.map((change) => (
          <Flip key={change.what} change={change} f={f} />
        ))}
      </ul>
    </Section>
  );
}
/** What is a cost is said as a positive number, as in the sentence. */
function positive(change: Change): Change {
  if (!known(change.now) || change.now >= 0) return change;
  const turned = (value: number | null) => (known(value) ? -value : value);
  const { now, now_low, now_high, flips_at } = change;
  return {
    ...change,
    now: turned(now),
    now_low: turned(now_high),
    now_high: turned(now_low),
    flips_at: turned(flips_at),
  };
}
function Flip({ change: given, f }: { change: Change; f: Fmt }) {
  const change = positive(given);
  const write = unitFormat(change.unit, f);
  const label = [
    `${change.label}: now ${write(change.now)}`,
    known(change.now_low) && known(change.now_high) && change.now_low !== change.now_high
      ? range(change.now_low, change.now_high, write)
      : '',
    known(change.flips_at) ? `the verdict changes at ${write(change.flips_at)}` : '',
  ];
  return (
    <li>
      <p className="what">{sentenceCase(change.label || change.what)}</p>
      <div>
        {known(change.now) ? (
          <FlipBar change={change} label={label.filter(Boolean).join(', ')} write={write} />
        ) : (
          <p className="quiet">{CANNOT_TELL}</p>
        )}
      </div>
      <p className="then">
        {change.verdict && <b>{lineWord(change.verdict)}: </b>}
        {change.sentence}
      </p>
    </li>
  );
}

export function Claims({ claims, f }: { claims: Claim[]; f: Fmt }) {
  if (claims.length === 0) return null;
  return (
    <Section id="claims" name="What is claimed">
      <ul className="claims">
        {claims.map((claim) => (
          <ClaimItem key={claim.id || claim.statement} claim={claim} f={f} />
        ))}
      </ul>
    </Section>
  );
}
function ClaimItem({ claim, f }: { claim: Claim; f: Fmt }) {
  const shares = claim.unit === '' && claim.quantiles.every((each) => Math.abs(each.value ?? 0) <= 1);
  const write = shares ? score : unitFormat(claim.unit.startsWith(f.unit) ? f.unit : '', f);
  const at = (level: number) => claim.quantiles.find((each) => each.level === level)?.value;
  const parts: Tag[] = [
    ['Quantity', claim.quantity],
    ['Unit', claim.unit],
    ['Holds for', claim.population],
    ['Period', claim.period],
    ['Settled by', claim.settle_by],
    ['Made by', claim.made_by],
    ['Id', claim.id],
  ];
  return (
    <li>
      <div>
        <p className="statement">{sentenceCase(claim.statement)}</p>
        <Tags tags={parts.filter(([, text]) => text)} />
      </div>
      <QuantileStrip
        quantiles={claim.quantiles}
        write={write}
        label={`${claim.statement} Median ${write(at(0.5))} ${claim.unit}, 90 in 100 between ${range(at(0.05), at(0.95), write)}.`}
      />
    </li>
  );
}

/** Sentences one below the other. */
export function Said({ id, name, sentences }: { id: string; name: string; sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Section id={id} name={name}>
      <ul className="methods">
        {sentences.map((sentence) => (
          <li key={sentence}>
            <WithFlags text={sentence} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
/** Flags such as --target, which no line may break. */
const flag = /(--[a-z-]+)/;
const WithFlags = ({ text }: { text: string }) =>
  text.split(flag).map((part, i) =>
    i % 2 === 1 ? (
      <span key={part} className="unbroken">
        {part}
      </span>
    ) : (
      part
    ),
  );
export const Methods = ({ methods }: { methods: string[] }) => (
  <Said id="methods" name="How it was made" sentences={methods} />
);

export function Provenance({ d }: { d: Pick<Document, 'id' | 'provenance' | 'evidence' | 'run'> }) {
  const p = d.provenance;
  const parts = [
    ['assay', p.version],
    ['SQL engine', p.engine],
    ['Boosting', p.boosting],
    ['Seed', String(p.seed)],
    ['Threads', String(p.threads)],
    ['Took', known(d.run.duration_s) && d.run.duration_s > 0 ? seconds(d.run.duration_s) : ''],
  ].filter(([, text]) => text);
  const inputs = p.inputs.map((input) => ({ what: input.what, name: input.name, sha256: input.sha256 }));
  const others = d.evidence
    .filter((each) => !inputs.some((input) => input.sha256 === each.sha256))
    .map((each) => ({ ...each, name: '' }));
  const hashes = [...inputs, ...others, ...(d.id ? [{ what: 'this document', name: '', sha256: d.id }] : [])];
  return (
    <Section id="provenance" name="The evidence, to the byte">
      <dl className="tags num">
        {parts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Hashes hashes={hashes} />
    </Section>
  );
}

export function Hashes({ hashes }: { hashes: { what: string; name?: string; sha256: string }[] }) {
  return (
    <dl className="hashes">
      {hashes.map((hash) => (
        <div key={`${hash.what} ${hash.sha256}`}>
          <dt>
            {sentenceCase(hash.what)}
            {hash.name && <span>{hash.name}</span>}
          </dt>
          <dd className="mono">
            {(hash.sha256.match(/.{1,8}/g) ?? []).map((part, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a hash may repeat and never move
              <span key={i}>{part}</span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
