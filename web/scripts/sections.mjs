// Which sections the page of a document must show, by what the document holds.

/** What the pages of all kinds of evaluations have. */
const judged = (d) => ({
  headline: true,
  linked: d.run.reports.length,
  integrity: d.integrity.length,
  models: true,
  comparison: d.comparison,
  slices: d.slices.length,
  groups: d.groups.length,
  reuse: d.reuse.sentence,
  'not-run': d.not_run.length,
  claims: d.claims.length,
  methods: d.methods.length,
  provenance: true,
});

/** A line for every kind of page. */
const kinds = {
  'assay.study': (d) => ({
    verdict: true,
    linked: d.run.reports.length,
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
    ...judged(d),
    threshold: d.cut.curve.length,
    lights: d.lights,
    calibration: d.calibration.bins.length,
    ranking: d.ranking.length,
    confusion: d.models[0]?.confusion.true_positive !== null,
    reach: d.reach,
    scenarios: d.scenarios.length,
    human: d.human,
  }),
  'assay.evaluation-multiclass': (d) => ({
    ...judged(d),
    classes: d.models[0]?.classes.length,
    confusion: d.models[0]?.confusion.length,
    calibration: d.calibration.bins.length,
    decision: d.has_costs,
  }),
  'assay.evaluation-regression': (d) => ({
    ...judged(d),
    tenths: d.deciles.length,
    quantiles: d.models[0]?.quantiles.length,
    costs: d.costs,
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
  'assay.check': (d) => ({
    headline: true,
    issues: d.findings.length,
    'not-run': d.not_run.length,
    clean: d.clean.length,
  }),
  'assay.labels': (d) => ({
    headline: true,
    issues: d.issues.length,
    errors: d.errors,
    cuts: d.errors?.cuts.length,
    flows: d.errors?.flows.length,
    suspects: d.errors?.suspects.length,
    effect: d.errors?.effect.sentence,
    agreement: d.agreement,
    human: d.agreement?.human.sentence,
    people: d.agreement?.people.length,
    pairs: d.agreement?.pairs.length,
    queue: d.agreement?.queue.length,
    'not-run': d.not_run.length,
  }),
  'assay.contract-check': (d) => ({ headline: true, breaches: d.breaches.length }),
  'assay.contract-diff': (d) => ({
    headline: true,
    breaking: d.changes.some((change) => change.breaking),
    products: d.changes.some((change) => change.products.length),
    harmless: d.changes.some((change) => !change.breaking),
  }),
  'assay.data-diff': (d) => ({
    headline: true,
    rows: (d.added ?? 0) + (d.removed ?? 0) + (d.changed ?? 0) > 0,
    columns: d.columns.length,
    schema: d.schema_changes.length,
  }),
  'assay.sample': (d) => ({
    headline: true,
    estimate: d.estimate.value !== null,
    strata: d.strata.length > 1,
  }),
  'assay.card': (d) => ({ headline: true, issues: d.issues.length, use: true, personal: d.personal.length }),
  'assay.profile': (d) => ({ profile: true, issues: d.issues.length, columns: d.columns.length }),
};

export function sectionsOf(document) {
  const kind = document.schema?.split('/')[0] ?? '';
  const when = Object.hasOwn(kinds, kind) ? kinds[kind](document) : { unknown: true };
  return Object.keys(when).filter((section) => when[section]);
}
