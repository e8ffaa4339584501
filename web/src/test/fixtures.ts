// The invented documents, with their types.
import { bareCard, card } from '../../scripts/fixtures/card.mjs';
import { check, crowdedCheck, newFilesCheck } from '../../scripts/fixtures/check.mjs';
import { contractCheck, contractDiff, harmlessContract, keptContract } from '../../scripts/fixtures/contract.mjs';
import { dataDiff, sameTables, wideDiff } from '../../scripts/fixtures/data-diff.mjs';
import { drift, wideDrift } from '../../scripts/fixtures/drift.mjs';
import { claims as claimList, evaluation, graveEvaluation } from '../../scripts/fixtures/evaluation.mjs';
import { classes, manyClasses, numbers, plainNumbers } from '../../scripts/fixtures/kinds.mjs';
import { labelErrors, labelManyClasses, labelPeople } from '../../scripts/fixtures/labels.mjs';
import { profile, wideProfile } from '../../scripts/fixtures/profile.mjs';
import { drawnSample, plannedSample, sample } from '../../scripts/fixtures/sample.mjs';
import { fixtures, hollow } from '../../scripts/make-fixtures.mjs';
import type { CardCheck } from '../api/card';
import type { Check } from '../api/check';
import type { ClaimCheck } from '../api/claim-check';
import type { ContractCheck } from '../api/contract-check';
import type { ContractDiff } from '../api/contract-diff';
import type { DataDiff } from '../api/data-diff';
import type { Document } from '../api/document';
import type { Drift } from '../api/drift';
import type { Evaluation } from '../api/evaluation';
import type { Classes } from '../api/evaluation-multiclass';
import type { Numbers } from '../api/evaluation-regression';
import type { Labels } from '../api/labels';
import type { Profile } from '../api/profile';
import type { Sample } from '../api/sample';

export const studies = fixtures as unknown as Record<
  'build' | 'rule-suffices' | 'collect' | 'dont' | 'undecided',
  Document
>;
export const profiles = { small: profile, wide: wideProfile } as unknown as Record<'small' | 'wide', Profile>;
export const evaluations = { full: evaluation, grave: graveEvaluation } as unknown as Record<
  'full' | 'grave',
  Evaluation
>;
export const ofClasses = { few: classes, many: manyClasses } as unknown as Record<'few' | 'many', Classes>;
export const ofNumbers = { full: numbers, plain: plainNumbers } as unknown as Record<'full' | 'plain', Numbers>;
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
export const contracts = { broken: contractCheck, kept: keptContract } as unknown as Record<
  'broken' | 'kept',
  ContractCheck
>;
export const contractDiffs = { breaking: contractDiff, harmless: harmlessContract } as unknown as Record<
  'breaking' | 'harmless',
  ContractDiff
>;
export const dataDiffs = { small: dataDiff, wide: wideDiff, same: sameTables } as unknown as Record<
  'small' | 'wide' | 'same',
  DataDiff
>;
export const samples = { read: sample, drawn: drawnSample, planned: plannedSample } as unknown as Record<
  'read' | 'drawn' | 'planned',
  Sample
>;
export const cards = { full: card, bare: bareCard } as unknown as Record<'full' | 'bare', CardCheck>;
export const invented = [
  studies,
  profiles,
  evaluations,
  ofClasses,
  ofNumbers,
  claims,
  drifts,
  checks,
  labels,
  contracts,
  contractDiffs,
  dataDiffs,
  samples,
  cards,
].flatMap((each): { schema: string }[] => Object.values(each));
export const emptied = (document: Document) => hollow(document) as Document;

/** Every number of the document that may be missing is missing; its lists stay. */
export function withoutNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutNumbers(each)]));
  return typeof value === 'number' ? null : value;
}
