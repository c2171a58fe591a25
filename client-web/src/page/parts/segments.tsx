import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Props<T extends string> {
  legend: string;
  choices: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One choice out of a few, side by side. */
export function Segments<T extends string>({ legend, choices, value, onChange }: Props<T>): JSX.Element {
  const group = useId();
  return (
    <fieldset class="control">
      <legend>{legend}</legend>
      <div class="segments">
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              class="sr-only"
              name={group}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
