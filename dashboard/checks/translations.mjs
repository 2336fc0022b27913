// Fails when a text lacks its Swedish or English target, or when the XLIFF files do not match the texts in the source.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dashboard = fileURLToPath(new URL('..', import.meta.url));
const xliff = join(dashboard, 'xliff');
const problems = [...missingTargets(), ...staleFiles()];

for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(`\n${problems.length} problem(s). See "Texts" in dashboard/README.md.`);
  process.exitCode = 1;
} else console.log('Every text has its Swedish and English.');

function missingTargets() {
  return readdirSync(xliff).flatMap((file) => {
    const units = readFileSync(join(xliff, file), 'utf8').match(/<trans-unit[\s\S]*?<\/trans-unit>/g) ?? [];
    return units
      .filter((unit) => !/<target>[\s\S]*?\S[\s\S]*?<\/target>/.test(unit))
      .map((unit) => `${file}: no translation for ${/<source>([\s\S]*?)<\/source>/.exec(unit)?.[1] ?? unit}`);
  });
}

/** Extracts into a copy, so that a check never changes the files it checks. */
function staleFiles() {
  const copy = mkdtempSync(join(tmpdir(), 'etapiste-xliff-'));
  const configuration = join(dashboard, `.lit-localize.check-${process.pid}.json`);
  try {
    cpSync(xliff, copy, { recursive: true });
    const settings = JSON.parse(readFileSync(join(dashboard, 'lit-localize.json'), 'utf8'));
    settings.interchange.xliffDir = copy;
    writeFileSync(configuration, JSON.stringify(settings));
    execFileSync('npx', ['lit-localize', 'extract', '--config', configuration], {
      cwd: dashboard,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return readdirSync(copy)
      .filter((file) => normal(join(copy, file)) !== normal(join(xliff, file)))
      .map((file) => `${file}: does not match the texts in the source; run "npm run extract --workspace dashboard".`);
  } finally {
    rmSync(copy, { recursive: true, force: true });
    rmSync(configuration, { force: true });
  }
}

function normal(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    if (cause.code === 'ENOENT') return '';
    throw cause;
  }
}
