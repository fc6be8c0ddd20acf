using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis.Checks;

/// <summary>Judges the living code of a commit by the rules of its policy: what the analyzers say of a project's buffers, for a whole tree and without a build.</summary>
public static class PolicyCheck
{
    /// <param name="repository">Analysed by tokens.</param>
    /// <param name="isAsked">Whether a repository path is looked at.</param>
    /// <param name="isMeant">Whether code of an origin (index into <see cref="HistoryResult.Origins"/>) may be the reason of a finding; null for all.</param>
    /// <returns>The findings, and the notices that say what could not be read.</returns>
    public static (PolicyCheckResult Result, ImmutableArray<Notice> Notices) Run(
        AnalyzedRepository repository, CleanRoom room, Func<string, bool> isAsked, Func<int, bool>? isMeant)
    {
        var rules = repository.Policy.Policy.Rules;
        HeadFile[] files = [.. repository.History.Files.Where(file => isAsked(file.Path) && rules.Any(rule => rule.HoldsFor(file.Path)))];
        HeadFile[] suspects = [.. files.Where(file => file.IsRead && MayBreak(file))];
        using var batch = ObjectBatch.Open(room, suspects.Select(file => file.Blob));
        if (batch is null)
        {
            return (new PolicyCheckResult([], files.Length, files.Length), [Notice.Of("PROV902")]);
        }

        var parser = new HeadTextParser();
        var breaches = new List<PolicyBreach>();
        var tooDeep = 0;
        var unread = files.Count(file => !file.IsRead);
        foreach (var file in suspects)
        {
            // One text at a time: all of a large repository's together would be hundreds of megabytes.
            if (batch.Next(out var content) == ReplyKind.Whole && parser.Parse(content) is { } text && text.Positions.Length == file.Origins.Count)
            {
                var check = new FileCheck(repository, file, text, isMeant);
                breaches.AddRange(check.Run());
                tooDeep += check.IsOutlined ? 0 : 1;
            }
            else
            {
                unread++;
            }
        }

        ImmutableArray<PolicyBreach> ordered =
        [
            .. breaches.OrderBy(breach => breach.Path, StringComparer.Ordinal).ThenBy(breach => breach.Line).ThenBy(breach => breach.Finding.DiagnosticId, StringComparer.Ordinal)
                .ThenBy(breach => breach.Member, StringComparer.Ordinal),
        ];
        return (new PolicyCheckResult(ordered, files.Length, unread), [.. ((Notice?[])[batch.Finish(), TooDeep.NoticeOf(tooDeep)]).OfType<Notice>()]);

        bool MayBreak(HeadFile file) => file.Origins.Values.Any(origin => repository.Lines[origin].Label == Label.Agent && isMeant?.Invoke(origin) != false);
    }
}
