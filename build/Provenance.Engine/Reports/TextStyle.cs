namespace Provenance.Engine.Reports;

/// <summary>How text is set off.</summary>
/// <param name="IsColored">The sink is a terminal that understands escape sequences.</param>
public readonly record struct TextStyle(bool IsColored)
{
    public string Heading(string text) => IsColored ? $"\u001b[1m{text}\u001b[0m" : text;
}
