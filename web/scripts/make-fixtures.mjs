// Invented studies, the same on every run: node scripts/make-fixtures.mjs FOLDER. They have the shape of real documents
// and none of their truth; each stretches the report in another way.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INVENTED = 'Invented data, made to try the report.';
const sha = (text) => createHash('sha256').update(text).digest('hex');
const nothing = (method = 'not asked for') => ({
  value: null,
  low: null,
  high: null,
  low_50: null,
  high_50: null,
  confidence: 0.9,
  method,
});
const round = (x) => Number(x.toPrecision(6));
const estimate = (value, sd, method = 'mean over test parts, t interval') => ({
  value: round(value),
  low: round(value - 1.645 * sd),
  high: round(value + 1.645 * sd),
  low_50: round(value - 0.6745 * sd),
  high_50: round(value + 0.6745 * sd),
  confidence: 0.9,
  method,
});
const rate = (value, sd) => {
  const e = estimate(value, sd);
  for (const key of ['low', 'high', 'low_50', 'high_50']) e[key] = Math.min(1, Math.max(0, e[key]));
  return e;
};
const words = (finding = '', measure = '', note = '') => ({ finding, measure, note });

/** mulberry32: small, seeded, good enough for pictures. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const normalQuantile = { 0.01: -2.326, 0.05: -1.645, 0.1: -1.282, 0.2: -0.842, 0.3: -0.524, 0.4: -0.253, 0.5: 0 };
const quantiles = (middle, sd) =>
  [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99].map((level) => {
    const z = level <= 0.5 ? normalQuantile[level] : -normalQuantile[Number((1 - level).toFixed(2))];
    return { level, value: round(middle + z * sd) };
  });

/** Everything that the five studies share; `s` says what is theirs. */
function study(s) {
  const random = generator(s.seed);
  const scale = s.scale;
  const rows = s.rows;
  const options = s.options.map((option, i) => makeOption(option, i, s));
  const document = {
    schema: 'assay.study/1',
    product: s.product,
    id: '',
    title: s.product.product.decision,
    statement: s.statement,
    currency: s.product.costs.currency,
    verdict: s.verdict,
    data: {
      rows,
      columns: s.columns,
      positives: Math.round(rows * s.base),
      unlabelled: s.unlabelled ?? 0,
      positive_rate: rate(s.base, Math.sqrt((s.base * (1 - s.base)) / rows)),
      first: s.first ?? '',
      last: s.last ?? '',
      issues: s.issues,
      words: words(s.dataFinding, 'What was found in the table, worst first', INVENTED),
    },
    options,
    threshold: threshold(s),
    calibration: calibration(s),
    ranking: ranking(s),
    learning_curve: s.learning,
    drivers: s.drivers.map(([columns, value, sd]) => ({
      columns,
      value_per_month: estimate(value * scale, sd * scale),
    })),
    noise: s.noise,
    slices: slices(s, random),
    groups: s.groups.map((group) => groups(group, s, random)),
    words: s.words,
    claims: [],
    evidence: [
      { what: 'data', sha256: sha(`data ${s.name}`) },
      { what: 'predictions', sha256: sha(`predictions ${s.name}`) },
    ],
    provenance: {
      version: '0.1.0',
      engine: 'DuckDB 1.5.6',
      boosting: 'xgboost 3.4.1',
      seed: 0,
      threads: 2,
      inputs: [
        { what: 'data', name: s.product.data.source, sha256: sha(`data ${s.name}`) },
        { what: 'product file', name: 'product.toml', sha256: sha(`product ${s.name}`) },
      ],
    },
    run: { finished_at: '2027-02-11T14:05:09Z', duration_s: 41.7, steps_s: { data: 3.1, models: 30.2, verdict: 8.4 } },
  };
  document.claims = s.claims.map((claim) => makeClaim(claim, document));
  document.id = sha(JSON.stringify({ ...document, run: null })).slice(0, 16);
  return document;
}

function makeClaim([statement, quantity, unit, middle, sd], document) {
  const claim = {
    statement,
    quantity,
    unit,
    population: `rows of ${document.product.data.source}`,
    period: '12 months from the decision',
    quantiles: quantiles(middle, sd),
    settle_by: '2028-02-11: the same quantity, measured on the decisions of those months',
    made_by: 'study',
    evidence: document.evidence,
  };
  return { id: sha(JSON.stringify(claim)).slice(0, 16), ...claim };
}

function makeOption([name, label, role, value, sd, auc, acts, recall, note = ''], index, s) {
  const positives = s.rows * s.base;
  const tp = positives * recall;
  const fp = Math.max(0, s.rows * acts - tp);
  const scored = auc !== null;
  const beats = s.options.slice(0, index).map(([other, , , otherValue, otherSd]) => ({
    option: other,
    value_per_month: estimate((value - otherValue) * s.scale, 0.6 * Math.hypot(sd, otherSd) * s.scale),
  }));
  return {
    name,
    label,
    role,
    auc: scored ? estimate(auc, 0.006) : nothing('the same score for every row'),
    average_precision: scored ? estimate(s.base + (auc - 0.5) * 0.8, 0.009) : nothing('the same score for every row'),
    brier: scored ? estimate(s.base * (1 - s.base) * (1.3 - auc / 2), 0.0012) : nothing('no probabilities'),
    acts: rate(acts, acts === 0 || acts === 1 ? 0 : 0.002),
    precision: acts > 0 ? rate(tp / (tp + fp), 0.004) : nothing('never acts'),
    recall: rate(recall, recall === 0 || recall === 1 ? 0 : 0.006),
    confusion: {
      true_positive: tp,
      false_positive: fp,
      false_negative: positives - tp,
      true_negative: s.rows - positives - fp,
    },
    value_per_1000: estimate((value * s.scale * 1000) / s.decisions, (sd * s.scale * 1000) / s.decisions),
    value_per_month: estimate(value * s.scale, sd * s.scale),
    raw_value_per_month: scored ? estimate(value * s.scale * 0.94, sd * s.scale) : nothing('no scores to price'),
    beats,
    note,
  };
}

/** Binormal scores: negatives N(0, 1), positives N(shift, 1). */
const upper = (z) => 1 / (1 + Math.exp(1.702 * z));
function ranks(s, points) {
  return Array.from({ length: points }, (_all, i) => {
    const z = 4.2 + s.shift - ((8.4 + s.shift) * i) / (points - 1);
    const [tpr, fpr] = i === 0 ? [0, 0] : i === points - 1 ? [1, 1] : [upper(z - s.shift), upper(z)];
    const acts = s.base * tpr + (1 - s.base) * fpr;
    const odds = (s.base / (1 - s.base)) * Math.exp(s.shift * z - (s.shift * s.shift) / 2);
    return { tpr, fpr, acts, at: i === 0 ? 1 : i === points - 1 ? 0 : odds / (1 + odds) };
  });
}
function threshold(s) {
  if (s.noThreshold) return { at: null, chosen_by: 'too few to place', curve: [], words: words() };
  const [gain, loss] = s.costs;
  const curve = ranks(s, 60).map(({ tpr, fpr, acts, at }) => {
    const value = s.decisions * (s.base * tpr * gain + (1 - s.base) * fpr * loss);
    const sd = 0.02 * s.decisions * gain * Math.sqrt(acts * s.base) * s.spread;
    return { at: round(at), acts: round(acts), value_per_month: estimate(value, sd) };
  });
  return { at: s.cut, chosen_by: s.capacity ? 'capacity' : 'costs', curve, words: s.thresholdWords };
}
function ranking(s) {
  const curve = ranks(s, 60).map(({ tpr, fpr, acts, at }) => ({
    threshold: round(at),
    false_positive_rate: round(fpr),
    true_positive_rate: round(tpr),
    precision: acts > 0 ? round((s.base * tpr) / acts) : null,
    acts: round(acts),
  }));
  return {
    option: s.model,
    curve,
    words: words('', 'How well its scores order the rows', `${s.rows.toLocaleString('en-US')} rows, each tested once.`),
  };
}
function calibration(s) {
  const bins = ranks(s, 14)
    .slice(2, -2)
    .reverse()
    .map(({ at }, i) => {
      const observed = Math.min(1, Math.max(0, at * (1 + 0.05 * Math.sin(3 * i)) + 0.003));
      const n = Math.round(s.rows / 10);
      return {
        predicted: round(at),
        observed: rate(observed, Math.sqrt((observed * (1 - observed)) / n) * s.spread),
        rows: n,
      };
    });
  return {
    option: s.model,
    bins,
    miscalibration: 0.00041,
    discrimination: 0.0183,
    uncertainty: round(s.base * (1 - s.base)),
    sentence: s.calibrationSentence,
  };
}

function slices(s, random) {
  return Array.from({ length: s.slices }, (_all, i) => {
    const loss = (s.sliceLoss * (1 + 2.2 / (1 + i / 3) + 0.1 * random()) * s.scale * 1000) / s.decisions;
    const sd = loss * (0.08 + 0.25 * random());
    const all = (s.sliceLoss * s.scale * 1000) / s.decisions;
    const confirmed = i < 2 || random() > 0.7;
    const column = s.sliceColumns[i % s.sliceColumns.length];
    const conditions = [{ column: column[0], is: column[1 + (i % (column.length - 1))] }];
    if (i % 3 === 1) conditions.push({ column: 'hour_of_day', is: `in [${6 + (i % 12)}, ${8 + (i % 12)})` });
    return {
      conditions,
      rows: Math.round(s.rows * (0.01 + 0.08 * random())),
      loss_per_1000: estimate(loss, sd),
      against_all: estimate(loss - all, sd),
      against_rule: s.hasRule ? estimate((loss - all) * (random() - 0.4), sd) : nothing('there is no rule'),
      confirmed,
      p_adjusted: confirmed ? 0.004 : 0.31,
      sentence: confirmed
        ? 'Loses more than the rest on rows that did not choose it.'
        : 'May lose more than the rest: cannot tell yet on rows that did not choose it.',
    };
  });
}

function groups({ column, values, gap }, s, random) {
  const entries = values.map((value, i) => {
    const n = Math.round((s.rows / values.length) * (2 / (1 + i / 3)));
    const enough = i < 12 || n > 400;
    const wide = 0.5 / Math.sqrt(n);
    const of = (level) => (enough ? rate(level + gap * (random() - 0.5), wide) : nothing('too few rows'));
    return {
      value,
      rows: n,
      enough,
      selection_rate: of(0.18),
      tpr: of(0.52),
      fpr: of(0.11),
      precision: of(0.46),
      calibration: enough ? estimate(gap * 0.3 * (random() - 0.5), wide) : nothing('too few rows'),
    };
  });
  const metrics = ['selection_rate', 'tpr', 'fpr', 'precision', 'calibration'];
  return {
    column,
    values: entries,
    gaps: metrics.map((metric, i) => {
      const told = entries.filter((entry) => entry.enough);
      const by = [...told].sort((a, b) => b[metric].value - a[metric].value);
      const size = by[0][metric].value - by.at(-1)[metric].value;
      const e = estimate(size, size / (i + 1.3));
      for (const end of ['low', 'low_50']) e[end] = Math.max(0, e[end]);
      return {
        metric,
        gap: e,
        highest: by[0].value,
        lowest: by.at(-1).value,
        sentence: e.low > 0 ? `Highest for ${by[0].value}, lowest for ${by.at(-1).value}.` : 'May be no gap at all.',
      };
    }),
  };
}

const metric = (value, sd) => estimate(value, sd, 'mean within test parts');
function learning({ option, name, now, target, points, ahead, needed, refused = null, cost = null, reach = null, w }) {
  return {
    option,
    metric: name,
    rows_now: now,
    target,
    points: points.map(([at, value, sd]) => ({ rows: at, value: metric(value, sd) })),
    forecast: ahead.map(([at, median, sd]) => ({
      rows: at,
      low: round(median - 1.8 * sd),
      low_50: round(median - 0.7 * sd),
      median,
      high_50: round(median + 0.6 * sd),
      high: round(median + 1.5 * sd),
    })),
    rows_needed: { p05: needed[0], p50: needed[1], p95: needed[2], beyond: 8 },
    labels_cost: cost,
    p_reach: reach,
    refused,
    method: refused ? '' : 'Four families of curves, weighted by held-out error; the band is conformal.',
    words: w,
  };
}
const change = (what, label, unit, now, flips_at, verdict, sentence, span = [now, now]) => ({
  what,
  label,
  now,
  now_low: span[0],
  now_high: span[1],
  flips_at,
  unit,
  verdict,
  sentence,
});
const issue = (severity, code, column, rows, sentence, fix = '') => ({ code, severity, column, rows, sentence, fix });

const sections = (over = {}) => ({
  options: words(
    'The model earns more than every simple option',
    'Money a month against doing nothing, before running cost',
    'Eight rolling blocks; ranges from block means.',
  ),
  calibration: words(
    '',
    'Predicted chance against the share that came true',
    'Ten bins of equal mass, Wilson intervals.',
  ),
  drivers: words(
    'Most of the value rests on one column',
    'Money a month lost when a column is shuffled',
    'Shuffled within whole days.',
  ),
  slices: words(
    'Two parts of the rows lose clearly more than the rest',
    'Money lost per 1,000 decisions against perfect ones',
    'Found on the earlier half, confirmed on the later one.',
  ),
  groups: words('', 'Rates by group, largest group first', 'Bands hold for all pairs of groups at once.'),
  would_change: words(
    'The running cost would change it first',
    'Where each number stands now, and where the verdict changes',
    'One number at a time, the others held.',
  ),
  confusion: words('', 'Tested rows by decision and outcome', ''),
  methods: [
    INVENTED,
    'Every option decided every row without having seen it, in eight blocks that roll forward in time.',
    'Intervals come from block means and hold 90 in 100.',
  ],
  ...over,
});

const build = () =>
  study({
    name: 'build',
    seed: 1,
    scale: 1,
    rows: 327346,
    base: 0.157,
    columns: 19,
    decisions: 27300,
    shift: 1.05,
    costs: [6, -2],
    spread: 1,
    cut: 0.25,
    model: 'boosted',
    hasRule: true,
    statement: 'Four ways to decide were compared on 327,346 flights of 2013, each flight decided before it was seen.',
    first: '2013-01-01T05:15:00Z',
    last: '2013-12-31T23:59:00Z',
    unlabelled: 9430,
    product: {
      product: {
        name: 'late-flight-texts',
        objective: 'Fewer missed connections',
        decision: 'One hour before departure: text the passengers that the flight will land 30 minutes late or more?',
        owner: 'Operations',
      },
      data: { source: 'flights.parquet', target: 'late', time: 'scheduled' },
      rule: { sql: 'delay_two_hours_ago >= 15' },
      costs: {
        currency: 'USD',
        true_positive: 6,
        false_positive: -2,
        false_negative: 0,
        true_negative: 0,
        decisions_per_month: 27300,
        review_capacity: 9000,
        model_per_month: 500,
      },
    },
    verdict: {
      name: 'BUILD',
      close_call: false,
      headline: 'Build it: boosted trees earn 1,470 USD a month more than your rule.',
      sentence: 'Build it: boosted trees earn 1,470 USD a month more than your rule, and running them costs 500.',
      because: [
        'There are 95 chances in 100 that the gain pays for the running cost.',
        'The AUC is 0.743; the bar is 0.70, and it is met with 98 chances in 100.',
        'Choosing the rule by mistake would lose 850 USD a month, choosing the model by mistake 8.',
      ],
      probability: { BUILD: 0.951, COLLECT: 0.012, DONT: 0, RULE_SUFFICES: 0.037, open: 0 },
      best_by_money: { nothing: 0, everything: 0, rule: 0.037, linear: 0.11, boosted: 0.853 },
      p_target: 0.981,
      expected_loss: { BUILD: 8.2, RULE_SUFFICES: 851, COLLECT: 402, DONT: 6490 },
      information_value_per_month: 8.2,
      payback_months: estimate(4.1, 1.1),
      money: {
        option: 'boosted',
        against: 'rule',
        per_month: estimate(1470, 282),
        cost_per_month: 500,
        words: words('', 'Gain over your rule, before running cost', 'Paired on the same flights.'),
      },
      without_suspects: null,
      with_suspects: null,
      would_change: [
        change(
          'model_per_month',
          'what running the model costs',
          'USD a month',
          500,
          1390,
          'RULE_SUFFICES',
          'Above 1,390 USD a month the rule suffices.',
        ),
        change(
          'true_positive',
          'what a late flight told in time is worth',
          'USD',
          6,
          3.1,
          'RULE_SUFFICES',
          'Below 3.10 USD the rule suffices.',
          [4.5, 7.5],
        ),
        change(
          'decisions_per_month',
          'decisions a month',
          'a month',
          27300,
          9800,
          'RULE_SUFFICES',
          'Below 9,800 decisions a month the rule suffices.',
        ),
        change(
          'false_positive',
          'what a needless text costs',
          'USD',
          -2,
          null,
          '',
          'Nothing within ten times today’s figure changes the verdict.',
        ),
      ],
    },
    dataFinding: 'Four findings; none changes the verdict',
    issues: [
      issue(
        'warning',
        'drift',
        'wind_gust',
        51210,
        'wind_gust moves between blocks: its median rises from 16 to 21.',
        'Look at its source in June.',
      ),
      issue(
        'question',
        'strong-column',
        'delay_two_hours_ago',
        327346,
        'The strongest column: when is it known?',
        'Say so in [data.known_at].',
      ),
      issue('info', 'missing', 'visibility', 2410, 'visibility is missing in 2,410 rows (0.7%).'),
      issue(
        'warning',
        'unlabelled',
        'late',
        9430,
        '9,430 rows have no outcome (cancelled or diverted); if all were late the gain would fall by 90 USD a month.',
      ),
    ],
    options: [
      ['nothing', 'do nothing', 'simple', 0, 0, null, 0, 0],
      ['everything', 'act on all', 'simple', -20200, 900, null, 1, 1],
      ['rule', 'your rule', 'best', 5680, 1020, 0.63, 0.152, 0.38],
      ['average', 'class average', 'simple', 0, 0, 0.5, 0, 0],
      ['linear', 'linear model', 'candidate', 6310, 1010, 0.721, 0.19, 0.47],
      ['boosted', 'boosted trees', 'chosen', 7150, 1170, 0.743, 0.203, 0.52],
    ],
    thresholdWords: words(
      'The top is flat: acting on 15% to 25% earns nearly the same',
      'Value a month by the share of flights acted on',
      'Each cut priced on rows that did not choose it.',
    ),
    calibrationSentence: 'Its chances hold: where it says 30%, 31% come true.',
    learning: learning({
      option: 'boosted',
      name: 'auc',
      now: 60000,
      target: 0.7,
      points: [
        [1875, 0.672, 0.009],
        [3750, 0.694, 0.007],
        [7500, 0.711, 0.006],
        [15000, 0.724, 0.005],
        [30000, 0.735, 0.004],
        [60000, 0.743, 0.004],
      ],
      ahead: [
        [1875, 0.672, 0.006],
        [7500, 0.711, 0.004],
        [30000, 0.735, 0.003],
        [60000, 0.743, 0.003],
        [120000, 0.749, 0.005],
        [240000, 0.754, 0.008],
        [480000, 0.758, 0.011],
      ],
      needed: [null, null, null],
      reach: null,
      w: words(
        'More rows would add little: the bar is passed',
        'AUC by rows to learn from',
        'Sizes are random days of one window.',
      ),
    }),
    drivers: [
      [['delay_two_hours_ago'], 3820, 260],
      [['scheduled_hour', 'minutes_of_day'], 910, 120],
      [['wind_speed', 'wind_gust'], 420, 95],
      [['carrier'], 260, 80],
      [['destination'], 90, 75],
      [['visibility'], 20, 60],
    ],
    noise: {
      data_sd: 282,
      seed_sd: 41,
      smallest_real_difference: 700,
      sentence: 'A difference below 700 USD a month would not be seen with these rows.',
    },
    slices: 5,
    sliceLoss: 8600,
    sliceColumns: [
      ['carrier', '= EV', '= MQ'],
      ['origin', '= EWR'],
      ['destination', '= ORD', '= ATL'],
    ],
    groups: [
      { column: 'origin', values: ['EWR', 'JFK', 'LGA'], gap: 0.12 },
      {
        column: 'carrier',
        values: ['UA', 'B6', 'EV', 'DL', 'AA', 'MQ', 'US', '9E', 'WN', 'VX', 'FL', 'AS', 'F9', 'YV', 'HA', 'OO'],
        gap: 0.2,
      },
    ],
    words: sections(),
    claims: [
      [
        'Texting with boosted trees is worth 1,470 USD a month more than the rule.',
        'value_per_month of boosted - rule',
        'USD a month',
        1470,
        282,
      ],
      ['The AUC in use will be 0.743.', 'auc of boosted', '', 0.743, 0.012],
    ],
  });

const ruleSuffices = () =>
  study({
    name: 'rule-suffices',
    seed: 2,
    scale: 1000,
    rows: 30000,
    base: 0.221,
    columns: 4,
    decisions: 30000,
    shift: 0.7,
    costs: [20000, -8000],
    spread: 1.4,
    cut: 0.2857,
    model: 'boosted',
    hasRule: true,
    statement: 'Six ways to decide were compared on 30,000 customers.',
    product: {
      product: { name: 'late-payers', decision: 'Call this customer before the bill falls due?', owner: 'Collections' },
      data: { source: 'cards.parquet', target: 'late' },
      costs: {
        currency: 'JPY',
        true_positive: 20000,
        false_positive: [-9000, -7000],
        false_negative: 0,
        true_negative: 0,
        decisions_per_month: 30000,
        model_per_month: 0,
      },
    },
    verdict: {
      name: 'RULE_SUFFICES',
      close_call: true,
      headline: 'The rule suffices: no model earns more than “late in April”.',
      sentence: 'The rule suffices: the linear model earns 60,000 JPY a month more, and that may be nothing.',
      because: [
        'The best model gains −120,000 to 270,000 JPY a month over the rule.',
        'Boosted trees rank better (AUC 0.678 against 0.641) and yet lose money.',
      ],
      probability: { BUILD: 0.17, COLLECT: 0, DONT: 0, RULE_SUFFICES: 0.83, open: 0 },
      best_by_money: { nothing: 0, everything: 0, rule: 0.83, average: 0, linear: 0.16, boosted: 0.01 },
      p_target: null,
      expected_loss: { BUILD: 31000, RULE_SUFFICES: 12000, DONT: 28050000 },
      information_value_per_month: 12000,
      payback_months: nothing('there is no gain to pay back from'),
      money: {
        option: 'linear',
        against: 'rule',
        per_month: estimate(60000, 118000),
        cost_per_month: 0,
        words: words('', 'Gain over the rule', ''),
      },
      without_suspects: null,
      with_suspects: null,
      would_change: [
        change(
          'false_positive',
          'what a needless call costs',
          'JPY',
          -8000,
          -21500,
          'BUILD',
          'If a needless call cost 21,500 JPY or more, the model would pay.',
          [-9000, -7000],
        ),
        change('rows', 'rows to learn from', 'rows', 30000, null, '', 'No number of rows within reach changes it.'),
      ],
    },
    dataFinding: 'Nothing is wrong with the data',
    issues: [],
    options: [
      ['nothing', 'do nothing', 'simple', 0, 0, null, 0, 0],
      ['everything', 'act on all', 'simple', -54360, 1500, null, 1, 1],
      [
        'rule',
        'late in April',
        'best',
        28050,
        980,
        0.641,
        0.14,
        0.36,
        'One column, one comparison: it can be read aloud.',
      ],
      ['average', 'best single column', 'simple', 27900, 990, 0.641, 0.139, 0.358],
      ['linear', 'linear model', 'chosen', 28110, 1010, 0.669, 0.143, 0.37],
      ['boosted', 'boosted trees', 'candidate', 27480, 1060, 0.678, 0.147, 0.371],
    ],
    thresholdWords: words('The cut of the costs is at the top', 'Value a month by the share of customers called', ''),
    calibrationSentence: 'Its chances hold.',
    learning: learning({
      option: 'linear',
      name: 'value_per_month',
      now: 24000,
      target: null,
      points: [
        [750, 24.1e6, 1.9e6],
        [1500, 26.2e6, 1.5e6],
        [3000, 27.3e6, 1.2e6],
        [6000, 27.9e6, 1.1e6],
        [12000, 28.05e6, 1e6],
        [24000, 28.1e6, 1e6],
      ],
      ahead: [
        [24000, 28.1e6, 0.6e6],
        [48000, 28.15e6, 0.8e6],
        [96000, 28.2e6, 1e6],
        [192000, 28.2e6, 1.1e6],
      ],
      needed: [null, null, null],
      w: words('The curve is flat: more rows would not help', 'Value a month by rows to learn from', ''),
    }),
    drivers: [
      [['late_april', 'bill_april', 'paid_april'], 26300, 900],
      [['age'], 110, 160],
      [['credit_limit'], -40, 190],
    ],
    noise: {
      data_sd: 118000,
      seed_sd: null,
      smallest_real_difference: 293000,
      sentence: 'A difference below 293,000 JPY a month would not be seen.',
    },
    slices: 0,
    sliceLoss: 0,
    sliceColumns: [],
    groups: [{ column: 'age', values: ['in [18, 28)', 'in [28, 34)', 'in [34, 42)', 'in [42, 80)'], gap: 0.05 }],
    words: sections({
      options: words(
        'No model earns more than the rule',
        'Money a month against doing nothing',
        'Five folds, two seeds.',
      ),
      slices: words(),
    }),
    claims: [
      [
        'The rule is worth 28 million JPY a month against doing nothing.',
        'value_per_month of rule',
        'JPY a month',
        28.05e6,
        0.98e6,
      ],
    ],
  });

const collect = () =>
  study({
    name: 'collect',
    seed: 3,
    scale: 0.001,
    rows: 600,
    base: 0.31,
    columns: 12,
    decisions: 1000,
    shift: 2,
    costs: [0.05, -0.4],
    spread: 6,
    cut: 0.8889,
    model: 'linear',
    hasRule: false,
    statement: 'Three ways to decide were compared on 600 labelled mails.',
    product: {
      product: { name: 'spam', decision: 'Move this mail to the junk folder?', owner: 'Mail team' },
      data: { source: 'mails.jsonl', target: 'spam' },
      costs: {
        currency: 'EUR',
        true_positive: 0.05,
        false_positive: 'CASE WHEN known_sender THEN -5 ELSE -0.4 END',
        false_negative: 0,
        true_negative: 0,
        decisions_per_month: 1000,
        label: 0.0123,
      },
      target: { metric: 'recall_at_fpr:0.01', at_least: 0.93 },
    },
    verdict: {
      name: 'COLLECT',
      close_call: false,
      headline: 'Collect 1,900 more labels first.',
      sentence: 'Collect first: with about 2,500 labelled mails the recall reaches 0.93, for 23 EUR of labels.',
      because: [
        'Recall at 1% false positives is 0.84 today; the bar is 0.93.',
        'The curve still rises: 91 chances in 100 to reach the bar within 4,800 rows.',
      ],
      probability: { BUILD: 0.03, COLLECT: 0.88, DONT: 0.02, RULE_SUFFICES: 0, open: 0.07 },
      best_by_money: { nothing: 0.02, everything: 0, linear: 0.71, boosted: 0.27 },
      p_target: 0.03,
      expected_loss: { BUILD: 0.0214, COLLECT: 0.0012, DONT: 0.0123 },
      information_value_per_month: 0.0012,
      payback_months: estimate(2.2, 0.4),
      money: {
        option: 'linear',
        against: 'nothing',
        per_month: estimate(0.0123, 0.0031),
        cost_per_month: 0.0005,
        words: words('', 'Gain over doing nothing', ''),
      },
      without_suspects: null,
      with_suspects: null,
      would_change: [
        change('label', 'the price of a label', 'EUR', 0.0123, 0.21, 'DONT', 'Above 0.21 EUR a label, do not collect.'),
        change('rows', 'labelled mails', 'rows', 600, 2500, 'BUILD', 'With 2,500 labelled mails: build.'),
      ],
    },
    dataFinding: 'One finding',
    issues: [issue('info', 'few-positives', 'spam', 186, 'Only 186 positives: ranges are wide.')],
    options: [
      ['nothing', 'do nothing', 'best', 0, 0, null, 0, 0],
      ['everything', 'act on all', 'simple', -260, 12, null, 1, 1],
      ['linear', 'linear model', 'chosen', 12.3, 3.1, 0.956, 0.25, 0.79],
      ['boosted', 'boosted trees', 'candidate', 10.8, 3.3, 0.948, 0.24, 0.77],
    ],
    thresholdWords: words(
      'Mails are moved only where spam is near certain',
      'Value a month by the share of mails moved',
      '',
    ),
    calibrationSentence: 'Too few rows to tell whether its chances hold.',
    learning: learning({
      option: 'linear',
      name: 'recall_at_fpr:0.01',
      now: 600,
      target: 0.93,
      points: [
        [75, 0.58, 0.06],
        [150, 0.69, 0.05],
        [300, 0.78, 0.04],
        [600, 0.84, 0.03],
      ],
      ahead: [
        [75, 0.58, 0.04],
        [150, 0.69, 0.03],
        [300, 0.78, 0.025],
        [600, 0.84, 0.02],
        [1200, 0.885, 0.022],
        [2400, 0.927, 0.022],
        [4800, 0.955, 0.021],
      ],
      needed: [1300, 2500, 4400],
      cost: 23.4,
      reach: 0.91,
      w: words('The bar is near: about 2,500 labelled mails', 'Recall at 1% false positives by rows to learn from', ''),
    }),
    drivers: [],
    noise: { data_sd: 0.0031, seed_sd: 0.0004, smallest_real_difference: 0.0077, sentence: '' },
    slices: 2,
    sliceLoss: 5,
    sliceColumns: [['content_type', '= text/html', 'missing']],
    groups: [],
    words: sections({
      drivers: words(),
      groups: words(),
      options: words('The linear model earns most, in small money', 'Money a month against doing nothing', ''),
    }),
    claims: [['With 2,500 labelled mails the recall reaches 0.93.', 'recall_at_fpr:0.01 of linear', '', 0.93, 0.02]],
  });

const dont = () =>
  study({
    name: 'dont',
    seed: 4,
    scale: 1,
    rows: 3921,
    base: 0.093,
    columns: 20,
    decisions: 100000,
    shift: 1.9,
    costs: [125, -1250],
    spread: 2,
    cut: 0.909,
    model: 'boosted',
    hasRule: false,
    statement: 'Four ways to decide were compared on 3,921 mails.',
    first: '2012-01-01T00:00:00Z',
    last: '2012-03-31T00:00:00Z',
    product: {
      product: { name: 'mail-filter', decision: 'Hold this mail back?', owner: 'Support' },
      data: { source: 'email.csv', target: 'spam' },
      costs: {
        currency: 'USD',
        true_positive: 125,
        false_positive: -1250,
        false_negative: 0,
        true_negative: 0,
        decisions_per_month: [90000, 110000],
        model_per_month: 4000,
      },
    },
    verdict: {
      name: 'DONT',
      close_call: false,
      headline: 'Don’t: even with an AUC of 0.930 it earns nothing.',
      sentence:
        'Do not build it: a wrongly held mail costs ten times what a rightly held one saves, and the model is right too seldom.',
      because: ['The best model earns −1,700,000 to 200,000 USD a month against doing nothing.'],
      probability: { BUILD: 0.04, COLLECT: 0.03, DONT: 0.93, RULE_SUFFICES: 0, open: 0 },
      best_by_money: { nothing: 0.96, everything: 0, linear: 0.02, boosted: 0.02 },
      p_target: null,
      expected_loss: { BUILD: 712000, COLLECT: 80000, DONT: 3000 },
      information_value_per_month: 3000,
      payback_months: nothing('the model does not pay back'),
      money: {
        option: 'boosted',
        against: 'nothing',
        per_month: estimate(-612000, 578000),
        cost_per_month: 4000,
        words: words('', 'Gain over doing nothing', ''),
      },
      without_suspects: null,
      with_suspects: null,
      would_change: [
        change(
          'false_positive',
          'what a wrongly held mail costs',
          'USD',
          -1250,
          -310,
          'BUILD',
          'If it cost less than 310 USD, the model would pay.',
        ),
      ],
    },
    dataFinding: 'Twelve findings, one of them an error',
    issues: [
      ...Array.from({ length: 11 }, (_all, i) =>
        issue(
          ['info', 'warning', 'question'][i % 3],
          `missing-${i}`,
          `word_count_${i}`,
          40 * (i + 1),
          `word_count_${i} is missing in ${40 * (i + 1)} rows.`,
        ),
      ),
      issue(
        'error',
        'duplicate-rows',
        '',
        212,
        '212 rows appear twice; copies were kept on one side of every split.',
        'SELECT DISTINCT * FROM data',
      ),
    ],
    options: [
      ['nothing', 'do nothing', 'best', 0, 0, null, 0, 0],
      ['everything', 'act on all', 'simple', -112212500, 600000, null, 1, 1],
      ['linear', 'linear model', 'candidate', -410000, 560000, 0.912, 0.012, 0.11],
      ['boosted', 'boosted trees', 'chosen', -612000, 578000, 0.93, 0.021, 0.17],
    ],
    thresholdWords: words('No cut earns anything', 'Value a month by the share of mails held', ''),
    calibrationSentence: 'Its chances are too high near the top.',
    learning: learning({
      option: 'boosted',
      name: 'auc',
      now: 3100,
      target: null,
      points: [
        [400, 0.861, 0.02],
        [800, 0.892, 0.014],
        [1600, 0.915, 0.01],
        [3100, 0.93, 0.009],
      ],
      ahead: [
        [3100, 0.93, 0.006],
        [6200, 0.941, 0.009],
        [12400, 0.949, 0.012],
      ],
      needed: [null, null, null],
      w: words('More rows would rank better and still earn nothing', 'AUC by rows to learn from', ''),
    }),
    drivers: [
      [['exclaim_mess'], 120000, 160000],
      [['line_breaks', 'num_char'], 90000, 150000],
    ],
    noise: {
      data_sd: 578000,
      seed_sd: 90000,
      smallest_real_difference: 1440000,
      sentence: 'A difference below 1.4 million USD a month would not be seen.',
    },
    slices: 4,
    sliceLoss: 300000,
    sliceColumns: [
      ['format', '= 1', '= 0'],
      ['winner', '= yes'],
    ],
    groups: [],
    words: sections({
      options: words('Doing nothing earns most', 'Money a month against doing nothing', ''),
      groups: words('', '', ''),
    }),
    claims: [
      [
        'Holding mails back with boosted trees loses 612,000 USD a month.',
        'value_per_month of boosted',
        'USD a month',
        -612000,
        578000,
      ],
    ],
  });

const undecided = () =>
  study({
    name: 'undecided',
    seed: 5,
    scale: 1,
    rows: 17011,
    base: 0.52,
    columns: 41,
    decisions: 21,
    shift: 0.35,
    costs: [62.6, -67.5],
    spread: 3,
    cut: null,
    noThreshold: false,
    model: 'boosted',
    hasRule: true,
    statement: 'Five ways to decide were compared on 17,011 trading days.',
    first: '1950-01-03',
    last: '2018-12-31',
    product: {
      product: { name: 'buy-today', decision: 'Buy the index today and sell it tomorrow?', owner: '' },
      data: { source: 'stocks.parquet', target: 'up' },
      costs: { currency: 'basis points', true_positive: 62.6, false_positive: -67.5, decisions_per_month: 21 },
    },
    verdict: {
      name: 'UNDECIDED',
      close_call: false,
      headline: 'It cannot be told yet.',
      sentence:
        'It cannot be told: without the suspected column the model may earn 12 basis points a month or lose 31.',
      because: [
        'One column, “close_next”, knows the answer and was left out.',
        'The learning curve still steepens, so nothing is forecast.',
        'Only four blocks of time are usable; five are needed.',
      ],
      probability: { BUILD: 0.31, COLLECT: 0.1, DONT: 0.02, RULE_SUFFICES: 0.42, open: 0.15 },
      best_by_money: { everything: 0.42, boosted: 0.31 },
      p_target: 0.4,
      expected_loss: { BUILD: 9.1, RULE_SUFFICES: 6.4, COLLECT: null },
      information_value_per_month: null,
      payback_months: nothing('the gain may be below zero'),
      money: {
        option: 'boosted',
        against: 'everything',
        per_month: nothing('fewer than five blocks of time are usable'),
        cost_per_month: null,
        words: words('', 'Gain over buying every day', ''),
      },
      without_suspects: {
        name: 'UNDECIDED',
        columns: ['close_next', 'return_five_days_ahead_of_the_close'],
        probability: { BUILD: 0.31, COLLECT: 0.1, DONT: 0.02, RULE_SUFFICES: 0.42, open: 0.15 },
        auc: 0.488,
        sentence: 'Without them nothing can be told.',
      },
      with_suspects: {
        name: 'BUILD',
        columns: ['close_next', 'return_five_days_ahead_of_the_close'],
        probability: { BUILD: 1, COLLECT: 0, DONT: 0, RULE_SUFFICES: 0, open: 0 },
        auc: 0.994,
        sentence: 'With them it would be built, and would be wrong.',
      },
      would_change: [
        change(
          'rows',
          'rows',
          'rows',
          17011,
          null,
          '',
          'How many rows would decide it cannot be told: the curve was refused.',
        ),
        change(
          'true_positive',
          'what a right day is worth',
          'basis points',
          62.6,
          71.2,
          'RULE_SUFFICES',
          'Above 71.2 basis points, buy every day.',
          [58, 67],
        ),
        change(
          'false_positive',
          'what a wrong day costs',
          'basis points',
          null,
          null,
          '',
          'It differs from row to row.',
        ),
      ],
    },
    dataFinding: 'One column knows the answer',
    issues: [
      issue(
        'error',
        'target-leak',
        'close_next',
        17011,
        '“close_next” alone has an AUC of 0.994: it is known only after the decision.',
        'Leave it out, or say in [data] trusted why it is known in time.',
      ),
      issue(
        'error',
        'target-leak',
        'return_five_days_ahead_of_the_close',
        17011,
        'The windows of this column overlap the target.',
        '',
      ),
      issue('question', 'order-predicts', '', 17011, 'The order of rows predicts the target.'),
    ],
    options: [
      ['nothing', 'do nothing', 'simple', 0, 0, null, 0, 0],
      ['everything', 'act on all, no model', 'best', 31, 22, null, 1, 1],
      ['rule', '20-day momentum above zero', 'simple', 14, 20, 0.501, 0.6, 0.61],
      ['linear', 'linear model', 'candidate', 9, 25, 0.49, 0.7, 0.7],
      ['boosted', 'boosted trees', 'chosen', 18, 27, 0.488, 0.8, 0.79, 'Judged without the suspected columns.'],
    ],
    thresholdWords: words(
      'There are too few days beyond any cut to place it',
      'Value a month by the share of days bought',
      '',
    ),
    calibrationSentence: 'Its chances say no more than the base rate.',
    learning: learning({
      option: 'boosted',
      name: 'auc',
      now: 12000,
      target: 0.55,
      points: [
        [1500, 0.489, 0.01],
        [3000, 0.486, 0.01],
        [6000, 0.491, 0.01],
        [12000, 0.503, 0.009],
      ],
      ahead: [],
      needed: [null, null, null],
      refused:
        'No forecast: the gain per doubling still grows (0.005, then 0.012), so no curve can be fitted honestly.',
      w: words('How much data is enough cannot be told', 'AUC by rows to learn from', ''),
    }),
    drivers: [
      [['a_column_with_a_very_long_name_that_does_not_want_to_wrap_anywhere', 'volume'], 6, 11],
      [['weekday'], 1, 6],
    ],
    noise: {
      data_sd: null,
      seed_sd: null,
      smallest_real_difference: null,
      sentence: 'What is noise cannot be told from four blocks.',
    },
    slices: 30,
    sliceLoss: 30,
    sliceColumns: [
      ['weekday', '= Monday', '= Friday'],
      ['decade', '= 1970s', '= 2000s', '= 1950s'],
      ['volatility_of_twenty_days', 'in [0.02, 0.09)', 'missing'],
    ],
    groups: [
      { column: 'month_of_the_year', values: Array.from({ length: 30 }, (_all, i) => `group ${i + 1}`), gap: 0.3 },
    ],
    words: sections({ options: words('No option is clearly best', 'Basis points a month against doing nothing', '') }),
    claims: [],
  });

export const fixtures = () => ({
  build: build(),
  'rule-suffices': ruleSuffices(),
  collect: collect(),
  dont: dont(),
  undecided: undecided(),
});

/** A document in which every number that may be missing is missing, and every list is empty. */
export function hollow(value) {
  if (Array.isArray(value)) return [];
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hollow(each)]));
  return typeof value === 'number' ? null : value;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? 'dist/fixtures';
  mkdirSync(folder, { recursive: true });
  for (const [name, document] of Object.entries(fixtures()))
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(document, null, 1)}\n`);
}
