import { v7 } from 'uuid';
import { z } from 'zod';

/** A random identity (UUID, RFC 9562). Nobody may read time or order out of it (DESIGN §3). */
export const id = z.uuid();

/** A new UUIDv7: random for us, kind to database indexes. */
export const newId = (): string => v7();

/** The words of a room's or a point's identity: lower case letters, digits and single hyphens, `porvoo-1`. */
export const slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** An instant, UTC, ISO 8601 with milliseconds and `Z`. */
export const instant = z.iso.datetime();

/** The three languages of every page; Finnish and Swedish by law, English third. */
export const language = z.enum(['fi', 'sv', 'en']);
export type Language = z.infer<typeof language>;

/** One text in all three languages. */
export const localized = z.object({ fi: z.string(), sv: z.string(), en: z.string() });
export type Localized = z.infer<typeof localized>;
