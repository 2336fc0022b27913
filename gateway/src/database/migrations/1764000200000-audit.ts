import type { MigrationInterface, QueryRunner } from 'typeorm';

const lasting = ['number', 'at', 'what', 'actorKind', 'subjectKind', 'commitment', 'hash'];
const erasable = ['actorId', 'actorName', 'from', 'why', 'subjectId', 'details', 'salt'];

const tables = [
  `CREATE TABLE "audit_entry" (
    "number" integer PRIMARY KEY, "at" bigint NOT NULL, "what" text NOT NULL, "actorKind" text NOT NULL, "subjectKind" text,
    "actorId" text, "actorName" text, "from" text, "why" text, "subjectId" text, "details" text, "salt" text,
    "commitment" text NOT NULL, "hash" text NOT NULL
  )`,
  `CREATE INDEX "audit_entry_at" ON "audit_entry" ("at")`,
  `CREATE INDEX "audit_entry_what" ON "audit_entry" ("what", "number")`,
  `CREATE INDEX "audit_entry_actor" ON "audit_entry" ("actorId", "number")`,
  // Where erasure goes on.
  `CREATE INDEX "audit_entry_kept" ON "audit_entry" ("number") WHERE "salt" IS NOT NULL`,
  `CREATE INDEX "audit_entry_subject" ON "audit_entry" ("subjectId", "number")`,
  `CREATE TABLE "erasure_run" ("day" text PRIMARY KEY, "startedAt" bigint NOT NULL, "doneAt" bigint, "results" text NOT NULL)`,
];

/** Nothing of the lasting part changes; the erasable part goes, all of it and once. */
const isErasure = (isDistinct: string) =>
  [
    ...lasting.map((column) => `NOT (NEW."${column}" ${isDistinct} OLD."${column}")`),
    ...erasable.map((column) => `NEW."${column}" IS NULL`),
    'OLD."salt" IS NOT NULL',
  ].join(' AND ');
const isNext = `NEW."number" = coalesce((SELECT max("number") FROM "audit_entry"), 0) + 1`;

const refusal = 'the audit trail is only appended to';

const onSqlite = [
  // Also against INSERT OR REPLACE, which deletes without asking a trigger.
  ['INSERT', isNext],
  ['UPDATE', isErasure('IS NOT')],
  ['DELETE', 'false'],
].map(
  ([event, isAllowed]) =>
    `CREATE TRIGGER "audit_entry_${event?.toLowerCase()}" BEFORE ${event} ON "audit_entry" WHEN NOT (${isAllowed})
     BEGIN SELECT RAISE(ABORT, '${refusal}'); END`,
);

const onPostgres = [
  `CREATE FUNCTION "audit_entry_guard"() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'INSERT' THEN IF ${isNext} THEN RETURN NEW; END IF;
     ELSIF TG_OP = 'UPDATE' THEN IF ${isErasure('IS DISTINCT FROM')} THEN RETURN NEW; END IF;
     END IF;
     RAISE EXCEPTION '${refusal}';
   END $$`,
  `CREATE TRIGGER "audit_entry_rows" BEFORE INSERT OR UPDATE OR DELETE ON "audit_entry"
   FOR EACH ROW EXECUTE FUNCTION "audit_entry_guard"()`,
  `CREATE TRIGGER "audit_entry_table" BEFORE TRUNCATE ON "audit_entry"
   FOR EACH STATEMENT EXECUTE FUNCTION "audit_entry_guard"()`,
];

/** The audit trail, which the database itself lets nobody change by mistake (R-77, ADR 0018), and what was erased by policy. */
export class Audit1764000200000 implements MigrationInterface {
  readonly name = 'Audit1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    const guards = runner.dataSource.options.type === 'postgres' ? onPostgres : onSqlite;
    for (const statement of [...tables, ...guards]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_entry', 'erasure_run']) await runner.query(`DROP TABLE "${table}"`);
    if (runner.dataSource.options.type === 'postgres') await runner.query('DROP FUNCTION "audit_entry_guard"');
  }
}
