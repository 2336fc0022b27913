import { addVethPair, checkVideo, writeJanusConfig } from '../janus/index.mjs';

/**
 * Prepares our own Janus, or says why there is none. Never stops the start: without video everything else runs.
 * @param {import('./settings.mjs').Settings} settings
 * @param {import('../janus/config.mjs').JanusSecrets} secrets
 * @param {string | null} missingReason what could not be installed
 * @returns {Promise<{ janus: import('../janus/config.mjs').WrittenJanus | null, reason: string | null }>} `reason`: what of video is left out
 */
export async function prepareVideo(settings, secrets, missingReason) {
  if (settings.janusUrl) return { janus: null, reason: missingReason };
  const reason = await reasonAgainst();
  if (reason) return { janus: null, reason: missingReason ?? reason };
  const janus = await writeJanusConfig({ dataDir: settings.dataDir, firstPort: settings.janusPort, secrets });
  return { janus, reason: missingReason };
}

/** @returns {Promise<string | null>} */
async function reasonAgainst() {
  const check = await checkVideo();
  if (check.isAvailable) return null;
  if (!check.needsVethPair || process.getuid?.() !== 0) return check.reason;
  return addVethPair().then(
    () => null,
    (error) => `${check.reason} It could not be made: ${error.message}`,
  );
}
