// The cuts on the probability that a picture shows, and which of them are worth it.
import type { CutValue } from '../api/shared';
import { known } from '../format';
import { type Domain, extent } from './scale';

export interface Cut {
  at: number;
  acts: number;
  money: CutValue['value_per_month'];
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
/** The cut that acts on as many rows as `at` does: a row at or above `at` that lies below this cut is never missed. */
export const cutAt = (cuts: Cut[], at: number) =>
  Math.max(
    0,
    cuts.findLastIndex((cut) => cut.at >= at),
  );

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

export const highest = (cuts: Cut[]) =>
  cuts.reduce((top, cut, i) => ((cut.money.value ?? 0) > (cuts[top]?.money.value ?? 0) ? i : top), 0);

/** Money that the picture spans: all of the middle, and of the band what is not far below it. */
export function moneyOf(cuts: Cut[]): Domain {
  const floor = Math.min(...cuts.map((cut) => cut.money.value as number), 0);
  const top = Math.max(...cuts.map((cut) => cut.money.high ?? 0), 0);
  const lowest = Math.min(floor * 1.25, -0.5 * top);
  const lows = cuts.map((cut) => Math.max(cut.money.low ?? floor, lowest));
  return extent([0, floor, top, ...lows], 0.04);
}
