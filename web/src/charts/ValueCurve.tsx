import { scaleLinear } from 'd3-scale';
import { useId, useState } from 'react';
import type { CutValue } from '../api/shared';
import { count, cutText, type Fmt, known, type Maybe, range, rangeName, share } from '../format';
import { Bands, Middle, type Scale } from './Band';
import { Svg, useBox } from './core';
import { type Cut, cutAt, cutsOf, highest, moneyOf, worthDrawing } from './cuts';
import { fittingTicks, placeLabels } from './scale';

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

const m = { l: 52, r: 14, t: 26, b: 58 };

export function ValueCurve(p: ValueCurveProps) {
  const [picked, setPicked] = useState<number | undefined>();
  const all = cutsOf(p.curve);
  const chosen = known(p.at) ? cutAt(all, p.at) : -1;
  const cuts = worthDrawing(all, chosen);
  const shown = picked ?? (chosen >= 0 ? chosen : highest(cuts));
  if (cuts.length === 0) return null;
  const whole = cuts.length === all.length;
  return (
    <>
      <Picture {...p} cuts={cuts} shown={shown} chosen={chosen} picked={picked !== undefined} whole={whole} />
      <Slider
        cuts={cuts}
        at={shown}
        exact={shown === chosen ? p.at : undefined}
        decisions={p.decisions}
        f={p.f}
        onPick={setPicked}
      />
    </>
  );
}

interface SliderProps {
  cuts: Cut[];
  at: number;
  /** The cut itself, where the study's own is shown. */
  exact: Maybe;
  decisions: Maybe;
  f: Fmt;
  onPick: (at: number) => void;
}
function Slider(p: SliderProps) {
  const id = useId();
  const cut = p.cuts[p.at] as Cut;
  const monthly = known(p.decisions) ? `, ${count(Math.round(cut.acts * p.decisions))} a month` : '';
  const facts = [
    ['Acts at or above', cutText(p.exact ?? cut.at)],
    ['Acts on', `${share(cut.acts)}${monthly}`],
    [p.f.head('a month'), p.f.figure(cut.money.value)],
    [rangeName(cut.money), range(cut.money.low, cut.money.high, p.f.figure)],
  ];
  return (
    <div className="slider">
      <label htmlFor={id} className="noprint">
        Try another threshold
      </label>
      <input
        id={id}
        className="noprint"
        type="range"
        min={0}
        max={p.cuts.length - 1}
        value={p.at}
        aria-valuetext={facts.map((fact) => fact.join(' ')).join(', ')}
        onChange={(event) => p.onPick(Number(event.target.value))}
      />
      <output htmlFor={id} className="inline num">
        {facts.map(([head, text]) => (
          <span key={head}>
            <small>{head}</small> {text}
          </span>
        ))}
      </output>
    </div>
  );
}

interface PictureProps extends ValueCurveProps {
  cuts: Cut[];
  shown: number;
  chosen: number;
  picked: boolean;
  whole: boolean;
}
type Kind = 'cut' | 'capacity' | 'what-if';
interface Vertical {
  at: number;
  text: string;
  kind: Kind;
}
/** The lines that stand on the curve: the cut, what reviewers can take, and what is tried. */
function verticals(p: PictureProps): Vertical[] {
  const shown = p.cuts[p.shown] as Cut;
  const chosen = p.cuts[p.chosen];
  const last = p.cuts.at(-1)?.acts ?? 1;
  const all: Vertical[] = [];
  if (chosen) all.push({ at: chosen.acts, text: `cut at ${cutText(p.at)}`, kind: 'cut' });
  if (known(p.capacity) && p.capacity <= last)
    all.push({ at: p.capacity, text: `capacity ${share(p.capacity)}`, kind: 'capacity' });
  if (p.shown !== p.chosen)
    all.push({ at: shown.acts, text: `${p.picked ? 'what if' : 'highest'}: ${cutText(shown.at)}`, kind: 'what-if' });
  return all;
}

function Picture(p: PictureProps) {
  const [ref, w] = useBox<HTMLDivElement>(690);
  const x = scaleLinear([p.cuts[0]?.acts ?? 0, p.cuts.at(-1)?.acts ?? 1], [m.l, w - m.r]);
  const lines = verticals(p).map((each) => ({ ...each, x: x(each.at) }));
  const names = placeLabels(lines, m.l, w - m.r);
  // two lines of names always have room, so that the picture does not jump while a threshold is tried
  const top = m.t + 16 * Math.max(2, ...names.map((name) => name.tier + 1));
  const bottom = top + (w < 720 ? 190 : 220);
  const y = scaleLinear(moneyOf(p.cuts), [bottom, top]);
  const points = p.cuts.map(({ acts, money }) => ({ ...money, at: acts, value: money.value as number }));
  const shown = p.cuts[p.shown] as Cut;
  return (
    <div ref={ref}>
      <Svg w={w} h={bottom + m.b} label={p.label}>
        <text x={0} y={12} fontSize={11}>
          {p.f.head('a month')}
        </text>
        <Axes x={x} y={y} w={w} bottom={bottom} p={p} />
        <Bands points={points} x={x} y={y} floor={bottom} />
        <Middle points={points} x={x} y={y} />
        {lines.map((line, i) => (
          <line
            key={line.kind}
            x1={line.x}
            x2={line.x}
            y1={top - 8 - 16 * (names[i]?.tier ?? 0)}
            y2={bottom}
            stroke={line.kind === 'capacity' ? 'var(--ink-3)' : 'var(--ink)'}
            strokeDasharray={line.kind === 'what-if' ? '3 3' : undefined}
          />
        ))}
        {names.map(({ item, x: at, tier }) => (
          <text
            key={item.kind}
            className={item.kind === 'capacity' ? 'mid halo' : 'strong halo'}
            x={at}
            y={top - 12 - 16 * tier}
            textAnchor="middle"
          >
            {item.text}
          </text>
        ))}
        <circle cx={x(shown.acts)} cy={y(shown.money.value as number)} r={5} className="pin" />
      </Svg>
    </div>
  );
}

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
