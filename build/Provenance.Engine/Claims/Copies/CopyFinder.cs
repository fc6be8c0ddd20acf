using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims.Copies;

/// <summary>Finds the commits that repeat others: cherry-picks, backports, equal patches (docs/claims.md, "Copies").</summary>
public static class CopyFinder
{
    private static readonly Regex CherryPick = new(
        @"\A\(cherry picked from commit (?<id>[0-9a-f]{40}|[0-9a-f]{64})\)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex BackportSubject = new(
        @"\A\[[^\]]{1,100}\] *(?<title>.+?) *\(#[0-9]{1,9}\)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex PullRequest = new(
        @" *\(#[0-9]{1,9}\)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <param name="commits">In the order of the walk, parents first: of two equal ones the earlier is the original.</param>
    /// <param name="claims">One per commit, in the same order.</param>
    /// <param name="patches">The stable patch id of a commit in any form that is equal for equal changes, or null where it has none (merges, empty commits) or is not known.</param>
    /// <param name="exists">True when an id that is not in the walk is a commit in the object store.</param>
    /// <returns>In the order of the walk; at most one per commit.</returns>
    public static ImmutableArray<CommitCopy> Find(
        ImmutableArray<CommitObject> commits,
        ImmutableArray<CommitClaims> claims,
        Func<ObjectId, string?> patches,
        Func<ObjectId, bool> exists)
    {
        var walk = new Dictionary<ObjectId, int>(commits.Length);
        var bySubject = new Dictionary<string, int>(StringComparer.Ordinal);
        var byPatch = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < commits.Length; i++)
        {
            walk.TryAdd(commits[i].Id, i);
            bySubject.TryAdd(WithoutPullRequest(SubjectOf(commits[i].Message)), i);
        }

        var copies = ImmutableArray.CreateBuilder<CommitCopy>();
        var found = new Dictionary<ObjectId, CommitCopy>();
        for (var i = 0; i < commits.Length; i++)
        {
            var patch = patches(commits[i].Id);
            var source = patch is not null && byPatch.TryGetValue(patch, out var equal) ? (commits[equal].Id, CopyReason.EqualPatch)
                : PickedFrom(commits[i], claims[i], id => walk.ContainsKey(id) || exists(id)) is { } picked ? (picked, CopyReason.CherryPick)
                : claims[i].AuthorClass == AuthorClass.Automation && BackportOf(commits[i], bySubject) is { } original && original != i ? (commits[original].Id, CopyReason.Backport)
                : ((ObjectId, CopyReason)?)null;
            if (patch is not null)
            {
                byPatch.TryAdd(patch, i);
            }

            if (source is var (id, reason))
            {
                found[commits[i].Id] = new CommitCopy(commits[i].Id, id, reason, walk.ContainsKey(id));
            }
        }

        foreach (var commit in commits)
        {
            if (found.TryGetValue(commit.Id, out var copy) && FirstOf(copy, found) is { } first)
            {
                copies.Add(copy with { Original = first, IsInWalk = walk.ContainsKey(first) });
            }
        }

        return copies.ToImmutable();
    }

    // Messages can be written so that copies point at each other; then none of them is one.
    private static ObjectId? FirstOf(CommitCopy copy, Dictionary<ObjectId, CommitCopy> found)
    {
        var seen = new HashSet<ObjectId> { copy.Commit };
        var original = copy.Original;
        while (found.TryGetValue(original, out var next))
        {
            if (!seen.Add(original))
            {
                return null;
            }

            original = next.Original;
        }

        // Long chains of copies are followed once.
        foreach (var passed in seen)
        {
            found[passed] = found[passed] with { Original = original };
        }

        return original;
    }

    // A squash of several picks repeats no single commit. Of several lines the last was written by the pick that made this commit; an original that is gone is passed over.
    private static ObjectId? PickedFrom(CommitObject commit, CommitClaims claims, Func<ObjectId, bool> exists)
    {
        if (claims.Shape == MessageShape.Sections || !commit.Message.Contains("(cherry picked from commit ", StringComparison.Ordinal))
        {
            return null;
        }

        var lines = (commit.Message.Length <= Limits.Message ? commit.Message : commit.Message[..Limits.Message]).Split('\n');
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            var line = lines[i];
            if (line.Length <= Limits.Line
                && CherryPick.Match(line.Trim()) is { Success: true } match
                && ObjectId.TryParse(match.Groups["id"].ValueSpan, out var id)
                && id != commit.Id
                && exists(id))
            {
                return id;
            }
        }

        return null;
    }

    private static int? BackportOf(CommitObject commit, Dictionary<string, int> bySubject) =>
        BackportSubject.Match(SubjectOf(commit.Message)) is { Success: true } match
            && bySubject.TryGetValue(WithoutPullRequest(match.Groups["title"].Value), out var original)
            ? original
            : null;

    private static string WithoutPullRequest(string subject) => PullRequest.Replace(subject, "");

    private static string SubjectOf(string message)
    {
        var text = message.AsSpan().TrimStart("\n\r \t");
        var end = text.IndexOf('\n');
        text = (end < 0 ? text : text[..end]).TrimEnd();
        return text.Length <= Limits.Line ? text.ToString() : "";
    }
}
