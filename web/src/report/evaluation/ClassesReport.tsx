// The report of predictions of several classes.
import type { Classes } from '../../api/evaluation-multiclass';
import { Rows } from '../../charts/Rows';
import {
  count,
  counted,
  type Fmt,
  fmt,
  known,
  plain,
  points,
  pointsAxis,
  rangeName,
  score,
  sentenceCase,
  share,
  signedPoints,
  withRange,
} from '../../format';
import { Chances } from '../CurveSections';
import { SliceRows } from '../HarmSections';
import { MeasureNumbers } from '../OptionSections';
import { estimateFact, type Fact, Facts, Section } from '../parts';
import { wordsOf } from '../words';
import { ByClass, ClassConfusion, MoneyTable } from './ClassSections';
import { ComparisonSection } from './ComparisonSection';
import { BigMoney, BigNumber, decisionsFact, Frame } from './Frame';
import { MeasuredGroups, type MeasureWriting } from './MeasuredGroups';
import { MoneyRows, modelRows, type PanelMeasure, Panels } from './ModelSection';
import { chanceOf, formatOf } from './names';

type ClassModel = Classes['models'][number];

export function ClassesReport({ d }: { d: Classes }) {
  const f = fmt(d.currency);
  const model = d.models[0];
  return (
    <Frame
      d={d}
      lead={model?.decided_by && `Decided by ${model.decided_by}, held against ${d.baseline}`}
      number={model && <Worth d={d} model={model} f={f} />}
      facts={facts(d)}
      formatOf={formatOf}
    >
      <Models d={d} f={f} />
      <ComparisonSection comparison={d.comparison} tests={tests(d)} f={f} />
      <ByClass d={d} />
      <ClassConfusion d={d} />
      <ChancesSection d={d} />
      <DecisionSection d={d} f={f} />
      <Slices d={d} f={f} />
      <MeasuredGroups groups={d.groups} writing={writing} />
    </Frame>
  );
}

function Worth({ d, model, f }: { d: Classes; model: ClassModel; f: Fmt }) {
  if (!d.has_costs) return <BigNumber e={model.accuracy} what="of decisions are right" write={share} />;
  const e = model.against_baseline;
  const label = `${sentenceCase(model.label)} against ${d.baseline}: ${withRange(e, f.money, f.figure)} a month`;
  return <BigMoney e={e} against={d.baseline} label={label} f={f} />;
}

function facts(d: Classes): Fact[] {
  const [largest] = d.classes.toSorted((a, b) => b.rows - a.rows);
  return [
    {
      key: 'classes',
      name: 'Classes',
      value: count(d.classes.length),
      note: largest ? `largest: ${largest.name}, ${share(largest.share.value)}` : '',
    },
    ...(d.has_costs ? [decisionsFact(d)] : []),
  ];
}

const measures: PanelMeasure<ClassModel>[] = [
  ['Mean F1 of the classes', (m) => m.macro_f1, share, 'higher is better'],
  ['Mean recall of the classes', (m) => m.macro_recall, share, 'higher is better'],
  ['Mean precision of the classes', (m) => m.macro_precision, share, 'higher is better'],
  ['Mean AUC of the classes', (m) => m.macro_auc, score, 'higher is better'],
  ['Brier score', (m) => m.brier, score, 'lower is better'],
  ['Log loss', (m) => m.log_loss, score, 'lower is better'],
];
function Models({ d, f }: { d: Classes; f: Fmt }) {
  const first = d.models[0];
  if (!first) return null;
  return (
    <Section
      id="models"
      name="The models side by side"
      more={
        <MeasureNumbers
          options={d.models}
          measures={[
            ['Right', (m) => m.accuracy, share],
            ...measures.map(([name, read, write]) => [name, read, write] as const),
            ...(d.has_costs ? [[f.head('a month'), (m: ClassModel) => m.value_per_month, f.figure] as const] : []),
          ]}
          label="Numbers of the models"
        />
      }
    >
      <Rows
        caption="Share of right decisions of every model"
        head="What decides"
        valueHead="Right"
        rangeHead={rangeName(first.accuracy)}
        heads={[`Points against ${d.baseline}`]}
        write={share}
        axis={() => share}
        keep={[first.accuracy]}
        rows={modelRows(
          d,
          (m) => m.accuracy,
          (m) => m.accuracy_against_baseline,
          signedPoints,
        )}
      />
      {d.has_costs && <Money d={d} f={f} />}
      <Panels d={d} measures={measures} />
    </Section>
  );
}
function Money({ d, f }: { d: Classes; f: Fmt }) {
  return (
    <>
      <h3 className="below">What the decisions are worth</h3>
      <MoneyRows d={d} f={f} zero="nothing" />
    </>
  );
}

/** That both decide for each class equally often. */
const tests = ({ comparison }: Classes): Fact[] =>
  comparison && known(comparison.homogeneity.p)
    ? [
        {
          key: 'homogeneity',
          name: 'Each class as often, p',
          value: chanceOf(comparison.homogeneity.p),
          note: `Stuart and Maxwell, ${counted(comparison.homogeneity.degrees, 'degree')} of freedom`,
        },
      ]
    : [];

function ChancesSection({ d }: { d: Classes }) {
  if (d.calibration.bins.length === 0) return null;
  const words = wordsOf(d.calibration.sentence);
  return (
    <Section id="calibration" name="Does the chance of the likeliest class hold?" words={words}>
      <Chances
        calibration={{ ...d.calibration, sentence: '' }}
        finding={words.finding}
        option={d.models.find(({ name }) => name === d.calibration.option)?.label ?? d.calibration.option}
        curve={d.corp}
      />
      {d.corp.length > 1 && (
        <p className="note">Line: isotonic fit. Grey: where it would lie, were the chances right.</p>
      )}
    </Section>
  );
}

function DecisionSection({ d, f }: { d: Classes; f: Fmt }) {
  if (!d.has_costs) return null;
  const { decision } = d;
  return (
    <Section id="decision" name="Deciding by money" words={decision ? wordsOf(decision.sentence) : undefined}>
      {decision && (
        <Facts
          facts={[
            ...estimateFact('costs', 'By expected money', decision.by_costs, f.money, f.figure),
            ...estimateFact('less', 'Less the decisions in use', decision.against_decisions, f.signedMoney, f.figure),
            ...estimateFact('fitted', 'Sharpened on other rows', decision.cross_fitted, f.money, f.figure),
            {
              key: 'seen',
              name: 'On the rows that chose it',
              value: f.money(decision.seen_value_per_month),
              note: 'flatters',
            },
            {
              key: 'sharpness',
              name: 'Power of the chances',
              value: plain(decision.sharpness),
              note: '1: as they are',
            },
          ]}
        />
      )}
      <MoneyTable d={d} f={f} />
    </Section>
  );
}

function Slices({ d, f }: { d: Classes; f: Fmt }) {
  if (d.slices.length === 0) return null;
  return (
    <Section id="slices" name="Where it loses most">
      {d.has_costs ? (
        <SliceRows slices={d.slices} rule={d.baseline} f={f} />
      ) : (
        <SliceRows slices={d.slices} rule={d.baseline} f={fmt('')} head="Wrong per 1,000" />
      )}
    </Section>
  );
}

const writing: MeasureWriting = {
  write: () => share,
  gap: () => points,
  axis: pointsAxis,
  gapHead: 'Gap, points',
};
