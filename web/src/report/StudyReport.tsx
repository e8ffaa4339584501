import type { Document } from '../api/document';
import { day, fmt } from '../format';
import { CalibrationSection, LearningSection, ThresholdSection } from './CurveSections';
import { Drivers, Groups, Slices } from './HarmSections';
import { Key } from './Key';
import { Linked } from './Linked';
import { textFromProduct } from './names';
import { ConfusionSection, Options, Steps } from './OptionSections';
import { RankingSection } from './RankingSection';
import { Changes, Claims, Data, Methods, Provenance } from './RecordSections';
import { Title } from './Title';
import { Suspects, VerdictSection } from './VerdictSection';

export function StudyReport({ d }: { d: Document }) {
  const f = fmt(d.currency);
  const about = [
    `Study ${d.id.slice(0, 12)}`,
    textFromProduct(d, 'product', 'name'),
    textFromProduct(d, 'product', 'owner'),
    day(d.run.finished_at),
  ];
  return (
    <article className="report">
      <Title about={about} title={d.title}>
        {d.statement && <p className="statement">{d.statement}</p>}
      </Title>
      <VerdictSection d={d} f={f} />
      <Suspects d={d} />
      <Linked reports={d.run.reports} />
      <Options d={d} f={f} />
      <Steps d={d} f={f} />
      <LearningSection d={d} f={f} />
      <ThresholdSection d={d} f={f} />
      <CalibrationSection d={d} />
      <RankingSection d={d} />
      <ConfusionSection d={d} f={f} />
      <Drivers d={d} f={f} />
      <Slices d={d} f={f} />
      <Groups d={d} />
      <Data d={d} />
      <Changes d={d} f={f} />
      <Claims claims={d.claims} f={f} />
      <Methods methods={d.words.methods} />
      <Provenance d={d} />
      <Key />
    </article>
  );
}
