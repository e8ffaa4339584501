// Small pictures: the money of the verdict, where a verdict flips, labelled bars.
import { scaleLinear } from 'd3-scale';
import type { Change } from '../api/document';
import type { Estimate } from '../api/shared';
import { type Fmt, type Format, known, type Maybe, written } from '../format';
import { Mark, Svg, useBox } from './core';
import { clampLabel, extent, placeLabels, textWidth } from './scale';

/** Bars from zero on one scale, each with its name and its figure. */
export function BarList(p: {
  items: { key: string; name: string; value: Maybe; text: string; on?: boolean }[];
  /** What a whole bar stands for; without it the largest of the values. */
  whole?: number;
}) {
  const most = p.whole ?? (Math.max(...p.items.map((item) => Math.abs(item.value ?? 0)), 0) || 1);
  return (
    <dl className="bars">
      {p.items.map((item) => (
        <div key={item.key} data-on={item.on || undefined}>
          <dt>{item.name}</dt>
          <dd className="track">
            <span style={{ width: `${(100 * Math.abs(item.value ?? 0)) / most}%` }} />
          </dd>
          <dd className="num">{item.text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The gain a month on a line with zero (the best simple option) and the cost that it must pass. */
export function MoneyBar(p: { e: Estimate; cost: Maybe; against: string; label: string; f: Fmt }) {
  const [ref, w] = useBox<HTMLDivElement>(280);
  const inset = 6;
  const x = scaleLinear(extent([0, p.cost, p.e.value, p.e.low, p.e.high], 0.08), [inset, w - inset]);
  const names = placeLabels([...costLine(p, x), { x: x(0), line: x(0), text: p.against }], 0, w);
  const tiers = 1 + Math.max(...names.map((name) => name.tier));
  const y = 16 * tiers + 26;
  const ends = [p.e.low, p.e.high]
    .filter((value) => known(value) && value !== p.e.value)
    .map((value) => ({ x: x(value as number), text: p.f.figure(value) }));
  const below = placeLabels(
    [...(known(p.e.value) ? [{ x: x(p.e.value), text: written(p.e, p.f.figure), strong: true }] : []), ...ends],
    0,
    w,
  );
  const h = y + 22 + 16 * Math.max(...below.map((label) => label.tier + 1), 0);
  return (
    <div ref={ref}>
      <Svg w={w} h={h} label={p.label}>
        <line className="axis" x1={0} x2={w} y1={y} y2={y} strokeDasharray="1 3" />
        {names.map(({ item, tier }) => (
          <line key={item.text} className="rule" x1={item.line} x2={item.line} y1={16 * (tiers - tier)} y2={y + 12} />
        ))}
        {names.map(({ item, x: at, tier }) => (
          <text key={item.text} className="mid halo" x={at} y={16 * (tiers - tier) - 5} textAnchor="middle">
            {item.text}
          </text>
        ))}
        <Mark x={x} from={inset} to={w - inset} y={y} e={p.e} tone="accent" size={7} />
        {below.map(({ item, x: at, tier }) => (
          <text
            key={`${item.x} ${item.text}`}
            className={'strong' in item ? 'strong' : ''}
            x={at}
            y={y + 28 + 16 * tier}
            textAnchor="middle"
          >
            {item.text}
          </text>
        ))}
      </Svg>
    </div>
  );
}

/** The name of the cost begins at its line, so that the line of zero, which lies before it, does not cross it. */
function costLine({ cost, f }: { cost: Maybe; f: Fmt }, x: (value: number) => number) {
  if (!known(cost) || cost === 0) return [];
  const text = `its cost: ${f.money(cost)}`;
  return [{ x: x(cost) + textWidth(text) / 2 - 4, line: x(cost), text }];
}

/** Where a quantity stands, with its range, and where the verdict changes. */
export type Flipping = Pick<Change, 'now' | 'now_low' | 'now_high' | 'flips_at'>;
export function FlipBar(p: { change: Flipping; label: string; write: Format }) {
  const [ref, w] = useBox<HTMLDivElement>(230);
  const { now, now_low, now_high, flips_at: flip } = p.change;
  if (!known(now)) return null;
  const h = 46;
  const y = 30;
  const inset = 4;
  const x = scaleLinear(extent([now, now_low, now_high, flip], 0.18), [inset, w - inset]);
  const e = { value: now, low: now_low, high: now_high, low_50: null, high_50: null, confidence: 0.9, method: '' };
  const nowText = p.write(now);
  const flipText = p.write(known(flip) ? Number(flip.toPrecision(3)) : flip);
  // the two figures stand on the outer sides of their marks, so they cannot meet
  const flipsAbove = known(flip) && flip >= now;
  const nowX = known(flip) ? clampSide(x(now), nowText, flipsAbove ? 'end' : 'start', w) : x(now);
  return (
    <div ref={ref}>
      <Svg w={w} h={h} label={p.label}>
        <line className="axis" x1={0} x2={w} y1={y} y2={y} strokeDasharray="1 3" />
        {known(flip) && (
          <>
            <rect
              x={flipsAbove ? x(flip) : 0}
              width={flipsAbove ? w - x(flip) : x(flip)}
              y={y - 9}
              height={18}
              fill="var(--ink-band)"
            />
            <line x1={x(flip)} x2={x(flip)} y1={y - 12} y2={y + 12} stroke="var(--care)" strokeWidth={2} />
            <text
              className="halo care"
              x={clampSide(x(flip), flipText, flipsAbove ? 'start' : 'end', w)}
              y={y - 16}
              textAnchor="middle"
            >
              {flipText}
            </text>
          </>
        )}
        <Mark x={x} from={0} to={w} y={y} e={e} tone="accent" size={5} />
        <text className="mid halo" x={nowX} y={y - 16} textAnchor="middle">
          {nowText}
        </text>
      </Svg>
    </div>
  );
}
function clampSide(x: number, text: string, side: 'start' | 'end', width: number) {
  const half = text.length * 3.4;
  return clampLabel(side === 'start' ? x + half - 8 : x - half + 8, text, 0, width);
}
