// The report of an evaluation: predictions that somebody made, whoever it was, judged by what came true.
import type { Evaluation } from '../../api/evaluation';
import { count, fmt, sentenceCase, share, withRange } from '../../format';
import type { Fact } from '../parts';
import { ComparisonSection } from './ComparisonSection';
import { ChancesSection, Confusion, CutSection, LightsSection, RankingSection } from './DecisionSections';
import { BigMoney, decisionsFact, Frame } from './Frame';
import { Models } from './ModelSection';
import { formatOf } from './names';
import { GroupsSection, HumanSection, ReachSection, Scenarios, Slices } from './PeopleSections';

export function EvaluationReport({ d }: { d: Evaluation }) {
  const f = fmt(d.currency);
  const model = d.models[0];
  const positives: Fact = {
    key: 'positives',
    name: 'Positives',
    value: count(d.positives),
    note: withRange(d.positive_rate, share),
  };
  return (
    <Frame
      d={d}
      lead={model?.decided_by && `Decided by ${model.decided_by}, held against ${d.baseline}`}
      number={
        model && (
          <BigMoney
            e={model.against_baseline}
            against={d.baseline}
            label={`${sentenceCase(model.label)} against ${d.baseline}: ${withRange(model.against_baseline, f.money, f.figure)} a month`}
            f={f}
          />
        )
      }
      facts={[positives, decisionsFact(d)]}
      formatOf={formatOf}
    >
      <Models d={d} f={f} />
      <ComparisonSection comparison={d.comparison} f={f} />
      <CutSection d={d} f={f} />
      <LightsSection d={d} f={f} />
      <ChancesSection d={d} />
      <RankingSection d={d} />
      <Confusion d={d} f={f} />
      <Slices d={d} f={f} />
      <GroupsSection d={d} f={f} />
      <ReachSection d={d} />
      <Scenarios d={d} f={f} />
      <HumanSection d={d} f={f} />
    </Frame>
  );
}
