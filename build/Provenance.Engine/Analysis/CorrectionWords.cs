using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Provenance.Engine.Analysis;

/// <summary>Finds the words with which a subject says that its commit corrects something.</summary>
/// <remarks>In ASCII a word is a run of letters, digits and underscores, which is compared in less time than an automaton takes to build; other text is left to the automaton.</remarks>
internal static class CorrectionWords
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "fix", "fixes", "fixed", "fixup", "bug", "bugs", "bugfix", "revert", "reverts", "reverted", "regression", "regressions", "hotfix",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<Regex> Expression = new(() => new Regex(
        @"\b(?:" + string.Join('|', Words.Order(StringComparer.Ordinal)) + @")\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    public static bool Occur(string subject)
    {
        if (!Ascii.IsValid(subject))
        {
            return OccurByExpression(subject);
        }

        for (var start = 0; start < subject.Length; start++)
        {
            var end = start;
            while (end < subject.Length && (char.IsAsciiLetterOrDigit(subject[end]) || subject[end] == '_'))
            {
                end++;
            }

            if (end > start && Words.Contains(subject[start..end]))
            {
                return true;
            }

            start = end;
        }

        return false;
    }

    /// <summary>The answer of the automaton alone, to which the shorter way must agree.</summary>
    internal static bool OccurByExpression(string subject) => Expression.Value.IsMatch(subject);
}
