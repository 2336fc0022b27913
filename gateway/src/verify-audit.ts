import './memory.js';
import 'reflect-metadata';
import { verifyCommand } from './audit/index.js';

process.exitCode = await verifyCommand(process.argv.slice(2), process.env, (text) => process.stdout.write(text));
