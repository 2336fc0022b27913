import { z } from 'zod';
import { language } from '../wire/index.js';
import { holdsIdentityCode } from './identity-code.js';

const withoutIdentityCode = (text: string): boolean => !holdsIdentityCode(text);

/** What the room or the expert must be ready for. */
export const customerNeed = z.enum(['interpreter', 'step-free', 'induction-loop', 'assistant', 'sign-language', 'more-time']);
export type CustomerNeed = z.infer<typeof customerNeed>;

/**
 * All that is ever known of a customer: a name or pseudonym to call by, how to reach them if they wish, language and needs.
 * No field takes a Finnish identity code, and there is none for the matter itself.
 */
export const customer = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[^\p{C}]{1,60}$/u)
    .refine(withoutIdentityCode, { params: { code: 'identity-code' } }),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d ()-]{5,24}$/)
    .refine(withoutIdentityCode, { params: { code: 'identity-code' } })
    .nullable(),
  // Only the form: whether mail arrives there, mail alone can tell.
  email: z
    .string()
    .trim()
    .regex(/^[^\s\p{C}]{3,200}$/u)
    .refine((text) => /^[^@]+@[^@]+$/.test(text))
    .refine(withoutIdentityCode, { params: { code: 'identity-code' } })
    .nullable(),
  language,
  needs: z.array(customerNeed).max(customerNeed.options.length),
});
export type Customer = z.infer<typeof customer>;
