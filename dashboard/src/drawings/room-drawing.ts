import { nothing, svg } from 'lit';
import type { LampPattern, SimulatedCameraMode, SimulatedNetworkMode } from '@etapiste/protocol';
import { lampDrawing } from './lamp-drawing.js';

/** What of a room can be drawn. */
export interface DrawnRoom {
  readonly isDoorOpen: boolean;
  readonly isOccupied: boolean;
  readonly isButtonDown: boolean;
  readonly lamp: LampPattern;
  readonly camera: SimulatedCameraMode;
  /** Whether the document camera films now: only then its light is on. */
  readonly isFilming: boolean;
  /** The line to the hub; undefined leaves it out. */
  readonly network: SimulatedNetworkMode | undefined;
}

/** A room in order, with its customer and its lamp dark. */
export const quietRoom: DrawnRoom = {
  isDoorOpen: false,
  isOccupied: true,
  isButtonDown: false,
  lamp: 'dark',
  camera: 'still',
  isFilming: false,
  network: undefined,
};

const navy = '#24406b';
const wood = '#b08d62';
const woodDark = '#94754e';

/** The room on an 880 × 470 plate. Colours are of things, not of states: a state is always told by shape and word too. */
export const roomDrawing = (room: DrawnRoom) => svg`
  ${walls}
  ${door(room.isDoorOpen)}
  ${lamp(room.lamp)}
  ${button(room.isButtonDown)}
  ${terminal}
  ${room.network ? network(room.network) : nothing}
  ${chairBack}
  ${room.isOccupied ? person : nothing}
  ${documentCamera(room.camera, room.isFilming)}
  ${desk}
  ${paper(room.camera)}
  ${room.isOccupied ? arm : nothing}
`;

const walls = svg`
  <rect width="880" height="388" fill="#f1f5fa" />
  <g fill="#e4ebf3">
    <rect x="470" y="34" width="370" height="258" rx="6" />
  </g>
  <path d="M532 34v258M594 34v258M656 34v258M718 34v258M780 34v258" stroke="#f1f5fa" stroke-width="4" />
  <rect y="388" width="880" height="82" fill="#dfe3e6" />
  <rect y="380" width="880" height="8" fill="#c9d2da" />
`;

/** Open: the leaf stands towards us and the light of the corridor comes in. */
const door = (isOpen: boolean) => svg`
  <rect x="52" y="112" width="152" height="276" rx="3" fill="#b9c7d6" />
  <rect x="62" y="122" width="132" height="266" fill=${isOpen ? '#fdf6e3' : '#d8e2ee'} />
  ${
    isOpen
      ? svg`
        <path d="M62 388h132l-26-44H62z" fill="#efe3c4" />
        <path d="M62 122l52 22v226l-52 18z" fill="#d8e2ee" stroke="#9fb2c6" stroke-width="2" />
        <path d="M72 158l28 9v78l-28-4z" fill="#f4f8fc" />
        <circle cx="104" cy="262" r="4.5" fill=${navy} />`
      : svg`
        <rect x="86" y="150" width="84" height="92" rx="3" fill="#f4f8fc" stroke="#c3d0de" stroke-width="2" />
        <path d="M96 224l44-62M118 230l44-62" stroke="#e3ebf4" stroke-width="5" />
        <rect x="170" y="258" width="16" height="6" rx="3" fill=${navy} />
        <circle cx="172" cy="261" r="6" fill=${navy} />`
  }
`;

const lamp = (pattern: LampPattern) => svg`<g transform="translate(288 138)">${lampDrawing(pattern)}</g>`;

const button = (isDown: boolean) => svg`
  <g transform="translate(288 238)">
    <rect x="-36" y="-40" width="72" height="80" rx="9" fill="#fff" stroke=${navy} stroke-width="3" />
    <circle r="26" fill="#7a4a00" />
    <g transform=${isDown ? 'translate(0 2) scale(.9)' : 'translate(0 -3)'}>
      <circle r="24" fill="#f6ae06" stroke="#7a4a00" stroke-width="2" />
      <path d="M-12 6h24c-3-2-4-5-4-9 0-6-3-9-8-9s-8 3-8 9c0 4-1 7-4 9z" fill="#222" />
      <path d="M-4 10a4 4 0 0 0 8 0z" fill="#222" />
    </g>
    ${isDown ? svg`<circle r="33" fill="none" stroke="#7a4a00" stroke-width="3" stroke-dasharray="6 7" />` : nothing}
  </g>
`;

/** The customer's terminal with the kiosk page on it. */
const terminal = svg`
  <g transform="translate(18 0)">
  <path d="M692 306v20" stroke=${navy} stroke-width="14" />
  <path d="M654 326h76" stroke=${navy} stroke-width="9" stroke-linecap="round" />
  <rect x="588" y="150" width="208" height="158" rx="10" fill="#16294a" />
  <rect x="597" y="159" width="190" height="140" rx="4" fill="#fff" />
  <rect x="597" y="159" width="190" height="17" fill="#fff" />
  <path d="M606 168h6m4 0h22" stroke="#06387a" stroke-width="5" stroke-linecap="round" />
  <path d="M597 177h190" stroke="#d4dbe2" />
  <path d="M610 202h92" stroke="#06387a" stroke-width="9" stroke-linecap="round" />
  <path d="M610 220h118M610 232h84" stroke="#8795a5" stroke-width="5" stroke-linecap="round" />
  <rect x="742" y="192" width="34" height="44" rx="4" fill="#e4ebf3" />
  <circle cx="759" cy="207" r="7" fill="#a8b9cb" />
  <path d="M747 231c1-9 6-12 12-12s11 3 12 12z" fill="#a8b9cb" />
  <path d="M597 262h190" stroke="#d4dbe2" />
  <rect x="604" y="269" width="66" height="23" rx="4" fill="#f6ae06" stroke="#7a4a00" stroke-width="2" />
  <g fill="none" stroke="#8795a5" stroke-width="1.500"><rect x="716" y="271" width="18" height="18" rx="3" /><rect x="738" y="271" width="18" height="18" rx="3" /><rect x="760" y="271" width="18" height="18" rx="3" /></g>
  </g>
`;

/** The line to the hub: whole, thin, or broken with a cross in the gap. */
const network = (mode: SimulatedNetworkMode) => {
  const whole = 'M814 226h28V86';
  return svg`
    <rect x="826" y="62" width="32" height="24" rx="4" fill="#fff" stroke=${navy} stroke-width="3" />
    <path d="M834 74h3m5 0h3" stroke=${navy} stroke-width="4" stroke-linecap="round" />
    ${
      mode === 'cut'
        ? svg`<path d="M814 226h28v-30M842 136V86" fill="none" stroke="#8795a5" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" />
          <path d="m832 156 20 20m0-20-20 20" stroke="#ae2f2c" stroke-width="6" stroke-linecap="round" />`
        : svg`<path d=${whole} fill="none" stroke="#05694a" stroke-width=${mode === 'thin' ? 2 : 6} stroke-dasharray=${mode === 'thin' ? '3 6' : 'none'} stroke-linecap="round" stroke-linejoin="round" />`
    }
  `;
};

const chairBack = svg`
  <path d="M392 262v122M392 338h72M458 338v46" fill="none" stroke="#8b98a3" stroke-width="8" stroke-linecap="round" stroke-linejoin="round" />
  <rect x="385" y="240" width="14" height="76" rx="7" fill="#71808d" />
`;

const person = svg`
  <path d="M404 332h84c22 0 30 10 30 28v28h-25v-24h-89c-12 0-15-8-15-16s5-16 15-16z" fill="#2f4468" />
  <path d="M488 388h42c0-8-6-12-16-12h-26z" fill="#1b2740" />
  <path d="M402 334c-9-72 2-108 42-108 36 0 48 40 48 108z" fill="#7d4257" />
  <path d="M432 226c2 12 30 12 32 0l-4-16h-24z" fill="#dfae8c" />
  <circle cx="452" cy="184" r="32" fill="#efc4a4" />
  <path d="M420 196c-11-40 10-60 38-56 19 2 30 14 28 28-19 3-31-1-41-6-3 15-11 28-25 34z" fill="#aaa49c" />
  <path d="M474 178v5" stroke="#4a3a30" stroke-width="4" stroke-linecap="round" />
  <path d="M470 199c4 1 8 0 10-3" fill="none" stroke="#a86f52" stroke-width="3" stroke-linecap="round" />
`;

/** In front of the desk, so that the hand lies on the paper. */
const arm = svg`
  <path d="M448 254c10-4 20 2 24 12l14 38 52 8c8 1 8 17-1 17l-66-2c-8 0-12-4-15-11l-19-44c-3-8 1-15 11-18z" fill="#8f4d64" />
  <path d="M536 313l24 3c9 1 9 11 0 12l-24 1z" fill="#efc4a4" />
`;

const desk = svg`
  <rect x="500" y="326" width="334" height="13" rx="6" fill=${wood} />
  <path d="M530 339v49M806 339v49" stroke=${woodDark} stroke-width="10" />
`;

/** Black: a cap over the lens. Unplugged: the cable hangs. Filming: the light is on. */
const documentCamera = (mode: SimulatedCameraMode, isFilming: boolean) => svg`
  ${isFilming && mode !== 'black' ? svg`<path d="M536 240l-26 86h66l-24-86z" fill="#ffe9ad" opacity=".75" />` : nothing}
  <path d="M590 326v-98h-32" fill="none" stroke=${navy} stroke-width="7" stroke-linejoin="round" />
  <rect x="568" y="320" width="42" height="8" rx="4" fill=${navy} />
  <rect x="524" y="220" width="40" height="20" rx="6" fill="#16294a" />
  ${isFilming ? svg`<circle cx="557" cy="230" r="3.500" fill="#7ff0c0" />` : nothing}
  ${mode === 'black' ? svg`<path d="M524 238h40v11h-40z" fill="#000" /><path d="M518 249h52" stroke="#000" stroke-width="4" />` : nothing}
  ${mode === 'unplug' ? svg`<path d="M590 262c22 0 8 34 26 34" fill="none" stroke="#16294a" stroke-width="3" /><rect x="612" y="290" width="14" height="11" rx="2" fill="#8795a5" />` : nothing}
  ${mode === 'freeze' || mode === 'hang' ? svg`<circle cx="544" cy="204" r="12" fill="#fff" stroke=${navy} stroke-width="3" /><path d="M544 197v8l5 3" fill="none" stroke=${navy} stroke-width="3" stroke-linecap="round" />` : nothing}
`;

const paper = (mode: SimulatedCameraMode) => svg`
  <path d="M512 326l10-9h66l8 9z" fill="#fff" stroke="#8795a5" stroke-width="1.500" stroke-linejoin="round" />
  <path d="M528 321.500h36M536 319h40" stroke="#9fb2c6" stroke-width="1.500" />
  ${mode === 'paper' ? svg`<path d="M562 318l15-17" stroke="#06387a" stroke-width="4" stroke-linecap="round" />` : nothing}
`;
