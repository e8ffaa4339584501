// The invented documents, with their types.
import { profile, wideProfile } from '../../scripts/fixtures/profile.mjs';
import { fixtures, hollow } from '../../scripts/make-fixtures.mjs';
import type { Document } from '../api/document';
import type { Profile } from '../api/profile';

export const studies = fixtures as unknown as Record<
  'build' | 'rule-suffices' | 'collect' | 'dont' | 'undecided',
  Document
>;
export const profiles = { small: profile, wide: wideProfile } as unknown as Record<'small' | 'wide', Profile>;
export const emptied = (document: Document) => hollow(document) as Document;

/** Every number of the document that may be missing is missing; its lists stay. */
export function withoutNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutNumbers(each)]));
  return typeof value === 'number' ? null : value;
}
