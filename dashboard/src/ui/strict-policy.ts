import { config } from 'zod';

// The content policy lets nothing be made from text: zod must not even try. Imported before any schema is made.
config({ jitless: true });
