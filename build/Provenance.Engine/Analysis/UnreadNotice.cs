using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>Says once how many objects could not be read, whoever asked for them.</summary>
internal static class UnreadNotice
{
    /// <summary>Null for none.</summary>
    public static Notice? Of(RepositoryLocation location, int count) => count == 0 ? null : Notice.Of(CodeOf(location), count.ToString(CultureInfo.InvariantCulture));

    /// <summary>The notices with one of PROV911 and PROV912 that counts what the walk and all others could not read; without, if there is nothing.</summary>
    /// <param name="history">What a walk ended with; null where there was none.</param>
    public static IEnumerable<Notice> Join(IEnumerable<Notice> notices, RepositoryLocation location, HistoryResult? history, params UnreadObjects[] unread)
    {
        var code = CodeOf(location);
        var (own, others) = (new List<Notice>(), new List<Notice>());
        foreach (var notice in notices)
        {
            (string.Equals(notice.Code, code, StringComparison.Ordinal) ? own : others).Add(notice);
        }

        // A walk that was not allowed to look for renames counts one, whatever it read.
        var walked = Math.Max(history?.Unread.Missing ?? 0, own.Count > 0 ? 1 : 0);
        return Of(location, UnreadObjects.Count(walked, unread)) is { } joined ? [joined, .. others] : others;
    }

    private static string CodeOf(RepositoryLocation location) => location.IsPartialClone ? "PROV911" : "PROV912";
}
