namespace Provenance.Engine.Tests.Policy;

/// <summary>The meaning of a glob by plain recursion over its text: exponential, and short enough to be read as the definition. For patterns that <c>Glob.Parse</c> accepts.</summary>
internal static class SlowGlob
{
    public static bool Matches(string pattern, string path)
    {
        var isFolder = pattern.EndsWith('/');
        var body = isFolder ? pattern[..^1] : pattern;
        var isRooted = body.StartsWith('/');
        var inEveryFolder = !isRooted && !body.Contains('/');
        var lastName = body[(body.LastIndexOf('/') + 1)..];
        var coversFolder = isFolder || lastName.IndexOfAny(['*', '?', '[']) < 0;

        foreach (var alternative in Alternatives(isRooted ? body[1..] : body))
        {
            var names = (inEveryFolder ? "**/" + alternative : alternative).Split('/');
            var parts = path.Split('/');
            for (var end = 1; end <= parts.Length; end++)
            {
                var isWhole = end == parts.Length;
                var belowFolder = !isWhole && coversFolder;
                if ((isWhole && !isFolder || belowFolder) && MatchParts(names, parts[..end]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Two stars that only meet because an alternative between them is empty are two stars within a name, not <c>**</c>.</summary>
    private static IEnumerable<string> Alternatives(string pattern)
    {
        const string Folders = "\u0001";
        foreach (var expanded in Expand(pattern.Replace("**", Folders, StringComparison.Ordinal)))
        {
            var alternative = expanded;
            while (alternative.Contains("**", StringComparison.Ordinal))
            {
                alternative = alternative.Replace("**", "*", StringComparison.Ordinal);
            }

            yield return alternative.Replace(Folders, "**", StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var open = FindOpen(pattern);
        if (open < 0)
        {
            return [pattern];
        }

        var (alternatives, close) = Alternatives(pattern, open);
        return alternatives.SelectMany(alternative => Expand(pattern[..open] + alternative + pattern[(close + 1)..]));
    }

    private static int FindOpen(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '[')
            {
                i = EndOfSet(pattern, i);
            }
            else if (pattern[i] == '{')
            {
                return i;
            }
        }

        return -1;
    }

    private static (List<string> Alternatives, int Close) Alternatives(string pattern, int open)
    {
        var found = new List<string>();
        var (depth, start) = (0, open + 1);
        for (var i = open; ; i++)
        {
            switch (pattern[i])
            {
                case '[':
                    i = EndOfSet(pattern, i);
                    break;
                case '{':
                    depth++;
                    break;
                case ',' when depth == 1:
                    found.Add(pattern[start..i]);
                    start = i + 1;
                    break;
                case '}' when --depth == 0:
                    found.Add(pattern[start..i]);
                    return (found, i);
            }
        }
    }

    private static int EndOfSet(string pattern, int open)
    {
        var first = open + 1 + (pattern[open + 1] is '!' or '^' ? 1 : 0);
        return pattern.IndexOf(']', first + 1);
    }

    private static bool MatchParts(ReadOnlySpan<string> names, ReadOnlySpan<string> parts)
    {
        if (names.IsEmpty)
        {
            return parts.IsEmpty;
        }

        if (names[0] == "**")
        {
            // Last: at least one more name. Elsewhere: any number of folders.
            return names.Length == 1 ? !parts.IsEmpty && parts[0].Length > 0 : MatchParts(names[1..], parts) || (!parts.IsEmpty && parts[0].Length > 0 && MatchParts(names, parts[1..]));
        }

        return !parts.IsEmpty && MatchName(names[0], parts[0]) && MatchParts(names[1..], parts[1..]);
    }

    private static bool MatchName(string name, string part)
    {
        if (name.Length == 0)
        {
            return part.Length == 0;
        }

        switch (name[0])
        {
            case '*':
                return MatchName(name[1..], part) || (part.Length > 0 && MatchName(name, part[1..]));
            case '?':
                return part.Length > 0 && MatchName(name[1..], part[1..]);
            case '[':
                var end = EndOfSet(name, 0);
                return part.Length > 0 && IsInSet(name[1..end], part[0]) && MatchName(name[(end + 1)..], part[1..]);
            default:
                return part.Length > 0 && part[0] == name[0] && MatchName(name[1..], part[1..]);
        }
    }

    private static bool IsInSet(string set, char c)
    {
        var isNegated = set[0] is '!' or '^';
        var rest = isNegated ? set[1..] : set;
        for (var i = 0; i < rest.Length; i++)
        {
            var isRange = i + 2 < rest.Length && rest[i + 1] == '-';
            if (rest[i] <= c && c <= (isRange ? rest[i + 2] : rest[i]))
            {
                return !isNegated;
            }

            i += isRange ? 2 : 0;
        }

        return isNegated;
    }
}
