import type { Document, ForecastPoint } from '../api/document';
import type { Calibration } from '../api/shared';
import { type Cut, cutAt, cutsOf, highest } from '../charts/cuts';
import { Learning } from '../charts/Learning';
import { type IsotonicPoint, Reliability } from '../charts/Square';
import { ValueCurve } from '../charts/ValueCurve';
import {
  about,
  CANNOT_TELL,
  chance,
  compact,
  count,
  type Fmt,
  known,
  type Maybe,
  range,
  rangeName,
  score,
  sentenceCase,
  share,
  withRange,
  written,
} from '../format';
import { isMoney, metricFormat, metricName, numberFromProduct, optionLabel } from './names';
import { type Fact, Facts, NameList, Numbers, Section } from './parts';

export function LearningSection({ d, f }: { d: Document; f: Fmt }) {
  const curve = d.learning_curve;
  if (curve.points.length === 0 && curve.forecast.length === 0 && !curve.refused) return null;
  const write = metricFormat(curve.metric, f);
  const last = curve.forecast.at(-1);
  const label = [
    curve.words.finding || 'Learning curve',
    ...curve.points.slice(-1).map((point) => `${count(point.rows)} rows: ${withRange(point.value, write)}`),
    last ? `forecast at ${count(last.rows)} rows: ${write(last.median)}, ${range(last.low, last.high, write)}` : '',
    known(curve.target) ? `target ${write(curve.target)}` : '',
  ];
  return (
    <Section id="learning" name="How much data is enough" words={curve.words} more={<LearningNumbers d={d} f={f} />}>
      {curve.refused && <p className="refused">{curve.refused}</p>}
      <Learning
        d={curve}
        name={[metricName(curve.metric), optionLabel(d, curve.option)].filter(Boolean).join(', ')}
        write={write}
        axis={isMoney(curve.metric) ? f.axis : compact}
        label={label.filter(Boolean).join('. ')}
      />
      <Facts facts={learningFacts(d, f)} />
      {curve.method && <p className="note">{sentenceCase(curve.method)}</p>}
    </Section>
  );
}

function learningFacts(d: Document, f: Fmt): Fact[] {
  const { target, rows_needed: needed, rows_now, labels_cost, p_reach, refused } = d.learning_curve;
  if (!known(target) || refused) return [];
  if (![needed.p05, needed.p50, needed.p95, p_reach].some(known)) return [];
  const rows = (value: Maybe) => {
    if (known(value)) return value <= (rows_now ?? 0) ? 'no more than today’s' : about(value);
    return known(needed.beyond) ? `beyond ${needed.beyond} times today’s` : CANNOT_TELL;
  };
  return [
    {
      key: 'rows',
      name: 'Rows that reach the target',
      value: rows(needed.p50),
      note:
        rows(needed.p05) === rows(needed.p95) ? '' : `5 in 100: ${rows(needed.p05)}; 95 in 100: ${rows(needed.p95)}`,
    },
    {
      key: 'reach',
      name: 'Chance to reach it',
      value: chance(p_reach),
      note: `within ${needed.beyond} times today’s rows`,
    },
    ...(known(labels_cost) ? [{ key: 'labels', name: 'Labels for it cost', value: f.money(labels_cost) }] : []),
  ];
}

function LearningNumbers({ d, f }: { d: Document; f: Fmt }) {
  const curve = d.learning_curve;
  const write = metricFormat(curve.metric, f);
  const ahead = (point: ForecastPoint) => !known(curve.rows_now) || (point.rows ?? 0) > curve.rows_now;
  return (
    <Numbers
      label="Numbers of the learning curve"
      head={['Rows', 'How', metricName(curve.metric), '90\u00a0% range']}
      rows={[
        ...curve.points.map((point, i) => ({
          key: `measured ${i}`,
          cells: [
            count(point.rows),
            'measured',
            write(point.value.value),
            range(point.value.low, point.value.high, write),
          ],
        })),
        ...curve.forecast.filter(ahead).map((point) => ({
          key: `forecast ${point.rows}`,
          cells: [count(point.rows), 'forecast', write(point.median), range(point.low, point.high, write)],
        })),
      ]}
    />
  );
}

export function ThresholdSection({ d, f }: { d: Document; f: Fmt }) {
  const { at, curve, words, chosen_by } = d.threshold;
  const cuts = cutsOf(curve);
  if (cuts.length === 0) return null;
  const decisions = numberFromProduct(d, 'costs', 'decisions_per_month');
  const capacity = numberFromProduct(d, 'costs', 'review_capacity');
  const shown = cuts[known(at) ? cutAt(cuts, at) : highest(cuts)] as Cut;
  const label = [
    words.finding || 'Value by threshold',
    known(at) ? `cut at ${score(at)}` : 'no cut; the highest',
    `acts on ${share(shown.acts)}: ${withRange(shown.money, f.money, f.figure)} a month`,
  ];
  return (
    <Section id="threshold" name="Value by threshold" words={words} more={<CutNumbers cuts={cuts} f={f} />}>
      <ValueCurve
        curve={curve}
        at={at}
        decisions={decisions}
        capacity={known(capacity) && known(decisions) && decisions > 0 ? capacity / decisions : undefined}
        label={label.join('. ')}
        f={f}
      />
      {chosen_by && <p className="note">The cut is set by: {chosen_by}</p>}
    </Section>
  );
}

export function CutNumbers({ cuts, f }: { cuts: Cut[]; f: Fmt }) {
  return (
    <Numbers
      label="Numbers of the threshold"
      head={['Cut', 'Acts on', f.head('a month'), rangeName((cuts[0] as Cut).money)]}
      rows={cuts.map(({ at, acts, money }) => ({
        key: `${at} ${acts}`,
        cells: [score(at), share(acts), written(money, f.figure), range(money.low, money.high, f.figure)],
      }))}
    />
  );
}

export function CalibrationSection({ d }: { d: Document }) {
  const { bins, sentence } = d.calibration;
  if (bins.length === 0) return null;
  const words = { ...d.words.calibration, finding: d.words.calibration.finding || sentence };
  return (
    <Section id="calibration" name="Do its chances hold?" words={words}>
      <Chances calibration={d.calibration} finding={words.finding} option={optionLabel(d, d.calibration.option)} />
    </Section>
  );
}

interface ChancesProps {
  calibration: Calibration;
  /** What the title says already. */
  finding: string;
  option: string;
  curve?: IsotonicPoint[];
}
export function Chances({ calibration, finding, option, curve }: ChancesProps) {
  const { bins, sentence, ...parts } = calibration;
  const label = [
    finding || 'Calibration',
    ...bins.map((bin) => `predicted ${share(bin.predicted)}, came true ${withRange(bin.observed, share)}`),
  ];
  return (
    <div className="grid2">
      <Reliability bins={bins} curve={curve} label={label.join('. ')} />
      <div>
        {sentence && sentence !== finding && <p className="measure">{sentence}</p>}
        <NameList
          list={[
            ['Option', option],
            ['Miscalibration, lower is better', score(parts.miscalibration)],
            ['Discrimination, higher is better', score(parts.discrimination)],
            ['Uncertainty of the outcome itself', score(parts.uncertainty)],
          ]}
        />
        <Numbers
          label="Numbers of the calibration"
          head={['Predicted', 'Came true', '90\u00a0% range', 'Rows']}
          rows={bins.map((bin) => ({
            key: String(bin.predicted),
            cells: [
              share(bin.predicted),
              share(bin.observed.value),
              range(bin.observed.low, bin.observed.high, share),
              count(bin.rows),
            ],
          }))}
        />
      </div>
    </div>
  );
}
