import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Timestamp = ColumnType<Date, Date, Date>;
type NullableTimestamp = ColumnType<Date | null, Date | null, Date | null>;

/** The columns of the table of imports. */
export interface ImportTables {
  import: {
    store_id: number;
    id: Generated<number>;
    file_name: string;
    format: string;
    rows_read: number;
    rows_kept: number;
    rows_rejected: number;
    orders_created: number;
    orders_updated: number;
    orders_unchanged: number;
    started_at: Timestamp;
    finished_at: NullableTimestamp;
    state: Generated<ImportStateName>;
    upload: Generated<string | null>;
    size_bytes: number | null;
    choices: JSONColumnType<object> | null;
    preview: JSONColumnType<object> | null;
    report: JSONColumnType<object> | null;
    fault: JSONColumnType<object> | null;
    phase: Generated<string | null>;
    share: Generated<number>;
    cancel_wanted: Generated<boolean>;
    has_rejected: Generated<boolean>;
    orders_taken_back: Generated<number>;
    orders_restored: Generated<number>;
    orders_kept: Generated<number>;
    undone_at: NullableTimestamp;
  };
}

/** How far an import is. */
export type ImportStateName =
  | 'uploaded'
  | 'running'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'interrupted'
  | 'undoing'
  | 'undone';
