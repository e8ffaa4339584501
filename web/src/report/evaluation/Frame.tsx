// What the pages of all kinds of evaluations have around their middle: the head, the answer, and how to check it all.
import type { ReactNode } from 'react';
import type { Evaluation } from '../../api/evaluation';
import type { Estimate } from '../../api/shared';
import { MoneyBar } from '../../charts/Bars';
import { count, counted, day, type Fmt, type Format, fmt, known, range, rangeName, written } from '../../format';
import { Issues } from '../Issues';
import { Key } from '../Key';
import { Linked } from '../Linked';
import { textFromProduct } from '../names';
import { type Fact, Facts, Section } from '../parts';
import { Claims, Methods, Provenance, Said } from '../RecordSections';
import { Title } from '../Title';
import { titleOf } from './names';
import { ReuseSection } from './PeopleSections';

/** What every evaluation has, whatever was predicted. */
export type Judged = Pick<
  Evaluation,
  | 'headline'
  | 'rows'
  | 'clusters'
  | 'currency'
  | 'baseline'
  | 'decisions_per_month'
  | 'integrity'
  | 'not_run'
  | 'methods'
  | 'product'
  | 'id'
  | 'title'
  | 'source'
  | 'claims'
  | 'evidence'
  | 'provenance'
  | 'reuse'
  | 'run'
>;

interface FrameProps {
  d: Judged;
  /** Below the answer, and the one number beside it. */
  lead: ReactNode;
  number: ReactNode;
  facts: Fact[];
  formatOf: (metric: string, f: Fmt) => Format;
  children: ReactNode;
}
export function Frame({ d, lead, number, facts, formatOf, children }: FrameProps) {
  const f = fmt(d.currency);
  // an error among the findings says that the numbers mean nothing: none of them is written large
  const grave = d.integrity.some((finding) => finding.severity === 'error');
  return (
    <article className="report">
      <Head d={d} />
      <section className="verdict answer" data-section="headline" aria-labelledby="headline-title">
        <div className="say">
          <h2 id="headline-title">{d.headline}</h2>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {!grave && number}
        <Facts facts={[...rowFacts(d), ...facts, ...findingFacts(d)]} />
      </section>
      <Linked reports={d.run.reports} />
      {d.integrity.length > 0 && (
        <Section id="integrity" name="Can the predictions be trusted?">
          <Issues issues={d.integrity} />
        </Section>
      )}
      {children}
      <ReuseSection d={d} f={f} formatOf={formatOf} />
      <Said id="not-run" name="What was not looked at" sentences={d.not_run} />
      <Claims claims={d.claims} f={f} />
      <Methods methods={d.methods} />
      <Provenance d={d} />
      <Key />
    </article>
  );
}

function Head({ d }: { d: Judged }) {
  const about = [
    `Evaluation ${d.id.slice(0, 12)}`,
    titleOf(d) === d.source ? '' : d.source,
    textFromProduct(d, 'product', 'owner'),
    day(d.run.finished_at),
  ];
  return <Title about={about} title={titleOf(d)} />;
}

const rowFacts = (d: Judged): Fact[] => [
  {
    key: 'rows',
    name: 'Rows judged',
    value: count(d.rows),
    note: d.clusters < d.rows ? `in ${counted(d.clusters, 'independent cluster')}` : '',
  },
];
function findingFacts(d: Judged): Fact[] {
  const care = d.integrity.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  return [
    {
      key: 'findings',
      name: 'Findings',
      value: count(d.integrity.length),
      note: care > 0 ? `${counted(care, 'needs', 'need')} care` : '',
    },
    { key: 'reuse', name: 'Predictions on these rows', value: count(d.reuse.k) },
  ];
}
export const decisionsFact = (d: Judged, name = 'Decisions a month'): Fact => ({
  key: 'decisions',
  name,
  value: count(d.decisions_per_month),
});

/** Money a month beside the answer, on its line with zero. */
export function BigMoney(p: { e: Estimate; against: string; label: string; f: Fmt }) {
  if (!known(p.e.value)) return null;
  return (
    <div className="money">
      <p className="big num">
        {written(p.e, p.f.figure)}
        <span> {p.f.unit} a month</span>
      </p>
      <p className="quiet">against {p.against}</p>
      <MoneyBar e={p.e} cost={undefined} against={p.against} label={p.label} f={p.f} />
    </div>
  );
}
/** The one number that says how good it is, where nothing is said of money. */
export function BigNumber(p: { e: Estimate; what: string; write: Format }) {
  if (!known(p.e.value)) return null;
  return (
    <div className="money">
      <p className="big num">{written(p.e, p.write)}</p>
      <p className="quiet">
        {p.what}
        <br />
        {rangeName(p.e)} {range(p.e.low, p.e.high, p.write)}
      </p>
    </div>
  );
}
