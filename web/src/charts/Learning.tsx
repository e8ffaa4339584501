import { scaleLinear, scaleLog } from 'd3-scale';
import type { LearningCurve, MeasuredPoint } from '../api/document';
import { about, compact, count, type Format, known } from '../format';
import { type BandPoint, Bands, Middle, type Scale, Upright } from './Band';
import { Dot, Svg, useBox } from './core';
import { clampLabel, extent, fittingTicks, logTicks, placeLabels, textWidth } from './scale';

const m = { l: 48, r: 12, b: 42 };
const NAME = 28;
const TIER = 15;

interface LearningProps {
  d: LearningCurve;
  label: string;
  /** What is measured, for the axis. */
  name: string;
  write: Format;
  axis: (ticks: number[]) => Format;
}
export function Learning(p: LearningProps) {
  const [ref, w] = useBox<HTMLDivElement>(690);
  const curve = curveOf(p.d);
  if (!curve) return null;
  const x = scaleLog(curve.rows, [m.l, w - m.r]);
  const { now, ahead, points, forecast } = curve;
  const names = placeLabels(
    [
      ...(now === undefined ? [] : [{ x: x(now), text: `now: ${count(now)} rows` }]),
      ...(ahead && now !== undefined ? [{ x: (x(now) + w - m.r) / 2, text: 'not seen yet' }] : []),
    ],
    m.l,
    w - m.r,
  );
  // what is measured stands above all names
  const top = NAME + TIER * (1 + Math.max(0, ...names.map((name) => name.tier)));
  const h = top + (w < 720 ? 216 : 256);
  const y = scaleLinear(curve.values, [h - m.b, top]);
  const edge = now ?? Number.NEGATIVE_INFINITY;
  return (
    <div ref={ref}>
      <Svg w={w} h={h} label={p.label}>
        {ahead && <rect x={x(edge)} y={top} width={w - m.r - x(edge)} height={h - m.b - top} fill="var(--ink-band)" />}
        <text x={0} y={12} fontSize={11}>
          {p.name}
        </text>
        <Grid x={x} y={y} w={w} h={h} axis={p.axis} ticks={logTicks(...curve.rows)} />
        <Bands points={forecast} x={x} y={y} floor={h - m.b} />
        <Middle points={forecast.filter((point) => point.at <= edge)} x={x} y={y} />
        <Middle points={forecast.filter((point) => point.at >= edge)} x={x} y={y} ahead />
        <Target d={p.d} x={x} y={y} w={w} write={p.write} right={curve.targetRight} />
        {points.map((point, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several points may have the same rows, and none moves
          <Upright key={i} x={x(point.rows as number)} y={y} e={point.value} />
        ))}
        {now !== undefined && <line className="rule" x1={x(now)} x2={x(now)} y1={top} y2={h - m.b} />}
        {names.map(({ item, x: at, tier }) => (
          <text key={item.text} className="mid halo" x={at} y={top - 10 - TIER * tier} textAnchor="middle">
            {item.text}
          </text>
        ))}
      </Svg>
    </div>
  );
}

interface Curve {
  points: MeasuredPoint[];
  forecast: BandPoint[];
  now: number | undefined;
  /** There is something beyond what was seen. */
  ahead: boolean;
  rows: [number, number];
  values: [number, number];
  /** The target's name stands where the curve is farther from it. */
  targetRight: boolean;
}
/** What of the document can be drawn, and the span of both axes. */
function curveOf(d: LearningCurve): Curve | undefined {
  const points = d.points.filter((point) => known(point.rows) && point.rows > 0 && known(point.value.value));
  const forecast = d.forecast.flatMap(({ rows, median, ...band }) =>
    known(rows) && rows > 0 && known(median) ? [{ at: rows, value: median, ...band }] : [],
  );
  const rows = [...points.map((point) => point.rows as number), ...forecast.map((point) => point.at)];
  if (rows.length === 0) return undefined;
  const now = known(d.rows_now) && d.rows_now > 0 ? d.rows_now : undefined;
  const places = now === undefined ? rows : [...rows, now];
  const values = [
    ...points.flatMap((point) => [point.value.value, point.value.low, point.value.high]),
    ...forecast.flatMap((point) => [point.low, point.value, point.high]),
    d.target,
  ];
  const heights = [...points.map((point) => point.value.value as number), ...forecast.map((point) => point.value)];
  const off = (value: number | undefined) => Math.abs((value ?? 0) - (d.target ?? 0));
  return {
    points,
    forecast,
    now,
    ahead: now !== undefined && Math.max(...rows) > now,
    rows: [Math.min(...places) / 1.06, Math.max(...places) * 1.06],
    values: extent(values, 0.08),
    targetRight: off(heights[0]) < off(heights.at(-1)),
  };
}

function Grid(p: { x: Scale; y: Scale; w: number; h: number; axis: (ticks: number[]) => Format; ticks: number[] }) {
  const values = p.y.ticks(5);
  const write = p.axis(values);
  // with few powers of ten in sight the steps between them are named too
  const powers = p.ticks.filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e9) / 1e9));
  const named = Object.assign((value: number) => p.x(value), {
    ticks: (wanted?: number) =>
      wanted !== undefined && wanted > 4 && p.ticks.length > 0
        ? p.ticks
        : powers.length > 1
          ? powers
          : p.ticks.slice(0, 1),
  });
  return (
    <g>
      {values.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={m.l} x2={p.w - m.r} y1={p.y(tick)} y2={p.y(tick)} />
          <text x={m.l - 8} y={p.y(tick) + 4} textAnchor="end">
            {write(tick)}
          </text>
        </g>
      ))}
      {fittingTicks(named, p.w, compact, 8).map((tick) => (
        <text key={tick.at} x={clampLabel(tick.x, tick.text, 0, p.w)} y={p.h - m.b + 18} textAnchor="middle">
          {tick.text}
        </text>
      ))}
      <line className="axis" x1={m.l} x2={p.w - m.r} y1={p.h - m.b} y2={p.h - m.b} />
      <text x={p.w - m.r} y={p.h - 6} textAnchor="end" fontSize={11}>
        rows to learn from
      </text>
    </g>
  );
}

function Target(p: { d: LearningCurve; x: Scale; y: Scale; w: number; write: Format; right: boolean }) {
  const { target, rows_needed: needed, rows_now } = p.d;
  if (!known(target)) return null;
  const at = p.y(target);
  const right = p.w - m.r;
  const text = `target: ${p.write(target)}`;
  const inside = (rows: number) => p.x(rows) <= right + 1 && rows > (rows_now ?? 0);
  const from = known(needed.p05) && inside(needed.p05) ? p.x(needed.p05) : undefined;
  const to = known(needed.p95) && inside(needed.p95) ? p.x(needed.p95) : right;
  const middle = known(needed.p50) && inside(needed.p50) ? p.x(needed.p50) : undefined;
  const reach = middle !== undefined && known(needed.p50) ? `about ${about(needed.p50)}` : '';
  return (
    <g>
      <line className="rule" x1={m.l} x2={right} y1={at} y2={at} />
      <text className="mid halo" x={p.right ? right - 4 : m.l + 4} y={at - 7} textAnchor={p.right ? 'end' : 'start'}>
        {text}
      </text>
      {from !== undefined && <line x1={from} x2={to} y1={at} y2={at} stroke="var(--accent)" strokeWidth={3} />}
      {middle !== undefined && (
        <>
          <Dot x={middle} y={at} s={5} tone="hollow" />
          <text
            className="mid halo"
            x={
              p.right
                ? clampLabel(middle, reach, m.l, right - textWidth(text) - 12)
                : clampLabel(middle, reach, m.l + textWidth(text) + 12, right)
            }
            y={at - 11}
            textAnchor="middle"
          >
            {reach}
          </text>
        </>
      )}
    </g>
  );
}
