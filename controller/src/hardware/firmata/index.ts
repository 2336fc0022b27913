export * from './firmata.board.js';
