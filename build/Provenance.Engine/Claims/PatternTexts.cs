namespace Provenance.Engine.Claims;

/// <summary>Texts that a pattern demands or consists of, taken from its structure; upper and lower case are equal throughout.</summary>
internal static class PatternTexts
{
    private const int MaxTexts = 64;

    /// <summary>Texts of which every match contains at least one, or null when none can be named.</summary>
    public static string[]? Required(PatternNode node) => node switch
    {
        PatternNode.Literal literal => [literal.Value.ToString()],
        PatternNode.Repeated repeated => Required(repeated.Inner),
        PatternNode.Sequence sequence => RequiredOfSequence(sequence.Parts),
        PatternNode.Choice choice => RequiredOfChoice(choice.Options),
        _ => null,
    };

    /// <summary>All texts that match completely, each perhaps with an open end (a closing <c>.*</c>), or null when they cannot be listed.</summary>
    public static (string Text, bool IsOpen)[]? All(PatternNode node)
    {
        var all = Expand(node);
        return all is { Count: <= MaxTexts } ? [.. all] : null;
    }

    private static string[]? RequiredOfSequence(IReadOnlyList<PatternNode> parts)
    {
        string[]? best = null;
        for (var i = 0; i < parts.Count; i++)
        {
            string[]? found;
            if (parts[i] is PatternNode.Literal)
            {
                var start = i;
                while (i + 1 < parts.Count && parts[i + 1] is PatternNode.Literal)
                {
                    i++;
                }

                found = [string.Concat(Enumerable.Range(start, i - start + 1).Select(at => ((PatternNode.Literal)parts[at]).Value))];
            }
            else
            {
                found = Required(parts[i]);
            }

            if (found is not null && (best is null || found.Min(text => text.Length) > best.Min(text => text.Length)))
            {
                best = found;
            }
        }

        return best;
    }

    private static string[]? RequiredOfChoice(IReadOnlyList<PatternNode> options)
    {
        var texts = new List<string>();
        foreach (var option in options)
        {
            if (Required(option) is not { } found)
            {
                return null;
            }

            texts.AddRange(found);
        }

        return texts.Count <= MaxTexts ? [.. texts] : null;
    }

    private static List<(string Text, bool IsOpen)>? Expand(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Literal literal:
                return [(literal.Value.ToString(), false)];
            case PatternNode.Opaque { IsDotStar: true }:
                return [("", true)];
            case PatternNode.Maybe maybe:
                return Expand(maybe.Inner) is { } inner ? [.. inner, ("", false)] : null;
            case PatternNode.Choice choice:
                var union = new List<(string, bool)>();
                foreach (var option in choice.Options)
                {
                    if (Expand(option) is not { } texts || union.Count + texts.Count > MaxTexts)
                    {
                        return null;
                    }

                    union.AddRange(texts);
                }

                return union;
            case PatternNode.Sequence sequence:
                return ExpandSequence(sequence.Parts);
            default:
                return null;
        }
    }

    private static List<(string Text, bool IsOpen)>? ExpandSequence(IReadOnlyList<PatternNode> parts)
    {
        List<(string Text, bool IsOpen)> heads = [("", false)];
        foreach (var part in parts)
        {
            // After an open end nothing may follow: `a.*b` is no list of texts.
            if (heads.Any(head => head.IsOpen)
                || Expand(part) is not { } tails
                || heads.Count * tails.Count > MaxTexts)
            {
                return null;
            }

            heads = [.. heads.SelectMany(head => tails.Select(tail => (head.Text + tail.Text, tail.IsOpen)))];
        }

        return heads;
    }
}
