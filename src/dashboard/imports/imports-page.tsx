import { useSearchParams } from 'react-router';
import type { Import } from '../../contract/import.ts';
import { type ListPage, useStoreData } from '../api/store-queries.ts';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { usePageWords } from '../messages/page-words.ts';
import { ImportHistory } from './import-history.tsx';
import { isAtWork, useImport } from './import-queries.ts';
import './imports.css';
import { PreviewSection } from './preview-section.tsx';
import { ResultSection } from './result-section.tsx';
import { UploadArea } from './upload-area.tsx';
import { ValueCard } from './value-card.tsx';
import { IMPORTS_WORDS } from './words.ts';

/** Histories of orders from files: upload, look, import, take back; and what the pairs that were found may bring. */
export function ImportsPage() {
  const words = usePageWords(IMPORTS_WORDS);
  const [parameters, setParameters] = useSearchParams();
  const opened = Number(parameters.get('import'));
  const open = (id: number | null) => setParameters(id === null ? {} : { import: String(id) });
  return (
    <Page title={words.title} lead={words.lead}>
      {opened > 0 ? (
        <OpenImport key={opened} id={opened} onClose={() => open(null)} />
      ) : (
        <UploadArea onUploaded={open} />
      )}
      <ValueOfImports />
      <ImportHistory onOpen={open} />
    </Page>
  );
}

function OpenImport({ id, onClose }: { readonly id: number; onClose(): void }) {
  const entry = useImport(id);
  return (
    <Loaded query={entry}>
      {(found) => {
        const isOpen = found.can_start && found.preview !== null && !isAtWork(found);
        return (
          <>
            {found.state !== 'uploaded' && <ResultSection entry={found} onNext={onClose} />}
            {isOpen && found.preview && <PreviewSection entry={found} preview={found.preview} onDiscard={onClose} />}
          </>
        );
      }}
    </Loaded>
  );
}

/** Shown once something is in: what the orders say is what the owner came for. */
function ValueOfImports() {
  const { data } = useStoreData<ListPage<Import>>('/api/imports?limit=50');
  const hasOrders = data?.data.some(({ state, orders_created: created }) => state === 'done' && created > 0) ?? false;
  return hasOrders ? <ValueCard /> : null;
}
