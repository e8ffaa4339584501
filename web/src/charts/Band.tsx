// Along a curve a band says what the bars say of one estimate.
import { area, curveMonotoneX, line } from 'd3-shape';
import type { Estimate } from '../api/shared';
import { known, type Maybe } from '../format';

export type Scale = ((value: number) => number) & { ticks(count?: number): number[] };
export interface BandPoint {
  at: number;
  value: number;
  low: Maybe;
  low_50: Maybe;
  high_50: Maybe;
  high: Maybe;
}

/** Bands of 50 and of 90 in 100; what lies below the picture ends at its floor. */
export function Bands(p: { points: BandPoint[]; x: Scale; y: Scale; floor: number }) {
  const inside = (value: Maybe) => Math.min(p.floor, p.y(value as number));
  const band = (low: 'low' | 'low_50', high: 'high' | 'high_50') =>
    area<BandPoint>()
      .defined((point) => known(point[low]) && known(point[high]))
      .x((point) => p.x(point.at))
      .y0((point) => inside(point[low]))
      .y1((point) => inside(point[high]))
      .curve(curveMonotoneX)(p.points) ?? '';
  return (
    <g>
      <path d={band('low', 'high')} fill="var(--accent-band)" />
      <path d={band('low_50', 'high_50')} fill="var(--accent-band-2)" />
    </g>
  );
}

/** The middle of the band: dotted where it has not been seen yet. */
export function Middle(p: { points: BandPoint[]; x: Scale; y: Scale; ahead?: boolean }) {
  const path = line<BandPoint>()
    .x((point) => p.x(point.at))
    .y((point) => p.y(point.value))
    .curve(curveMonotoneX)(p.points);
  const dots = p.ahead ? { strokeDasharray: '2 5', strokeLinecap: 'round' as const } : {};
  return <path d={path ?? ''} fill="none" stroke="var(--accent)" strokeWidth={2} {...dots} />;
}

/** An estimate that stands upright, as on a curve that is measured here and there. */
export function Upright(p: { x: number; y: Scale; e: Estimate }) {
  if (!known(p.e.value)) return null;
  return (
    <g>
      {known(p.e.low) && known(p.e.high) && (
        <line x1={p.x} x2={p.x} y1={p.y(p.e.low)} y2={p.y(p.e.high)} stroke="var(--accent)" strokeWidth={1.5} />
      )}
      <circle cx={p.x} cy={p.y(p.e.value)} r={4} fill="var(--accent)" stroke="var(--paper)" strokeWidth={1.5} />
    </g>
  );
}
