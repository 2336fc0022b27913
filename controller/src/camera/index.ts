export { picture } from './picture.js';
export { CameraSupervisor, type CameraReport } from './supervisor.js';
