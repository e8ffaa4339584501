import type { CurvePoint, Document, Option } from '../api/document';
import { type OptionPoint, ShareCurve } from '../charts/Square';
import { known, type Maybe, sentenceCase, share } from '../format';
import { optionLabel, optionTone } from './names';
import { More, NumberTable } from './parts';

interface Rates {
  option: Option;
  acts: number;
  recall: number;
  precision: number | undefined;
  falsePositive: number;
  /** Share of positives among the rows decided. */
  base: number;
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
      base: (tp + fn) / (tp + fp + fn + tn),
    },
  ];
}

interface Axis {
  name: string;
  ofPoint: (point: CurvePoint) => Maybe;
  ofOption: (rates: Rates) => Maybe;
}
const axes = {
  acts: { name: 'share acted on', ofPoint: (p) => p.acts, ofOption: (r) => r.acts },
  recall: { name: 'positives acted on', ofPoint: (p) => p.true_positive_rate, ofOption: (r) => r.recall },
  precision: { name: 'acts that were right', ofPoint: (p) => p.precision, ofOption: (r) => r.precision },
  wrong: { name: 'negatives acted on', ofPoint: (p) => p.false_positive_rate, ofOption: (r) => r.falsePositive },
} satisfies Record<string, Axis>;

interface RankingProps {
  d: Document;
  name: string;
  all: Rates[];
  x: Axis;
  y: Axis;
  flat?: boolean;
}
/** One curve; chance alone gives the diagonal, or where `flat` the base rate. */
function Curve({ d, name, all, x, y, flat }: RankingProps) {
  const points = d.ranking.curve.flatMap((point): [number, number][] => {
    const [a, b] = [x.ofPoint(point), y.ofPoint(point)];
    return known(a) && known(b) ? [[a, b]] : [];
  });
  const options = all.flatMap((each): OptionPoint[] => {
    const [a, b] = [x.ofOption(each), y.ofOption(each)];
    if (!known(a) || !known(b)) return [];
    return [{ name: each.option.label || each.option.name, x: a, y: b, tone: optionTone(d, each.option) }];
  });
  const base = all[0]?.base ?? d.data.positive_rate.value ?? 0;
  const said = options.map((option) => `${option.name}: ${x.name} ${share(option.x)}, ${y.name} ${share(option.y)}`);
  return (
    <ShareCurve
      label={[name, d.ranking.words.finding || optionLabel(d, d.ranking.option), ...said].join('. ')}
      points={points}
      options={options}
      chance={[
        [0, flat ? base : 0],
        [1, flat ? base : 1],
      ]}
      xName={x.name}
      yName={y.name}
    />
  );
}

/** ROC, precision and recall, gains: on demand. */
export function RankingSection({ d }: { d: Document }) {
  const { curve, words, option } = d.ranking;
  if (curve.length === 0) return null;
  const all = d.options.flatMap(rates);
  return (
    <section className="fig" data-section="ranking">
      <More summary="ROC, precision and recall, gains" paper>
        {words.finding && <h2>{words.finding}</h2>}
        <p className="measure">{words.measure || sentenceCase(optionLabel(d, option))}</p>
        <div className="grid3">
          <Curve d={d} name="ROC" all={all} x={axes.wrong} y={axes.recall} />
          <Curve d={d} name="Precision and recall" all={all} x={axes.recall} y={axes.precision} flat />
          <Curve d={d} name="Gains" all={all} x={axes.acts} y={axes.recall} />
        </div>
        {words.note && <p className="note">{words.note}</p>}
        <RateTable all={all} />
      </More>
    </section>
  );
}

function RateTable({ all }: { all: Rates[] }) {
  const shown: Axis[] = [axes.acts, axes.recall, axes.wrong, axes.precision];
  return (
    <NumberTable
      label="Where each option stands on the curves"
      head={['Option', ...shown.map((axis) => sentenceCase(axis.name))]}
      rows={all.map((each) => ({
        key: each.option.name,
        cells: [each.option.label || each.option.name, ...shown.map((axis) => share(axis.ofOption(each)))],
      }))}
    />
  );
}
