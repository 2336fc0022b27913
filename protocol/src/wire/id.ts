import { v5, v7 } from 'uuid';
import { z } from 'zod';

/** A random identity (UUID, RFC 9562). Nobody may read time or order out of it (DESIGN §3). */
export const id = z.uuid();

/** A new UUIDv7: random for us, kind to database indexes. */
export const newId = (): string => v7();

/** The same id for the same words everywhere (UUIDv5): for what several hubs find at once and one of them tells. */
export const idOf = (...words: readonly string[]): string => v5(words.join(' '), 'f8ff4f3e-0c0c-4b61-9f56-0a3c6a9d1f10');

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
