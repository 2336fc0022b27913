export * from './zigbee.driver.js';
