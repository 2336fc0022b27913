import Database from 'better-sqlite3';
import pg from 'pg';

const tables = /** @type {const} */ ({
  claim: `"ownerId" = ?`,
  booking: `"id" = ?`,
  booking_change: `"bookingId" = ?`,
  audit_entry: `"subjectKind" = 'booking' AND "subjectId" = ?`,
});

/** @typedef {{ table: string, values: Record<string, unknown> }} Row */
/** @typedef {{ rowsOf(id: string): Promise<Row[]>, write(rows: Row[]): Promise<void>, close(): Promise<void> }} BareStore */

/**
 * @param {readonly string[]} columns
 * @param {(index: number) => string} mark
 */
const places = (columns, mark) =>
  `(${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map((_, index) => mark(index)).join(', ')})`;

/**
 * Writes by better-sqlite3 alone what a hub has written, into empty tables with the same keys and indexes beside it.
 * @param {string} hubFile
 * @param {string} ownFile
 * @returns {BareStore}
 */
export function bareSqlite(hubFile, ownFile) {
  const hub = new Database(hubFile, { readonly: true });
  const own = new Database(ownFile);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON']) own.pragma(pragma);
  for (const table of Object.keys(tables)) {
    const made = hub.prepare(
      `SELECT "sql" FROM "sqlite_master" WHERE "tbl_name" = ? AND "type" <> 'trigger' AND "sql" IS NOT NULL`,
    );
    for (const { sql } of /** @type {{ sql: string }[]} */ (made.all(table))) own.exec(sql);
  }
  /** @type {Map<string, import('better-sqlite3').Statement>} */
  const statements = new Map();
  const insert = (/** @type {Row} */ { table, values }) => {
    const columns = Object.keys(values);
    const known = statements.get(table) ?? own.prepare(`INSERT INTO "${table}" ${places(columns, () => '?')}`);
    statements.set(table, known);
    known.run(Object.values(values));
  };
  const write = own.transaction((/** @type {Row[]} */ rows) => rows.forEach(insert));
  return {
    rowsOf: async (id) =>
      Object.entries(tables).flatMap(([table, which]) =>
        hub
          .prepare(`SELECT * FROM "${table}" WHERE ${which}`)
          .all(id)
          .map((values) => ({ table, values: /** @type {Record<string, unknown>} */ (values) })),
      ),
    write: async (rows) => write.immediate(rows),
    close: async () => {
      hub.close();
      own.close();
    },
  };
}

/**
 * The same by pg, in a schema of its own of the hub's database.
 * @param {string} url
 * @param {number} lines
 * @returns {Promise<BareStore>}
 */
export async function barePostgres(url, lines) {
  const pool = new pg.Pool({ connectionString: url, max: lines });
  await pool.query('CREATE SCHEMA "bare"');
  for (const table of Object.keys(tables))
    await pool.query(`CREATE TABLE "bare"."${table}" (LIKE "public"."${table}" INCLUDING ALL)`);
  return {
    rowsOf: async (id) => {
      const found = Object.entries(tables).map(async ([table, which]) => {
        const { rows } = await pool.query(`SELECT * FROM "${table}" WHERE ${which.replace('?', '$1')}`, [id]);
        return rows.map((values) => ({ table, values }));
      });
      return (await Promise.all(found)).flat();
    },
    write: async (rows) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        for (const { table, values } of rows) {
          const text = `INSERT INTO "bare"."${table}" ${places(Object.keys(values), (index) => `$${index + 1}`)}`;
          await client.query({ name: table, text, values: Object.values(values) });
        }
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
