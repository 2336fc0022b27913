export * from './camera-choice.js';
export { CameraSupervisor, type CameraReport } from './supervisor.js';
