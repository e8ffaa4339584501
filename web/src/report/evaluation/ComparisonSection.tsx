// The judged model against another on the same rows: every difference is paired.
import type { Comparison } from '../../api/evaluation';
import type { Estimate, Flips, MetricDifference } from '../../api/shared';
import { type Row, Rows } from '../../charts/Rows';
import {
  count,
  counted,
  type Fmt,
  type Format,
  known,
  pointsAxis,
  rangeName,
  sentenceCase,
  share,
  signedPoints,
} from '../../format';
import { isMoney, metricName } from '../names';
import { Call, callOf, estimateCell, estimateFact, type Fact, Facts, More, Section } from '../parts';
import { wordsOf } from '../words';
import { chanceOf, formatOf, isShare, lowerIsBetter, signedFormatOf } from './names';

interface ComparisonProps {
  comparison: Comparison | null;
  /** What else was tested of the decisions. */
  tests?: Fact[];
  f: Fmt;
}
export function ComparisonSection({ comparison: c, tests = [], f }: ComparisonProps) {
  if (!c) return null;
  return (
    <Section id="comparison" name={`Against ${c.against}`} words={wordsOf(c.sentence, sentenceCase(c.note))}>
      {c.metrics.length > 0 && <Differences c={c} f={f} />}
      <h3 className="below">Decisions that differ</h3>
      <Facts facts={[...flipFacts(c), ...tests]} />
      {c.by_slice.length > 0 && <BySlice flips={c.by_slice} />}
    </Section>
  );
}

/**
 * Metrics have units of their own. What is drawn is the difference in half-widths of its own range, so that how sure it
 * is can be compared down the column; to the right the judged model is better.
 */
function ownScale(e: Estimate, lower: boolean): Estimate {
  const half = known(e.low) && known(e.high) ? (e.high - e.low) / 2 : 0;
  const scaled = (value: number | null) => (known(value) && half > 0 ? ((lower ? -1 : 1) * value) / half : null);
  const [low, high, low50, high50] = lower
    ? [e.high, e.low, e.high_50, e.low_50]
    : [e.low, e.high, e.low_50, e.high_50];
  return {
    ...e,
    value: scaled(e.value),
    low: scaled(low),
    high: scaled(high),
    low_50: scaled(low50),
    high_50: scaled(high50),
  };
}

interface DifferencesProps {
  c: Pick<Comparison, 'model' | 'against' | 'metrics'>;
  f: Fmt;
  /** How a metric and a difference of it are written, where it is not by the page of decisions. */
  write?: (metric: string, f: Fmt) => Format;
  signed?: (metric: string, f: Fmt) => Format;
}
export function Differences({ c, f, write = formatOf, signed = signedFormatOf }: DifferencesProps) {
  return (
    <Rows
      caption={`Differences between ${c.model} and ${c.against}`}
      head="On the same rows"
      valueHead="Difference"
      rangeHead={rangeName(c.metrics[0]?.difference as Estimate)}
      stacked
      heads={[sentenceCase(c.model), sentenceCase(c.against), 'p']}
      callHead="Is it real?"
      write={f.signedFigure}
      axis={() => () => ''}
      lines={[{ at: 0, text: 'no difference' }]}
      rows={c.metrics.map((each) => differenceRow(each, f, write(each.metric, f), signed(each.metric, f)))}
    />
  );
}
function differenceRow(each: MetricDifference, f: Fmt, write: Format, signed: Format): Row {
  const { metric, difference: e } = each;
  const lower = lowerIsBetter(metric);
  const drawn = ownScale(e, lower);
  const call = e.low === 0 && e.high === 0 ? 'same' : callOf(drawn);
  return {
    key: metric,
    label: metricName(metric),
    name: (
      <>
        {metricName(metric)}
        {isMoney(metric) && <small> {f.unit}</small>}
        {lower && <small> lower is better</small>}
        {isShare(metric) && <small> difference in points</small>}
      </>
    ),
    e,
    drawn,
    write: signed,
    tone: call === 'better' ? 'accent' : call === 'worse' ? 'care' : 'hollow',
    cells: [write(each.first), write(each.second), chanceOf(each.p)],
    call: <Call call={call} />,
  };
}

function flipFacts({ flips, decisions }: Comparison): Fact[] {
  return [
    ...estimateFact('share', 'Decided differently', flips.share, share),
    ...estimateFact('good', 'For the better', flips.good, share),
    ...estimateFact('bad', 'For the worse', flips.bad, share),
    {
      key: 'test',
      name: 'McNemar, mid-p',
      value: chanceOf(decisions.mid_p),
      note: `${count(decisions.only_first_right)} only here right, ${count(decisions.only_second_right)} only there`,
    },
  ];
}

const FIRST = 6;
function BySlice({ flips }: { flips: Flips[] }) {
  return (
    <>
      <SliceRows flips={flips.slice(0, FIRST)} />
      {flips.length > FIRST && (
        <More summary={counted(flips.length - FIRST, 'more part')}>
          <SliceRows flips={flips.slice(FIRST)} />
        </More>
      )}
    </>
  );
}
function SliceRows({ flips }: { flips: Flips[] }) {
  return (
    <Rows
      caption="Decisions that differ, by part of the rows"
      head="Where"
      valueHead="Net change, points"
      rangeHead={rangeName(flips[0]?.net as Estimate)}
      stacked
      heads={['For the better', 'For the worse']}
      callHead="Is it real?"
      write={signedPoints}
      axis={pointsAxis}
      lines={[{ at: 0, text: '' }]}
      rows={flips.map((each) => {
        const sure = known(each.p_adjusted) && each.p_adjusted <= 1 - (each.net.confidence ?? 1);
        const better = (each.net.value ?? 0) > 0;
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
          e: each.net,
          tone: sure ? (better ? 'accent' : 'care') : 'hollow',
          cells: [estimateCell(each.good, share), estimateCell(each.bad, share)],
          call: <Call call={sure ? (better ? 'better' : 'worse') : 'unsure'} />,
        };
      })}
    />
  );
}
