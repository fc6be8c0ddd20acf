using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Analysis;
using Provenance.Engine.Ledger;
using Provenance.Shared.Map;

namespace Provenance.Engine.Reports;

/// <summary>Finds the chain of evidence of a place.</summary>
public static class ExplainQuery
{
    /// <param name="lines">Analysed by lines: for lines without tokens.</param>
    /// <param name="tokens">Analysed by tokens.</param>
    /// <param name="text">Of the file; null when it is no text.</param>
    /// <param name="line">1-based, as git counts lines.</param>
    /// <param name="column">1-based in UTF-16 units; null for the line.</param>
    /// <returns>Null when the commit has no such C# file or the file no such line.</returns>
    public static Explanation? Run(
        AnalyzedRepository lines, AnalyzedRepository tokens, HeadText? text, RecordSet records, string path, int line, int? column)
    {
        var blame = BlameQuery.Run(lines, tokens, text, path, withSpans: false);
        if (blame is null || line < 1 || line > blame.Lines.Length)
        {
            return null;
        }

        var births = BlameQuery.TokenBirths(tokens, path, text);
        var onLine = births is null ? [] : BlameQuery.TokensByLine(text!, blame.Lines.Length)[line - 1];
        if (births is not null && TokenAt(text!, onLine, births, tokens, line, column) is { } token)
        {
            var origin = BlameOrigin.Of(tokens, births[token]);
            var shared = onLine.Count(other => BlameOrigin.Of(tokens, births[other]) == origin);
            var unit = text!.Weightless[token] ? ExplainedUnit.StructuralToken : ExplainedUnit.Token;
            return Explain(tokens, births[token], path, line, column, unit, onLine.Count, shared, Traces(records, text, path, PlacesOf(column is null ? onLine.Where(other => BlameOrigin.Of(tokens, births[other]) == origin) : [token])));
        }

        var file = BlameQuery.Find(lines, path)!;
        return Explain(lines, UnitBirth.PerUnit(lines.History, file)[line - 1], path, line, column: null, ExplainedUnit.Line, 0, 0, []);

        Place[] PlacesOf(IEnumerable<int> ofTokens) => [.. ofTokens.Select(other => new Place(text!.Positions[other].Line, text.Positions[other].Column))];
    }

    private static Explanation Explain(
        AnalyzedRepository repository, UnitBirth birth, string path, int line, int? column, ExplainedUnit unit, int tokens, int shared, ImmutableArray<BuildTrace> traces)
    {
        var history = repository.History;
        var origin = history.Origins[birth.Origin];
        var step = history.Mainline[birth.Entry];
        return new Explanation(
            repository.Commit, path, line, column, unit, tokens, shared, BlameOrigin.Of(repository, birth), repository.Facts[origin.Commit], repository.Lines[birth.Origin],
            history.Paths[origin.Path], origin.Scope, history.Commits[origin.Commit].CommitterSeconds, history.Commits[step.Commit].Id, step.Seconds,
            history.Commits[origin.Commit].IsBoundary, origin.IsUnread, traces)
        {
            Excluded = PolicyScopes.ScopeOf(repository.Policy.Policy.Excluded, path),
        };
    }

    /// <summary>The token at the column; without one the first token with the origin of most.</summary>
    private static int? TokenAt(HeadText text, List<int> onLine, UnitBirth[] births, AnalyzedRepository tokens, int line, int? column)
    {
        if (column is { } wanted)
        {
            var places = new GitLines(text.Text);
            for (var token = 0; token < births.Length; token++)
            {
                var position = text.Positions[token];
                var start = places.PlaceOf(position.Line, position.Column);
                var end = places.PlaceOf(position.EndLine, position.EndColumn);
                if (start.CompareTo((line, wanted)) <= 0 && end.CompareTo((line, wanted)) > 0)
                {
                    return token;
                }
            }
        }

        if (onLine.Count == 0)
        {
            return null;
        }

        var most = BlameQuery.MostOf(onLine.Select(token => BlameOrigin.Of(tokens, births[token])));
        return onLine.First(token => BlameOrigin.Of(tokens, births[token]) == most);
    }

    private static ImmutableArray<BuildTrace> Traces(RecordSet records, HeadText text, string path, Place[] places)
    {
        var hash = TextFingerprint.Of(text.Text).Hash.ToString("x16", CultureInfo.InvariantCulture);
        return
        [
            .. from record in records.Records
               from file in record.Files
               where string.Equals(file.Path, path, StringComparison.Ordinal) && string.Equals(file.TextHash, hash, StringComparison.Ordinal)
               from span in file.Spans
               where places.Any(place => span.Holds(place.Line, place.Column))
               orderby record.Kind
               select new BuildTrace(record.Kind, record.Project, record.TargetFramework, span.Class, record.Artifact, HoldersOf(record, file)) { Span = span, IsReachabilityExamined = record.IsReachabilityExamined },
        ];
    }

    private static ImmutableArray<RecordArtifact> HoldersOf(BuildRecord record, RecordFile file) =>
        [.. (record.Artifact is { } artifact ? record.Artifacts.Insert(0, artifact) : record.Artifacts).Where(holder => file.Artifacts.Contains(holder.Path, StringComparer.Ordinal))];
}
