import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons.js';

/** The row of round buttons under the faces. */
export function Dock({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <div class="dock" role="toolbar" aria-label="Call">
      {children}
    </div>
  );
}

interface ToggleProps {
  on: boolean;
  icon: IconName;
  iconOff: IconName;
  /** What is on or off, e.g. "Microphone". */
  label: string;
  onChange: (on: boolean) => void;
  children?: ComponentChildren;
}

/** An on/off button that says in words what it is at. */
export function DockToggle({ on, icon, iconOff, label, onChange, children }: ToggleProps): JSX.Element {
  return (
    <button
      type="button"
      class="dock-button"
      role="switch"
      aria-checked={on}
      data-on={on}
      onClick={() => onChange(!on)}
    >
      <Icon name={on ? icon : iconOff} />
      <span class="dock-label">
        {label} <span aria-hidden="true">{on ? 'on' : 'off'}</span>
      </span>
      {children}
    </button>
  );
}

export function LeaveButton({ onLeave }: { onLeave: () => void }): JSX.Element {
  return (
    <button type="button" class="dock-button leave" onClick={onLeave}>
      <Icon name="leave" />
      <span class="dock-label">Leave</span>
    </button>
  );
}
