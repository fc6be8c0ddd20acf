using System.Globalization;
using System.Text;
using Provenance.Engine.Claims;

namespace Provenance.Engine.Reports;

/// <summary>Blame for people: commit, day, label, agent, tokens by agents of all tokens, line number, source.</summary>
public static class BlameText
{
    public static string Write(BlameResult blame)
    {
        var text = new StringBuilder();
        var sources = blame.Text?.Text.Split('\n') ?? [];
        var agentWidth = blame.Lines.Select(line => line.Origin.Agent?.Length ?? 1).DefaultIfEmpty(1).Max();
        var numberWidth = blame.Lines.Length.ToString(CultureInfo.InvariantCulture).Length;
        foreach (var line in blame.Lines)
        {
            var origin = line.Origin;
            var source = line.Line <= sources.Length ? TerminalText.Encode(sources[line.Line - 1].TrimEnd('\r').Replace("\t", "    ", StringComparison.Ordinal)) : "";
            var counts = line.Tokens == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{line.AgentTokens}/{line.Tokens}");
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{origin.Commit?.Short ?? "older",-12} {(origin.BornSeconds is { } born ? ReportText.Day(born) : "-"),-10} {ClaimWords.Of(origin.Label),-7} {(origin.Agent ?? "-").PadRight(agentWidth)} {counts,7} {line.Line.ToString(CultureInfo.InvariantCulture).PadLeft(numberWidth)}) {source}").TrimEnd());
            text.Append('\n');
        }

        if (blame.Tokens is { } tokens)
        {
            text.Append("\ntokens\n");
            var table = new TextTable();
            foreach (var span in tokens.Spans)
            {
                var origin = tokens.Origins[span.Origin];
                table.Words(
                    string.Create(CultureInfo.InvariantCulture, $"{span.StartLine}:{span.StartColumn}-{span.EndLine}:{span.EndColumn}"),
                    $"{origin.Commit?.Short ?? "older"} {(origin.BornSeconds is { } born ? ReportText.Day(born) : "-")} {ClaimWords.Of(origin.Label)} {origin.Agent ?? "-"}");
            }

            table.AppendTo(text);
        }

        return text.ToString();
    }
}
