// The packets of a simulated room pass through its controller, where tests can cut the line; those of a real room do not. So
// that the comparison is about our product and not about its simulator, the bare sender's packets take the same way.
const port = Number(process.argv[2]);
const controller = (/** @type {string} */ name) => import(new URL(`../../../controller/dist/${name}.js`, import.meta.url).href);

const { systemClock } = await controller('clock/index');
const { SimulatedLine } = await controller('hardware/simulated/simulated-line');

const { near } = await new SimulatedLine(systemClock).udp({ host: '127.0.0.1', port });
console.log(`near port ${near.port}`);
