import type { Document } from '../api/document';
import type { Confusion, CurvePoint } from '../api/shared';
import type { Tone } from '../charts/core';
import { type OptionPoint, ShareCurve } from '../charts/Square';
import { known, type Maybe, sentenceCase, share } from '../format';
import { optionLabel, optionTone } from './names';
import { More, NumberTable } from './parts';

/** What stands as a named point on the curves. */
export interface RankedOption {
  name: string;
  label: string;
  tone: Tone;
  confusion: Confusion;
}
interface Rates {
  option: RankedOption;
  acts: number;
  recall: number;
  precision: number | undefined;
  falsePositive: number;
  /** Share of positives among the rows decided. */
  base: number;
}
/** Rates of an option from its counts; none where it was never tested. */
function rates(option: RankedOption): Rates[] {
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

interface CurveProps extends CurvesProps {
  name: string;
  all: Rates[];
  x: Axis;
  y: Axis;
  flat?: boolean;
}
/** One curve; chance alone gives the diagonal, or where `flat` the base rate. */
function Curve({ curve, finding, name, all, base, x, y, flat }: CurveProps & { base: number }) {
  const points = curve.flatMap((point): [number, number][] => {
    const [a, b] = [x.ofPoint(point), y.ofPoint(point)];
    return known(a) && known(b) ? [[a, b]] : [];
  });
  const options = all.flatMap((each): OptionPoint[] => {
    const [a, b] = [x.ofOption(each), y.ofOption(each)];
    if (!known(a) || !known(b)) return [];
    return [{ name: each.option.label || each.option.name, x: a, y: b, tone: each.option.tone }];
  });
  const said = options.map((option) => `${option.name}: ${x.name} ${share(option.x)}, ${y.name} ${share(option.y)}`);
  return (
    <ShareCurve
      label={[name, finding, ...said].join('. ')}
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
  return (
    <section className="fig" data-section="ranking">
      <More summary="ROC, precision and recall, gains" paper>
        {words.finding && <h2>{words.finding}</h2>}
        <p className="measure">{words.measure || sentenceCase(optionLabel(d, option))}</p>
        <Curves
          curve={curve}
          options={d.options.map((each) => ({ ...each, tone: optionTone(d, each) }))}
          finding={words.finding || optionLabel(d, option)}
          base={d.data.positive_rate.value}
          note={words.note}
        />
      </More>
    </section>
  );
}

interface CurvesProps {
  curve: CurvePoint[];
  finding: string;
}
export function Curves(p: CurvesProps & { options: RankedOption[]; base: Maybe; note?: string }) {
  const all = p.options.flatMap(rates);
  const base = all[0]?.base ?? p.base ?? 0;
  const shared = { curve: p.curve, finding: p.finding, all, base };
  return (
    <>
      <div className="grid3">
        <Curve {...shared} name="ROC" x={axes.wrong} y={axes.recall} />
        <Curve {...shared} name="Precision and recall" x={axes.recall} y={axes.precision} flat />
        <Curve {...shared} name="Gains" x={axes.acts} y={axes.recall} />
      </div>
      {p.note && <p className="note">{p.note}</p>}
      <RateTable all={all} />
    </>
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
