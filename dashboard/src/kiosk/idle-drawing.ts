import { html } from 'lit';

/** The room, quietly: where the wall button and its lamp are. Only decorates: left out in high contrast. */
export const idleDrawing = html`<svg
  class="drawing"
  viewBox="0 0 720 400"
  preserveAspectRatio="xMidYMax slice"
  aria-hidden="true"
>
  <rect width="720" height="400" fill="hsl(213 45% 96%)" />
  <rect y="328" width="720" height="72" fill="hsl(205 14% 88%)" />
  <path d="M0 328h720" stroke="hsl(205 12% 72%)" stroke-width="2" />
  <g fill="none" stroke="hsl(212 26% 66%)" stroke-width="4">
    <path d="M70 328V92h122v236" fill="hsl(212 34% 90%)" />
    <path d="M90 112h82v196H90z" fill="hsl(212 44% 95%)" stroke-width="2" />
    <path d="M152 214h12" stroke="hsl(214 40% 38%)" stroke-width="7" stroke-linecap="round" />
  </g>
  <g stroke="hsl(32 100% 29%)" stroke-width="3">
    <path d="M246 122a22 22 0 0 1 44 0v8h-44z" fill="hsl(202 7% 84%)" />
    <path d="M240 134h56" stroke="hsl(214 40% 38%)" stroke-width="7" stroke-linecap="round" />
    <rect x="236" y="182" width="64" height="70" rx="10" fill="#fff" stroke="hsl(214 40% 38%)" />
    <circle cx="268" cy="217" r="22" fill="hsl(42 93% 50%)" />
    <path
      d="M268 206c-4.5 0-7.5 3.2-7.5 7.2v5.3l-2.7 4.5h20.4l-2.7-4.5v-5.3c0-4-3-7.2-7.5-7.2z"
      fill="hsl(0 0% 13%)"
      stroke="none"
    />
    <path d="M265 225.5h6" stroke="hsl(0 0% 13%)" stroke-linecap="round" />
  </g>
  <g stroke-linecap="round">
    <path d="M402 328l8-62h76l8 62" fill="none" stroke="hsl(205 12% 56%)" stroke-width="7" />
    <rect x="400" y="250" width="96" height="18" rx="9" fill="hsl(340 28% 46%)" />
    <path d="M404 250c-8-50-6-86 4-92 8-5 18 0 18 10v82z" fill="hsl(340 28% 46%)" />
    <path d="M520 258h160" stroke="hsl(32 26% 56%)" stroke-width="11" />
    <path d="M546 262v66M654 262v66" stroke="hsl(32 22% 48%)" stroke-width="8" />
  </g>
  <path d="M618 252v-22" stroke="hsl(214 40% 30%)" stroke-width="9" />
  <rect x="548" y="122" width="138" height="108" rx="9" fill="hsl(214 45% 20%)" />
  <rect x="557" y="131" width="120" height="90" rx="3" fill="hsl(212 50% 94%)" />
  <rect x="567" y="191" width="52" height="20" rx="4" fill="hsl(42 93% 50%)" />
  <path d="M567 147h64M567 161h88M567 175h48" stroke="hsl(213 30% 74%)" stroke-width="6" stroke-linecap="round" />
</svg>`;
