const v8 = require('node:v8');

/**
 * Most Nodes of a test run end within two seconds. V8 optimizes a function after some 66,000 bytecodes of it, which in
 * these takes a fifth of the time and hardly pays: here it waits for some 500,000.
 */
v8.setFlagsFromString('--interrupt-budget=500000');
