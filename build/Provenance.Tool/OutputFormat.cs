namespace Provenance.Tool;

/// <summary>Formats that results can be written in.</summary>
internal enum OutputFormat
{
    Text,
    Json,
    Markdown,
    Html,
    Svg,
    Csv,
    Sarif,
}

/// <summary>One result in one format: one file, or several where a format has several parts.</summary>
/// <param name="Name">Of its file, without extension.</param>
internal sealed record Rendering(string Name, Func<OutputFormat, IReadOnlyList<RenderedFile>> Render)
{
    public Rendering(string name, Func<OutputFormat, byte[]> render)
        : this(name, format => (IReadOnlyList<RenderedFile>)[new RenderedFile("", render(format))])
    {
    }
}

/// <param name="Suffix">Goes between name and extension; the first file of a result has none.</param>
internal sealed record RenderedFile(string Suffix, byte[] Content);

internal static class OutputFormats
{
    /// <summary>What every command can write.</summary>
    public static readonly OutputFormat[] Common = [OutputFormat.Text, OutputFormat.Json];

    /// <summary>What a survival report can be: every form but that of findings.</summary>
    public static readonly OutputFormat[] OfReports = [OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown, OutputFormat.Html, OutputFormat.Svg, OutputFormat.Csv];

    public static string WordsOf(IEnumerable<OutputFormat> formats, string separator) => string.Join(separator, formats.Select(Word));

    public static string Word(OutputFormat format) => format switch
    {
        OutputFormat.Text => "text",
        OutputFormat.Json => "json",
        OutputFormat.Markdown => "markdown",
        OutputFormat.Html => "html",
        OutputFormat.Svg => "svg",
        OutputFormat.Csv => "csv",
        OutputFormat.Sarif => "sarif",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    public static string Extension(OutputFormat format) => format switch
    {
        OutputFormat.Text => ".txt",
        OutputFormat.Markdown => ".md",
        _ => "." + Word(format),
    };

    public static OutputFormat? Parse(string word, IEnumerable<OutputFormat> formats) =>
        formats.Where(format => string.Equals(Word(format), word, StringComparison.Ordinal)).Select(format => (OutputFormat?)format).FirstOrDefault();
}
