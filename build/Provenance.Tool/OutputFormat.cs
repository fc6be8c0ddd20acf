namespace Provenance.Tool;

/// <summary>Formats that results can be written in.</summary>
internal enum OutputFormat
{
    Text,
    Json,
}

/// <summary>One result in one format.</summary>
/// <param name="Name">Of its file, without extension.</param>
internal sealed record Rendering(string Name, Func<OutputFormat, byte[]> Render);

internal static class OutputFormats
{
    public static readonly string Words = string.Join(", ", Enum.GetValues<OutputFormat>().Select(Word));

    public static string Word(OutputFormat format) => format == OutputFormat.Json ? "json" : "text";

    public static string Extension(OutputFormat format) => format == OutputFormat.Json ? ".json" : ".txt";

    public static OutputFormat? Parse(string word) => word switch
    {
        "text" => OutputFormat.Text,
        "json" => OutputFormat.Json,
        _ => null,
    };
}
