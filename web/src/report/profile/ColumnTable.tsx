// One line a column, made for five hundred of them: a filter, an order, and the rest of a column on demand.
import { useMemo, useState } from 'react';
import type { ColumnProfile, Profile } from '../../api/profile';
import { Histogram } from '../../charts/Histogram';
import { count, counted, known, plain, range, score, share, signedScore } from '../../format';
import { Tags } from '../parts';
import { TableLine } from '../TableLine';
import { Tools } from '../Tools';
import {
  arranged,
  barsOf,
  contentOf,
  isNumber,
  type Line,
  linesOf,
  missingWords,
  type Order,
  orders,
  valueWords,
} from './columns';

/** What the table shows of columns against the target: of a yes/no target the AUC, of a number the correlation. */
type Told = 'auc' | 'correlation' | undefined;
function toldIn(d: Profile): Told {
  if (d.columns.some((column) => known(column.target_auc))) return 'auc';
  return d.columns.some((column) => known(column.target_correlation)) ? 'correlation' : undefined;
}

/** From here on a filter and an order help more than they are in the way. */
const MANY = 5;

export function ColumnTable({ d }: { d: Profile }) {
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order>('place');
  const all = useMemo(() => linesOf(d), [d]);
  const lines = useMemo(() => arranged(all, filter, order), [all, filter, order]);
  const told = toldIn(d);
  const keys = (Object.keys(orders) as Order[]).filter((key) => key !== 'target' || told);
  return (
    <>
      {all.length > MANY && (
        <Tools
          filter={filter}
          hint="name, type or finding"
          onFilter={setFilter}
          order={order}
          orders={keys.map((key) => [key, orders[key].name])}
          onOrder={setOrder}
          shown={lines.length}
          all={all.length}
          one="column"
        />
      )}
      <table className="columns-table num" data-told={told && true}>
        <caption className="vh">Columns</caption>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col" className="r">
              Missing
            </th>
            <th scope="col" className="r">
              Distinct
            </th>
            <th scope="col">Shape</th>
            <th scope="col">Middle, 5 to 95&nbsp;%, or most frequent</th>
            {told && (
              <th scope="col" className="r">
                {told === 'auc' ? 'Tells the target, AUC' : 'Rank correlation'}
              </th>
            )}
          </tr>
        </thead>
        {lines.map((line) => (
          <ColumnLine key={`${line.place}`} line={line} rows={d.rows} told={told} />
        ))}
      </table>
    </>
  );
}

function ColumnLine({ line, rows, told }: { line: Line; rows: number; told: Told }) {
  const { column } = line;
  const content = contentOf(column, rows);
  const bars = barsOf(column, rows);
  const about = [column.role === column.type ? '' : column.role, column.unit].filter(Boolean).join(', ');
  return (
    <TableLine
      name={column.name}
      issues={line.issues}
      span={told ? 7 : 6}
      detail={() => <Detail line={line} rows={rows} />}
    >
      <td className="type">
        {column.type}
        {about && <small> {about}</small>}
      </td>
      <td className="r" data-head="missing" data-none={column.missing === 0 || undefined}>
        {missingWords(column, rows)}
      </td>
      <td className="r" data-head="distinct">
        {count(column.distinct)}
      </td>
      <td className="shape">{bars && <Histogram {...bars} bars={20} />}</td>
      <td className="content" title={content.main}>
        {content.main}
        {content.more && <small> {content.more}</small>}
      </td>
      {told === 'auc' && (
        <td className="r" data-head="AUC">
          {known(column.target_auc) ? <Alone auc={column.target_auc} /> : ''}
        </td>
      )}
      {told === 'correlation' && (
        <td className="r" data-head="rank correlation">
          {known(column.target_correlation) ? signedScore(column.target_correlation) : ''}
        </td>
      )}
    </TableLine>
  );
}

/** From 0.5, where a column says nothing of the target, to 1. */
function Alone({ auc }: { auc: number }) {
  const share = Math.max(0, Math.min(1, 2 * Math.abs(auc - 0.5)));
  return (
    <span className="alone">
      <i aria-hidden="true">
        <b style={{ width: `${100 * share}%` }} />
      </i>
      {score(auc)}
    </span>
  );
}

const numbers: [string, (column: ColumnProfile) => number | null][] = [
  ['Mean', (c) => c.mean],
  ['Standard deviation', (c) => c.sd],
  ['Smallest', (c) => c.min],
  ['5\u00a0%', (c) => c.q05],
  ['25\u00a0%', (c) => c.q25],
  ['Median', (c) => c.median],
  ['75\u00a0%', (c) => c.q75],
  ['95\u00a0%', (c) => c.q95],
  ['Largest', (c) => c.max],
];
/** All that the document says of a column. */
function Detail({ line: { column, issues }, rows }: { line: Line; rows: number }) {
  const facts = isNumber(column) ? numbers.map(([name, read]) => [name, plain(read(column))] as const) : [];
  const all = [
    ...(known(column.target_correlation)
      ? [['Rank correlation with the target', signedScore(column.target_correlation)] as const]
      : []),
    ...(column.unit ? [['Unit, guessed', column.unit] as const] : []),
    ...(known(column.median_length)
      ? [['Characters', `${plain(column.median_length)} ${range(column.shortest, column.longest, plain)}`] as const]
      : []),
    ...(column.pattern ? [['Mostly like', `${column.pattern} in ${share(column.pattern_share)}`] as const] : []),
    ...(column.missing > 0 ? [['Missing', `${count(column.missing)} of ${counted(rows, 'row')}`] as const] : []),
    ...(column.first ? [['Earliest', column.first] as const, ['Latest', column.last] as const] : facts),
  ];
  return (
    <>
      <Tags tags={all} />
      {column.top.length > 0 && (
        <>
          <p className="quiet">Most frequent</p>
          <Tags tags={column.top.map((each) => [valueWords(each.value, 120), counted(each.rows, 'row'), each.value])} />
        </>
      )}
      {issues.map((issue) => (
        <p key={issue.code}>{issue.sentence}</p>
      ))}
    </>
  );
}
