// Writes src/api/*.ts from the schemas that the engine publishes: node scripts/make-types.mjs [FOLDER]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
};
const pascal = (key) => key.replace(/(^|_)([a-z])/g, (_all, _bar, letter) => letter.toUpperCase());

function typesOf(schema, { root, names: own = {} }) {
  const known = new Map();
  const named = { ...names, ...own };
  const nameOf = (parent, key) => named[`${parent}.${key}`] ?? named[key] ?? pascal(key).replace(/s$/, '');
  const out = [];
  const shape = (node) =>
    JSON.stringify(node, (key, value) => (key === 'description' && typeof value === 'string' ? undefined : value));

  function objectType(node, parent, key) {
    const same = known.get(shape(node));
    if (same) return same;
    const wanted = parent === '' ? root : key === 'words' && parent !== 'root' ? 'Words' : nameOf(parent, key);
    known.set(shape(node), wanted);
    const place = out.push('') - 1;
    const fields = Object.entries(node.properties).map(
      ([name, each]) => `  /** ${each.description} */\n  ${name}: ${type(each, parent === '' ? 'root' : key, name)};`,
    );
    out[place] = `export interface ${wanted} {\n${fields.join('\n')}\n}\n`;
    return wanted;
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
  return `// Made from the published schema by scripts/make-types.mjs.\n\n${out.join('\n')}`;
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
];
const typesFile = (each) => `src/api/${each.out}.ts`;

export { made, typesFile, typesOf };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? '../docs';
  for (const each of made) {
    const file = join(folder, `${each.schema}.schema.json`);
    if (existsSync(file)) writeFileSync(typesFile(each), typesOf(JSON.parse(readFileSync(file, 'utf8')), each));
  }
}
