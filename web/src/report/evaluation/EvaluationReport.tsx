// The report of an evaluation: predictions that somebody made, whoever it was, judged by what came true.
import type { Evaluation } from '../../api/evaluation';
import { MoneyBar } from '../../charts/Bars';
import { count, counted, day, type Fmt, fmt, known, sentenceCase, share, withRange, written } from '../../format';
import { Issues } from '../Issues';
import { Key } from '../Key';
import { Linked } from '../Linked';
import { textFromProduct } from '../names';
import { type Fact, Facts, Section } from '../parts';
import { Claims, Methods, Provenance, Said } from '../RecordSections';
import { Title } from '../Title';
import { ComparisonSection } from './ComparisonSection';
import { ChancesSection, Confusion, CutSection, LightsSection, RankingSection } from './DecisionSections';
import { Models } from './ModelSection';
import { titleOf } from './names';
import { GroupsSection, HumanSection, ReachSection, ReuseSection, Scenarios, Slices } from './PeopleSections';

export function EvaluationReport({ d }: { d: Evaluation }) {
  const f = fmt(d.currency);
  const about = [
    `Evaluation ${d.id.slice(0, 12)}`,
    titleOf(d) === d.source ? '' : d.source,
    textFromProduct(d, 'product', 'owner'),
    day(d.run.finished_at),
  ];
  return (
    <article className="report">
      <Title about={about} title={titleOf(d)} />
      <Headline d={d} f={f} />
      <Linked reports={d.run.reports} />
      {d.integrity.length > 0 && (
        <Section id="integrity" name="Can the predictions be trusted?">
          <Issues issues={d.integrity} />
        </Section>
      )}
      <Models d={d} f={f} />
      <ComparisonSection d={d} f={f} />
      <CutSection d={d} f={f} />
      <LightsSection d={d} f={f} />
      <ChancesSection d={d} />
      <RankingSection d={d} />
      <Confusion d={d} f={f} />
      <Slices d={d} f={f} />
      <GroupsSection d={d} f={f} />
      <ReachSection d={d} />
      <Scenarios d={d} f={f} />
      <HumanSection d={d} f={f} />
      <ReuseSection d={d} f={f} />
      <Said id="not-run" name="What was not looked at" sentences={d.not_run} />
      <Claims claims={d.claims} f={f} />
      <Methods methods={d.methods} />
      <Provenance d={d} />
      <Key />
    </article>
  );
}

function Headline({ d, f }: { d: Evaluation; f: Fmt }) {
  const model = d.models[0];
  const gain = model?.against_baseline;
  // an error among the findings says that the numbers mean nothing: none of them is written large
  const grave = d.integrity.some((finding) => finding.severity === 'error');
  return (
    <section className="verdict answer" data-section="headline" aria-labelledby="headline-title">
      <div className="say">
        <h2 id="headline-title">{d.headline}</h2>
        {model?.decided_by && (
          <p className="lead">
            Decided by {model.decided_by}, held against {d.baseline}
          </p>
        )}
      </div>
      {!grave && gain && known(gain.value) && (
        <div className="money">
          <p className="big num">
            {written(gain, f.figure)}
            <span> {f.unit} a month</span>
          </p>
          <p className="quiet">against {d.baseline}</p>
          <MoneyBar
            e={gain}
            cost={undefined}
            against={d.baseline}
            label={`${sentenceCase(model.label)} against ${d.baseline}: ${withRange(gain, f.money, f.figure)} a month`}
            f={f}
          />
        </div>
      )}
      <Facts facts={facts(d)} />
    </section>
  );
}

function facts(d: Evaluation): Fact[] {
  const care = d.integrity.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  return [
    {
      key: 'rows',
      name: 'Rows judged',
      value: count(d.rows),
      note: d.clusters < d.rows ? `in ${counted(d.clusters, 'independent cluster')}` : '',
    },
    { key: 'positives', name: 'Positives', value: count(d.positives), note: withRange(d.positive_rate, share) },
    { key: 'decisions', name: 'Decisions a month', value: count(d.decisions_per_month) },
    {
      key: 'findings',
      name: 'Findings',
      value: count(d.integrity.length),
      note: care > 0 ? `${counted(care, 'needs', 'need')} care` : '',
    },
    { key: 'reuse', name: 'Predictions on these rows', value: count(d.reuse.k) },
  ];
}
