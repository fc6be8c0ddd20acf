using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>What happened before compilation.</summary>
/// <param name="UpToDate">The stamp was right and nothing was done.</param>
public sealed record CollectOutcome(bool UpToDate, ImmutableArray<Notice> Notices, ImmutableArray<Policy.PolicyProblem> PolicyProblems);

/// <summary>Writes the map and the stamp of a project, before it is compiled.</summary>
public static class ProjectCollector
{
    public static CollectOutcome Collect(Outcome<GitHost> host, ProjectRequest request, AnalysisSource analyses, bool onlyCheck)
    {
        var location = host.IsSuccess ? RepositoryDiscovery.Locate(host.Value, request.ProjectDirectory) : host.Notice;
        var policy = PolicySource.Load(location.IsSuccess ? location.Value : null, request.ProjectDirectory, request.PolicyPath);
        if (!location.IsSuccess)
        {
            return Without(request, location.Notice, policy);
        }

        if (location.Value.Head is null)
        {
            return Without(request, Notice.Of("PROV909"), policy);
        }

        var stamp = Encoding.UTF8.GetBytes(BuildStamp.Of(location.Value, policy, request.ProjectDirectory, request.Sources));
        if (File.Exists(request.MapPath) && File.Exists(request.StampPath) && File.ReadAllBytes(request.StampPath).AsSpan().SequenceEqual(stamp))
        {
            return new CollectOutcome(UpToDate: true, [], policy.Problems);
        }

        if (onlyCheck)
        {
            return new CollectOutcome(UpToDate: false, [], policy.Problems);
        }

        var analysis = analyses(location.Value, request.ProjectDirectory, request.PolicyPath);
        if (!analysis.IsSuccess)
        {
            return Without(request, analysis.Notice, policy);
        }

        using var room = CleanRoom.Open(host.Value!, location.Value);
        var (map, mapNotice) = ProjectMapBuilder.Build(analysis.Value, room, request.ProjectDirectory, request.Sources);
        var notices = analysis.Value.Notices;
        notices = mapNotice is null ? notices : notices.Add(mapNotice);
        var written = Map.MapFileWriter.Write(request.MapPath, Map.MapWriter.Write(map));
        if (written is WriteOutcome.Written or WriteOutcome.Unchanged)
        {
            // Last, so that a build killed before this line is simply done again.
            written = WholeFile.Write(request.StampPath, stamp, onlyIfChanged: true);
        }

        return new CollectOutcome(UpToDate: false, Add(notices, written), policy.Problems);
    }

    private static ImmutableArray<Notice> Add(ImmutableArray<Notice> notices, WriteOutcome? outcome) => outcome switch
    {
        null => notices.Add(Notice.Of("PROV922", "map")),
        WriteOutcome.Link => notices.Add(Notice.Of("PROV935")),
        WriteOutcome.Refused => notices.Add(Notice.Of("PROV901", "missing")),
        _ => notices,
    };

    /// <summary>Nothing is known: what an earlier build wrote must not be taken for this one's.</summary>
    private static CollectOutcome Without(ProjectRequest request, Notice notice, Policy.LoadedPolicy policy)
    {
        foreach (var path in (string[])[request.MapPath, request.StampPath])
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A folder that is not there holds nothing stale; one that refuses says so when the record is written.
            }
        }

        return new CollectOutcome(UpToDate: false, [notice], policy.Problems);
    }
}
