// Settings of the peer. Node-RED requires a CommonJS file.
module.exports = {
  uiHost: '127.0.0.1',
  uiPort: Number(process.env.PEER_HTTP_PORT),
  flowFile: 'flows.json',
  credentialSecret: false,
  telemetry: { enabled: false },
  diagnostics: { enabled: false },
  editorTheme: { tours: false },
  logging: { console: { level: 'info' } },
};
