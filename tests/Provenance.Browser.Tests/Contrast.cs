namespace Provenance.Browser.Tests;

/// <summary>Finds text that is hard to read.</summary>
/// <remarks>WCAG 2.2, success criterion 1.4.3: at least 4.5 : 1, and 3 : 1 for text of 24 px or bold text of 18.66 px.</remarks>
internal static class Contrast
{
    /// <summary>Evaluates to a list of texts with their contrast. Backgrounds that are partly transparent are laid over what is below.</summary>
    public const string Script = """
        (() => {
          const canvas = document.createElement('canvas'); canvas.width = canvas.height = 1;
          const pen = canvas.getContext('2d', { willReadFrequently: true });
          const paint = (...colors) => { pen.clearRect(0, 0, 1, 1); for (const c of colors) { pen.fillStyle = c; pen.fillRect(0, 0, 1, 1); } return pen.getImageData(0, 0, 1, 1).data; };
          const light = d => { const [r, g, b] = [0, 1, 2].map(i => { const v = d[i] / 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
          const low = [];
          const walker = document.createTreeWalker(document.querySelector('dialog[open]') ?? document.body, NodeFilter.SHOW_TEXT);
          for (let node; node = walker.nextNode();) {
            const e = node.parentElement;
            if (!node.textContent.trim() || e.closest('script,style,title,.vh,.skip') || !e.checkVisibility()) continue;
            const style = getComputedStyle(e), grounds = [];
            for (let up = e; up; up = up.parentElement) grounds.unshift(getComputedStyle(up).backgroundColor);
            const inSvg = e.closest('svg');
            const ground = paint('#fff', ...grounds), ink = paint('#fff', ...grounds, inSvg ? style.fill : style.color);
            const [a, b] = [light(ground), light(ink)].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
            const size = parseFloat(style.fontSize), isLarge = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
            if (ratio < (isLarge ? 3 : 4.5)) low.push(ratio.toFixed(2) + ' ' + e.tagName + '.' + (e.getAttribute('class') ?? '') + ' ' + node.textContent.trim().slice(0, 40));
          }
          return [...new Set(low)];
        })()
        """;
}
