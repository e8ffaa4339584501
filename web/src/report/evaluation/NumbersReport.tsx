// The report of predictions of a number.
import type { Numbers } from '../../api/evaluation-regression';
import { Rows } from '../../charts/Rows';
import {
  compact,
  type Fmt,
  type Format,
  figure,
  fmt,
  known,
  plain,
  range,
  rangeName,
  sentenceCase,
  share,
  signedFigure,
  withRange,
} from '../../format';
import { SliceRows } from '../HarmSections';
import { isMoney } from '../names';
import { MeasureNumbers } from '../OptionSections';
import { estimateFact, type Fact, Facts, Section } from '../parts';
import { wordsOf } from '../words';
import { BigMoney, BigNumber, decisionsFact, Frame } from './Frame';
import { MeasuredGroups, type MeasureWriting } from './MeasuredGroups';
import { modelRows, type PanelMeasure, Panels } from './ModelSection';
import { NumbersComparison, QuantileSection, TenthsSection } from './NumberSections';

type NumberModel = Numbers['models'][number];
const formatOf = (metric: string, f: Fmt): Format => (isMoney(metric) ? f.figure : metric === 'r2' ? share : figure);

export function NumbersReport({ d }: { d: Numbers }) {
  const f = fmt(d.currency);
  const model = d.models[0];
  return (
    <Frame
      d={d}
      lead={model && `An error is prediction less label; held against ${d.baseline}`}
      number={model && <Worth d={d} model={model} f={f} />}
      facts={facts(d)}
      formatOf={formatOf}
    >
      <Models d={d} f={f} />
      <NumbersComparison d={d} f={f} formatOf={formatOf} />
      <TenthsSection d={d} />
      <QuantileSection d={d} />
      <CostSection d={d} f={f} />
      <Slices d={d} />
      <MeasuredGroups groups={d.groups} writing={writing} />
    </Frame>
  );
}

function Worth({ d, model, f }: { d: Numbers; model: NumberModel; f: Fmt }) {
  if (!d.costs) return <BigNumber e={model.mae} what="mean absolute error" write={figure} />;
  const e = model.saved_against_baseline;
  const label = `${sentenceCase(model.label)} against ${BEST_CONSTANT}: ${withRange(e, f.money, f.figure)} a month`;
  return <BigMoney e={e} against={BEST_CONSTANT} label={label} f={f} />;
}

const facts = (d: Numbers): Fact[] => [
  {
    key: 'label',
    name: 'What came true, on average',
    value: figure(d.label.mean),
    note: `${range(d.label.least, d.label.most, plain)}, spread ${plain(d.label.sd)}`,
  },
  ...(d.costs ? [decisionsFact(d, 'Predictions a month')] : []),
];

const measures: PanelMeasure<NumberModel>[] = [
  ['RMSE', (m) => m.rmse, figure, 'lower is better'],
  ['R²', (m) => m.r2, share, 'higher is better'],
  ['Prediction less label', (m) => m.bias, signedFigure, 'zero is best'],
];
const BEST_CONSTANT = 'the best constant';
function Models({ d, f }: { d: Numbers; f: Fmt }) {
  const first = d.models[0];
  if (!first) return null;
  const money = (m: NumberModel) => m.cost_per_month;
  return (
    <Section
      id="models"
      name="The models side by side"
      more={
        <MeasureNumbers
          options={d.models}
          measures={[
            ['Mean absolute error', (m) => m.mae, figure],
            ['Median absolute error', (m) => m.median_absolute_error, figure],
            ...measures.map(([name, read, write]) => [name, read, write] as const),
            ...(d.costs ? [[f.head('a month, cost of errors'), money, f.figure] as const] : []),
          ]}
          label="Numbers of the models"
        />
      }
    >
      <Rows
        caption="Mean absolute error of every model"
        head="What predicts"
        valueHead="Mean absolute error"
        rangeHead={rangeName(first.mae)}
        heads={[`Against ${d.baseline}`]}
        write={figure}
        axis={compact}
        keep={[first.mae]}
        rows={modelRows(
          d,
          (m) => m.mae,
          (m) => m.mae_against_baseline,
          signedFigure,
        )}
      />
      <Panels d={d} measures={measures} />
    </Section>
  );
}

function CostSection({ d, f }: { d: Numbers; f: Fmt }) {
  const first = d.models[0];
  if (!d.costs || !first) return null;
  const { costs, shift } = d;
  return (
    <Section id="costs" name="What the errors cost" words={shift ? wordsOf(shift.sentence) : undefined}>
      <Rows
        caption="Cost of the errors of every model"
        head="What predicts"
        valueHead={f.head('a month')}
        rangeHead={rangeName(first.cost_per_month)}
        heads={[`Saved against ${BEST_CONSTANT}`]}
        write={f.figure}
        axis={f.axis}
        keep={[first.cost_per_month]}
        rows={modelRows(
          { models: d.models, baseline: BEST_CONSTANT },
          (m) => m.cost_per_month,
          (m) => m.saved_against_baseline,
          f.signedFigure,
        )}
      />
      <Facts
        facts={[
          { key: 'under', name: 'A unit too low', value: f.money(costs.under) },
          { key: 'over', name: 'A unit too high', value: f.money(costs.over) },
          ...(known(costs.tolerance) && costs.tolerance > 0
            ? [{ key: 'tolerance', name: 'Free up to', value: plain(costs.tolerance) }]
            : []),
          ...estimateFact('within', 'Errors up to that', first.within_tolerance, share),
          ...(shift
            ? estimateFact('shift', 'A shift would save a month', shift.saved_per_month, f.money, f.figure)
            : []),
          ...(shift ? [{ key: 'best', name: 'Best shift here', value: signedFigure(shift.best) }] : []),
        ]}
      />
    </Section>
  );
}

function Slices({ d }: { d: Numbers }) {
  if (d.slices.length === 0) return null;
  const nothing = { ...(d.slices[0] as Numbers['slices'][number]).mae, value: null };
  return (
    <Section id="slices" name="Where it misses by most">
      <SliceRows
        slices={d.slices.map(({ mae, ...slice }) => ({ ...slice, loss_per_1000: mae, against_rule: nothing }))}
        rule=""
        f={fmt('')}
        head="Mean absolute error"
      />
    </Section>
  );
}

const writing: MeasureWriting = {
  write: (metric) => (metric === 'bias' ? signedFigure : figure),
  gap: () => figure,
  axis: compact,
  gapHead: 'Gap',
};
