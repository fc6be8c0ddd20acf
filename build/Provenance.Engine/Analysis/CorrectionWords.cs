using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Provenance.Engine.Analysis;

/// <summary>Finds the words with which a subject says that its commit corrects something.</summary>
/// <remarks>In ASCII a word is a run of letters, digits and underscores; what it is in other text is left to a regular expression.</remarks>
internal static partial class CorrectionWords
{
    private const string All = "fix|fixes|fixed|fixup|bug|bugs|bugfix|revert|reverts|reverted|regression|regressions|hotfix";

    private static readonly FrozenSet<string> Words = All.Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

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

    /// <summary>The answer of the expression alone, to which the shorter way must agree.</summary>
    internal static bool OccurByExpression(string subject) => Expression().IsMatch(subject);

    [GeneratedRegex(@"\b(?:" + All + @")\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
