/** A column of rows on their way in: its name, its type, and the field it comes from. */
export type JsonColumn<Row> = readonly [column: string, type: string, key: keyof Row];

/**
 * Rows come to PostgreSQL as one JSON text, which costs both sides less than an array for each column. What is not there is
 * left out: half of a row's columns mostly are, and both sides would read and write them for nothing.
 */
export function toJsonRows<Row>(rows: readonly Row[], columns: readonly JsonColumn<Row>[]): string {
  return JSON.stringify(
    rows.map((row) => {
      const json: Record<string, unknown> = {};
      for (const [column, , key] of columns) if (row[key] !== null) json[column] = row[key];
      return json;
    }),
  );
}

/** "a, b": the columns to write. */
export function namesOf<Row>(columns: readonly JsonColumn<Row>[]): string {
  return columns.map(([column]) => column).join(', ');
}

/** What `json_to_recordset` makes of such a text: `"a" text, "b" bigint`. */
export function recordOf<Row>(columns: readonly JsonColumn<Row>[]): string {
  return columns.map(([column, type]) => `"${column}" ${type}`).join(', ');
}
