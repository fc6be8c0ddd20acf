using System.Globalization;
using System.Text;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.CiHosts;

/// <summary>Statistic values of TeamCity: lines of the build log that the server plots over builds.</summary>
/// <remarks>TeamCity help, "Service Messages": <c>##teamcity[buildStatisticValue key='…' value='…']</c>, values escaped with a vertical bar.</remarks>
public static class TeamCityMessages
{
    /// <summary>One line a figure, without line ends. Keys are <c>provenance.PROJECT.FIGURE</c>.</summary>
    public static IEnumerable<string> Of(BuildRecord record) => CiFigure.Of(record).Select(figure =>
        $"##teamcity[buildStatisticValue key='{Escape($"provenance.{TerminalText.Encode(CiFigure.ProjectOf(record))}.{figure.Name}")}' value='{Escape(figure.Value)}']");

    /// <summary>Escapes a value: the five characters that the format reserves, line ends, and everything that is not ASCII.</summary>
    internal static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '|' or '\'' or '[' or ']' => result.Append('|').Append(c),
                '\n' => result.Append("|n"),
                '\r' => result.Append("|r"),
                < ' ' or > '~' => result.Append(CultureInfo.InvariantCulture, $"|0x{(int)c:x4}"),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }
}
