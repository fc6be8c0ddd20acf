using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace Provenance.Benchmarks.Rules;

/// <summary>What a binary log of a build with <c>-p:ReportAnalyzer=true</c> says of the compiler and the analyzers.</summary>
/// <param name="Compiler">From the start to the end of the task that runs it.</param>
/// <param name="Analyzers">Seconds per analyzer, summed over the threads that they ran on.</param>
/// <param name="Warnings">How many there were.</param>
internal sealed record AnalyzerReport(TimeSpan Compiler, IReadOnlyDictionary<string, double> Analyzers, int Warnings)
{
    private const string Prefix = "Provenance.Analyzers.Rules.";

    public double RulesSeconds => Analyzers.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).Sum(pair => pair.Value);

    public IEnumerable<(string Rule, double Seconds)> Rules => Analyzers
        .Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => (pair.Key[Prefix.Length..], pair.Value));

    /// <summary>Of one analyzer, by its full name; none when the report does not name it.</summary>
    public double SecondsOf(Type analyzer) => Analyzers.GetValueOrDefault(analyzer.FullName!);

    public static AnalyzerReport Read(string binaryLog)
    {
        DateTime? started = null;
        var compiler = TimeSpan.Zero;
        var analyzers = new Dictionary<string, double>(StringComparer.Ordinal);
        var warnings = 0;
        foreach (var record in BinaryLog.ReadRecords(binaryLog))
        {
            switch (record.Args)
            {
                case TaskStartedEventArgs { TaskName: "Csc" } start:
                    started = start.Timestamp;
                    break;
                case TaskFinishedEventArgs { TaskName: "Csc" } finish when started is { } since:
                    compiler = finish.Timestamp - since;
                    break;
                case BuildWarningEventArgs:
                    warnings++;
                    break;
                case BuildMessageEventArgs { Message: { } message }:
                    Add(analyzers, message);
                    break;
                default:
                    break;
            }
        }

        return new AnalyzerReport(compiler, analyzers, warnings);
    }

    // The report is made for people: seconds ("<0.001" for less), share, then the name with its ids.
    private static void Add(Dictionary<string, double> analyzers, string message)
    {
        foreach (var line in message.Split('\n'))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (fields.Length >= 3 && fields[2].Contains('.', StringComparison.Ordinal) && char.IsAsciiLetter(fields[2][0])
                && double.TryParse(fields[0].TrimStart('<'), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            {
                analyzers[fields[2]] = seconds;
            }
        }
    }
}
