using System.Collections.Immutable;
using Provenance.Engine.Reports.Csv;
using Provenance.Engine.Reports.Html;
using Provenance.Engine.Reports.Markdown;
using Provenance.Engine.Reports.Sarif;
using Provenance.Engine.Reports.Svg;

namespace Provenance.Engine.Reports;

/// <summary>The formats that a build can write beside its record.</summary>
public static class ReportFormats
{
    private static readonly (string Word, (string Ending, Func<SurvivalReport, byte[]> Write)[] Files)[] Known =
    [
        ("markdown", [(".md", MarkdownSummary.Write)]),
        ("html", [(".html", HtmlReport.Write)]),
        ("svg", [(".svg", CurveSvg.Write), ("-badge.svg", BadgeSvg.Write)]),
        ("csv", [(".csv", FigureCsv.Write), ("-files.csv", FileCsv.Write)]),
        (Findings, [(".sarif", report => SarifLog.Write(report.Findings, "build/" + report.Project))]),
    ];

    /// <summary>The word of the one format that needs the policy's findings.</summary>
    public const string Findings = "sarif";

    /// <summary>The word of the record itself, which is always written.</summary>
    public const string Record = "json";

    /// <summary>Splits a list as users write it, in its order and each once.</summary>
    /// <returns>What can be written, <see cref="Record"/> included, and whether every word was understood.</returns>
    public static (ImmutableArray<string> Formats, bool IsUnderstood) Parse(string list)
    {
        var words = list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => word.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToArray();
        ImmutableArray<string> formats = [.. words.Where(word => word == Record || Known.Any(known => known.Word == word))];
        return (formats, formats.Length == words.Length);
    }

    /// <summary>What the files of a format end in, the first one first; empty for an unknown word.</summary>
    public static IEnumerable<string> EndingsOf(string format) =>
        format == Record ? [".json"] : Known.Where(known => known.Word == format).SelectMany(known => known.Files.Select(file => file.Ending));

    /// <summary>The files of a format.</summary>
    public static IEnumerable<(string Ending, byte[] Content)> Render(SurvivalReport report, string format) =>
        Known.Where(known => known.Word == format).SelectMany(known => known.Files.Select(file => (file.Ending, file.Write(report))));
}
