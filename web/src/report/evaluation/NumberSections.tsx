// Errors where they are: by size of the prediction, at the quantiles, and against another model.
import type { Numbers } from '../../api/evaluation-regression';
import { Diagonal } from '../../charts/Diagonal';
import { Rows } from '../../charts/Rows';
import {
  compact,
  count,
  counted,
  type Fmt,
  type Format,
  figure,
  known,
  plain,
  pointsAxis,
  range,
  rangeName,
  sentenceCase,
  share,
  signedFigure,
  signedPoints,
  withRange,
  written,
} from '../../format';
import { isMoney } from '../names';
import { Call, callOf, estimateCell, estimateFact, Facts, Numbers as NumbersBehind, Section } from '../parts';
import { wordsOf } from '../words';
import { Differences } from './ComparisonSection';

type ByPart = NonNullable<Numbers['comparison']>['by_slice'][number];

interface ComparisonProps {
  d: Numbers;
  f: Fmt;
  formatOf: (metric: string, f: Fmt) => Format;
}
export function NumbersComparison({ d, f, formatOf }: ComparisonProps) {
  const c = d.comparison;
  if (!c) return null;
  const signed = (metric: string) => (isMoney(metric) ? f.signedFigure : metric === 'r2' ? signedPoints : signedFigure);
  return (
    <Section id="comparison" name={`Against ${c.against}`} words={wordsOf(c.sentence, sentenceCase(c.note))}>
      {c.metrics.length > 0 && <Differences c={c} f={f} write={formatOf} signed={signed} />}
      <Facts facts={estimateFact('closer', `${sentenceCase(c.model)} is closer`, c.closer, share)} />
      {c.by_slice.length > 0 && <ByParts parts={c.by_slice} model={c.model} against={c.against} />}
    </Section>
  );
}
function ByParts({ parts, model, against }: { parts: ByPart[]; model: string; against: string }) {
  return (
    <Rows
      caption="Difference of the mean absolute errors, by part of the rows"
      head="Where"
      valueHead="Difference of errors"
      rangeHead={rangeName((parts[0] as ByPart).difference)}
      stacked
      heads={[sentenceCase(model), sentenceCase(against)]}
      callHead="Is it real?"
      write={signedFigure}
      axis={compact}
      lines={[{ at: 0, text: '' }]}
      rows={parts.map((each) => {
        const sure = known(each.p_adjusted) && each.p_adjusted <= 1 - (each.difference.confidence ?? 1);
        const better = (each.difference.value ?? 0) < 0;
        const where = `${each.column} ${each.is}`;
        return {
          key: where,
          label: where,
          name: (
            <>
              <code>{each.column}</code> {each.is}
              <small> {counted(each.rows, 'row')}</small>
            </>
          ),
          said: each.sentence,
          e: each.difference,
          tone: sure ? (better ? 'accent' : 'care') : 'hollow',
          cells: [figure(each.first), figure(each.second)],
          call: <Call call={sure ? (better ? 'better' : 'worse') : 'unsure'} />,
        };
      })}
    />
  );
}

export function TenthsSection({ d }: { d: Numbers }) {
  const first = d.deciles[0];
  if (!first) return null;
  const off = d.deciles.filter(({ bias }) => ['better', 'worse'].includes(callOf(bias))).length;
  const finding =
    off === 0
      ? 'Large and small predictions are right on average'
      : `In ${count(off)} of ${counted(d.deciles.length, 'tenth')} the prediction is off on average`;
  const label = [
    finding,
    ...d.deciles.map((each) => `predicted ${plain(each.predicted)}, error ${withRange(each.bias, signedFigure)}`),
  ];
  return (
    <Section id="tenths" name="Errors by size of the prediction" words={{ finding, measure: '', note: '' }}>
      <div className="grid2">
        <Diagonal points={d.deciles} label={label.join('. ')} />
        <Rows
          caption="Prediction less label, by tenths of the prediction"
          head="Predicted"
          valueHead="Less label"
          rangeHead={rangeName(first.bias)}
          stacked
          write={signedFigure}
          axis={compact}
          lines={[{ at: 0, text: '' }]}
          rows={d.deciles.map((each) => {
            const sure = ['better', 'worse'].includes(callOf(each.bias));
            const name = range(each.from, each.to, plain);
            return { key: name, label: `Predicted ${name}`, name, e: each.bias, tone: sure ? 'care' : 'hollow' };
          })}
        />
      </div>
      <NumbersBehind
        label="Errors by tenths of the prediction"
        head={['Predicted', 'Rows', 'On average', 'Came true', 'Mean absolute error']}
        rows={d.deciles.map((each) => ({
          key: `${each.from} ${each.to}`,
          cells: [
            range(each.from, each.to, plain),
            count(each.rows),
            figure(each.predicted),
            figure(each.observed),
            estimateCell(each.mae, figure),
          ],
        }))}
      />
    </Section>
  );
}

export function QuantileSection({ d }: { d: Numbers }) {
  const model = d.models[0];
  const first = model?.quantiles[0];
  if (!model || !first) return null;
  const held = model.range;
  return (
    <Section id="quantiles" name="Do its ranges hold?" words={held ? wordsOf(held.sentence) : undefined}>
      <Rows
        caption="Share of labels below each predicted quantile, against what was said"
        head="Quantile"
        valueHead="Labels below"
        rangeHead={rangeName(first.below)}
        stacked
        heads={['Off by, points', 'Pinball loss']}
        callHead="Does it hold?"
        write={share}
        axis={pointsAxis}
        lines={[{ at: 0, text: 'as said' }]}
        rows={model.quantiles.map(({ level, below, loss }) => {
          const less = (value: number | null) => (known(value) && known(level) ? value - level : null);
          const drawn = {
            ...below,
            value: less(below.value),
            low: less(below.low),
            high: less(below.high),
            low_50: less(below.low_50),
            high_50: less(below.high_50),
          };
          const sure = ['better', 'worse'].includes(callOf(drawn));
          return {
            key: `${level}`,
            label: `Quantile ${share(level)}`,
            name: share(level),
            e: below,
            drawn,
            tone: sure ? 'care' : 'accent',
            cells: [signedPoints(drawn.value), written(loss, figure)],
            call: <Call call={sure ? 'fail' : 'pass'} />,
          };
        })}
      />
      {held && (
        <Facts
          facts={[
            { key: 'nominal', name: 'Said to lie inside', value: share(held.nominal) },
            ...estimateFact('inside', 'Lie inside', held.inside, share),
            ...estimateFact('width', 'Width, on average', held.width, figure),
          ]}
        />
      )}
    </Section>
  );
}
