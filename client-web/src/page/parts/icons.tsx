import type { JSX } from 'preact';

const paths = {
  back: 'M15 5l-7 7 7 7',
  cutOut:
    'M8 4H5.500A1.500 1.500 0 004 5.500V8M16 4h2.500A1.500 1.500 0 0120 5.500V8M4 16v2.500A1.500 1.500 0 005.500 20H8M20 16v2.500a1.500 1.500 0 01-1.500 1.500H16M12 7.500a2.600 2.600 0 110 5.200 2.600 2.600 0 010-5.200zM7.500 17.500a4.500 4.500 0 019 0',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 110 5.6 2.8 2.8 0 010-5.6z',
  link: 'M10 14a4 4 0 005.7 0l3-3a4 4 0 00-5.7-5.7l-1 1M14 10a4 4 0 00-5.7 0l-3 3A4 4 0 0011 18.700l1-1',
  leave: 'M15 4h4v16h-4M10 8l-4 4 4 4M6 12h9',
  mic: 'M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM5.500 11a6.500 6.500 0 0013 0M12 17.500V21',
  micOff:
    'M9 6a3 3 0 016 0v5M9 9.500V11a3 3 0 004.500 2.600M5.500 11a6.500 6.500 0 0010 5.500M18.500 11a6 6 0 01-.6 2.700M12 17.500V21M4 4l16 16',
  moon: 'M20 14.500A8 8 0 119.500 4a6.500 6.500 0 0010.500 10.500z',
  sound: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4 4 0 010 6M18 6.500a7.500 7.500 0 010 11',
  soundOff: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM16 9.500l5 5M21 9.500l-5 5',
  sun: 'M12 8a4 4 0 110 8 4 4 0 010-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  arrow: 'M5 12h13M13 6.500l5.500 5.500-5.500 5.500',
  headphones:
    'M4 15v-2a8 8 0 0116 0v2M4 15.500a1.500 1.500 0 011.500-1.500H8v6H5.500A1.500 1.500 0 014 18.500zM20 15.500a1.500 1.500 0 00-1.500-1.500H16v6h2.500a1.500 1.500 0 001.500-1.500z',
} as const;

export type IconName = keyof typeof paths;

/** A line icon in the colour of the text; says nothing to screen readers. */
export function Icon({ name, size = 22 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
