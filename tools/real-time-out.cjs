// Programs and servers are slow on a busy machine. All other tests have ten seconds: jest.config.cjs.
jest.setTimeout(300_000);
