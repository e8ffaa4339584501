import type { Document, Option } from '../api/document';
import type { Confusion, Estimate } from '../api/shared';
import { type Row, Rows } from '../charts/Rows';
import {
  CANNOT_TELL,
  chance,
  count,
  type Fmt,
  type Format,
  known,
  range,
  rangeName,
  score,
  sentenceCase,
  share,
} from '../format';
import { chosenOption, optionLabel, optionOf, optionTone, roleWords } from './names';
import { Call, callOf, estimateCell, More, Numbers, Section } from './parts';

/** What every option is worth a month, on one scale. */
export function Options({ d, f }: { d: Document; f: Fmt }) {
  if (d.options.length === 0) return null;
  const { money, best_by_money: best } = d.verdict;
  const against = optionOf(d, money.against)?.value_per_month.value;
  const cost = money.cost_per_month;
  const bar = known(against) && known(cost) && cost > 0 ? against + cost : undefined;
  return (
    <Section id="options" name="Money per option" words={d.words.options} more={<OptionNumbers d={d} f={f} />}>
      <Rows
        caption="Value a month of every option"
        head="Option"
        valueHead={f.head('a month')}
        rangeHead={rangeName(d.options[0]?.value_per_month as Estimate)}
        heads={['Chance of being best']}
        write={f.figure}
        axis={f.axis}
        keep={[chosenOption(d)?.value_per_month, optionOf(d, money.against)?.value_per_month].filter(
          (e) => e !== undefined,
        )}
        lines={[
          { at: 0, text: '', soft: true },
          ...(bar === undefined ? [] : [{ at: bar, text: `${optionLabel(d, money.against)} + cost ${f.money(cost)}` }]),
        ]}
        rows={d.options.map((option) => ({
          key: option.name,
          label: option.label || option.name,
          name: <OptionName option={option} />,
          e: option.value_per_month,
          tone: optionTone(d, option),
          cells: [option.name in best ? chance(best[option.name]) : ''],
        }))}
      />
      {d.noise.sentence && <p className="note">{d.noise.sentence}</p>}
    </Section>
  );
}

function OptionName({ option }: { option: Option }) {
  return (
    <>
      <span className={option.role === 'chosen' ? 'strong' : undefined}>
        {sentenceCase(option.label || option.name)}
      </span>
      {option.role !== 'simple' && roleWords[option.role] && <small> {roleWords[option.role]}</small>}
      {option.note && <small className="said">{sentenceCase(option.note)}</small>}
    </>
  );
}

export type Measure<T> = readonly [name: string, read: (option: T) => Estimate, write: Format];
/** A measure a line: the options are fewer than what is measured of them. */
export function MeasureNumbers<T extends { name: string; label: string }>(p: {
  options: T[];
  measures: Measure<T>[];
  label: string;
}) {
  return (
    <Numbers
      label={p.label}
      head={['Measure', ...p.options.map((option) => sentenceCase(option.label || option.name))]}
      rows={p.measures.map(([name, read, write]) => ({
        key: name,
        cells: [name, ...p.options.map((option) => estimateCell(read(option), write))],
      }))}
    />
  );
}
function OptionNumbers({ d, f }: { d: Document; f: Fmt }) {
  const measures: Measure<Option>[] = [
    ['AUC', (o) => o.auc, score],
    ['Average precision', (o) => o.average_precision, score],
    ['Brier score', (o) => o.brier, score],
    ['Share acted on', (o) => o.acts, share],
    ['Acts that were right', (o) => o.precision, share],
    ['Positives acted on', (o) => o.recall, share],
    [f.head('per 1,000'), (o) => o.value_per_1000, f.figure],
    [f.head('a month'), (o) => o.value_per_month, f.figure],
    ['The same, uncalibrated', (o) => o.raw_value_per_month, f.figure],
  ];
  return <MeasureNumbers options={d.options} measures={measures} label="Numbers of the options" />;
}

/** Every step up as a paired difference: models first, the simple options among themselves on demand. */
export function Steps({ d, f }: { d: Document; f: Fmt }) {
  const models = d.options.filter((option) => option.role === 'chosen' || option.role === 'candidate');
  const simple = d.options.filter((option) => !models.includes(option));
  const rows = models.flatMap((option) => pairs(d, option));
  const others = simple.flatMap((option) => pairs(d, option));
  if (rows.length + others.length === 0) return null;
  const against = rows.filter((row) => row.key.endsWith(` ${d.verdict.money.against}`)).map((row) => row.e);
  return (
    <Section id="steps" name="Paired differences">
      {rows.length > 0 && <Pairs rows={rows} f={f} keep={against} />}
      {others.length > 0 && rows.length > 0 && (
        <More summary="Differences among the simple options">
          <Pairs rows={others} f={f} keep={[]} />
        </More>
      )}
      {rows.length === 0 && <Pairs rows={others} f={f} keep={[]} />}
    </Section>
  );
}
function pairs(d: Document, option: Option): Row[] {
  return option.beats.map((beat) => {
    const call = callOf(beat.value_per_month);
    const label = option.label || option.name;
    const other = optionLabel(d, beat.option);
    return {
      key: `${option.name} ${beat.option}`,
      label: `${label} against ${other}`,
      name: (
        <>
          {sentenceCase(label)} <small>against {other}</small>
        </>
      ),
      e: beat.value_per_month,
      tone: call === 'unsure' || call === 'same' ? 'hollow' : call === 'worse' ? 'care' : 'accent',
      call: <Call call={call} />,
    };
  });
}
function Pairs({ rows, f, keep }: { rows: Row[]; f: Fmt; keep: Estimate[] }) {
  return (
    <Rows
      caption="Differences between options on the same rows"
      head="On the same rows"
      valueHead={f.head('a month')}
      rangeHead={rangeName(rows[0]?.e as Estimate)}
      callHead="Is it real?"
      write={f.signedFigure}
      axis={f.axis}
      lines={[{ at: 0, text: '' }]}
      keep={keep}
      rows={rows}
    />
  );
}

/** Rows by decision and outcome, with the money of each. */
export function ConfusionSection({ d, f }: { d: Document; f: Fmt }) {
  const option = chosenOption(d);
  if (!option) return null;
  if (rowsOf(option.confusion) === 0) return null;
  return (
    <Section id="confusion" name={`Decisions and outcomes: ${option.label || option.name}`} words={d.words.confusion}>
      <ConfusionCells confusion={option.confusion} product={d.product} f={f} />
    </Section>
  );
}

const cells = [
  { key: 'true_positive', name: 'Acted, rightly', good: true },
  { key: 'false_positive', name: 'Acted, wrongly', good: false },
  { key: 'false_negative', name: 'Let pass, wrongly', good: false },
  { key: 'true_negative', name: 'Let pass, rightly', good: true },
] as const;
export const rowsOf = (confusion: Confusion) =>
  Object.values(confusion)
    .filter(known)
    .reduce((sum, rows) => sum + rows, 0);
export function ConfusionCells({ confusion, product, f }: { confusion: Confusion; product: unknown; f: Fmt }) {
  const total = rowsOf(confusion);
  return (
    <dl className="confusion num">
      {cells.map(({ key, name, good }) => {
        const rows = confusion[key];
        const price = costWords(product, key, f);
        return (
          <div key={key} data-good={good}>
            <dt>{name}</dt>
            <dd className="count">{known(rows) ? count(rows) : CANNOT_TELL}</dd>
            <dd>{known(rows) ? `${share(rows / total)} of rows` : ''}</dd>
            {price && <dd className="quiet">{price}</dd>}
          </div>
        );
      })}
    </dl>
  );
}
function costWords(product: unknown, key: string, f: Fmt) {
  const costs = (product as { costs?: Record<string, unknown> } | null)?.costs;
  const cost = costs?.[key];
  if (typeof cost === 'number') return `${f.signedMoney(cost)} each`;
  if (Array.isArray(cost) && cost.length === 2) return `${range(cost[0], cost[1], f.signedFigure)} ${f.unit} each`;
  return typeof cost === 'string' && cost ? <code>{cost}</code> : '';
}
