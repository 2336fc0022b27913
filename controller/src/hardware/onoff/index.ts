export * from './onoff.board.js';
