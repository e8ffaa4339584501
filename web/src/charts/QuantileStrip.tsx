import { scaleLinear } from 'd3-scale';
import type { Quantile } from '../api/shared';
import { type Format, known } from '../format';
import { Dot, Svg, useBox } from './core';
import { extent, placeLabels } from './scale';

interface Level {
  level: number;
  value: number;
}
const INSET = 6;
const MIDDLE = 14;
const NAMED = [0.5, 0.05, 0.95];

/** A distribution by its quantiles: the darker, the more central. */
export function QuantileStrip(p: { quantiles: Quantile[]; label: string; write: Format }) {
  const [ref, w] = useBox<HTMLDivElement>(300);
  const all = p.quantiles
    .flatMap(({ level, value }): Level[] => (known(value) && known(level) ? [{ level, value }] : []))
    .sort((a, b) => a.level - b.level);
  if (all.length < 2) return null;
  const values = all.map((each) => each.value);
  const width = Math.max(...values) - Math.min(...values);
  // zero is shown where it is near enough to mean something
  const zero = Math.min(...values.map(Math.abs)) < 2 * width;
  const x = scaleLinear(extent(zero ? [...values, 0] : values, 0.04), [INSET, w - INSET]);
  const most = Math.max(...values.map(Math.abs));
  const named = NAMED.flatMap((level) => all.filter((each) => each.level === level));
  const labels = placeLabels(
    named.map((each) => ({ ...each, x: x(each.value), text: p.write(each.value, most) })),
    0,
    w,
  );
  const tiers = 1 + Math.max(...labels.map((label) => label.tier), 0);
  return (
    <div ref={ref}>
      <Svg w={w} h={MIDDLE + 18 + 15 * tiers} label={p.label}>
        <line className="axis" x1={0} x2={w} y1={MIDDLE} y2={MIDDLE} strokeDasharray="1 3" />
        {zero && <line className="rule" x1={x(0)} x2={x(0)} y1={MIDDLE - 11} y2={MIDDLE + 11} />}
        <Blocks all={all} x={x} />
        {labels.map(({ item, x: at, tier }) => (
          <text
            key={item.level}
            className={item.level === 0.5 ? 'strong' : ''}
            x={at}
            y={MIDDLE + 24 + 15 * tier}
            textAnchor="middle"
          >
            {item.text}
          </text>
        ))}
      </Svg>
    </div>
  );
}

function Blocks({ all, x }: { all: Level[]; x: (value: number) => number }) {
  const middle = all.find((each) => each.level === 0.5);
  return (
    <g>
      {all.slice(1).map((each, i) => {
        const before = all[i] ?? each;
        const off = Math.abs((each.level + before.level) / 2 - 0.5);
        return (
          <rect
            key={each.level}
            x={x(before.value)}
            width={Math.max(0, x(each.value) - x(before.value))}
            y={MIDDLE - 6}
            height={12}
            fill="var(--accent)"
            fillOpacity={0.12 + 0.62 * (1 - 2 * off)}
          />
        );
      })}
      {middle && <Dot x={x(middle.value)} y={MIDDLE} s={4} tone="accent" />}
    </g>
  );
}
