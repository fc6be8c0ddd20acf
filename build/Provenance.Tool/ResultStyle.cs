using System.CommandLine;
using Provenance.Engine.Reports;

namespace Provenance.Tool;

/// <summary>Whether a result is set off with escape sequences.</summary>
internal static class ResultStyle
{
    /// <summary>Colours where somebody looks at a terminal that knows them and did not ask for none (no-color.org).</summary>
    public static TextStyle Of(ToolHost host, ParseResult arguments, SharedOptions options) => new(
        host.IsTerminal
        && !arguments.GetValue(options.NoColor)
        && host.Environment.GetValueOrDefault("NO_COLOR", "").Length == 0
        && !string.Equals(host.Environment.GetValueOrDefault("TERM", ""), "dumb", StringComparison.Ordinal)
        && arguments.GetValue(options.Output) is (null or "-"));
}
