// Writes src/api/*.ts from the schemas that the engine publishes: node scripts/make-types.mjs [FOLDER]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The schema nests its shapes without names; these are the names of the fields whose shape has another name.
const names = {
  payback_months: 'Estimate',
  positive_rate: 'Estimate',
  without_suspects: 'OtherVerdict',
  would_change: 'Change',
  data: 'DataSummary',
  beats: 'Beats',
  bins: 'ReliabilityBin',
  'threshold.curve': 'CutValue',
  'ranking.curve': 'CurvePoint',
  'learning_curve.points': 'MeasuredPoint',
  forecast: 'ForecastPoint',
  values: 'GroupValue',
  gaps: 'GroupGap',
  groups: 'Groups',
  conditions: 'SliceCondition',
  'root.words': 'SectionWords',
  'root.columns': 'ColumnProfile',
  top: 'ValueCount',
  run: 'Run',
  reports: 'LinkedReport',
};
const pascal = (key) => key.replace(/(^|_)([a-z])/g, (_all, _bar, letter) => letter.toUpperCase());

/** What makes two shapes one: everything but the words about them. */
const shapeOf = (node) =>
  JSON.stringify(node, (key, value) => (key === 'description' && typeof value === 'string' ? undefined : value));

/** The interfaces of a schema by their shape, in reading order; `shared` has the names that are given already. */
function interfacesOf(schema, { root, names: own = {} }, shared = new Map()) {
  const found = new Map();
  const named = { ...names, ...own };
  const nameOf = (parent, key) => named[`${parent}.${key}`] ?? named[key] ?? pascal(key).replace(/s$/, '');
  let uses = new Set();

  function objectType(node, parent, key) {
    const shape = shapeOf(node);
    const same = found.get(shape);
    const wanted = parent === '' ? root : key === 'words' && parent !== 'root' ? 'Words' : nameOf(parent, key);
    const name = same?.name ?? shared.get(shape) ?? wanted;
    uses.add(name);
    if (same) return name;
    const outside = uses;
    const made = { name, text: '', uses: new Set() };
    found.set(shape, made);
    uses = made.uses;
    const fields = Object.entries(node.properties).map(
      ([field, each]) =>
        `  /** ${each.description} */\n  ${field}: ${type(each, parent === '' ? 'root' : key, field)};`,
    );
    uses = outside;
    made.text = `export interface ${name} {\n${fields.join('\n')}\n}\n`;
    return name;
  }
  function type(node, parent, key) {
    if (node.enum) return node.enum.map((each) => `'${each}'`).join(' | ');
    if (node.anyOf) return [...new Set(node.anyOf.flatMap((each) => type(each, parent, key).split(' | ')))].join(' | ');
    if (Array.isArray(node.type)) return node.type.join(' | ');
    if (node.type === 'integer') return 'number';
    if (node.type === 'array') {
      const item = type(node.items, parent, key);
      return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
    }
    if (node.properties) return objectType(node, parent, key);
    if (node.additionalProperties) return `Record<string, ${type(node.additionalProperties, parent, key)}>`;
    return node.type ?? 'unknown';
  }
  type(schema, '', '');
  return found;
}

/** The names of shapes that several schemas have, as the first of them calls each. */
function sharedNames(schemas) {
  const once = new Map();
  const shared = new Map();
  for (const { schema, names: own, root } of schemas) {
    for (const [shape, { name }] of interfacesOf(schema, { root, names: own })) {
      if (once.has(shape)) shared.set(shape, once.get(shape));
      else once.set(shape, name);
    }
  }
  return shared;
}

const HEAD = '// Made from the published schemas by scripts/make-types.mjs.\n\n';
const SHARED = 'shared';

/** The text of each file of types: what several schemas have stands in one of its own. */
function typeFiles(read) {
  const schemas = made.map((each) => ({ ...each, schema: read(each.schema) }));
  const shared = sharedNames(schemas);
  const common = new Map();
  const files = new Map();
  for (const each of schemas) {
    const found = interfacesOf(each.schema, each, shared);
    for (const [shape, made] of found) if (shared.has(shape) && !common.has(shape)) common.set(shape, made);
    const own = [...found].filter(([shape]) => !shared.has(shape)).map(([_shape, made]) => made);
    const given = new Set(shared.values());
    const twice = own.find(({ name }, i) => given.has(name) || own.findIndex((other) => other.name === name) < i);
    if (twice) throw new Error(`${each.out}: two shapes are called ${twice.name}; give one a name`);
    const used = [...new Set(own.flatMap((made) => [...made.uses]))].filter((name) => given.has(name)).sort();
    const from =
      used.length > 0 ? `import type {\n${used.map((name) => `  ${name},\n`).join('')}} from './${SHARED}';\n\n` : '';
    files.set(typesFile(each.out), `${HEAD}${from}${own.map(({ text }) => text).join('\n')}`);
  }
  files.set(typesFile(SHARED), `${HEAD}${[...common.values()].map(({ text }) => text).join('\n')}`);
  return files;
}

/** What evaluations of classes and of numbers have in common. */
const measuredNames = {
  integrity: 'Finding',
  groups: 'MeasuredGroup',
  'groups.values': 'GroupMeasures',
  measures: 'Headline',
  decisions: 'DecisionTest',
  flips: 'Flips',
  metrics: 'MetricDifference',
  adjusted: 'Headline',
  reuse: 'Reuse',
};

/** Every schema whose types the pages use; the types are named after the root. */
const made = [
  { schema: 'study', out: 'document', root: 'Document' },
  { schema: 'profile', out: 'profile', root: 'Profile' },
  {
    schema: 'evaluation',
    out: 'evaluation',
    root: 'Evaluation',
    names: {
      groups: 'GroupView',
      'groups.groups': 'Groups',
      lights: 'Lights',
      'lights.lights': 'Light',
      cut: 'CutChoice',
      corp: 'CorpPoint',
      ranking: 'CurvePoint',
      curve: 'CutValue',
      integrity: 'Finding',
      decisions: 'DecisionTest',
      flips: 'Flips',
      metrics: 'MetricDifference',
      prices: 'ConstraintPrice',
      cuts: 'GroupCut',
      adjusted: 'Headline',
      reach: 'Reach',
      reuse: 'Reuse',
    },
  },
  {
    schema: 'evaluation-multiclass',
    out: 'evaluation-multiclass',
    root: 'Classes',
    names: {
      'root.classes': 'ClassShare',
      'models.classes': 'ClassMeasures',
      confusion: 'ConfusionCell',
      corp: 'CorpPoint',
      decision: 'CostDecision',
      ...measuredNames,
    },
  },
  {
    schema: 'evaluation-regression',
    out: 'evaluation-regression',
    root: 'Numbers',
    names: {
      label: 'LabelSummary',
      costs: 'ErrorCosts',
      'models.quantiles': 'PinballLoss',
      range: 'RangeCoverage',
      deciles: 'ErrorDecile',
      shift: 'ShiftChoice',
      slices: 'ErrorSlice',
      by_slice: 'ErrorDifference',
      ...measuredNames,
    },
  },
  {
    schema: 'claim-check',
    out: 'claim-check',
    root: 'ClaimCheck',
    names: { value: 'Estimate', integrity: 'Finding' },
  },
  {
    schema: 'drift',
    out: 'drift',
    root: 'Drift',
    names: {
      'root.columns': 'ColumnDrift',
      shape: 'ColumnShape',
      method: 'DriftMethod',
      joint: 'JointDrift',
      drivers: 'JointDriver',
      newest: 'NewRow',
      model: 'ModelDrift',
      metrics: 'MetricDrift',
      statistics: 'NamedStatistic',
    },
  },
  {
    schema: 'check',
    out: 'check',
    root: 'Check',
    names: { findings: 'CheckFinding', not_run: 'NotRun', clean: 'CleanIssue' },
  },
  {
    schema: 'labels',
    out: 'labels',
    root: 'Labels',
    names: {
      errors: 'LabelErrors',
      'errors.classes': 'LabelClass',
      flows: 'LabelFlow',
      cuts: 'LabelCut',
      suspects: 'SuspectedLabel',
      effect: 'FixEffect',
      agreement: 'Agreement',
      pairs: 'PairAgreement',
      consensus: 'Consensus',
      people: 'Annotator',
      human: 'HumanBar',
      queue: 'QueuedItem',
    },
  },
  { schema: 'contract-check', out: 'contract-check', root: 'ContractCheck', names: { breaches: 'Breach' } },
  {
    schema: 'contract-diff',
    out: 'contract-diff',
    root: 'ContractDiff',
    names: { changes: 'ContractChange', products: 'ColumnReader' },
  },
  {
    schema: 'data-diff',
    out: 'data-diff',
    root: 'DataDiff',
    names: { before: 'TableSide', 'root.columns': 'ColumnDiff', examples: 'ChangedValue' },
  },
  { schema: 'sample', out: 'sample', root: 'Sample', names: { strata: 'SampleStratum' } },
  { schema: 'card', out: 'card', root: 'CardCheck', names: { personal: 'PersonalColumn' } },
];
const typesFile = (name) => `src/api/${name}.ts`;

export { made, typeFiles };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? '../docs';
  const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8'));
  for (const [file, text] of typeFiles(read)) writeFileSync(file, text);
}
