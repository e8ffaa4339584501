// The models side by side: what their decisions are worth on one scale, and every other measure on its own.
import type { Evaluation, Model } from '../../api/evaluation';
import type { Estimate } from '../../api/shared';
import { type Row, Rows } from '../../charts/Rows';
import { compact, type Fmt, known, rangeName, score, sentenceCase, share } from '../../format';
import { type Measure, MeasureNumbers } from '../OptionSections';
import { Section } from '../parts';
import { type JudgedModel, modelLabel, modelTone, roleWords } from './names';

/** A measure of every model in a panel of its own; the hint says which way is better. */
export type PanelMeasure<M> = readonly [...Measure<M>, hint: string];
const measures: PanelMeasure<Model>[] = [
  ['AUC', (m) => m.auc, score, 'higher is better'],
  ['Average precision', (m) => m.average_precision, score, 'higher is better'],
  ['Brier score', (m) => m.brier, score, 'lower is better'],
  ['Share acted on', (m) => m.acts, share, ''],
  ['Acts that were right', (m) => m.precision, share, 'precision'],
  ['Positives acted on', (m) => m.recall, share, 'recall'],
];

export function Models({ d, f }: { d: Evaluation; f: Fmt }) {
  const first = d.models[0];
  if (!first) return null;
  const all: Measure<Model>[] = [
    ...measures.map(([name, read, write]) => [name, read, write] as const),
    ['Log loss', (m) => m.log_loss, score],
    [f.head('per 1,000'), (m) => m.value_per_1000, f.figure],
    [f.head('a month'), (m) => m.value_per_month, f.figure],
    [`The same against ${d.baseline}`, (m) => m.against_baseline, f.signedFigure],
  ];
  return (
    <Section
      id="models"
      name="The models side by side"
      more={<MeasureNumbers options={d.models} measures={all} label="Numbers of the models" />}
    >
      <MoneyRows d={d} f={f} zero="doing nothing" />
      <Panels d={d} measures={measures} />
    </Section>
  );
}

/** A line for every model: an estimate, and what it is against the reference. */
export const modelRows = <M extends JudgedModel & { note?: string }>(
  d: { models: M[]; baseline: string },
  read: (model: M) => Estimate,
  against: (model: M) => Estimate,
  write: (value: number | null | undefined) => string,
): Row[] =>
  d.models.map((model) => ({
    key: model.name,
    label: model.label,
    name: <ModelName model={model} />,
    e: read(model),
    tone: modelTone(d, model),
    cells: [known(against(model).value) ? write(against(model).value) : ''],
  }));

type Valued = JudgedModel & { note?: string; value_per_month: Estimate; against_baseline: Estimate };
/** What the decisions of every model are worth, on one scale with zero. */
export function MoneyRows<M extends Valued>(p: { d: { models: M[]; baseline: string }; f: Fmt; zero: string }) {
  const { d, f } = p;
  const first = d.models[0];
  if (!first) return null;
  return (
    <Rows
      caption="Value a month of every model"
      head="What decides"
      valueHead={f.head('a month')}
      rangeHead={rangeName(first.value_per_month)}
      heads={[`Against ${d.baseline}`]}
      write={f.figure}
      axis={f.axis}
      keep={[first.value_per_month]}
      lines={[{ at: 0, text: p.zero, soft: true }]}
      rows={modelRows(
        d,
        (m) => m.value_per_month,
        (m) => m.against_baseline,
        f.signedFigure,
      )}
    />
  );
}

export function ModelName({ model }: { model: JudgedModel & { note?: string } }) {
  return (
    <>
      <span className={model.role === 'judged' ? 'strong' : undefined}>{modelLabel(model)}</span>
      {roleWords[model.role] && <small> {roleWords[model.role]}</small>}
      {model.note && <small className="said">{sentenceCase(model.note)}</small>}
    </>
  );
}

interface PanelsProps<M> {
  d: { models: M[]; baseline: string };
  measures: PanelMeasure<M>[];
}
export function Panels<M extends JudgedModel>({ d, measures: all }: PanelsProps<M>) {
  return (
    <div className="panels">
      {all.map((measure) => (
        <MeasurePanel key={measure[0]} d={d} measure={measure} />
      ))}
    </div>
  );
}
/** One measure of every model that has it. */
function MeasurePanel<M extends JudgedModel>({ d, measure }: { d: PanelsProps<M>['d']; measure: PanelMeasure<M> }) {
  const [name, read, write, hint] = measure;
  const models = d.models.filter((model) => known(read(model).value));
  if (models.length === 0) return null;
  return (
    <div className="measure-panel">
      <h3>
        {name} {hint && <small>{hint}</small>}
      </h3>
      <Rows
        caption={`${name} of every model`}
        head="What decides"
        valueHead={name}
        rangeHead={rangeName(read(models[0] as M) as Estimate)}
        stacked
        write={write}
        axis={write === share ? () => share : compact}
        rows={models.map((model) => ({
          key: model.name,
          label: `${name}, ${model.label}`,
          name: modelLabel(model),
          e: read(model),
          tone: modelTone(d, model),
        }))}
      />
    </div>
  );
}
