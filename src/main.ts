#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Node keeps what it has compiled in the system's temporary folder: later starts take two thirds of the time. It has
// to be on before the program is read, so the program is imported afterwards.
enableCompileCache();
await import('./command-line.ts');
