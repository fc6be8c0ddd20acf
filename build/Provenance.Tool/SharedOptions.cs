using System.CommandLine;
using System.Globalization;
using Provenance.Engine.Reports;

namespace Provenance.Tool;

/// <summary>Options that commands have in common; each command adds those it honours.</summary>
internal sealed class SharedOptions(OutputFormat[] formats)
{
    /// <summary>For commands that write text and JSON only.</summary>
    public SharedOptions()
        : this(OutputFormats.Common)
    {
    }

    public Option<OutputFormat[]> Format { get; } = new("--format")
    {
        Description = $"Form of the result: {OutputFormats.WordsOf(formats, ", ")}. Repeat it to write several files with --output.",
        HelpName = OutputFormats.WordsOf(formats, "|"),
        CustomParser = result =>
        {
            var asked = new List<OutputFormat>();
            foreach (var token in result.Tokens)
            {
                if (OutputFormats.Parse(token.Value, formats) is { } format)
                {
                    asked.Add(format);
                }
                else
                {
                    result.AddError($"There is no format '{TerminalText.Encode(token.Value)}'. Formats are: {OutputFormats.WordsOf(formats, ", ")}.");
                }
            }

            return [.. asked.Distinct()];
        },
    };

    public Option<string> Output { get; } = new("--output") { Description = "Folder that receives the result as a file; - is standard output (default).", HelpName = "DIR|-" };

    public Option<string> Rev { get; } = new("--rev") { Description = "Commit to describe (default: HEAD).", HelpName = "COMMIT" };

    public Option<int?> Horizon { get; } = new("--horizon")
    {
        Description = "Age in days from which code counts (default: the policy's, else 30).",
        HelpName = "DAYS",
        CustomParser = result => ParseDays(result.Tokens[0].Value, 0) is { } days ? days : Fail<int?>(result, "--horizon takes a number of days, 0 or more."),
    };

    public Option<WindowChoice?> Window { get; } = new("--window")
    {
        Description = "Days of history under observation, or all (default: the policy's, else 365).",
        HelpName = "DAYS|all",
        CustomParser = result => result.Tokens[0].Value is "all" ? new WindowChoice(null)
            : ParseDays(result.Tokens[0].Value, 1) is { } days ? new WindowChoice(days)
            : Fail<WindowChoice?>(result, "--window takes a number of days, 1 or more, or all."),
    };

    public Option<string> Policy { get; } = new("--policy") { Description = "Policy to use (default: provenance.yml, searched upwards).", HelpName = "FILE" };

    public Option<bool> Lines { get; } = new("--lines") { Description = "Count physical lines as git blame does, instead of tokens." };

    public Option<string> Ledger { get; } = new("--ledger") { Description = "Folder with build records, beside those in obj/.", HelpName = "DIR" };

    public Option<string> Coverage { get; } = new("--coverage") { Description = "Cobertura file of a test run: adds how much of the code was executed.", HelpName = "FILE" };

    public Option<bool> NoCache { get; } = new("--no-cache") { Description = "Neither read nor write the cache." };

    public Option<string> Cache { get; } = new("--cache") { Description = "Cache folder (default: provenance in the user's cache folder).", HelpName = "DIR" };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "No notices on standard error; errors still are." };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "More notices, and the stack trace of an internal error." };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No escape sequences, even on a terminal." };

    /// <summary>The formats that were asked for.</summary>
    public OutputFormat[] Formats(ParseResult arguments) => arguments.GetValue(Format) is { Length: > 0 } asked ? asked : [OutputFormat.Text];

    public void AddTo(Command command, params Option[] own)
    {
        foreach (var option in (Option[])[.. own, Format, Output, Policy, NoCache, Cache, Quiet, Verbose, NoColor])
        {
            command.Options.Add(option);
        }
    }

    private static int? ParseDays(string text, int minimum) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= minimum && days <= 1_000_000 ? days : null;

    private static T? Fail<T>(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
