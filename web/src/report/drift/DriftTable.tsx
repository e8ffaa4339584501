// One line a column, made for five hundred of them: what it was like and is like, and how far it moved.
import { scaleLinear } from 'd3-scale';
import { useMemo, useState } from 'react';
import type { ColumnDrift, Drift } from '../../api/drift';
import { Mark } from '../../charts/core';
import { ThenNow } from '../../charts/ThenNow';
import { CANNOT_TELL, known, plain, range, share } from '../../format';
import { type Tag, Tags } from '../parts';
import { TableLine } from '../TableLine';
import { Tools } from '../Tools';
import {
  arranged,
  barOf,
  contentOf,
  type Line,
  linesOf,
  missingWords,
  type Order,
  orders,
  rangeOf,
  shapeLabel,
  toneOf,
  unitOf,
} from './columns';

const MANY = 5;
/** Bars that a small picture has at most. */
const BARS = 20;
/** The picture holds at least this many times what is told, and at most FAR times. */
const NEAR = 3;
const FAR = 12;

export function DriftTable({ d }: { d: Drift }) {
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order>('moved');
  const all = useMemo(() => linesOf(d), [d]);
  const lines = useMemo(() => arranged(all, filter, order), [all, filter, order]);
  const top = Math.min(FAR, Math.max(NEAR, 1.1 * Math.max(...all.map((line) => line.size), 0)));
  return (
    <>
      {all.length > MANY && (
        <Tools
          filter={filter}
          hint="name, type or finding"
          onFilter={setFilter}
          order={order}
          orders={(Object.keys(orders) as Order[]).map((key) => [key, orders[key].name])}
          onOrder={setOrder}
          shown={lines.length}
          all={all.length}
          one="column"
        />
      )}
      <table className="columns-table drift-table num">
        <caption className="vh">Columns</caption>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Then and now</th>
            <th scope="col">Was, is</th>
            <th scope="col">How far</th>
            <th scope="col" className="r">
              Moved by
            </th>
            <th scope="col" className="r">
              Missing was, is
            </th>
          </tr>
        </thead>
        {lines.map((line) => (
          <DriftLine key={line.place} line={line} d={d} top={top} />
        ))}
      </table>
    </>
  );
}

function DriftLine({ line, d, top }: { line: Line; d: Drift; top: number }) {
  const { column } = line;
  const content = contentOf(column);
  return (
    <TableLine name={column.name} issues={line.issues} span={6} detail={() => <Detail line={line} />}>
      <td className="shape">
        <ThenNow then={column.shape.reference} now={column.shape.current} bars={BARS} label={shapeLabel(column)} />
      </td>
      <td className="content">
        {content && (
          <>
            {content.was} to {content.is} <small>{content.what}</small>
          </>
        )}
      </td>
      <td className="shape">{column.measure && <Moved column={column} d={d} top={top} />}</td>
      <td className="r" data-head="moved by">
        {known(column.effect.value) && column.measure ? (
          <>
            {plain(column.effect.value)} {unitOf(column)}
            <small>{rangeOf(column)}</small>
          </>
        ) : (
          <span title={column.why_not}>{CANNOT_TELL}</span>
        )}
      </td>
      <td className="r" data-head="missing" data-none={missingWords(column) === '0' || undefined}>
        {missingWords(column)}
      </td>
    </TableLine>
  );
}

const WIDTH = 150;
const HEIGHT = 24;
/** The effect in multiples of the least that is told, on the scale of all lines; the line stands at one. */
function Moved({ column, d, top }: { column: ColumnDrift; d: Drift; top: number }) {
  const { effect } = column;
  const bar = barOf(column, d.method);
  if (!known(effect.value)) return null;
  const x = scaleLinear([0, top], [6, WIDTH - 6]);
  const scaled = (value: number | null) => (known(value) ? value / bar : null);
  const e = {
    ...effect,
    value: effect.value / bar,
    low: scaled(effect.low),
    high: scaled(effect.high),
    low_50: scaled(effect.low_50),
    high_50: scaled(effect.high_50),
  };
  return (
    <svg
      className="moved"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`${column.name} moved by ${plain(effect.value)} ${unitOf(column)}, ${rangeOf(column)}; told from ${plain(bar)}`}
    >
      <line x1={x(0)} x2={x(0)} y1={0} y2={HEIGHT} stroke="var(--line-2)" />
      <line x1={x(1)} x2={x(1)} y1={0} y2={HEIGHT} stroke="var(--ink-2)" />
      <Mark x={x} from={4} to={WIDTH - 4} y={HEIGHT / 2} e={e} tone={toneOf(column, d.method)} size={4.5} />
    </svg>
  );
}

/** All that the document says of a column. */
function Detail({ line: { column, issues } }: { line: Line }) {
  const unit = column.unit ? ` ${column.unit}` : '';
  const tags: Tag[] = [
    ['Type', column.type],
    ['Measure', column.measure],
    ['Distance', known(column.distance) ? `${plain(column.distance)} ${unitOf(column)}` : ''],
    ['In its own unit', known(column.distance_in_unit) ? `${plain(column.distance_in_unit)}${unit}` : ''],
    ['By chance', known(column.by_chance) ? `up to ${plain(column.by_chance)}` : ''],
    ['p', column.measure && known(column.p) ? plain(column.p) : ''],
    ['p, for all tests together', column.measure && known(column.p_adjusted) ? plain(column.p_adjusted) : ''],
    ['Ranks are off by at most', column.rank_error ? share(column.rank_error) : ''],
    [
      'Change of missing',
      known(column.missing_change.value) && column.missing_change.value !== 0
        ? `${share(column.missing_change.value)}, ${range(column.missing_change.low, column.missing_change.high, share)}`
        : '',
    ],
    ['Not compared', column.why_not],
  ];
  const { values, reference, current } = column.shape;
  return (
    <>
      <Tags tags={tags.filter(([, text]) => text)} />
      {values.length > 0 && (
        <Tags
          tags={values.map((value, i) => [
            value || 'empty',
            `${share(reference[i] ?? 0)} to ${share(current[i] ?? 0)}`,
            `${i}`,
          ])}
        />
      )}
      {issues.map((issue) => (
        <p key={issue.code}>{issue.sentence}</p>
      ))}
    </>
  );
}
