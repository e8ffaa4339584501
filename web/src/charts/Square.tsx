// Pictures on a square of shares: reliability, ROC, precision and recall, gains.
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { Fragment } from 'react';
import type { ReliabilityBin } from '../api/shared';
import { count, known, share } from '../format';
import { type Scale, Upright } from './Band';
import { Dot, Svg, type Tone, useBox } from './core';
import { fittingTicks, textWidth } from './scale';

const m = { l: 44, r: 12, t: 28 };

/** What an isotonic fit says came true, and where it would lie were the chances right. */
export interface IsotonicPoint {
  predicted: number | null;
  observed: number | null;
  low: number | null;
  high: number | null;
}

/** Do predicted chances hold? Dots on the diagonal do; below stand the rows behind each dot. */
export function Reliability(p: { bins: ReliabilityBin[]; curve?: IsotonicPoint[] | undefined; label: string }) {
  const [ref, w] = useBox<HTMLDivElement>(330);
  const bins = p.bins.filter((bin) => known(bin.predicted) && known(bin.observed.value));
  if (bins.length === 0) return null;
  const top = Math.max(
    ...bins.flatMap((bin) => [bin.predicted as number, bin.observed.high ?? 0, bin.observed.value ?? 0]),
  );
  const limit = Math.min(1, top * 1.06 || 1);
  const side = Math.min(w - m.l - m.r, 340);
  const right = m.l + side;
  const bottom = m.t + side;
  const x = scaleLinear([0, limit], [m.l, right]);
  const y = scaleLinear([0, limit], [bottom, m.t]);
  const h = bottom + 94;
  return (
    <div ref={ref}>
      <Svg w={w} h={h} label={p.label}>
        <text x={0} y={12} fontSize={11}>
          share that came true
        </text>
        <Shares x={x} y={y} w={w} left={m.l} right={right} top={m.t} bottom={bottom} />
        <line x1={x(0)} y1={y(0)} x2={x(limit)} y2={y(limit)} stroke="var(--ink-2)" strokeWidth={1} />
        <Isotonic curve={p.curve ?? []} limit={limit} x={x} y={y} />
        {bins.map((bin) => (
          <Upright key={bin.predicted} x={x(bin.predicted as number)} y={y} e={bin.observed} />
        ))}
        <RowBars bins={bins} x={x} y={bottom + 66} right={right} />
        <text x={right} y={h - 8} textAnchor="end" fontSize={11}>
          predicted chance
        </text>
      </Svg>
    </div>
  );
}

function Isotonic(p: { curve: IsotonicPoint[]; limit: number; x: Scale; y: Scale }) {
  const points = p.curve.filter(
    ({ predicted, observed }) => known(predicted) && known(observed) && Math.max(predicted, observed) <= p.limit,
  );
  if (points.length < 2) return null;
  const at = (point: IsotonicPoint) => p.x(point.predicted as number);
  const inside = (value: number | null) => p.y(Math.max(0, Math.min(p.limit, value as number)));
  const band = area<IsotonicPoint>()
    .defined(({ low, high }) => known(low) && known(high))
    .x(at)
    .y0((point) => inside(point.low))
    .y1((point) => inside(point.high));
  const path = line<IsotonicPoint>()
    .x(at)
    .y((point) => inside(point.observed));
  return (
    <g>
      <path d={band(points) ?? ''} fill="var(--ink-band)" />
      <path d={path(points) ?? ''} fill="none" stroke="var(--accent)" strokeOpacity={0.55} strokeWidth={1.5} />
    </g>
  );
}

/** How many rows stand behind each dot. */
function RowBars({ bins, x, y, right }: { bins: ReliabilityBin[]; x: Scale; y: number; right: number }) {
  const most = Math.max(...bins.map((bin) => bin.rows), 1);
  return (
    <g>
      {bins.map((bin) => (
        <line
          key={bin.predicted}
          x1={x(bin.predicted as number)}
          x2={x(bin.predicted as number)}
          y1={y}
          y2={y - Math.max(1.5, (34 * bin.rows) / most)}
          stroke="var(--ink-3)"
          strokeWidth={4}
        />
      ))}
      <line className="axis" x1={m.l} x2={right} y1={y} y2={y} />
      <text x={m.l - 8} y={y - 30} textAnchor="end" fontSize={11}>
        {count(most)}
      </text>
      <text x={m.l - 8} y={y} textAnchor="end" fontSize={11}>
        rows
      </text>
    </g>
  );
}

export interface OptionPoint {
  name: string;
  x: number;
  y: number;
  tone: Tone;
}
export interface ShareCurveProps {
  points: [number, number][];
  options: OptionPoint[];
  chance: [[number, number], [number, number]];
  xName: string;
  yName: string;
  label: string;
}
/** A curve of shares, with every option as a named point, and what chance alone would give. */
export function ShareCurve(p: ShareCurveProps) {
  const [ref, w] = useBox<HTMLDivElement>(210, 160);
  const side = Math.min(w - m.l - m.r, 360);
  const right = m.l + side;
  const bottom = m.t + side;
  const x = scaleLinear([0, 1], [m.l, right]);
  const y = scaleLinear([0, 1], [bottom, m.t]);
  const path = line<[number, number]>()
    .x((point) => x(point[0]))
    .y((point) => y(point[1]));
  const names = nameOptions(
    p.options.map((option) => ({ ...option, x: x(option.x), y: y(option.y) })),
    { left: m.l, right, top: m.t, bottom },
  );
  return (
    <div ref={ref}>
      <Svg w={w} h={bottom + 40} label={p.label}>
        <text x={0} y={12} fontSize={11}>
          {p.yName}
        </text>
        <Shares x={x} y={y} w={w} left={m.l} right={right} top={m.t} bottom={bottom} />
        <line
          className="axis"
          x1={x(p.chance[0][0])}
          y1={y(p.chance[0][1])}
          x2={x(p.chance[1][0])}
          y2={y(p.chance[1][1])}
        />
        <path d={path(p.points) ?? ''} fill="none" stroke="var(--accent)" strokeWidth={2} />
        <Options options={names} />
        <text x={right} y={bottom + 35} textAnchor="end" fontSize={11}>
          {p.xName}
        </text>
      </Svg>
    </div>
  );
}

function Options({ options }: { options: (OptionPoint & { place?: Place })[] }) {
  return options.map((option) => (
    <Fragment key={option.name}>
      <Dot x={option.x} y={option.y} s={4} tone={option.tone} />
      {option.place && (
        <text className="mid halo" x={option.place.x} y={option.place.y} textAnchor={option.place.anchor} fontSize={11}>
          {option.name}
        </text>
      )}
    </Fragment>
  ));
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
interface Place {
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
}
const meets = (a: Box, b: Box) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/** Names beside their points where there is room; every name also stands in the table below. */
function nameOptions(options: OptionPoint[], inside: Box): (OptionPoint & { place?: Place })[] {
  const taken: Box[] = options.map((o) => ({ left: o.x - 5, right: o.x + 5, top: o.y - 5, bottom: o.y + 5 }));
  // what is judged gets its name first
  const byWeight = [...options].sort((a, b) => Number(b.tone === 'accent') - Number(a.tone === 'accent'));
  return byWeight.map((option) => {
    const width = textWidth(option.name, 11);
    const tries: [Place, number][] = [
      [{ x: option.x + 8, y: option.y + 4, anchor: 'start' }, option.x + 8],
      [{ x: option.x - 8, y: option.y + 4, anchor: 'end' }, option.x - 8 - width],
      [{ x: option.x, y: option.y + 18, anchor: 'middle' }, option.x - width / 2],
      [{ x: option.x, y: option.y - 10, anchor: 'middle' }, option.x - width / 2],
      [{ x: option.x + 8, y: option.y + 18, anchor: 'start' }, option.x + 8],
      [{ x: option.x - 8, y: option.y - 10, anchor: 'end' }, option.x - 8 - width],
    ];
    for (const [place, left] of tries) {
      const box = { left, right: left + width, top: place.y - 10, bottom: place.y + 3 };
      const fits =
        box.left >= inside.left &&
        box.right <= inside.right + 4 &&
        box.top >= inside.top - 6 &&
        box.bottom <= inside.bottom;
      if (fits && !taken.some((other) => meets(box, other))) {
        taken.push(box);
        return { ...option, place };
      }
    }
    return option;
  });
}

function Shares(p: Box & { x: Scale; y: Scale; w: number }) {
  return (
    <g>
      {fittingTicks(p.x, p.w, () => share, 5).map((tick) => (
        <text key={tick.at} x={tick.x} y={p.bottom + 17} textAnchor="middle">
          {tick.text}
        </text>
      ))}
      {p.y.ticks(5).map((tick) => (
        <g key={tick}>
          <line className="grid" x1={p.left} x2={p.right} y1={p.y(tick)} y2={p.y(tick)} />
          <text x={p.left - 8} y={p.y(tick) + 4} textAnchor="end">
            {share(tick)}
          </text>
        </g>
      ))}
      <line className="axis" x1={p.left} x2={p.right} y1={p.bottom} y2={p.bottom} />
    </g>
  );
}
