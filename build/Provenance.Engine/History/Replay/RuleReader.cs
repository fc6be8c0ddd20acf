using Provenance.Engine.Git;

namespace Provenance.Engine.History.Replay;

/// <summary>What the rule files of the history say, each read once.</summary>
/// <param name="rules">Null: no file is one.</param>
internal sealed class RuleReader(CommitSource source, IScopeRules? rules)
{
    private static readonly Func<string, ScopeClass?> Nothing = _ => null;

    private readonly Dictionary<ObjectId, Func<string, ScopeClass?>?> _read = [];

    public bool IsRuleFile(string path) =>
        rules is { FileName: var name } && path.EndsWith(name, StringComparison.Ordinal) && (path.Length == name.Length || path[^(name.Length + 1)] == '/');

    /// <summary>False: it is missing, and says nothing.</summary>
    public bool CanRead(ObjectId blob) => Find(blob) is not null;

    /// <summary>What a rule file says of a path; null where it says nothing.</summary>
    public ScopeClass? ScopeOf(ObjectId blob, string path) => (Find(blob) ?? Nothing)(path);

    private Func<string, ScopeClass?>? Find(ObjectId blob)
    {
        if (rules is null)
        {
            return Nothing;
        }

        if (!_read.TryGetValue(blob, out var scopes))
        {
            scopes = source.LoadText(blob, out var content) switch
            {
                ReplyKind.Whole => rules.Read(content),
                ReplyKind.Cut => Nothing,
                _ => null,
            };
            _read.Add(blob, scopes);
        }

        return scopes;
    }
}
