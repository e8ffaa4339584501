// How the values of a column were spread then (grey) and are now (the blue line), small enough for a line of a table.
import { SmallPicture } from './SmallPicture';

const HEIGHT = 24;
const STEP = 6;
/** Few bars are wider, but never so wide that they look like a surface. */
const WIDEST = 20;

/** Shares of the same bins, then and now, on one scale. */
export function ThenNow(p: { then: (number | null)[]; now: (number | null)[]; bars: number; label: string }) {
  const most = Math.max(...[...p.then, ...p.now].map((value) => value ?? 0), 0);
  if (most <= 0) return null;
  const bins = Math.max(p.then.length, p.now.length);
  const width = STEP * p.bars;
  const step = Math.min(WIDEST, width / bins);
  const y = (value: number | null | undefined) =>
    Math.round(10 * (HEIGHT - 1 - ((HEIGHT - 3) * (value ?? 0)) / most)) / 10;
  const then = p.then
    .map((value, i) => (value ? `M${i * step} ${HEIGHT - 1}V${y(value)}h${step - 1}V${HEIGHT - 1}z` : ''))
    .join('');
  const now = Array.from({ length: bins }, (_all, i) => `V${y(p.now[i])}h${step - (i === bins - 1 ? 1 : 0)}`).join('');
  return (
    <SmallPicture width={width} height={HEIGHT} label={p.label}>
      <path d={then} fill="var(--line-2)" />
      <path d={`M0.5 ${HEIGHT - 1}${now}V${HEIGHT - 1}`} fill="none" stroke="var(--accent)" strokeWidth={1.5} />
    </SmallPicture>
  );
}
