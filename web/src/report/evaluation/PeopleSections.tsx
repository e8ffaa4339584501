// Where the decisions lose, for whom they differ, who gains, and what a person does on the same rows.
import type { ConstraintPrice, Evaluation, Scenario } from '../../api/evaluation';
import type { Estimate } from '../../api/shared';
import { FlipBar } from '../../charts/Bars';
import { Rows } from '../../charts/Rows';
import {
  CANNOT_TELL,
  count,
  counted,
  cutText,
  type Fmt,
  type Format,
  known,
  plain,
  points,
  range,
  rangeName,
  sentenceCase,
  share,
  signedPoints,
  withRange,
  written,
} from '../../format';
import { Group, SliceRows } from '../HarmSections';
import { metricName } from '../names';
import { Call, estimateCell, estimateFact, Facts, NumberTable, Section } from '../parts';
import { wordsOf } from '../words';
import { chanceOf, formatOf } from './names';

export function Slices({ d, f }: { d: Evaluation; f: Fmt }) {
  if (d.slices.length === 0) return null;
  return (
    <Section id="slices" name="Where it loses most">
      <SliceRows slices={d.slices} rule={d.baseline} f={f} />
    </Section>
  );
}

export function GroupsSection({ d, f }: { d: Evaluation; f: Fmt }) {
  const views = d.groups.filter((view) => view.groups.values.length > 0);
  if (views.length === 0) return null;
  return (
    <Section id="groups" name="Gaps between groups, and their price">
      {views.map(({ groups, prices }) => (
        <Group key={groups.column} group={groups}>
          {prices.length > 0 && <Prices column={groups.column} prices={prices} f={f} />}
        </Group>
      ))}
    </Section>
  );
}

const constraints: Record<string, string> = {
  selection_rate: 'Equal share acted on',
  tpr: 'Equal share of positives acted on',
};
/** What it costs to treat groups alike in one respect. */
function Prices({ column, prices, f }: { column: string; prices: ConstraintPrice[]; f: Fmt }) {
  return (
    <Rows
      caption={`The price of treating the groups of ${column} alike`}
      head="What is made equal"
      valueHead={f.head('lost a month')}
      rangeHead={rangeName(prices[0]?.price_per_month as Estimate)}
      stacked
      heads={['Gap, points', f.head('a month left')]}
      callHead="Is it real?"
      write={f.figure}
      axis={f.axis}
      lines={[{ at: 0, text: '' }]}
      rows={prices.map((price) => {
        const real = (price.price_per_month.low ?? 0) > 0;
        return {
          key: price.constraint,
          label: constraints[price.constraint] ?? price.constraint,
          name: (
            <>
              {constraints[price.constraint] ?? metricName(price.constraint)}
              <Cuts price={price} />
            </>
          ),
          said: price.sentence,
          e: price.price_per_month,
          tone: real ? 'care' : 'hollow',
          cells: [
            <>
              {points(price.gap_before)}
              <small>then {points(price.gap_after)}</small>
            </>,
            estimateCell(price.value_per_month, f.figure),
          ],
          call: <Call call={real ? 'confirmed' : 'unsure'} />,
        };
      })}
    />
  );
}
const MOST_CUTS = 6;
function Cuts({ price }: { price: ConstraintPrice }) {
  if (price.cuts.length === 0) return null;
  const cuts = price.cuts
    .slice(0, MOST_CUTS)
    .map((cut) => `${cut.group} ${known(cut.at) ? cutText(cut.at) : 'none'}`)
    .join(', ');
  const rest = price.cuts.length - MOST_CUTS;
  return (
    <small className="said">
      Cuts: {cuts}
      {rest > 0 && ` and ${count(rest)} more`}
    </small>
  );
}

export function ReachSection({ d }: { d: Evaluation }) {
  const { reach } = d;
  if (!reach) return null;
  const all: [string, Estimate, 'accent' | 'care' | 'ink'][] = [
    ['Gain', reach.helped, 'accent'],
    ['Lose', reach.harmed, 'care'],
    ['Share of all gains with the top tenth of those that gain', reach.top_share, 'ink'],
  ];
  return (
    <Section id="reach" name="Who gains" words={wordsOf(reach.sentence)}>
      <Rows
        caption={`Shares of ${reach.entity}`}
        head={`${counted(reach.entities, 'value')} of ${reach.entity}, against ${reach.against}`}
        valueHead="Share"
        rangeHead={rangeName(reach.helped)}
        write={share}
        axis={() => share}
        lines={[{ at: 0, text: '', soft: true }]}
        rows={all.map(([name, e, tone]) => ({ key: name, label: name, name, e, tone }))}
      />
    </Section>
  );
}

const inPoints: Format = (value) => `${signedPoints(value)} points`;

const outcomes = { pass: 'pass', fail: 'fail' } as const;
export function Scenarios({ d, f }: { d: Evaluation; f: Fmt }) {
  if (d.scenarios.length === 0) return null;
  return (
    <Section id="scenarios" name="Scenarios">
      <ul className="flips">
        {d.scenarios.map((scenario) => (
          <ScenarioItem key={scenario.name} scenario={scenario} f={f} />
        ))}
      </ul>
    </Section>
  );
}
function ScenarioItem({ scenario, f }: { scenario: Scenario; f: Fmt }) {
  const { value, bar, metric } = scenario;
  const write = formatOf(metric, f);
  const asked = `${scenario.at_least ? 'at least' : 'at most'} ${write(bar)}`;
  return (
    <li>
      <div>
        <p className="what">
          {sentenceCase(scenario.name)} <small>{counted(scenario.rows, 'row')}</small>
        </p>
        <p className="quiet">
          <code>{scenario.sql}</code>
        </p>
      </div>
      <div>
        {known(value.value) ? (
          <FlipBar
            change={{ now: value.value, now_low: value.low, now_high: value.high, flips_at: bar }}
            label={`${scenario.name}, ${metricName(metric)}: ${withRange(value, write)}, asked: ${asked}`}
            write={write}
          />
        ) : (
          <p className="quiet">{value.method || CANNOT_TELL}</p>
        )}
      </div>
      <div className="then">
        <Call call={outcomes[scenario.outcome as keyof typeof outcomes] ?? 'unsure'} />
        <p>{scenario.sentence}</p>
      </div>
    </li>
  );
}

export function HumanSection({ d, f }: { d: Evaluation; f: Fmt }) {
  const { human } = d;
  if (!human) return null;
  const label = d.models[0]?.label ?? '';
  return (
    <Section id="human" name="Against a person" words={wordsOf(human.sentence)}>
      <Rows
        caption="Share of decisions that were right"
        head={`On ${counted(human.rows, 'row')} that both decided`}
        valueHead="Right"
        rangeHead={rangeName(human.accuracy)}
        write={share}
        axis={() => share}
        rows={[
          { key: 'model', label, name: sentenceCase(label), e: human.model_accuracy, tone: 'accent' },
          { key: 'person', label: human.name, name: `Person: ${human.name}`, e: human.accuracy, tone: 'rule' },
        ]}
      />
      <Facts
        facts={[
          ...estimateFact('difference', 'Model less person', human.difference, inPoints, signedPoints),
          ...estimateFact('value', f.head('a month more'), human.value_per_month, f.signedFigure),
          ...estimateFact('seconds', 'Seconds a decision takes', human.seconds, plain),
          {
            key: 'test',
            name: 'McNemar, mid-p',
            value: chanceOf(human.decisions.mid_p),
            note: `${count(human.decisions.only_first_right)} only the model right, ${count(human.decisions.only_second_right)} only the person`,
          },
        ]}
      />
    </Section>
  );
}

interface ReuseProps {
  d: Pick<Evaluation, 'reuse' | 'baseline'>;
  f: Fmt;
  formatOf: (metric: string, f: Fmt) => Format;
}
export function ReuseSection({ d, f, formatOf: writing }: ReuseProps) {
  const { reuse } = d;
  if (!reuse.sentence) return null;
  const first = reuse.adjusted[0];
  return (
    <Section id="reuse" name="How often these rows were used" words={wordsOf(reuse.sentence)}>
      {reuse.k > 1 && first && (
        <NumberTable
          label="Numbers that hold for all predictions at once"
          head={['Measure', 'Here', rangeName(first.estimate)]}
          rows={reuse.adjusted.map(({ metric, estimate: e }) => ({
            key: metric,
            cells: [
              metric === 'against_baseline' ? `Against ${d.baseline}` : metricName(metric),
              written(e, writing(metric, f)),
              range(e.low, e.high, writing(metric, f)),
            ],
          }))}
        />
      )}
    </Section>
  );
}
