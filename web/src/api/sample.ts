// Made from the published schemas by scripts/make-types.mjs.

import type {
  Estimate,
} from './shared';

export interface Sample {
  /** name and version of this document */
  schema: string;
  /** where the rows came from */
  source: string;
  /** what is estimated, or empty */
  quantity: string;
  /** rows of the table; 0 when not known */
  population: number;
  /** rows of the sample */
  rows: number;
  /** simple, proportional or neyman */
  allocation: string;
  /** of the intervals */
  confidence: number | null;
  /** width that was asked for */
  wanted_width: number | null;
  /** width that the plan expects */
  expected_width: number | null;
  /** the quantity, from the sampled rows */
  estimate: Estimate;
  /** variance over that of a simple random sample of as many rows */
  design_effect: number | null;
  /** sampled rows without a value */
  unknown: number;
  /** one entry a stratum */
  strata: SampleStratum[];
  /** the same in words */
  sentences: string[];
}

export interface SampleStratum {
  /** values of the columns that make the stratum */
  name: string;
  /** its rows in the table */
  population: number;
  /** its rows in the sample */
  rows: number;
  /** rows with a value, to plan with */
  known: number;
  /** mean of those */
  mean: number | null;
  /** standard deviation to plan with */
  deviation: number | null;
}
