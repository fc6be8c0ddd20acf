using System.Text;

namespace Provenance.Engine.Reports.Html;

/// <summary>A page while it is written: markup of ours as it is, everything else encoded.</summary>
internal sealed class PageText
{
    private readonly StringBuilder _text = new();

    public PageText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public PageText Text(string text) => Raw(HtmlText.Encode(text));

    /// <summary>An element with text.</summary>
    /// <param name="tag">With attributes of ours.</param>
    public PageText Element(string tag, string text)
    {
        var space = tag.IndexOf(' ', StringComparison.Ordinal);
        return Raw($"<{tag}>").Text(text).Raw($"</{(space < 0 ? tag : tag[..space])}>");
    }

    /// <summary>A section with its heading and, below it, a sentence that says what is seen.</summary>
    public PageText Section(string id, string heading, string lead)
    {
        Raw($"<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n").Element($"h2 id=\"{id}-h\"", heading).Raw("\n");
        return lead.Length == 0 ? this : Element("p class=\"lead\"", lead).Raw("\n");
    }

    public PageText EndSection() => Raw("</section>\n");

    /// <summary>A table that scrolls by itself where it is wider than the page.</summary>
    /// <param name="columns">Heads; those after the first are numbers.</param>
    public PageText BeginTable(string caption, params string[] columns)
    {
        Raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"").Text(caption).Raw("\"><table>").Element("caption", caption).Raw("<thead><tr>");
        for (var i = 0; i < columns.Length; i++)
        {
            Element(i == 0 ? "th scope=\"col\"" : "th scope=\"col\" class=\"n\"", columns[i]);
        }

        return Raw("</tr></thead><tbody>\n");
    }

    public PageText Row(string name, params string[] cells) => Row(name, "", cells);

    public PageText Row(string name, string className, string[] cells)
    {
        Raw(className.Length == 0 ? "<tr>" : $"<tr class=\"{className}\">").Element("th scope=\"row\"", name);
        foreach (var cell in cells)
        {
            Element("td class=\"n\"", cell);
        }

        return Raw("</tr>\n");
    }

    public PageText EndTable() => Raw("</tbody></table></div>\n");

    /// <summary>What is there when asked for.</summary>
    public PageText BeginDetails(string summary) => Raw("<details>").Element("summary", summary).Raw("\n");

    public PageText EndDetails() => Raw("</details>\n");

    public override string ToString() => _text.ToString();
}
