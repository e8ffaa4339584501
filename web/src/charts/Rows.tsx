// A table with a picture in every row. All rows share one scale, so that the eye can run down the column.
import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import type { Estimate } from '../api/shared';
import { CANNOT_TELL, type Format, known, range, withRange, written } from '../format';
import { Mark, Svg, type Tone, useBox } from './core';
import { clampLabel, columnDomain, type Domain, fittingTicks, placeLabels } from './scale';

/** A line through all rows that means something, with its name. */
export interface Line {
  at: number;
  text: string;
  soft?: boolean;
}
export interface Row {
  key: string;
  /** The row in words, for those who cannot see it. */
  label: string;
  name: ReactNode;
  e: Estimate;
  /** Where rows have units of their own: how `e` is written, and what is drawn on the common scale. */
  write?: Format;
  drawn?: Estimate;
  tone: Tone;
  cells?: ReactNode[];
  /** What the document says of the row, below it. */
  said?: string;
  call?: ReactNode;
}
interface RowsProps {
  caption: string;
  head: string;
  valueHead: string;
  rangeHead: string;
  heads?: string[];
  callHead?: string;
  rows: Row[];
  lines?: Line[];
  /** The range stands below its figure: for tables with many columns. */
  stacked?: boolean;
  /** Estimates that the scale must hold; where they are named, others may lie beyond it. */
  keep?: Estimate[];
  write: Format;
  axis: (ticks: number[]) => Format;
}

const PRINT_WIDTH = 170;
const INSET = 6;

export function Rows(p: RowsProps) {
  const domain = columnDomain(
    p.rows.map((row) => row.drawn ?? row.e),
    p.lines?.map((line) => line.at),
    p.keep,
  );
  const few = p.rows.length <= 9 && !p.rows.some((row) => row.said);
  return (
    <table className="rows" data-stacked={p.stacked} data-few={few || undefined}>
      <caption className="vh">{p.caption}</caption>
      <Head p={p} domain={domain} />
      <tbody>
        {p.rows.map((row) => (
          <TableRow key={row.key} row={row} p={p} domain={domain} />
        ))}
      </tbody>
    </table>
  );
}

function Head({ p, domain }: { p: RowsProps; domain: Domain }) {
  const figures = [p.valueHead, ...(p.stacked ? [] : [p.rangeHead]), ...(p.heads ?? [])];
  return (
    <thead>
      <tr>
        <th scope="col">{p.head}</th>
        <th scope="col" className="pic">
          <span className="vh">Picture</span>
          <Axis domain={domain} lines={p.lines ?? []} axis={p.axis} />
        </th>
        {figures.map((head) => (
          <th key={head} scope="col" className="r">
            {head}
          </th>
        ))}
        {p.callHead && (
          <th scope="col" className="last">
            {p.callHead}
          </th>
        )}
      </tr>
    </thead>
  );
}

function TableRow({ row, p, domain }: { row: Row; p: RowsProps; domain: Domain }) {
  const heads = p.heads ?? [];
  const columns = 3 + (p.stacked ? 0 : 1) + heads.length + (p.callHead ? 1 : 0);
  return (
    <>
      <tr>
        <th scope="row">{row.name}</th>
        <td className="pic">
          <Cell row={row} domain={domain} lines={p.lines ?? []} write={p.write} />
        </td>
        <Figures row={row} p={p} />
        {heads.map((head, i) => (
          <td key={head} className="r num more" data-head={head}>
            {row.cells?.[i]}
          </td>
        ))}
        {p.callHead && <td className="last">{row.call}</td>}
      </tr>
      {row.said && (
        <tr className="said">
          <td colSpan={columns}>{row.said}</td>
        </tr>
      )}
    </>
  );
}

/** A range without width: of nothing it is exact, of anything else it was not seen to vary. */
function bounds(e: Estimate, write: Format) {
  if (e.low !== e.value || e.high !== e.value) return range(e.low, e.high, write);
  return e.value === 0 ? 'exact' : 'no spread seen';
}

function Figures({ p, row: { e, write = p.write } }: { p: RowsProps; row: Row }) {
  if (!known(e.value)) {
    return (
      <td className="r quiet none" colSpan={p.stacked ? 1 : 2}>
        {e.method || CANNOT_TELL}
      </td>
    );
  }
  if (p.stacked) {
    return (
      <td className="r num value">
        {written(e, write)}
        <small>{bounds(e, write)}</small>
      </td>
    );
  }
  return (
    <>
      <td className="r num value">{written(e, write)}</td>
      <td className="r num more" data-head={p.rangeHead}>
        {bounds(e, write)}
      </td>
    </>
  );
}

// as a share of the cell without its padding, so that it also holds where paper is wider than planned
const place = (x: number, width: number) => ({ left: `calc(var(--pad) + (100% - 2 * var(--pad)) * ${x / width})` });

function Cell(p: { row: Row; domain: Domain; lines: Line[]; write: Format }) {
  const [ref, w] = useBox<HTMLDivElement>(PRINT_WIDTH);
  const h = 24;
  const x = scaleLinear(p.domain, [INSET, w - INSET]);
  return (
    <div ref={ref} className="cell">
      {p.lines.map((line) => (
        <i key={line.text} className={line.soft ? 'vline soft' : 'vline'} style={place(x(line.at), w)} />
      ))}
      <Svg w={w} h={h} label={`${p.row.label}: ${withRange(p.row.e, p.row.write ?? p.write)}`}>
        <Mark x={x} from={INSET} to={w - INSET} y={h / 2} e={p.row.drawn ?? p.row.e} tone={p.row.tone} size={5} />
      </Svg>
    </div>
  );
}

function Axis(p: { domain: Domain; lines: Line[]; axis: (ticks: number[]) => Format }) {
  const [ref, w] = useBox<HTMLDivElement>(PRINT_WIDTH);
  const x = scaleLinear(p.domain, [INSET, w - INSET]);
  const labels = placeLabels(
    p.lines.filter((line) => line.text !== '').map((line) => ({ ...line, x: x(line.at) })),
    0,
    w,
    11,
  );
  const tiers = labels.length === 0 ? 0 : 1 + Math.max(...labels.map((label) => label.tier));
  const h = 16 + 15 * tiers;
  return (
    <div ref={ref} aria-hidden="true">
      <Svg w={w} h={h}>
        {labels.map(({ item, tier }) => (
          <line
            key={item.text}
            className={item.soft ? 'axis' : 'rule'}
            x1={x(item.at)}
            x2={x(item.at)}
            y1={h - 14 - 15 * tier}
            y2={h}
          />
        ))}
        {labels.map(({ item, x: at, tier }) => (
          <text key={item.text} className="mid halo" x={at} y={h - 19 - 15 * tier} textAnchor="middle" fontSize={11}>
            {item.text}
          </text>
        ))}
        {fittingTicks(x, w, p.axis, 5, 11).map((tick) => (
          <text
            key={tick.at}
            className="halo"
            x={clampLabel(tick.x, tick.text, 0, w, 11)}
            y={h - 4}
            textAnchor="middle"
            fontSize={11}
          >
            {tick.text}
          </text>
        ))}
      </Svg>
    </div>
  );
}
