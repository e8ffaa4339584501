import type { Document, ForecastPoint, Option } from '../api/document';
import { Learning } from '../charts/Learning';
import { type OptionPoint, Reliability, ShareCurve } from '../charts/Square';
import { cutsOf, ValueCurve } from '../charts/ValueCurve';
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
} from '../format';
import { isMoney, metricFormat, metricName, numberFromProduct, optionLabel, optionTone } from './names';
import { type Fact, Facts, More, Numbers, NumberTable, Section } from './parts';

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
      {curve.method && <p className="note">{curve.method}</p>}
    </Section>
  );
}

function learningFacts(d: Document, f: Fmt): Fact[] {
  const { target, rows_needed: needed, labels_cost, p_reach, refused } = d.learning_curve;
  if (!known(target) || refused) return [];
  if (![needed.p05, needed.p50, needed.p95, p_reach].some(known)) return [];
  const rows = (value: Maybe) =>
    known(value) ? about(value) : known(needed.beyond) ? `beyond ${needed.beyond} times today’s` : CANNOT_TELL;
  return [
    {
      key: 'rows',
      name: 'Rows that reach the target',
      value: rows(needed.p50),
      note:
        known(needed.p05) || known(needed.p95) ? `5 in 100: ${rows(needed.p05)}; 95 in 100: ${rows(needed.p95)}` : '',
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
  const best = cuts.reduce((a, b) => ((b.money.value ?? 0) > (a.money.value ?? 0) ? b : a));
  const decisions = numberFromProduct(d, 'costs', 'decisions_per_month');
  const capacity = numberFromProduct(d, 'costs', 'review_capacity');
  const chosen = known(at) ? cuts.reduce((a, b) => (Math.abs(b.at - at) < Math.abs(a.at - at) ? b : a)) : undefined;
  const label = [
    words.finding || 'Value by threshold',
    known(at) ? `cut at ${score(at)}` : `no cut; highest ${withRange(best.money, f.money)} a month`,
    chosen ? `acts on ${share(chosen.acts)}: ${withRange(chosen.money, f.money)} a month` : '',
  ];
  return (
    <Section
      id="threshold"
      name="Value by threshold"
      words={words}
      more={
        <Numbers
          label="Numbers of the threshold"
          head={['Cut', 'Acts on', f.head('a month'), rangeName(cuts[0]?.money ?? d.verdict.money.per_month)]}
          rows={cuts.map((cut) => ({
            key: `${cut.at} ${cut.acts}`,
            cells: [
              score(cut.at),
              share(cut.acts),
              f.figure(cut.money.value),
              range(cut.money.low, cut.money.high, f.figure),
            ],
          }))}
        />
      }
    >
      <ValueCurve
        curve={curve}
        at={at}
        decisions={decisions}
        capacity={known(capacity) && known(decisions) && decisions > 0 ? capacity / decisions : undefined}
        label={label.filter(Boolean).join('. ')}
        f={f}
      />
      {chosen_by && <p className="note">Cut chosen by: {chosen_by}</p>}
    </Section>
  );
}

export function CalibrationSection({ d }: { d: Document }) {
  const { bins, sentence, option, ...parts } = d.calibration;
  if (bins.length === 0) return null;
  const words = { ...d.words.calibration, finding: d.words.calibration.finding || sentence };
  const label = [
    words.finding || 'Calibration',
    ...bins.map((bin) => `predicted ${share(bin.predicted)}, came true ${withRange(bin.observed, share)}`),
  ];
  return (
    <Section id="calibration" name="Do its chances hold?" words={words}>
      <div className="grid2">
        <Reliability bins={bins} label={label.join('. ')} />
        <div>
          {sentence && sentence !== words.finding && <p className="measure">{sentence}</p>}
          <dl className="list num">
            {[
              ['Option', optionLabel(d, option)],
              ['Miscalibration', score(parts.miscalibration)],
              ['Discrimination', score(parts.discrimination)],
              ['Uncertainty', score(parts.uncertainty)],
            ].map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
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
    </Section>
  );
}

interface Rates {
  option: Option;
  acts: number;
  recall: number;
  precision: number | undefined;
  falsePositive: number;
}
/** Rates of an option from its counts; none where it was never tested. */
function rates(option: Option): Rates[] {
  const { true_positive: tp, false_positive: fp, false_negative: fn, true_negative: tn } = option.confusion;
  if (!known(tp) || !known(fp) || !known(fn) || !known(tn) || tp + fn === 0 || fp + tn === 0) return [];
  return [
    {
      option,
      acts: (tp + fp) / (tp + fp + fn + tn),
      recall: tp / (tp + fn),
      precision: tp + fp > 0 ? tp / (tp + fp) : undefined,
      falsePositive: fp / (fp + tn),
    },
  ];
}

/** ROC, precision and recall, gains: on demand. */
export function RankingSection({ d }: { d: Document }) {
  const { curve, words, option } = d.ranking;
  if (curve.length === 0) return null;
  const all = d.options.flatMap(rates);
  const points = (x: keyof (typeof curve)[number], y: keyof (typeof curve)[number]) =>
    curve.flatMap((point): [number, number][] => {
      const [a, b] = [point[x], point[y]];
      return known(a) && known(b) ? [[a, b]] : [];
    });
  const places = (x: (each: Rates) => Maybe, y: (each: Rates) => Maybe): OptionPoint[] =>
    all.flatMap((each) => {
      const [a, b] = [x(each), y(each)];
      if (!known(a) || !known(b)) return [];
      return [{ name: each.option.label || each.option.name, x: a, y: b, tone: optionTone(d, each.option) }];
    });
  const base = d.data.positive_rate.value ?? 0;
  const said = all
    .map((each) => `${each.option.label}: recall ${share(each.recall)}, false positives ${share(each.falsePositive)}`)
    .join('. ');
  const finding = words.finding || optionLabel(d, option);
  return (
    <section className="fig" data-section="ranking">
      <More summary="ROC, precision and recall, gains" paper>
        {words.finding && <h2>{words.finding}</h2>}
        <p className="measure">{words.measure || sentenceCase(optionLabel(d, option))}</p>
        <div className="grid3">
          <ShareCurve
            label={`ROC. ${finding}. ${said}`}
            points={points('false_positive_rate', 'true_positive_rate')}
            options={places(
              (each) => each.falsePositive,
              (each) => each.recall,
            )}
            chance={[
              [0, 0],
              [1, 1],
            ]}
            xName="negatives acted on"
            yName="positives acted on"
          />
          <ShareCurve
            label={`Precision and recall. ${finding}. ${said}`}
            points={points('true_positive_rate', 'precision')}
            options={places(
              (each) => each.recall,
              (each) => each.precision,
            )}
            chance={[
              [0, base],
              [1, base],
            ]}
            xName="positives acted on"
            yName="acts that were right"
          />
          <ShareCurve
            label={`Gains. ${finding}. ${said}`}
            points={points('acts', 'true_positive_rate')}
            options={places(
              (each) => each.acts,
              (each) => each.recall,
            )}
            chance={[
              [0, 0],
              [1, 1],
            ]}
            xName="share acted on"
            yName="positives acted on"
          />
        </div>
        {words.note && <p className="note">{words.note}</p>}
        <NumberTable
          label="Where each option stands on the curves"
          head={['Option', 'Acts on', 'Positives acted on', 'Negatives acted on', 'Acts that were right']}
          rows={all.map((each) => ({
            key: each.option.name,
            cells: [
              each.option.label || each.option.name,
              share(each.acts),
              share(each.recall),
              share(each.falsePositive),
              share(each.precision),
            ],
          }))}
        />
      </More>
    </section>
  );
}
