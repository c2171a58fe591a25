import type { JSX } from 'preact';
import type { Kin, Relation, Status } from '../../lib/index.js';
import { Segments } from './segments.js';

const kins: readonly { value: Kin; label: string }[] = [
  { value: 'blood', label: 'Family' },
  { value: 'non_blood', label: 'Not related' },
];

const statuses: readonly { value: Status; label: string }[] = [
  { value: 'equal', label: 'Equal' },
  { value: 'self_higher', label: 'Higher' },
  { value: 'self_lower', label: 'Lower' },
  { value: 'unequal', label: 'Unequal' },
];

interface Props {
  relation: Relation;
  onChange: (relation: Relation) => void;
}

/** How this face stands to the one it talks to. */
export function RelationPicker({ relation, onChange }: Props): JSX.Element {
  return (
    <>
      <Segments
        legend="Relation to the partner"
        choices={kins}
        value={relation.kin}
        onChange={(kin) => onChange({ ...relation, kin })}
      />
      <Segments
        legend="Standing towards the partner"
        choices={statuses}
        value={relation.status}
        onChange={(status) => onChange({ ...relation, status })}
      />
    </>
  );
}
