import type { ReactNode } from 'react';

/** The frame of a picture that stands in a line of a table: its size, its words, the line at its foot. */
export function SmallPicture(p: { width: number; height: number; label: string; children: ReactNode }) {
  return (
    <svg
      className="histogram"
      viewBox={`0 0 ${p.width} ${p.height}`}
      width={p.width}
      height={p.height}
      role="img"
      aria-label={p.label}
    >
      <path d={`M0 ${p.height - 0.5}h${p.width}`} stroke="var(--line-2)" />
      {p.children}
    </svg>
  );
}
