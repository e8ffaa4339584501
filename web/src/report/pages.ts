// Which page draws which document. A further kind of document is one entry here and one file of its page; the version
// behind the name ("assay.study/1") is the page's own affair.
import type { ComponentType } from 'react';
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
import { CardReport } from './card/CardReport';
import { CheckReport } from './check/CheckReport';
import { ClaimReport } from './claim/ClaimReport';
import { ContractDiffReport, titleOf as contractTitle } from './contract/ContractDiffReport';
import { ContractReport } from './contract/ContractReport';
import { DataDiffReport, titleOf as diffTitle } from './diff/DataDiffReport';
import { DriftReport, titleOf as driftTitle } from './drift/DriftReport';
import { ClassesReport } from './evaluation/ClassesReport';
import { EvaluationReport } from './evaluation/EvaluationReport';
import { NumbersReport } from './evaluation/NumbersReport';
import { titleOf as evaluationTitle } from './evaluation/names';
import { LabelsReport } from './labels/LabelsReport';
import { ProfileReport } from './profile/ProfileReport';
import { StudyReport } from './StudyReport';
import { SampleReport, titleOf as sampleTitle } from './sample/SampleReport';
import { UnknownReport } from './UnknownReport';

/** What every document has. */
export interface AnyDocument {
  schema?: string;
}
export interface Page<D extends AnyDocument = AnyDocument> {
  /** What the bar above the page calls it. */
  name: string;
  title: (d: D) => string;
  Report: ComponentType<{ d: D }>;
}
const page = <D extends AnyDocument>(each: Page<D>) => each as unknown as Page;

export const pages: Record<string, Page> = {
  'assay.study': page<Document>({ name: 'Study report', title: (d) => d.title, Report: StudyReport }),
  'assay.profile': page<Profile>({ name: 'Profile of a table', title: (d) => d.source, Report: ProfileReport }),
  'assay.evaluation': page<Evaluation>({
    name: 'Evaluation of predictions',
    title: evaluationTitle,
    Report: EvaluationReport,
  }),
  'assay.evaluation-multiclass': page<Classes>({
    name: 'Evaluation of classes',
    title: evaluationTitle,
    Report: ClassesReport,
  }),
  'assay.evaluation-regression': page<Numbers>({
    name: 'Evaluation of numbers',
    title: evaluationTitle,
    Report: NumbersReport,
  }),
  'assay.claim-check': page<ClaimCheck>({ name: 'Claim, checked', title: (d) => d.claim, Report: ClaimReport }),
  'assay.drift': page<Drift>({ name: 'Drift of a table', title: driftTitle, Report: DriftReport }),
  'assay.check': page<Check>({ name: 'Check of a table', title: (d) => d.source, Report: CheckReport }),
  'assay.labels': page<Labels>({ name: 'Labels, judged', title: (d) => d.source, Report: LabelsReport }),
  'assay.contract-check': page<ContractCheck>({
    name: 'Contract, checked',
    title: (d) => d.source,
    Report: ContractReport,
  }),
  'assay.contract-diff': page<ContractDiff>({
    name: 'Contract, compared',
    title: contractTitle,
    Report: ContractDiffReport,
  }),
  'assay.data-diff': page<DataDiff>({ name: 'Difference of tables', title: diffTitle, Report: DataDiffReport }),
  'assay.sample': page<Sample>({ name: 'Sample of a table', title: sampleTitle, Report: SampleReport }),
  'assay.card': page<CardCheck>({ name: 'Data card', title: (d) => d.source, Report: CardReport }),
};
const unknown: Page = { name: 'Document', title: (d) => d.schema ?? '', Report: UnknownReport };

export const kindOf = (schema: string | undefined) => schema?.split('/')[0] ?? '';
export function pageOf(document: AnyDocument): Page {
  const kind = kindOf(document.schema);
  return Object.hasOwn(pages, kind) ? (pages[kind] as Page) : unknown;
}
