// The grammar of every assay picture: a dot is the estimate, the thick bar holds the true value in half of such cases,
// the thin bar in nine of ten; a band is the same along a curve; a dotted line has not been seen yet.
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Estimate } from '../api/shared';
import { known } from '../format';

/** Width of the box a chart stands in; on paper the width that the print layout gives it. */
export function useBox<T extends HTMLElement>(printWidth: number, min = 90): [RefObject<T | null>, number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(printWidth);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    // a box that is not shown (closed details, no layout) has no width: it keeps the paper's
    const measure = () => {
      if (element.clientWidth > 0) setWidth(Math.max(min, Math.round(element.clientWidth)));
    };
    const before = () => flushSync(() => setWidth(printWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', measure);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', measure);
    };
  }, [printWidth, min]);
  return [ref, width];
}

/** A picture with its finding in words; `label` undefined marks a decoration of something said beside it. */
export function Svg(p: { w: number; h: number; label?: string; children: ReactNode }) {
  const box = { className: 'chart', viewBox: `0 0 ${p.w} ${p.h}` };
  if (p.label === undefined) {
    return (
      <svg {...box} aria-hidden="true">
        {p.children}
      </svg>
    );
  }
  return (
    <svg {...box} role="img" aria-label={p.label}>
      {p.children}
    </svg>
  );
}

export type Tone = 'accent' | 'care' | 'ink' | 'hollow' | 'rule';
const colours: Record<Tone, string> = {
  accent: 'var(--accent)',
  care: 'var(--care)',
  ink: 'var(--ink-2)',
  hollow: 'var(--ink-2)',
  rule: 'var(--ink)',
};

interface MarkProps {
  x: (value: number) => number;
  from: number;
  to: number;
  y: number;
  e: Estimate;
  tone: Tone;
  size?: number;
}
/** An estimate with its ranges on one line. What lies beyond the picture ends in an arrow at its edge. */
export function Mark(p: MarkProps) {
  const { e } = p;
  if (!known(e.value)) return null;
  const colour = colours[p.tone];
  const at = (value: number) => Math.min(p.to, Math.max(p.from, p.x(value)));
  const centre = p.x(e.value);
  const beyond = centre < p.from - 1 ? -1 : centre > p.to + 1 ? 1 : 0;
  const bar = (low: number | null, high: number | null, width: number) =>
    known(low) && known(high) ? (
      <line x1={at(low)} x2={at(high)} y1={p.y} y2={p.y} stroke={colour} strokeWidth={width} />
    ) : null;
  // a narrow range must not vanish behind its own dot
  const reach = known(e.low_50) && known(e.high_50) ? (p.x(e.high_50) - p.x(e.low_50)) / 2 : 9;
  const s = Math.max(3.6, Math.min(p.size ?? 5.5, reach + 2.4));
  if (beyond !== 0) {
    const edge = beyond < 0 ? p.from : p.to;
    return (
      <g>
        {bar(e.low, e.high, 1.5)}
        <path d={`M${edge} ${p.y}l${-beyond * 9} -5v10z`} fill={colour} />
      </g>
    );
  }
  return (
    <g>
      {bar(e.low, e.high, 1.5)}
      {bar(e.low_50, e.high_50, Math.min(5, s))}
      <Dot x={at(e.value)} y={p.y} s={s} tone={p.tone} />
    </g>
  );
}

export function Dot({ x, y, s, tone }: { x: number; y: number; s: number; tone: Tone }) {
  const colour = colours[tone];
  if (tone === 'rule') {
    const side = 1.7 * s;
    return (
      <rect
        x={x - side / 2}
        y={y - side / 2}
        width={side}
        height={side}
        transform={`rotate(45 ${x} ${y})`}
        fill={colour}
      />
    );
  }
  if (tone === 'hollow') return <circle cx={x} cy={y} r={s} fill="var(--paper)" stroke={colour} strokeWidth={2} />;
  return <circle cx={x} cy={y} r={s} fill={colour} />;
}
