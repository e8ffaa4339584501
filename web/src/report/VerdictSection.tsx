import type { Document, OtherVerdict } from '../api/document';
import type { Estimate } from '../api/shared';
import { BarList, MoneyBar } from '../charts/Bars';
import {
  CANNOT_TELL,
  chance,
  counted,
  type Fmt,
  type Format,
  known,
  rangeName,
  score,
  sentenceCase,
  withRange,
  written,
} from '../format';
import { lineWord, optionLabel, optionOf } from './names';
import { Chip, type Fact, Facts } from './parts';

export function VerdictSection({ d, f }: { d: Document; f: Fmt }) {
  const v = d.verdict;
  return (
    <section className="verdict" data-section="verdict" aria-labelledby="verdict-title">
      <div className="say">
        <p className="chips">
          <Chip name={v.name} />
          {v.close_call && <span className="chip close">Close call</span>}
        </p>
        <h2 id="verdict-title">{v.headline || v.sentence}</h2>
        {v.sentence && v.sentence !== v.headline && v.headline && <p className="lead">{v.sentence}</p>}
        <ul>
          {v.because.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
      <MoneyBox d={d} f={f} />
      <div className="odds">
        <Lines probability={v.probability} name={v.name} />
        <Losses d={d} f={f} />
      </div>
      <Facts facts={facts(d, f)} />
    </section>
  );
}

function MoneyBox({ d, f }: { d: Document; f: Fmt }) {
  const { money } = d.verdict;
  const e = money.per_month;
  const figure = written(e, f.figure);
  // the large figure is the beginning of the finding
  const finding = money.words.finding.startsWith(`${figure} ${f.unit} `)
    ? money.words.finding.slice(figure.length + 1)
    : `${f.unit} a month`;
  const label = [
    money.words.finding,
    `${optionLabel(d, money.option)} against ${optionLabel(d, money.against)}: ${withRange(e, f.money, f.figure)} a month`,
    known(money.cost_per_month) ? `cost ${f.money(money.cost_per_month)} a month` : '',
  ];
  return (
    <div className="money">
      {known(e.value) ? (
        <p className="big num">
          {figure}
          <span> {finding}</span>
        </p>
      ) : (
        <p className="big">{sentenceCase(CANNOT_TELL)}</p>
      )}
      {money.words.measure && <p className="quiet">{money.words.measure}</p>}
      {!known(e.value) && e.method && <p className="quiet">{e.method}</p>}
      {known(e.value) && (
        <MoneyBar
          e={e}
          cost={money.cost_per_month}
          against={optionLabel(d, money.against) || '0'}
          label={label.filter(Boolean).join('. ')}
          f={f}
        />
      )}
      {money.words.note && <p className="note">{money.words.note}</p>}
    </div>
  );
}

const order = ['BUILD', 'COLLECT', 'RULE_SUFFICES', 'DONT', 'open'];
export function Lines({ probability, name }: { probability: Record<string, number | null>; name: string }) {
  const keys = [...order, ...Object.keys(probability).filter((key) => !order.includes(key))].filter(
    (key) => key in probability,
  );
  if (keys.length === 0) return null;
  return (
    <div>
      <h3>Chance of each verdict</h3>
      <BarList
        whole={1}
        items={keys.map((key) => ({
          key,
          name: lineWord(key),
          value: probability[key],
          text: chance(probability[key]),
          on: key === name,
        }))}
      />
    </div>
  );
}

function Losses({ d, f }: { d: Document; f: Fmt }) {
  const place = ([key]: [string, unknown]) => order.indexOf(key);
  const losses = Object.entries(d.verdict.expected_loss).sort((a, b) => place(a) - place(b));
  if (losses.length === 0) return null;
  return (
    <div>
      <h3>{f.head('lost a month, on average, by choosing')}</h3>
      <BarList
        items={losses.map(([key, value]) => ({
          key,
          name: sentenceCase(optionOf(d, key)?.label ?? lineWord(key)),
          value,
          text: f.figure(value),
        }))}
      />
    </div>
  );
}

const months: Format = (value) => (value === 0 ? 'at once' : known(value) ? counted(value, 'month') : 'never');
function payback(e: Estimate): Pick<Fact, 'value' | 'note'> {
  if (!known(e.confidence)) return { value: CANNOT_TELL, note: e.method };
  if (e.low === e.high) return { value: months(e.value) };
  return { value: months(e.value), note: `${rangeName(e)}: ${months(e.low)} to ${months(e.high)}` };
}

function facts(d: Document, f: Fmt): Fact[] {
  const v = d.verdict;
  const pay = v.payback_months;
  return [
    { key: 'payback', name: 'Pays back after', ...payback(pay) },
    {
      key: 'information',
      name: 'Knowing for certain is worth',
      value: f.money(v.information_value_per_month),
      note: 'a month, at most',
    },
    ...(known(v.p_target) ? [{ key: 'target', name: 'Meets the target now', value: chance(v.p_target) }] : []),
    ...(known(d.noise.smallest_real_difference)
      ? [
          {
            key: 'noise',
            name: 'Smallest difference it would see',
            value: f.money(d.noise.smallest_real_difference),
            note: 'a month',
          },
        ]
      : []),
  ];
}

/** The verdict with and without the columns that are suspected to know the answer. */
export function Suspects({ d }: { d: Document }) {
  const sides = [
    { key: 'without', name: 'Without the suspected columns', other: d.verdict.without_suspects },
    { key: 'with', name: 'With the suspected columns', other: d.verdict.with_suspects },
  ].filter((side): side is typeof side & { other: OtherVerdict } => side.other !== null);
  if (sides.length === 0) return null;
  return (
    <section className="fig" data-section="suspects" aria-labelledby="suspects-title">
      <h2 id="suspects-title">The verdict with and without suspected leaks</h2>
      <div className="grid2">
        {sides.map(({ key, name, other }) => (
          <div key={key} className="panel">
            <h3>{name}</h3>
            <p className="chips">
              <Chip name={other.name} small />
              <span className="quiet num">AUC {score(other.auc)}</span>
            </p>
            {other.columns.length > 0 && (
              <p className="columns">
                {other.columns.map((column) => (
                  <code key={column}>{column}</code>
                ))}
              </p>
            )}
            {other.sentence && <p>{other.sentence}</p>}
            <Lines probability={other.probability} name={other.name} />
          </div>
        ))}
      </div>
    </section>
  );
}
