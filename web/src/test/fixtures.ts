// The invented documents, with their types.
import { check, crowdedCheck, newFilesCheck } from '../../scripts/fixtures/check.mjs';
import { drift, wideDrift } from '../../scripts/fixtures/drift.mjs';
import { claims as claimList, evaluation, graveEvaluation } from '../../scripts/fixtures/evaluation.mjs';
import { labelErrors, labelManyClasses, labelPeople } from '../../scripts/fixtures/labels.mjs';
import { profile, wideProfile } from '../../scripts/fixtures/profile.mjs';
import { fixtures, hollow } from '../../scripts/make-fixtures.mjs';
import type { Check } from '../api/check';
import type { ClaimCheck } from '../api/claim-check';
import type { Document } from '../api/document';
import type { Drift } from '../api/drift';
import type { Evaluation } from '../api/evaluation';
import type { Labels } from '../api/labels';
import type { Profile } from '../api/profile';

export const studies = fixtures as unknown as Record<
  'build' | 'rule-suffices' | 'collect' | 'dont' | 'undecided',
  Document
>;
export const profiles = { small: profile, wide: wideProfile } as unknown as Record<'small' | 'wide', Profile>;
export const evaluations = { full: evaluation, grave: graveEvaluation } as unknown as Record<
  'full' | 'grave',
  Evaluation
>;
export const claims = claimList as unknown as Record<'supported' | 'refuted' | 'open', ClaimCheck>;
export const drifts = { small: drift, wide: wideDrift } as unknown as Record<'small' | 'wide', Drift>;
export const checks = { small: check, crowded: crowdedCheck, files: newFilesCheck } as unknown as Record<
  'small' | 'crowded' | 'files',
  Check
>;
export const labels = {
  errors: labelErrors,
  people: labelPeople,
  classes: labelManyClasses,
} as unknown as Record<'errors' | 'people' | 'classes', Labels>;
export const invented = [studies, profiles, evaluations, claims, drifts, checks, labels].flatMap(
  (each): { schema: string }[] => Object.values(each),
);
export const emptied = (document: Document) => hollow(document) as Document;

/** Every number of the document that may be missing is missing; its lists stay. */
export function withoutNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutNumbers(each)]));
  return typeof value === 'number' ? null : value;
}
