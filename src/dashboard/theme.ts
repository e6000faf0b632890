import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** A quiet green; the shades of buttons and links hold 4.5:1 against what stands on and under them. */
const LEAF: MantineColorsTuple = [
  '#e8f7f1',
  '#d3ebe1',
  '#a6d6c3',
  '#76c0a3',
  '#4fae88',
  '#369f77',
  '#1f8a63',
  '#0b6b4f',
  '#075a41',
  '#034832',
];

/** How the dashboard looks. */
export const THEME = createTheme({
  primaryColor: 'leaf',
  primaryShade: 7,
  colors: { leaf: LEAF },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  headings: { fontWeight: '650' },
});
