using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.History;

namespace Provenance.Engine.Reports.Review;

/// <summary>Tells for each added line of a file who wrote its new tokens.</summary>
internal sealed class FileReviewer(AnalyzedRepository repository, ReviewRange range, HeadFile file, HeadText text)
{
    private readonly int[] _origins = OriginsOf(file);
    private readonly Dictionary<int, PartOrigin> _described = [];
    private readonly Dictionary<int, LineCounts> _byCommit = [];
    private readonly int[] _scopes = new int[Enum.GetValues<ScopeClass>().Length];

    /// <summary>Lines by the commit (index) that wrote most of their new tokens.</summary>
    public IReadOnlyDictionary<int, LineCounts> ByCommit => _byCommit;

    /// <param name="added">Ascending and disjoint.</param>
    public ReviewedFile Run(ImmutableArray<LineRange> added, string? oldPath)
    {
        var byLine = BlameQuery.TokensByLine(text, added.IsEmpty ? 0 : added[^1].Last);
        var lines = default(LineCounts);
        var hunks = ImmutableArray.CreateBuilder<ReviewedHunk>(added.Length);
        foreach (var hunk in added)
        {
            var parts = new List<ReviewedPart>();
            for (var line = hunk.First; line <= hunk.Last; line++)
            {
                var part = Classify(line, byLine[line - 1]);
                lines += LineCounts.One(part.Kind);
                Append(parts, part);
            }

            hunks.Add(new ReviewedHunk(hunk.First, hunk.Last, [.. parts]));
        }

        var scope = _scopes.Any(count => count > 0) ? (ScopeClass)Array.IndexOf(_scopes, _scopes.Max()) : (ScopeClass?)null;
        return new ReviewedFile(file.Path, oldPath, scope, IsRead: true, lines, hunks.MoveToImmutable());
    }

    private static int[] OriginsOf(HeadFile file)
    {
        var origins = new int[file.Origins.Count];
        if (origins.Length > 0)
        {
            file.Origins.CopyTo(0, origins);
        }

        return origins;
    }

    private ReviewedPart Classify(int line, List<int> tokens)
    {
        if (tokens.Count == 0)
        {
            return new ReviewedPart(LineKind.WithoutCode, line, line, null, 0, 0, 0);
        }

        int[] fresh = [.. tokens.Select(token => _origins[token]).Where(IsNew)];
        if (fresh.Length == 0)
        {
            return new ReviewedPart(LineKind.Carried, line, line, null, 1, 0, 0);
        }

        // Of most new tokens; of equals the first on the line.
        var origin = fresh.GroupBy(index => index).MaxBy(group => group.Count())!.Key;
        var commit = repository.History.Origins[origin].Commit;
        var kind = repository.Lines[origin].Label switch
        {
            Label.Agent => LineKind.Agent,
            Label.Mixed => LineKind.Mixed,
            Label.Human => LineKind.Human,
            _ => LineKind.Unknown,
        };
        _byCommit[commit] = _byCommit.GetValueOrDefault(commit) + LineCounts.One(kind);
        _scopes[(int)repository.History.Origins[origin].Scope] += fresh.Length;
        return new ReviewedPart(kind, line, line, Describe(origin), 1, fresh.Length, fresh.Count(index => repository.Lines[index].Label == Label.Agent));
    }

    private bool IsNew(int origin) => range.IsNew[repository.History.Origins[origin].Commit];

    private PartOrigin Describe(int origin)
    {
        if (!_described.TryGetValue(origin, out var described))
        {
            var line = repository.Lines[origin];
            var claims = repository.Facts[repository.History.Origins[origin].Commit].Claims;
            described = new PartOrigin(line.MainAgent?.Agent, line.MainAgent?.Model, line.Tier, claims.Commit, line.Rule ?? ClaimWords.Of(claims.Reason), claims.HasReview, line.Rule is not null);
            _described.Add(origin, described);
        }

        return described;
    }

    /// <summary>Neighbours with one origin become one part. Lines without code join what stands before them, or begin what follows.</summary>
    private static void Append(List<ReviewedPart> parts, ReviewedPart next)
    {
        if (parts.Count == 0)
        {
            parts.Add(next);
            return;
        }

        var last = parts[^1];
        if (last.Kind == LineKind.WithoutCode)
        {
            parts[^1] = next with { FirstLine = last.FirstLine };
        }
        else if (next.Kind == LineKind.WithoutCode)
        {
            parts[^1] = last with { LastLine = next.LastLine };
        }
        else if (last.Kind == next.Kind && last.Origin == next.Origin)
        {
            parts[^1] = last with
            {
                LastLine = next.LastLine,
                Lines = last.Lines + next.Lines,
                Tokens = last.Tokens + next.Tokens,
                AgentTokens = last.AgentTokens + next.AgentTokens,
            };
        }
        else
        {
            parts.Add(next);
        }
    }
}
