using System.Text.RegularExpressions;

namespace Provenance.Engine.Policy;

/// <summary>Regular expressions that a policy brings.</summary>
public static class PolicyPattern
{
    public const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <returns>The expression, without anchors of ours; or null and the reason in fixed words.</returns>
    public static (Regex? Value, string? Reason) Create(string pattern)
    {
        if (pattern.Length > Limits.MaxPatternLength)
        {
            return (null, "it is longer than 1024 characters");
        }

        try
        {
            return (new Regex(pattern, Options, Limits.MatchTimeout), null);
        }
        catch (RegexParseException exception)
        {
            return (null, "it is not valid (" + exception.Error + ")");
        }
        catch (NotSupportedException)
        {
            return (null, "it uses look-around, a back-reference, an atomic group, or repetitions that grow too large");
        }
    }
}
