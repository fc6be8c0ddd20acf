using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Reports.Review;

/// <summary>Finds out what a reviewer wants to know of a change.</summary>
public static class ReviewQuery
{
    /// <param name="repository">The change's tip, analysed by tokens under the policy of its base.</param>
    /// <param name="policySource"><c>base</c>, <c>file</c> or <c>none</c>.</param>
    /// <returns>The review, or the notice that says why there is none.</returns>
    public static Outcome<ReviewReport> Run(GitHost host, AnalyzedRepository repository, ObjectId @base, string policySource)
    {
        using var room = CleanRoom.Open(host, repository.Location);
        var outcome = ReviewRange.Of(room, repository, @base);
        if (outcome.Value is not { } range)
        {
            return outcome.Notice!;
        }

        using var objects = ObjectReader.Open(room);
        if (objects is null)
        {
            return Notice.Of("PROV902");
        }

        var (changed, others) = new ChangedFiles(objects).Read(range.MergeBase, range.Head);
        var paths = changed.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var (files, commits) = ReadFiles(repository, range, objects, changed);
        var (findings, unread) = PolicyCheck.Run(repository, room, paths.Contains, origin => range.IsNew[repository.History.Origins[origin].Commit]);
        var policy = repository.Policy;
        return new ReviewReport(
            range,
            new ReviewPolicy(policySource, policy.PolicyDigest, policy.Policy.Rules.Length),
            files,
            others,
            [.. commits.OrderBy(pair => pair.Key).Select(pair => new ReviewedCommit(repository.Facts[pair.Key].Claims, pair.Value))],
            findings,
            new FateQuery(repository, range).Of(Places(files)),
            [.. repository.Notices.Concat(unread).DistinctBy(said => said.Code, StringComparer.Ordinal).OrderBy(said => said.Code, StringComparer.Ordinal)]);
    }

    private static (ImmutableArray<ReviewedFile> Files, Dictionary<int, LineCounts> Commits) ReadFiles(
        AnalyzedRepository repository, ReviewRange range, ObjectReader objects, ImmutableArray<ChangedFile> changed)
    {
        var heads = repository.History.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var parser = new HeadTextParser();
        var commits = new Dictionary<int, LineCounts>();
        var files = ImmutableArray.CreateBuilder<ReviewedFile>(changed.Length);
        foreach (var file in changed)
        {
            if (file.Added is { } added
                && heads.TryGetValue(file.Path, out var head) && head.IsRead
                && objects.Read(head.Blob, out var content) == ReplyKind.Whole && parser.Parse(content) is { } text && text.Positions.Length == head.Origins.Count)
            {
                var reviewer = new FileReviewer(repository, range, head, text);
                files.Add(reviewer.Run(added, file.OldPath));
                foreach (var (commit, lines) in reviewer.ByCommit)
                {
                    commits[commit] = commits.GetValueOrDefault(commit) + lines;
                }
            }
            else
            {
                files.Add(new ReviewedFile(file.Path, file.OldPath, Scope: null, IsRead: false, default, []));
            }
        }

        return (files.MoveToImmutable(), commits);
    }

    /// <summary>Where agents wrote shipping code: other code is in no figure that it could be compared with.</summary>
    private static IEnumerable<(string Folder, string Agent)> Places(IEnumerable<ReviewedFile> files) =>
        from file in files
        where file.Scope == ScopeClass.Ships
        from hunk in file.Hunks
        from part in hunk.Parts
        where part.Origin?.Agent is not null
        select (FateQuery.FolderOf(file.Path), part.Origin!.Agent!);
}
