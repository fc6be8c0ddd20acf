using System.Globalization;

namespace Provenance.Shared.Map;

/// <summary>The forms of a policy entry's argument (docs/map.md, "Arguments of policy entries"): one source for the engine that writes and the analyzers that read.</summary>
internal static class PolicyArgument
{
    /// <summary>Patterns of agents, a blank, patterns of models; neither list is empty, and no pattern holds a comma or a blank.</summary>
    public static string OfPatterns(IEnumerable<string> agents, IEnumerable<string> models) => string.Join(",", agents) + " " + string.Join(",", models);

    public static bool TryPatterns(string? argument, out string[] agents, out string[] models)
    {
        var parts = argument?.Split(' ') ?? [];
        (agents, models) = parts.Length == 2 ? (parts[0].Split(','), parts[1].Split(',')) : ([], []);
        return parts.Length == 2;
    }

    public static string OfNumbers(params int[] numbers) => string.Join(" ", numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Exactly <paramref name="count"/> numbers, or null.</summary>
    public static int[]? Numbers(string? argument, int count)
    {
        var parts = argument?.Split(' ') ?? [];
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!MapFormat.TryNumber(parts[i], 0, parts[i].Length, out numbers[i]))
            {
                return null;
            }
        }

        return numbers.Length == count ? numbers : null;
    }

    /// <summary>A name in which <c>*</c> stands for any characters. Leftmost match of each piece, which is enough because a star takes anything.</summary>
    public static bool Matches(string pattern, string name)
    {
        var pieces = pattern.Split('*');
        if (pieces.Length == 1)
        {
            return string.Equals(name, pattern, StringComparison.Ordinal);
        }

        var (first, last) = (pieces[0], pieces[pieces.Length - 1]);
        var end = name.Length - last.Length;
        if (end < first.Length || !name.StartsWith(first, StringComparison.Ordinal) || !name.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        var at = first.Length;
        for (var i = 1; i < pieces.Length - 1; i++)
        {
            var found = name.IndexOf(pieces[i], at, end - at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + pieces[i].Length;
        }

        return true;
    }

    /// <summary>True when the pattern takes every name, one that is not known included.</summary>
    public static bool MatchesEverything(string pattern) => pattern.Length > 0 && pattern.All(static c => c == '*');
}
