using System.Text;

namespace Provenance.Engine.Reports.Html;

/// <summary>The one encoder for HTML and SVG, text and quoted attributes alike.</summary>
internal static class HtmlText
{
    /// <summary>Markup becomes entities, hidden characters become visible as <c>\u{…}</c>, and no run of characters is a command to a build server that prints the page.</summary>
    public static string Encode(string text)
    {
        var visible = TerminalText.Encode(text);
        if (visible.AsSpan().IndexOfAny("&<>\"'[") < 0 && !visible.Contains("::", StringComparison.Ordinal))
        {
            return visible;
        }

        var result = new StringBuilder(visible.Length + 16);
        foreach (var c in visible)
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                '[' => result.Append("&#91;"),
                ':' when result.Length > 0 && result[^1] == ':' => result.Append("&#58;"),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }
}
