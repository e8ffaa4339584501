// Which sections the page of a document must show, by what the document holds; a line for every kind of page.
const kinds = {
  'assay.study': (d) => ({
    verdict: true,
    suspects: d.verdict.with_suspects || d.verdict.without_suspects,
    options: d.options.length,
    steps: d.options.some((option) => option.beats.length),
    learning: d.learning_curve.points.length || d.learning_curve.refused,
    threshold: d.threshold.curve.length,
    calibration: d.calibration.bins.length,
    ranking: d.ranking.curve.length,
    confusion: d.options.some((option) => option.role === 'chosen' && option.confusion.true_positive !== null),
    drivers: d.drivers.length,
    slices: d.slices.length,
    groups: d.groups.length,
    data: true,
    changes: d.verdict.would_change.length,
    claims: d.claims.length,
    methods: d.words.methods.length,
    provenance: true,
  }),
  'assay.evaluation': (d) => ({
    headline: true,
    integrity: d.integrity.length,
    models: true,
    comparison: d.comparison,
    threshold: d.cut.curve.length,
    lights: d.lights,
    calibration: d.calibration.bins.length,
    ranking: d.ranking.length,
    confusion: d.models[0]?.confusion.true_positive !== null,
    slices: d.slices.length,
    groups: d.groups.length,
    reach: d.reach,
    scenarios: d.scenarios.length,
    human: d.human,
    reuse: d.reuse.sentence,
    'not-run': d.not_run.length,
    claims: d.claims.length,
    methods: d.methods.length,
    provenance: true,
  }),
  'assay.claim-check': (d) => ({ claim: true, integrity: d.integrity.length, provenance: d.evidence.length }),
  'assay.drift': (d) => ({
    headline: true,
    issues: d.issues.length,
    columns: d.columns.length,
    joint: d.joint,
    model: d.model,
    statistics: d.statistics.length,
    'not-run': d.not_run.length,
  }),
  'assay.profile': (d) => ({ profile: true, issues: d.issues.length, columns: d.columns.length }),
};

export function sectionsOf(document) {
  const kind = document.schema?.split('/')[0] ?? '';
  const when = Object.hasOwn(kinds, kind) ? kinds[kind](document) : { unknown: true };
  return Object.keys(when).filter((section) => when[section]);
}
