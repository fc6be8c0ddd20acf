namespace Provenance.Engine.Claims;

/// <summary>Texts that a pattern demands or consists of, taken from its structure; upper and lower case are equal throughout.</summary>
internal static class PatternTexts
{
    private const int MaxTexts = 64;

    /// <summary>Sets of texts: every match contains at least one text of each set. Longest texts first; empty when nothing can be named.</summary>
    public static List<string[]> Required(PatternNode node)
    {
        var sets = node switch
        {
            PatternNode.Literal literal => [[literal.Value.ToString()]],
            PatternNode.Repeated repeated => Required(repeated.Inner),
            PatternNode.Sequence sequence => RequiredOfSequence(sequence.Parts),
            PatternNode.Choice choice => RequiredOfChoice(choice.Options),
            _ => new List<string[]>(),
        };
        return [.. sets.OrderByDescending(set => set.Min(text => text.Length))];
    }

    /// <summary>All texts that match completely, each perhaps with an open end (a closing <c>.*</c>), or null when they cannot be listed.</summary>
    public static (string Text, bool IsOpen)[]? All(PatternNode node)
    {
        var all = Expand(node);
        return all is { Count: <= MaxTexts } ? [.. all] : null;
    }

    private static List<string[]> RequiredOfSequence(IReadOnlyList<PatternNode> parts)
    {
        var sets = new List<string[]>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is not PatternNode.Literal)
            {
                sets.AddRange(Required(parts[i]));
                continue;
            }

            var start = i;
            while (i + 1 < parts.Count && parts[i + 1] is PatternNode.Literal)
            {
                i++;
            }

            sets.Add([string.Concat(Enumerable.Range(start, i - start + 1).Select(at => ((PatternNode.Literal)parts[at]).Value))]);
        }

        return sets;
    }

    // Of each option its longest set: a match takes one option only.
    private static List<string[]> RequiredOfChoice(IReadOnlyList<PatternNode> options)
    {
        var texts = new List<string>();
        foreach (var option in options)
        {
            if (Required(option) is not [var longest, ..])
            {
                return [];
            }

            texts.AddRange(longest);
        }

        return texts.Count <= MaxTexts ? [[.. texts]] : [];
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
