namespace Provenance.Engine.Claims;

/// <summary>The marks that GitHub leaves when it squashes a pull request: titles of its commits, a divider, trailers hoisted below it.</summary>
internal static class SquashForm
{
    private const int MinDashes = 5;

    private static readonly string[] Merged = ["branch", "branches", "remote-tracking branch", "pull request", "tag", "commit"];

    /// <summary>The last line of dashes that has nothing but trailers after it, one of them known; -1 when there is none.</summary>
    /// <remarks>An earlier line of dashes cannot qualify when the last one does not: the last one itself is no trailer.</remarks>
    public static int FindDivider(MessageText text, int start, Registry registry)
    {
        var line = text.Count - 1;
        while (line >= start && !IsDashes(text[line]))
        {
            line--;
        }

        return line >= start && IsHoistedBlock(text, line + 1, registry) ? line : -1;
    }

    /// <summary>Lines of the form <c>* TITLE</c> between blank lines.</summary>
    public static List<int> FindTitles(MessageText text, int start, int end, Registry registry)
    {
        var titles = new List<int>();
        for (var line = start; line < end; line++)
        {
            if (text[line].StartsWith("* ")
                && text.IsBlank(line - 1)
                && (line + 1 == end || text.IsBlank(line + 1))
                && !text[line][2..].IsWhiteSpace()
                && !IsKnownTrailer(text[line], registry))
            {
                titles.Add(line);
            }
        }

        return titles;
    }

    /// <summary>True when the subject ends in <c>(#n)</c>.</summary>
    public static bool EndsWithPullRequest(ReadOnlySpan<char> subject)
    {
        subject = subject.TrimEnd();
        var open = subject.LastIndexOf("(#");
        return open >= 0 && subject[^1] == ')' && subject[(open + 2)..^1] is { Length: > 0 } number && number.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>False for titles of commits that write nothing of their own: merges, and the empty commit with which an agent opens its work.</summary>
    public static bool IsCounted(ReadOnlySpan<char> titleLine)
    {
        var title = titleLine[1..].Trim();
        if (title.Equals("Initial plan", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (title.StartsWith("Merged ", StringComparison.OrdinalIgnoreCase))
        {
            return !title.Contains(" into ", StringComparison.OrdinalIgnoreCase);
        }

        return !title.StartsWith("Merge ", StringComparison.OrdinalIgnoreCase)
            || !(title.Contains(" into ", StringComparison.OrdinalIgnoreCase) || NamesMerged(title["Merge ".Length..]));
    }

    private static bool NamesMerged(ReadOnlySpan<char> what)
    {
        foreach (var word in Merged)
        {
            if (what.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (what.Length == word.Length || what[word.Length] is ' ' or '\''))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHoistedBlock(MessageText text, int start, Registry registry)
    {
        var hasKnown = false;
        var rest = Rest.None;
        for (var line = start; line < text.Count; line++)
        {
            if (text.IsBlank(line))
            {
                continue;
            }

            var content = text[line].Trim();
            if (!TrailerLine.IsIndented(text[line]) && TrailerLine.TrySplit(content, out var key, out var value))
            {
                hasKnown |= registry.FindKey(key) is not null;
                rest = value.IsEmpty ? Rest.Value : value.Contains('<') ? Rest.Folded : Rest.Address;
            }
            else if (rest == Rest.Value || (rest == Rest.Address && content[0] == '<'))
            {
                rest = Rest.Folded;
            }
            else if (rest == Rest.None || text[line][0] is not (' ' or '\t'))
            {
                return false;
            }
        }

        return hasKnown;
    }

    private static bool IsKnownTrailer(ReadOnlySpan<char> line, Registry registry) =>
        TrailerLine.TrySplit(TrailerLine.WithoutPrefix(line, out _), out var key, out _) && registry.FindKey(key) is not null;

    private static bool IsDashes(ReadOnlySpan<char> line) => line.Length >= MinDashes && line.IndexOfAnyExcept('-') < 0;

    /// <summary>What a line without a key may be, given the trailer above it.</summary>
    private enum Rest
    {
        None,
        Folded,
        Address,
        Value,
    }
}
