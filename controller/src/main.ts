import './small-memory.js';

await import('./run.js');
