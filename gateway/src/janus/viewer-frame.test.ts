import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readViewerFrame } from './viewer-frame.js';

const inHandle = { transaction: 't1', session_id: 4_711, handle_id: 815 };
const read = (frame: object) => readViewerFrame(JSON.stringify(frame));

describe('what a viewer may say to Janus', () => {
  test('secrets that a page put in never reach Janus', () => {
    const said = read({ janus: 'create', transaction: 't1', apisecret: 'a', token: 'b', admin_secret: 'c', id: 5 });
    expect(said).toEqual({ frame: { janus: 'create', transaction: 't1' } });
  });

  test('watching, answering, trickling and leaving pass', () => {
    const frames = [
      { janus: 'attach', transaction: 't1', session_id: 4_711, plugin: 'janus.plugin.streaming' },
      { janus: 'message', ...inHandle, body: { request: 'watch', id: 'm', pin: 'p' } },
      { janus: 'message', ...inHandle, body: { request: 'start' }, jsep: { type: 'answer', sdp: 'v=0' } },
      { janus: 'trickle', ...inHandle, candidate: { completed: true } },
      { janus: 'keepalive', transaction: 't1', session_id: 4_711 },
      { janus: 'detach', ...inHandle },
    ];
    for (const frame of frames) expect(read(frame)).toEqual({ frame });
  });

  const refusals: [string, object][] = [
    ['another plugin', { janus: 'attach', transaction: 't1', session_id: 4_711, plugin: 'janus.plugin.videoroom' }],
    ['making a mountpoint', { janus: 'message', ...inHandle, body: { request: 'create', type: 'rtp', id: 'm' } }],
    ['destroying a mountpoint', { janus: 'message', ...inHandle, body: { request: 'destroy', id: 'm', secret: 's' } }],
    ['changing a mountpoint', { janus: 'message', ...inHandle, body: { request: 'edit', id: 'm', new_pin: 'x' } }],
    ['listing mountpoints', { janus: 'message', ...inHandle, body: { request: 'list' } }],
    ['recording', { janus: 'message', ...inHandle, body: { request: 'recording', action: 'start', id: 'm' } }],
    ['switching to another mountpoint', { janus: 'message', ...inHandle, body: { request: 'switch', id: 'm' } }],
    ['the server’s own information', { janus: 'info', transaction: 't1' }],
    ['the admin API', { janus: 'list_sessions', transaction: 't1', admin_secret: 's' }],
    [
      'a picture of the page’s own',
      { janus: 'message', ...inHandle, body: { request: 'start' }, jsep: { type: 'offer', sdp: 'v' } },
    ],
    ['a session that is no number', { janus: 'claim', transaction: 't1', session_id: '4711' }],
  ];
  test.each(refusals)('%s is refused', (_, frame) => {
    expect(read(frame)).toMatchObject({ refused: {} });
  });

  test('whatever a page says, the answer is a frame of ours or a refusal', () => {
    const verbs = fc.constantFrom('create', 'claim', 'attach', 'message', 'destroy', 'trickle', 'hangup', 'ping');
    const frames = fc.record({ janus: verbs, transaction: fc.anything(), session_id: fc.anything(), body: fc.anything() });
    fc.assert(
      fc.property(
        fc.oneof(
          frames.map((frame) => JSON.stringify(frame)),
          fc.string(),
          fc.json(),
        ),
        (text) => {
          const said = readViewerFrame(text);
          expect(JSON.stringify(said) ?? '').not.toContain('apisecret');
        },
      ),
    );
  });
});
