/**
 * A part of the built hub, for what no running hub offers: taking something out of it to see what that costs, or a thousand
 * certificates at once.
 * @param {string} path below gateway/dist, without its ending
 * @returns {Promise<any>} the module
 */
export const partOfHub = (path) => import(new URL(`../../gateway/dist/${path}.js`, import.meta.url).href);
