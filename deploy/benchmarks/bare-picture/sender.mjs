// What is left of the document camera's process when our product is taken away: the simulated camera as our controller has
// it, the same encoder with the same settings, SRTP. No watching of the picture, no gate, no rate, no lease, nobody beside it.
const [width, height, framesPerSecond, kbps, port] = process.argv.slice(2).map(Number);
const key = Buffer.from(process.env.BARE_PICTURE_KEY ?? '', 'base64').toString('hex');
/** @param {string} name of a module of the built controller: a copy of it here would soon be another camera */
const camera = (name) => import(new URL(`../../../controller/dist/camera/${name}.js`, import.meta.url).href);

const { simulatedCamera } = await camera('camera-choice');
const { SimulatedCamera } = await camera('simulated-camera');
const { chooseEncoder, loadGStreamer } = await camera('gstreamer');
const { encoderText, sourceText } = await camera('pipeline');
const { ratePlan } = await camera('rate-plan');

const Pipeline = loadGStreamer();
const simulated = await SimulatedCamera.load(Pipeline, 'paper', framesPerSecond);
const pipeline = new Pipeline(
  [
    sourceText({ ...simulatedCamera, width, height, framesPerSecond }),
    encoderText(chooseEncoder(Pipeline, 'auto'), ratePlan(kbps, framesPerSecond)),
    'h264parse config-interval=-1',
    'rtph264pay name=pay pt=96 mtu=1200 config-interval=-1 aggregate-mode=zero-latency',
    `srtpenc key=${key} rtp-cipher=aes-128-icm rtp-auth=hmac-sha1-80 rtcp-cipher=aes-128-icm rtcp-auth=hmac-sha1-80`,
    `udpsink host=127.0.0.1 port=${port} sync=false async=false`,
  ].join(' ! '),
);
pipeline.play();
simulated.start(pipeline.findChild('camera'));
console.log('ready');
