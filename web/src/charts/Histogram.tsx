// How rows are spread, small enough for a line of a table: one path, so that hundreds of them stay light.
import { SmallPicture } from './SmallPicture';

const HEIGHT = 22;
const STEP = 6;
const GAP = 1;

/** Bars of counts, the highest as high as the picture. */
export function Histogram(p: { counts: number[]; label: string; bars?: number }) {
  const most = Math.max(...p.counts, 0);
  if (most <= 0) return null;
  const width = STEP * Math.max(p.bars ?? 0, p.counts.length);
  // a bar that holds any row at all is seen
  const high = (rows: number) => (rows > 0 ? Math.max(1, (HEIGHT * rows) / most) : 0);
  const path = p.counts
    .map((rows, i) => (rows > 0 ? `M${i * STEP} ${HEIGHT}v${-round(high(rows))}h${STEP - GAP}V${HEIGHT}z` : ''))
    .join('');
  return (
    <SmallPicture width={width} height={HEIGHT} label={p.label}>
      <path d={path} fill="var(--ink-3)" />
    </SmallPicture>
  );
}
const round = (height: number) => Math.round(height * 10) / 10;
