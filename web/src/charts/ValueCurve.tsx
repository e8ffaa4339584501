import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import { useId, useState } from 'react';
import type { CutValue } from '../api/document';
import { count, cutText, type Fmt, known, type Maybe, range, rangeName, share } from '../format';
import { Svg, useBox } from './core';
import { extent, fittingTicks, placeLabels } from './scale';

export interface Cut {
  at: number;
  acts: number;
  money: CutValue['value_per_month'];
}
interface ValueCurveProps {
  curve: CutValue[];
  /** The cut of the study, on the probability. */
  at: Maybe;
  /** Share of decisions that the reviewers can take. */
  capacity: Maybe;
  decisions: Maybe;
  label: string;
  f: Fmt;
}

/** Cuts that are known, by share acted on. */
export function cutsOf(curve: CutValue[]): Cut[] {
  return curve
    .flatMap((cut) =>
      known(cut.acts) && known(cut.at) && known(cut.value_per_month.value)
        ? [{ at: cut.at, acts: cut.acts, money: cut.value_per_month }]
        : [],
    )
    .sort((a, b) => a.acts - b.acts);
}
export const nearestCut = (cuts: Cut[], at: number) =>
  cuts.reduce((best, cut, i) => (Math.abs(cut.at - at) < Math.abs((cuts[best]?.at ?? Infinity) - at) ? i : best), 0);

/**
 * The cuts worth drawing. Acting on nearly everything often loses so much that the rest would look flat: what comes
 * after the value has fallen for good below three quarters of the best, mirrored at zero, is left out.
 */
export function worthDrawing(cuts: Cut[], keep: number): Cut[] {
  const values = cuts.map((cut) => cut.money.value as number);
  const best = Math.max(...values, 0);
  const worst = Math.min(...values, 0);
  if (worst >= -1.5 * best) return cuts;
  const floor = -Math.max(0.75 * best, 0.04 * Math.abs(worst));
  const last = values.findLastIndex((value) => value >= floor);
  return cuts.slice(0, Math.max(last + 2, keep + 2, 4));
}

const m = { l: 52, r: 14, b: 58 };

export function ValueCurve(p: ValueCurveProps) {
  const all = cutsOf(p.curve);
  const chosen = known(p.at) ? nearestCut(all, p.at) : -1;
  const cuts = worthDrawing(all, chosen);
  const [picked, setPicked] = useState<number | undefined>();
  const id = useId();
  const best = cuts.reduce((top, cut, i) => ((cut.money.value ?? 0) > (cuts[top]?.money.value ?? 0) ? i : top), 0);
  const at = picked ?? (chosen >= 0 ? chosen : best);
  const cut = cuts[at];
  if (!cut) return null;
  const acts = known(p.decisions)
    ? `${share(cut.acts)}, ${count(Math.round(cut.acts * p.decisions))} a month`
    : share(cut.acts);
  return (
    <>
      <Picture
        {...p}
        cuts={cuts}
        shown={at}
        chosen={chosen}
        picked={picked !== undefined}
        whole={cuts.length === all.length}
      />
      <div className="slider">
        <label htmlFor={id} className="noprint">
          Try another threshold
        </label>
        <input
          id={id}
          className="noprint"
          type="range"
          min={0}
          max={cuts.length - 1}
          value={at}
          aria-valuetext={`${cutText(cut.at)}: acts on ${acts}, ${p.f.money(cut.money.value)} a month`}
          onChange={(event) => setPicked(Number(event.target.value))}
        />
        <output htmlFor={id} className="inline num">
          {[
            ['Acts at or above', cutText(cut.at)],
            ['Acts on', acts],
            ['Value a month', p.f.money(cut.money.value)],
            [rangeName(cut.money), range(cut.money.low, cut.money.high, p.f.figure)],
          ].map(([head, text]) => (
            <span key={head}>
              <small>{head}</small> {text}
            </span>
          ))}
        </output>
      </div>
    </>
  );
}

interface PictureProps extends ValueCurveProps {
  cuts: Cut[];
  shown: number;
  chosen: number;
  picked: boolean;
  whole: boolean;
}
function Picture(p: PictureProps) {
  const [ref, w] = useBox<HTMLDivElement>(690);
  const { cuts } = p;
  const first = cuts[0]?.acts ?? 0;
  const last = cuts.at(-1)?.acts ?? 1;
  const x = scaleLinear([first, last], [m.l, w - m.r]);
  const shown = cuts[p.shown] as Cut;
  const chosen = cuts[p.chosen];
  const verticals = [
    ...(chosen ? [{ x: x(chosen.acts), text: `cut at ${cutText(p.at)}`, kind: 'cut' }] : []),
    ...(known(p.capacity) && p.capacity >= first && p.capacity <= last
      ? [{ x: x(p.capacity), text: `capacity ${share(p.capacity)}`, kind: 'capacity' }]
      : []),
    ...(p.shown !== p.chosen
      ? [{ x: x(shown.acts), text: `${p.picked ? 'what if' : 'highest'}: ${cutText(shown.at)}`, kind: 'what-if' }]
      : []),
  ];
  const names = placeLabels(verticals, m.l, w - m.r);
  const tiers = 1 + Math.max(...names.map((name) => name.tier), 0);
  const top = 12 + 16 * tiers;
  const h = top + (w < 520 ? 200 : 220) + m.b;
  const floor = Math.min(...cuts.map((cut) => cut.money.value as number), 0);
  const lowest = Math.min(floor * 1.25, -0.5 * Math.max(...cuts.map((cut) => cut.money.high ?? 0), 0));
  const shownLow = cuts.map((cut) => Math.max(cut.money.low ?? floor, lowest));
  const y = scaleLinear(extent([0, floor, ...shownLow, ...cuts.map((cut) => cut.money.high)], 0.04), [h - m.b, top]);
  const bottom = h - m.b;
  return (
    <div ref={ref}>
      <Svg w={w} h={h} label={p.label}>
        <Axes x={x} y={y} w={w} bottom={bottom} p={p} />
        <Curve cuts={cuts} x={x} y={y} bottom={bottom} />
        {names.map(({ item, x: at, tier }) => (
          <g key={item.kind}>
            <line
              x1={item.x}
              x2={item.x}
              y1={top - 8 - 16 * tier}
              y2={bottom}
              stroke={item.kind === 'capacity' ? 'var(--ink-3)' : 'var(--ink)'}
              strokeDasharray={item.kind === 'what-if' ? '3 3' : undefined}
            />
            <text
              className={item.kind === 'capacity' ? 'mid halo' : 'strong halo'}
              x={at}
              y={top - 12 - 16 * tier}
              textAnchor="middle"
            >
              {item.text}
            </text>
          </g>
        ))}
        <circle
          cx={x(shown.acts)}
          cy={y(shown.money.value as number)}
          r={5}
          fill="var(--ink)"
          stroke="var(--paper)"
          strokeWidth={1.5}
        />
      </Svg>
    </div>
  );
}

type Scale = ScaleLinear<number, number>;

function Axes({ x, y, w, bottom, p }: { x: Scale; y: Scale; w: number; bottom: number; p: PictureProps }) {
  const values = y.ticks(5);
  const write = p.f.axis(values);
  const ticks = fittingTicks(x, w, () => share, w < 520 ? 5 : 9);
  return (
    <g>
      {values.map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? 'rule' : 'grid'} x1={m.l} x2={w - m.r} y1={y(tick)} y2={y(tick)} />
          <text x={m.l - 8} y={y(tick) + 4} textAnchor="end">
            {write(tick)}
          </text>
        </g>
      ))}
      <line className="axis" x1={m.l} x2={w - m.r} y1={bottom} y2={bottom} />
      {ticks.map((tick) => {
        const cut = p.cuts.reduce((near, each) =>
          Math.abs(each.acts - tick.at) < Math.abs(near.acts - tick.at) ? each : near,
        );
        return (
          <g key={tick.at}>
            <text className="mid" x={tick.x} y={bottom + 17} textAnchor="middle">
              {tick.text}
            </text>
            <text x={tick.x} y={bottom + 32} textAnchor="middle" fontSize={11}>
              {cutText(cut.at)}
            </text>
          </g>
        );
      })}
      <text x={w - m.r} y={bottom + 50} textAnchor="end" fontSize={11}>
        {p.whole
          ? 'share acted on, and the cut that does so'
          : `share acted on up to ${share(p.cuts.at(-1)?.acts)}, and the cut`}
      </text>
    </g>
  );
}

function Curve({ cuts, x, y, bottom }: { cuts: Cut[]; x: Scale; y: Scale; bottom: number }) {
  const inside = (value: number) => Math.min(bottom, y(value));
  const band = (low: 'low' | 'low_50', high: 'high' | 'high_50') =>
    area<Cut>()
      .defined((cut) => known(cut.money[low]) && known(cut.money[high]))
      .x((cut) => x(cut.acts))
      .y0((cut) => inside(cut.money[low] as number))
      .y1((cut) => inside(cut.money[high] as number))
      .curve(curveMonotoneX)(cuts) ?? '';
  const middle = line<Cut>()
    .x((cut) => x(cut.acts))
    .y((cut) => y(cut.money.value as number))
    .curve(curveMonotoneX);
  return (
    <g fill="none">
      <path d={band('low', 'high')} fill="var(--accent-band)" />
      <path d={band('low_50', 'high_50')} fill="var(--accent-band-2)" />
      <path d={middle(cuts) ?? ''} stroke="var(--accent)" strokeWidth={2} />
    </g>
  );
}
