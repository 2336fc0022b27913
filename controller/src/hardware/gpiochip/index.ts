export * from './gpiochip.board.js';
