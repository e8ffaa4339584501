// What was predicted against what came true, in the unit of the label: on the diagonal it is right on average.
import { scaleLinear } from 'd3-scale';
import type { Estimate } from '../api/shared';
import { compact, known, type Maybe } from '../format';
import { type Scale, Upright } from './Band';
import { Svg, useBox } from './core';
import { extent, fittingTicks } from './scale';

export interface DiagonalPoint {
  predicted: Maybe;
  observed: Maybe;
  /** Prediction less label: its range is that of what came true, the other way round. */
  bias: Estimate;
}
const m = { l: 52, r: 14, t: 28 };
const TALLEST = 340;

export function Diagonal(p: { points: DiagonalPoint[]; label: string }) {
  const [ref, w] = useBox<HTMLDivElement>(330);
  const points = p.points.filter(({ predicted, observed }) => known(predicted) && known(observed));
  if (points.length === 0) return null;
  const side = Math.min(w - m.l - m.r, TALLEST);
  const bottom = m.t + side;
  const domain = extent(
    points.flatMap((each) => [each.predicted, each.observed, came(each).low, came(each).high]),
    0.06,
  );
  const x = scaleLinear(domain, [m.l, m.l + side]);
  const y = scaleLinear(domain, [bottom, m.t]);
  return (
    <div ref={ref}>
      <Svg w={w} h={bottom + 40} label={p.label}>
        <text x={0} y={12} fontSize={11}>
          came true, on average
        </text>
        <Grid x={x} y={y} w={w} side={side} />
        <line x1={x(domain[0])} y1={y(domain[0])} x2={x(domain[1])} y2={y(domain[1])} stroke="var(--ink-2)" />
        {points.map((each) => (
          <Upright key={`${each.predicted}`} x={x(each.predicted as number)} y={y} e={came(each)} />
        ))}
        <text x={m.l + side} y={bottom + 35} textAnchor="end" fontSize={11}>
          predicted, on average
        </text>
      </Svg>
    </div>
  );
}

function came({ predicted, observed, bias }: DiagonalPoint): Estimate {
  const less = (value: number | null) => (known(value) && known(predicted) ? predicted - value : null);
  return {
    ...bias,
    value: known(observed) ? observed : null,
    low: less(bias.high),
    high: less(bias.low),
    low_50: less(bias.high_50),
    high_50: less(bias.low_50),
  };
}

function Grid({ x, y, w, side }: { x: Scale; y: Scale; w: number; side: number }) {
  const ticks = y.ticks(5);
  const write = compact(ticks);
  const bottom = m.t + side;
  return (
    <g>
      {fittingTicks(x, w, compact, 5).map((tick) => (
        <text key={tick.at} x={tick.x} y={bottom + 17} textAnchor="middle">
          {tick.text}
        </text>
      ))}
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={m.l} x2={m.l + side} y1={y(tick)} y2={y(tick)} />
          <text x={m.l - 8} y={y(tick) + 4} textAnchor="end">
            {write(tick)}
          </text>
        </g>
      ))}
      <line className="axis" x1={m.l} x2={m.l + side} y1={bottom} y2={bottom} />
    </g>
  );
}
