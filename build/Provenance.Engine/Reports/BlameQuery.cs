using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.History;

namespace Provenance.Engine.Reports;

/// <summary>Origins of the lines of one file.</summary>
public static class BlameQuery
{
    /// <summary>Finds a C# file of the analysed commit; null when there is none or its content was not read.</summary>
    public static HeadFile? Find(AnalyzedRepository repository, string path) =>
        repository.History.Files.FirstOrDefault(file => file.IsRead && string.Equals(file.Path, path, StringComparison.Ordinal));

    /// <param name="lines">Analysed by lines: commit and birth of each.</param>
    /// <param name="tokens">Analysed by tokens: the labels; null for line mode alone.</param>
    /// <param name="text">Of the file; null when it is no text, whose lines then have no tokens.</param>
    /// <param name="withSpans">Also says the origin of each token.</param>
    /// <returns>Null when the commit has no such C# file.</returns>
    public static BlameResult? Run(AnalyzedRepository lines, AnalyzedRepository? tokens, HeadText? text, string path, bool withSpans)
    {
        if (Find(lines, path) is not { } file)
        {
            return null;
        }

        var births = UnitBirth.PerUnit(lines.History, file);
        var tokenBirths = TokenBirths(tokens, path, text);
        var byLine = text is null ? [] : TokensByLine(text, births.Length);
        var rows = ImmutableArray.CreateBuilder<BlameLine>(births.Length);
        var (lineOrigins, tokenOrigins) = (new OriginCache(lines), tokens is null ? null : new OriginCache(tokens));
        for (var i = 0; i < births.Length; i++)
        {
            var own = i < byLine.Length ? byLine[i] : [];
            rows.Add(Row(i + 1, lineOrigins.Of(births[i]), own, tokenBirths is null ? null : token => tokenOrigins!.Of(tokenBirths[token])));
        }

        var spans = withSpans && tokenBirths is not null ? BlameSpans.Of(text!, tokenBirths, tokenOrigins!.Of) : null;
        return new BlameResult(lines.Commit, path, rows.MoveToImmutable(), withSpans ? spans ?? new([], []) : null, text);
    }

    /// <summary>The birth of each token of the text; null when the tokens and the text do not belong together.</summary>
    internal static UnitBirth[]? TokenBirths(AnalyzedRepository? tokens, string path, HeadText? text) =>
        tokens is not null && text is not null && Find(tokens, path) is { } file && file.Lives.Count == text.Positions.Length ? UnitBirth.PerUnit(tokens.History, file) : null;

    /// <summary>Significant tokens by the line in which they begin, as git counts lines, from 0.</summary>
    internal static List<int>[] TokensByLine(HeadText text, int lines)
    {
        var result = Enumerable.Range(0, lines).Select(_ => new List<int>()).ToArray();
        for (var token = 0; token < text.Positions.Length; token++)
        {
            if (!text.Weightless[token] && text.Positions[token].GitLine < lines)
            {
                result[text.Positions[token].GitLine].Add(token);
            }
        }

        return result;
    }

    /// <summary>The origin of most tokens; of equals the first on the line.</summary>
    internal static BlameOrigin MostOf(IEnumerable<BlameOrigin> origins) => origins.GroupBy(origin => origin).MaxBy(group => group.Count())!.Key;

    private static BlameLine Row(int line, BlameOrigin origin, List<int> tokens, Func<int, BlameOrigin>? originOf)
    {
        if (tokens.Count == 0 || originOf is null)
        {
            return new BlameLine(line, origin, tokens.Count, origin.Label == Label.Agent ? tokens.Count : 0);
        }

        var most = MostOf(tokens.Select(originOf));
        return new BlameLine(
            line,
            origin with { Label = most.Label, Agent = most.Agent, Model = most.Model },
            tokens.Count,
            tokens.Count(token => originOf(token).Label == Label.Agent));
    }

    private sealed class OriginCache(AnalyzedRepository repository)
    {
        private readonly Dictionary<UnitBirth, BlameOrigin> _origins = [];

        public BlameOrigin Of(UnitBirth birth) =>
            _origins.TryGetValue(birth, out var origin) ? origin : _origins[birth] = BlameOrigin.Of(repository, birth);
    }
}
