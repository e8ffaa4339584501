// Invented documents, the same on every run: node scripts/make-fixtures.mjs FOLDER. They have the shape of real ones and
// none of their truth; each stretches the report in another way.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './fixtures/build.mjs';
import { bareCard, card } from './fixtures/card.mjs';
import { check, crowdedCheck, newFilesCheck } from './fixtures/check.mjs';
import { collect } from './fixtures/collect.mjs';
import { contractCheck, contractDiff, harmlessContract, keptContract } from './fixtures/contract.mjs';
import { dataDiff, sameTables, wideDiff } from './fixtures/data-diff.mjs';
import { dont } from './fixtures/dont.mjs';
import { drift, wideDrift } from './fixtures/drift.mjs';
import { claims, evaluation, graveEvaluation } from './fixtures/evaluation.mjs';
import { classes, manyClasses, numbers, plainNumbers } from './fixtures/kinds.mjs';
import { labelErrors, labelManyClasses, labelPeople } from './fixtures/labels.mjs';
import { profile, wideProfile } from './fixtures/profile.mjs';
import { ruleSuffices } from './fixtures/rule-suffices.mjs';
import { drawnSample, plannedSample, sample } from './fixtures/sample.mjs';
import { undecided } from './fixtures/undecided.mjs';

export const fixtures = { build, 'rule-suffices': ruleSuffices, collect, dont, undecided };

/** A document in which every number that may be missing is missing, and every list is empty. */
export function hollow(value) {
  if (Array.isArray(value)) return [];
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hollow(each)]));
  return typeof value === 'number' ? null : value;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? 'dist/fixtures';
  const all = { ...fixtures, profile, 'profile-wide': wideProfile, evaluation, 'evaluation-grave': graveEvaluation };
  Object.assign(all, {
    'evaluation-classes': classes,
    'evaluation-classes-many': manyClasses,
    'evaluation-numbers': numbers,
    'evaluation-numbers-plain': plainNumbers,
  });
  Object.assign(all, {
    drift,
    'drift-wide': wideDrift,
    check,
    'check-crowded': crowdedCheck,
    'check-files': newFilesCheck,
  });
  Object.assign(all, {
    'labels-errors': labelErrors,
    'labels-people': labelPeople,
    'labels-classes': labelManyClasses,
  });
  Object.assign(all, { contract: contractCheck, 'contract-kept': keptContract });
  Object.assign(all, { 'contract-diff': contractDiff, 'contract-harmless': harmlessContract });
  Object.assign(all, { 'data-diff': dataDiff, 'data-diff-wide': wideDiff, 'data-diff-same': sameTables });
  Object.assign(all, {
    sample,
    'sample-drawn': drawnSample,
    'sample-planned': plannedSample,
    card,
    'card-bare': bareCard,
  });
  for (const [verdict, document] of Object.entries(claims)) all[`claim-${verdict}`] = document;
  mkdirSync(folder, { recursive: true });
  for (const [name, document] of Object.entries(all))
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(document, null, 1)}\n`);
}
