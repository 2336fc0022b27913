import { readFileSync, statSync } from 'node:fs';

/** The chips that a Raspberry Pi's 40 pins hang on, by label: their numbers differ from one kernel to the next. */
export const piLabel = /^pinctrl-(bcm2835|bcm2711|rp1)$/;

/** Who may open the file: what to tell a maintainer when we may not. */
export function whoMayOpen(path: string): string {
  const { gid } = statSync(path);
  if (gid === 0) return `only root may open ${path}: a udev rule must give it to a group`;
  const entry = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , id]) => id === String(gid));
  return `may not open ${path}: add this user to the group ${entry?.[0] ?? gid}`;
}
