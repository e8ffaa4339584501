// How the judged model decides: its cut, three ways to treat a case, its chances, its order, its mistakes.
import type { Evaluation, Light } from '../../api/evaluation';
import { cutAt, cutsOf, highest } from '../../charts/cuts';
import { Split } from '../../charts/Split';
import { ValueCurve } from '../../charts/ValueCurve';
import { cutText, type Fmt, known, range, rangeName, sentenceCase, share, withRange } from '../../format';
import { Chances, CutNumbers } from '../CurveSections';
import { ConfusionCells, rowsOf } from '../OptionSections';
import { estimateFact, type Fact, Facts, More, NumberTable, Section } from '../parts';
import { Curves } from '../RankingSection';
import { wordsOf } from '../words';
import { modelTone } from './names';

const labelOf = (d: Evaluation, name: string) => d.models.find((model) => model.name === name)?.label || name;

export function CutSection({ d, f }: { d: Evaluation; f: Fmt }) {
  const { cut } = d;
  const cuts = cutsOf(cut.curve);
  if (cuts.length === 0) return null;
  const shown = cuts[known(cut.at) ? cutAt(cuts, cut.at) : highest(cuts)];
  const label = [
    cut.sentence || 'Value by threshold',
    known(cut.at) ? `cut at ${cutText(cut.at)}` : 'no cut; the highest',
    shown ? `acts on ${share(shown.acts)}: ${withRange(shown.money, f.money, f.figure)} a month` : '',
  ];
  const capacity = known(cut.capacity_share) && cut.capacity_share < 1 ? cut.capacity_share : undefined;
  const facts: Fact[] = [
    ...estimateFact('fitted', 'A best cut, on other rows', cut.value_per_month, f.money, f.figure),
    ...(known(cut.seen_value_per_month)
      ? [
          {
            key: 'seen',
            name: 'On the rows that chose it',
            value: f.money(cut.seen_value_per_month),
            note: 'flatters',
          },
        ]
      : []),
    ...estimateFact('less', 'A best cut less the decisions in use', cut.against_decisions, f.signedMoney, f.figure),
    ...(known(cut.best) ? [{ key: 'best', name: 'Best cut here', value: cutText(cut.best) }] : []),
    ...(known(cut.by_costs) ? [{ key: 'costs', name: 'Acting pays from', value: cutText(cut.by_costs) }] : []),
  ];
  return (
    <Section
      id="threshold"
      name="Value by threshold"
      words={wordsOf(cut.sentence)}
      more={<CutNumbers cuts={cuts} f={f} />}
    >
      <ValueCurve
        curve={cut.curve}
        at={cut.at}
        decisions={d.decisions_per_month}
        capacity={capacity}
        label={label.filter(Boolean).join('. ')}
        f={f}
      />
      <Facts facts={facts} />
      {cut.chosen_by && <p className="note">The cut is set by: {cut.chosen_by}</p>}
    </Section>
  );
}

const lightNames: Record<string, string> = { pass: 'Let pass', papers: 'Check the papers', goods: 'Check the goods' };
const weights = ['ink', 'soft', 'accent'] as const;
export function LightsSection({ d, f }: { d: Evaluation; f: Fmt }) {
  const lights = d.lights;
  if (!lights || lights.lights.length === 0) return null;
  const parts = (read: (light: Light) => number | null) =>
    lights.lights.map((light, i) => ({
      key: light.name,
      name: lightNames[light.name] ?? sentenceCase(light.name),
      value: read(light),
      weight: weights[i] ?? 'accent',
    }));
  return (
    <Section id="lights" name="Three ways to treat a case" words={wordsOf(lights.sentence)}>
      <Split name="All cases" parts={parts((light) => light.share.value)} />
      <Split name="All positives" parts={parts((light) => light.positives.value)} />
      <Facts
        facts={[
          ...estimateFact('caught', 'Positives found', lights.caught, share),
          ...estimateFact('value', 'Earns a month', lights.value_per_month, f.money, f.figure),
          ...estimateFact('more', 'More than one cut', lights.against_one_cut, f.signedMoney, f.figure),
          ...estimateFact('lost', 'Lost with what is not found', lights.lost_per_month, f.money, f.figure),
        ]}
      />
      <NumberTable
        label="Numbers of the three ways"
        head={['Way', 'From', 'Share of cases', rangeName(lights.caught), 'Share of positives', 'Its range']}
        rows={lights.lights.map((light) => ({
          key: light.name,
          cells: [
            lightNames[light.name] ?? sentenceCase(light.name),
            known(light.from) ? cutText(light.from) : '',
            share(light.share.value),
            range(light.share.low, light.share.high, share),
            share(light.positives.value),
            range(light.positives.low, light.positives.high, share),
          ],
        }))}
      />
    </Section>
  );
}

export function ChancesSection({ d }: { d: Evaluation }) {
  if (d.calibration.bins.length === 0) return null;
  const words = wordsOf(d.calibration.sentence);
  return (
    <Section id="calibration" name="Do its chances hold?" words={words}>
      <Chances
        calibration={{ ...d.calibration, sentence: '' }}
        finding={words.finding}
        option={labelOf(d, d.calibration.option)}
        curve={d.corp}
      />
      {d.corp.length > 1 && (
        <p className="note">Line: isotonic fit. Grey: where it would lie, were the chances right.</p>
      )}
    </Section>
  );
}

/** ROC, precision and recall, gains: on demand. */
export function RankingSection({ d }: { d: Evaluation }) {
  if (d.ranking.length === 0) return null;
  const finding = sentenceCase(d.models[0]?.label ?? '');
  return (
    <section className="fig" data-section="ranking">
      <More summary="ROC, precision and recall, gains" paper>
        <h2>{finding}</h2>
        <Curves
          curve={d.ranking}
          finding={finding}
          base={d.positive_rate.value}
          options={d.models.map((model) => ({ ...model, tone: modelTone(d, model) }))}
        />
      </More>
    </section>
  );
}

export function Confusion({ d, f }: { d: Evaluation; f: Fmt }) {
  const model = d.models[0];
  if (!model || rowsOf(model.confusion) === 0) return null;
  return (
    <Section id="confusion" name={`Decisions and outcomes: ${model.label}`}>
      <ConfusionCells confusion={model.confusion} product={d.product} f={f} />
    </Section>
  );
}
