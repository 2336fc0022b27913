import { describe, expect, it } from 'vitest';
import { cardHasMarkup, htmlOfCard } from './card-text.js';

const inFinnish = (text: string) => ({ fi: text, sv: '', en: '' });
const html = (text: string) => htmlOfCard(inFinnish(text)).fi;

describe('a service card', () => {
  it.each([
    '<script>alert(1)</script>',
    'teksti <img src=x onerror=alert(1)> jatkuu',
    '<!-- salaa -->',
    '<style>body{display:none}',
    '<iframe src="https://example.org">',
    '- kohta\n\n  <svg onload=alert(1)>',
    '> <a href="javascript:alert(1)">linkki</a>',
    '[<b>x</b>](https://example.org)',
    '<?php ?>',
    '<![CDATA[x]]>',
    '</p>',
  ])('is refused for its HTML: %s', (text) => {
    expect(cardHasMarkup(inFinnish(text))).toBe(true);
  });

  it.each([
    '3 < 5 ja 7 > 2',
    '`<b>` on koodia',
    '```\n<script>\n```',
    '&lt;script&gt;',
    '<https://example.org>',
    '**vahva** ja *kaunis*',
  ])('has no HTML in it: %s', (text) => {
    expect(cardHasMarkup(inFinnish(text))).toBe(false);
  });

  it.each([
    '[linkki](javascript:alert(1))',
    '[linkki](JaVaScRiPt:alert(1))',
    '[linkki](&#106;avascript:alert(1))',
    '[linkki](java\\script:alert(1))',
    '[linkki](data:text/html;base64,PHNjcmlwdD4=)',
    '[linkki](vbscript:x)',
    '<javascript:alert(1)>',
    '[linkki][a]\n\n[a]: javascript:alert(1)',
  ])('leads nowhere by a link that could run something: %s', (text) => {
    const hrefs = [...html(text).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(hrefs.filter((href) => href !== '')).toEqual([]);
  });

  it('leads to a page by a link, and cannot break out of it', () => {
    expect(html('[ohje](https://example.org/a?b=c "Ohje")')).toBe(
      '<p><a href="https://example.org/a?b=c" title="Ohje">ohje</a></p>',
    );
    expect(html('[x](https://example.org/"onclick=alert(1))')).toBe(
      '<p><a href="https://example.org/%22onclick=alert(1)">x</a></p>',
    );
  });

  it('fetches no picture from elsewhere', () => {
    expect(html('![kuva](https://example.org/kuva.png)')).not.toContain('<img');
  });

  it('shows as text what looks like HTML, even where nobody has refused it', () => {
    expect(html('<script>alert(1)</script>')).not.toContain('<script');
    expect(html('a <b>c</b>')).toBe('<p>a &lt;b&gt;c&lt;/b&gt;</p>');
  });
});
