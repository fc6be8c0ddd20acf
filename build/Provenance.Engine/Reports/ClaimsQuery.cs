using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Provenance.Engine.Analysis;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Reports;

/// <summary>The commits whose claims are asked for.</summary>
/// <param name="WithAncestors">All that <paramref name="Tip"/> reaches, not it alone.</param>
/// <param name="Excluded">What this one reaches is left out; null leaves out nothing.</param>
public sealed record CommitSelection(ObjectId Tip, bool WithAncestors, ObjectId? Excluded);

/// <summary>Reads the claims of commits, without their history.</summary>
public static class ClaimsQuery
{
    // A million SHA-256 names.
    private const int MaxListBytes = 65 << 20;

    /// <returns>Parents first; or none with the notice that says why.</returns>
    public static (ImmutableArray<CommitClaims> Commits, Notice? Notice) Read(
        GitHost host, RepositoryLocation location, CommitSelection selection, LoadedPolicy policy)
    {
        using var room = CleanRoom.Open(host, location);
        var (ids, notice) = selection.WithAncestors ? List(room, selection) : ([selection.Tip], null);
        if (notice is not null)
        {
            return ([], notice);
        }

        var commits = CommitReader.Read(room, ids);
        return commits.IsSuccess
            ? ([.. CommitLabels.Read(commits.Value.Commits, policy, PolicySource.ExtendRegistry(policy.Policy)).Select(facts => facts.Claims)], null)
            : ([], commits.Notice);
    }

    private static (ImmutableArray<ObjectId> Commits, Notice? Notice) List(CleanRoom room, CommitSelection selection)
    {
        string[] range = selection.Excluded is { } id ? [selection.Tip.ToString(), "^" + id] : [selection.Tip.ToString()];
        using var git = room.Start("rev-list", ["--topo-order", "--reverse", .. range, "--"]);
        if (git is null)
        {
            return ([], Notice.Of("PROV902"));
        }

        var (output, exitCode, _, notice) = git.ReadToEnd(MaxListBytes);
        if (notice is not null || exitCode != 0)
        {
            return ([], notice ?? Notice.Of("PROV915", "rev-list", exitCode.ToString(CultureInfo.InvariantCulture)));
        }

        var names = Encoding.ASCII.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return names.All(name => ObjectId.TryParse(name.AsSpan(), out _)) ? ([.. names.Select(ObjectId.Parse)], null) : ([], Notice.Of("PROV903", "rev-list"));
    }
}
