/** The page of a simulated room: everything a hand, a person or a line could do there. For builders, so in English only. */
export const doorPage = (roomId: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated room ${roomId}</title>
<style>
  body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
  section { border-top: 1px solid #bbb; padding: .75rem 0; display: flex; flex-wrap: wrap; gap: .75rem; align-items: center }
  h2 { font-size: 1.125rem; margin: 0; flex: 0 0 11rem }
  button { font: inherit; padding: .5rem 1rem; border: 2px solid #1d3f8f; border-radius: .25rem; background: #fff; color: #1d3f8f; cursor: pointer }
  button[aria-pressed='true'] { background: #1d3f8f; color: #fff }
  #call { padding: 1rem 2rem; font-size: 1.25rem; touch-action: none }
  #lamp { font-weight: 700 }
  :focus-visible { outline: 3px solid #f5a300; outline-offset: 2px }
</style>
<main>
  <h1>Simulated room ${roomId}</h1>
  <p role="status" id="line"></p>
  <section><h2>Call button</h2><button id="call" type="button">Press or hold</button></section>
  <section><h2>Lamp</h2><span id="lamp" role="status">–</span></section>
  <section data-name="occupancy" data-key="isOccupied"><h2>Person in the room</h2></section>
  <section data-name="door" data-key="isOpen"><h2>Door is open</h2></section>
  <section data-name="document-camera" data-key="mode"><h2>Document camera</h2></section>
  <p>The camera is <b id="camera">–</b>.</p>
  <section data-name="network" data-key="mode"><h2>Line to the hub</h2></section>
</main>
<script type="module">
  const choices = {
    occupancy: { yes: true, no: false }, door: { yes: true, no: false },
    'document-camera': Object.fromEntries(['paper', 'still', 'freeze', 'black', 'covered', 'unplug', 'hang'].map((mode) => [mode, mode])),
    network: { ok: 'ok', thin: 'thin', cut: 'cut' },
  };
  const field = { 'document-camera': 'documentCamera' };
  const line = document.getElementById('line');
  const post = async (name, body) => {
    const answer = await fetch('/simulate/' + name, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) line.textContent = (await answer.json()).title;
  };
  const toggles = [];
  for (const section of document.querySelectorAll('section[data-name]')) {
    const { name, key } = section.dataset;
    for (const [label, value] of Object.entries(choices[name])) {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
      button.onclick = () => post(name, { [key]: value });
      toggles.push((room) => button.setAttribute('aria-pressed', String(room[field[name] ?? name][key] === value)));
      section.append(button);
    }
  }
  const call = document.getElementById('call');
  const down = () => post('button', { action: 'down' });
  const up = () => post('button', { action: 'up' });
  call.addEventListener('pointerdown', (event) => { call.setPointerCapture(event.pointerId); down(); });
  call.addEventListener('pointerup', up);
  call.addEventListener('pointercancel', up);
  const isPress = (event) => (event.key === ' ' || event.key === 'Enter') && !event.repeat;
  call.addEventListener('keydown', (event) => isPress(event) && down());
  call.addEventListener('keyup', (event) => isPress(event) && up());
  const events = new EventSource('/simulate/events');
  events.addEventListener('state', ({ data }) => {
    const room = JSON.parse(data);
    document.getElementById('lamp').textContent = room.lamp;
    document.getElementById('camera').textContent = room.documentCamera.state;
    call.setAttribute('aria-pressed', String(room.button.isDown));
    for (const show of toggles) show(room);
    line.textContent = '';
  });
  events.onerror = () => { line.textContent = 'The simulated room does not answer.'; };
</script>
</html>
`;
