namespace Provenance.Engine.Claims.Marks;

/// <summary>Where a comment's marker holds.</summary>
internal enum MarkerScope : byte
{
    Next,
    Begin,
    End,
}

/// <summary>A marker of the form <c>AI-generated …</c>.</summary>
/// <param name="Agent">Named by one of its aliases, or null.</param>
internal sealed record CommentMarker(MarkerScope Scope, RegistryAgent? Agent, ModelName Model)
{
    private static readonly string[] Spellings = ["@ai-generated", "ai-generated", "ai generated"];
    private static readonly string[] Denials = ["false", "no", "none", "off"];
    private static readonly string[] Links = ["by ", "with "];
    private static readonly char[] Signs = [' ', '\t', '.', ',', ';', ':', '(', ')', '[', ']'];

    /// <summary>Reads the text of a comment, without its signs and outer blanks; null when it is no marker.</summary>
    public static CommentMarker? Read(string text, Registry registry)
    {
        var scope = MarkerScope.Next;
        var rest = text.AsSpan();
        if (TakeScope(ref rest, ref scope))
        {
            rest = rest.TrimStart(" \t:-");
        }

        if (!TakeSpelling(ref rest))
        {
            return null;
        }

        if (scope == MarkerScope.Next)
        {
            var after = rest.TrimStart(" \t:-");
            if (TakeScope(ref after, ref scope))
            {
                rest = after;
            }
        }

        return ReadRest(rest, scope, registry);
    }

    private static CommentMarker? ReadRest(ReadOnlySpan<char> rest, MarkerScope scope, Registry registry)
    {
        if (rest.IsWhiteSpace())
        {
            return new CommentMarker(scope, null, ModelName.None);
        }

        var value = rest.TrimStart();
        var isFree = value[0] is ':' or '.' or '(';
        if (!isFree && value.Length == rest.Length)
        {
            return null;
        }

        value = isFree ? value[1..].TrimStart() : value;

        var isLinked = false;
        foreach (var link in Links)
        {
            if (value.StartsWith(link, StringComparison.OrdinalIgnoreCase))
            {
                value = value[link.Length..].TrimStart();
                isLinked = true;
                break;
            }
        }

        var agent = AgentAtStart(value, registry);
        if (isFree ? IsDenial(value) : !isLinked || agent is null)
        {
            return null;
        }

        return new CommentMarker(scope, agent, registry.Models.Search(value.ToString(), out _));
    }

    private static bool TakeSpelling(ref ReadOnlySpan<char> rest)
    {
        foreach (var spelling in Spellings)
        {
            if (rest.StartsWith(spelling, StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[spelling.Length..];
                return true;
            }
        }

        return false;
    }

    private static bool TakeScope(ref ReadOnlySpan<char> rest, ref MarkerScope scope)
    {
        foreach (var (word, meant) in (ReadOnlySpan<(string, MarkerScope)>)[("begin", MarkerScope.Begin), ("end", MarkerScope.End)])
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (rest.Length == word.Length || !char.IsLetterOrDigit(rest[word.Length])))
            {
                rest = rest[word.Length..];
                scope = meant;
                return true;
            }
        }

        return false;
    }

    private static bool IsDenial(ReadOnlySpan<char> value)
    {
        var word = value.Trim(Signs);
        foreach (var denial in Denials)
        {
            if (word.Equals(denial, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // The longest alias of up to three words that the text begins with.
    private static RegistryAgent? AgentAtStart(ReadOnlySpan<char> text, Registry registry)
    {
        RegistryAgent? found = null;
        var end = 0;
        for (var words = 0; words < AliasTable.MaxWords && end < text.Length; words++)
        {
            while (end < text.Length && text[end] == ' ')
            {
                end++;
            }

            while (end < text.Length && text[end] != ' ')
            {
                end++;
            }

            found = registry.Aliases.Find(text[..end].Trim(Signs).ToString()) ?? found;
        }

        return found;
    }
}
