using Provenance.Analyzers.Agents;

namespace Provenance.Analyzers.Annotations;

/// <summary>A comment that says what an attribute could: the forms that the engine's claims read (docs/claims.md).</summary>
/// <param name="agent">Registry id; <c>unresolved</c> when the comment names none.</param>
internal sealed class CommentMarker(AttributeKind kind, string agent)
{
    // The longest alias has three words.
    private const int MaxAliasWords = 3;

    private static readonly string[] Spellings = ["@ai-generated", "ai-generated", "ai generated"];
    private static readonly string[] Denials = ["false", "no", "none", "off"];
    private static readonly char[] Signs = [' ', '\t', '.', ',', ';', ':', '(', ')', '[', ']', '<', '>'];

    // 'Assisted' where the agent is one of several, or wrote an unknown part.
    private static readonly (string Key, AttributeKind Kind)[] Trailers =
    [
        ("Generated-by:", AttributeKind.AgentAuthored),
        ("Assisted-by:", AttributeKind.AgentAssisted),
        ("Co-authored-by:", AttributeKind.AgentAssisted),
        ("Co-authored-by-AI:", AttributeKind.AgentAssisted),
        ("Co-developed-by:", AttributeKind.AgentAssisted),
        ("SPDX-FileContributor:", AttributeKind.AgentAssisted),
    ];

    public AttributeKind Kind { get; } = kind;

    public string Agent { get; } = agent;

    /// <summary>False for nearly every text: then no comment of it needs to be looked at.</summary>
    public static bool MayBeIn(string text) =>
        text.IndexOf("generated", StringComparison.OrdinalIgnoreCase) >= 0
        || Array.Exists(Trailers, trailer => text.IndexOf(trailer.Key, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Reads the text of a comment, without its signs and outer blanks; null when it is no marker, or one that opens or closes a region.</summary>
    public static CommentMarker? Read(string text)
    {
        foreach (var (key, kind) in Trailers)
        {
            if (text.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            {
                // The value has to be the agent's name and no more, but for an address or a model behind it.
                var value = text.Substring(key.Length).Trim();
                var end = value.IndexOfAny(['<', '(', ':']);
                return KnownAgents.FindAlias((end < 0 ? value : value.Substring(0, end)).Trim().ToLowerInvariant()) is { } named ? new CommentMarker(kind, named) : null;
            }
        }

        return Array.Find(Spellings, spelling => text.StartsWith(spelling, StringComparison.OrdinalIgnoreCase)) is { } found ? ReadRest(text.Substring(found.Length)) : null;
    }

    private static CommentMarker? ReadRest(string rest)
    {
        if (rest.Trim().Length == 0)
        {
            return new CommentMarker(AttributeKind.AgentAssisted, Origins.AgentShare.Unresolved);
        }

        var value = rest.TrimStart();
        var isFree = value[0] is ':' or '.' or '(';
        if (!isFree && value.Length == rest.Length)
        {
            return null;
        }

        value = isFree ? value.Substring(1).TrimStart() : value;
        var isLinked = value.StartsWith("by ", StringComparison.OrdinalIgnoreCase) || value.StartsWith("with ", StringComparison.OrdinalIgnoreCase);
        value = isLinked ? value.Substring(value.IndexOf(' ')).TrimStart() : value;
        var agent = AgentAtStart(value);
        if (isFree ? Array.Exists(Denials, denial => string.Equals(value.Trim(Signs), denial, StringComparison.OrdinalIgnoreCase)) || IsRegion(value) : !isLinked || agent is null)
        {
            return null;
        }

        return agent is null ? new CommentMarker(AttributeKind.AgentAssisted, Origins.AgentShare.Unresolved) : new CommentMarker(AttributeKind.AgentAuthored, agent);
    }

    private static bool IsRegion(string value) =>
        value.StartsWith("begin", StringComparison.OrdinalIgnoreCase) || value.StartsWith("end", StringComparison.OrdinalIgnoreCase);

    // The longest alias that the text begins with.
    private static string? AgentAtStart(string text)
    {
        var words = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(MaxAliasWords, words.Length); count > 0; count--)
        {
            if (KnownAgents.FindAlias(string.Join(" ", words.Take(count)).Trim(Signs).ToLowerInvariant()) is { } agent)
            {
                return agent;
            }
        }

        return null;
    }
}
