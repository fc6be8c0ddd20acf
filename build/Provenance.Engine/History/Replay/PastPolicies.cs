using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.History.Replay;

/// <summary>What the policies of the history exclude, each read once.</summary>
internal sealed class PastPolicies(CommitSource source)
{
    private readonly Dictionary<ObjectId, ExcludedPaths?> _read = [];

    /// <summary>False: it is missing, and excludes nothing.</summary>
    public bool CanRead(ObjectId policy) => Find(policy) is not null;

    public ExcludedPaths Of(ObjectId policy) => Find(policy) ?? ExcludedPaths.None;

    private ExcludedPaths? Find(ObjectId policy)
    {
        if (!_read.TryGetValue(policy, out var excluded))
        {
            excluded = source.LoadText(policy, out var content) switch
            {
                ReplyKind.Whole => ExcludedPaths.Read(content.ToArray()),
                ReplyKind.Cut => ExcludedPaths.None,
                _ => null,
            };
            _read.Add(policy, excluded);
        }

        return excluded;
    }
}
