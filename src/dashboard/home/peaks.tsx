import { List, Paper } from '@mantine/core';
import type { PurchaseWindowsAnswer } from '../../contract/purchase-windows.ts';
import { useStoreData } from '../api/store-queries.ts';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { HOME_WORDS } from './words.ts';

/** The busy hours; nothing while there are none. */
export function Peaks() {
  const { peaks: words } = usePageWords(HOME_WORDS);
  const formats = useFormats();
  const { data } = useStoreData<PurchaseWindowsAnswer>('/api/purchase-windows');
  if (data === undefined || data.windows.length === 0) return null;
  return (
    <Section title={words.title} name="peaks">
      <Paper withBorder p="md">
        <List>
          {data.windows.map((window) => {
            const day = window.weekday === null ? words.daily : formats.weekday(window.weekday);
            const label = `${day}, ${formats.hour(window.start_hour)}–${formats.hour(window.end_hour)}`;
            return <List.Item key={label}>{words.peak(label, formats.number(window.lift, 1))}</List.Item>;
          })}
        </List>
      </Paper>
    </Section>
  );
}
