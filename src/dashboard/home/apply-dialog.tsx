import { Button, Group, Stack, Text } from '@mantine/core';
import type { HomeSuggestion } from '../../contract/home.ts';
import { useStoreChange } from '../api/store-queries.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { ShownOnce } from '../frame/shown-once.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { HOME_WORDS } from './words.ts';
import { writeFigure } from './write-figure.ts';

/** What applying a suggestion does, and where its money comes from, before it is done. */
export function ApplyDialog({
  suggestion,
  onDone,
  onClose,
}: {
  readonly suggestion: HomeSuggestion;
  onDone(): void;
  onClose(): void;
}) {
  const { actions, settings } = useMessages();
  const { next: words } = usePageWords(HOME_WORDS);
  const formats = useFormats();
  const { apply, monthly_minor: monthly } = suggestion;
  const change = useStoreChange<NonNullable<HomeSuggestion['apply']>, { readonly key?: string } | undefined>(
    ({ method, path, body }) => ({
      path,
      method,
      json: body,
    }),
  );
  if (apply === null) return null;
  const made = change.data?.key;
  if (suggestion.kind === 'create_key' && made !== undefined) {
    return (
      <Dialog title={words.titleOf(suggestion)} onClose={onClose}>
        <ShownOnce text={settings.keys.shown} secret={made} />
      </Dialog>
    );
  }
  const onSuccess = () => {
    onDone();
    // A key is shown this once: the dialog stays until it was read.
    if (suggestion.kind !== 'create_key') onClose();
  };
  return (
    <Dialog title={words.titleOf(suggestion)} onClose={onClose}>
      <Stack>
        <Consequence suggestion={suggestion} />
        <Working suggestion={suggestion} />
        <Text fw={650}>{monthly === null ? words.unknown : words.monthly(formats.wholeMoney(monthly))}</Text>
        <FormError error={change.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <Button loading={change.isPending} onClick={() => change.mutate(apply, { onSuccess })}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

interface PartProps {
  readonly suggestion: HomeSuggestion;
}

function Consequence({ suggestion }: PartProps) {
  const { placements } = useMessages();
  const { next: words } = usePageWords(HOME_WORDS);
  const { placement } = suggestion;
  return (
    <div>
      <Text fw={600}>{words.consequence}</Text>
      <Text>{words.consequenceOf(suggestion)}</Text>
      {placement !== null && <Text size="sm">{words.where(placements[placement] ?? placement)}</Text>}
    </div>
  );
}

/** The factors whose product is the money that is expected. */
function Working({ suggestion }: PartProps) {
  const { next: words } = usePageWords(HOME_WORDS);
  const formats = useFormats();
  const { working } = suggestion;
  if (working.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{words.working}</Text>
      <dl className="facts">
        {working.map(({ name, value, unit }, place) => (
          <Factor
            key={name}
            name={words.factor(suggestion, place)}
            figure={unit === 'minor' ? formats.money(value) : writeFigure({ value, unit }, formats)}
          />
        ))}
      </dl>
    </div>
  );
}

function Factor({ name, figure }: { readonly name: string; readonly figure: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{figure}</dd>
    </>
  );
}
