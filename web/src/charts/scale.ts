// Domains, ticks and the places of labels. Everything is taken from the data; nothing here knows a number of its own.
import type { Estimate } from '../api/shared';
import { type Format, known, type Maybe } from '../format';

export type Domain = [number, number];

/** Smallest and largest of the known numbers, with room on both sides. */
export function extent(values: Maybe[], room = 0.05): Domain {
  const all = values.filter(known);
  if (all.length === 0) return [0, 1];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const width = high - low || Math.abs(high) || 1;
  return [low - room * width, high + room * width];
}

const ends = (estimate: Estimate) => [estimate.value, estimate.low, estimate.high].filter(known);

const FAR = 2.5;

/**
 * The domain of a column of estimates. Where `keep` names those that matter, others that lie far beyond them ("act on
 * everything") would press the rest into a point: where leaving out less than half of the rows makes the picture much
 * wider, they become arrows.
 */
export function columnDomain(estimates: Estimate[], include: Maybe[] = [], keep?: Estimate[]): Domain {
  const lines = include.filter(known);
  const told = estimates.filter((each) => ends(each).length > 0);
  const domain = (shown: Estimate[], room?: number) => extent([...shown.flatMap(ends), ...lines], room);
  const width = (shown: Estimate[]) => {
    const [low, high] = domain(shown, 0);
    return high - low;
  };
  if (!keep) return domain(told);
  const values = told.map((each) => each.value ?? 0).sort((a, b) => a - b);
  const middle = values[Math.floor(values.length / 2)] ?? 0;
  const reach = (each: Estimate) => Math.max(...ends(each).map((end) => Math.abs(end - middle)));
  const nearest = told.filter((each) => !keep.includes(each)).sort((a, b) => reach(a) - reach(b));
  const kept = told.filter((each) => keep.includes(each));
  let shown = told;
  for (let out = 1; out <= Math.floor((told.length - 1) / 2); out++) {
    const rest = [...kept, ...nearest.slice(0, nearest.length - out)];
    if (rest.length >= 2 && width(rest) > 0 && width(shown) >= FAR * width(rest)) shown = rest;
  }
  return domain(shown);
}

/** Width of a text in Inter, near enough to keep labels apart. */
export function textWidth(text: string, size = 12): number {
  let width = 0;
  for (const letter of text) {
    if (/[\s.,:;'’|!ijl()]/.test(letter)) width += 0.3;
    else if (/[A-ZMW%mw@]/.test(letter)) width += 0.76;
    else if (/[0-9$\u2212+]/.test(letter)) width += 0.64;
    else width += 0.57;
  }
  return width * size;
}

interface Tickable {
  (value: number): number;
  ticks(count?: number): number[];
}
/** Ticks whose labels do not touch, as many as fit, and how to write them. */
export function fittingTicks(
  scale: Tickable,
  width: number,
  writer: (ticks: number[]) => Format,
  most = 8,
  size = 12,
): { at: number; x: number; text: string }[] {
  for (let wanted = most; wanted >= 1; wanted--) {
    const ticks = scale.ticks(wanted);
    const write = writer(ticks);
    const places = ticks.map((at) => ({ at, x: scale(at), text: write(at) }));
    const apart = places.every((place, i) => {
      const next = places[i + 1];
      if (!next) return true;
      return next.x - place.x > (textWidth(place.text, size) + textWidth(next.text, size)) / 2 + 8;
    });
    const inside = places.filter((place) => place.x >= 0 && place.x <= width);
    if (apart && inside.length > 0) return inside;
  }
  return [];
}

/** A label in the middle of `x` that stays inside [from, to]. */
export function clampLabel(x: number, text: string, from: number, to: number, size = 12): number {
  const half = textWidth(text, size) / 2;
  if (to - from < 2 * half) return (from + to) / 2;
  return Math.min(to - half, Math.max(from + half, x));
}

export interface Placed<T> {
  item: T;
  x: number;
  tier: number;
}
/** Puts labels of one row on as few lines as keep them from touching: tier 0 is nearest to the picture. */
export function placeLabels<T extends { x: number; text: string }>(
  items: T[],
  from: number,
  to: number,
  size = 12,
): Placed<T>[] {
  const taken: Domain[][] = [];
  return items.map((item) => {
    const x = clampLabel(item.x, item.text, from, to, size);
    const half = textWidth(item.text, size) / 2 + 4;
    let tier = 0;
    while (taken[tier]?.some(([low, high]) => x - half < high && x + half > low)) tier++;
    taken[tier] ??= [];
    taken[tier]?.push([x - half, x + half]);
    return { item, x, tier };
  });
}

/** Ticks of a logarithmic axis: powers of ten, with 2 and 5 between where few powers fit. */
export function logTicks(low: number, high: number): number[] {
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    for (const step of [1, 2, 5]) all.push(step * 10 ** power);
  return all.filter((tick) => tick >= low && tick <= high);
}
