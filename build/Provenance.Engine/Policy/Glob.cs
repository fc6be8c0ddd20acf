using System.Text.RegularExpressions;

namespace Provenance.Engine.Policy;

/// <summary>A pattern over repository-relative paths with <c>/</c>, compared ordinally. docs/rules/PROV811.md describes it for users.</summary>
/// <remarks>
/// <c>*</c> any characters but <c>/</c>; <c>?</c> one of them; <c>[a-z]</c>, <c>[!a-z]</c> one of a set; <c>{a,b}</c> alternatives, which may hold <c>/</c>;
/// <c>**</c> alone between slashes: any number of folders. As in .gitignore and CODEOWNERS a pattern without an inner <c>/</c> holds in every folder, a leading <c>/</c> ties it to
/// the root, and a pattern whose last name has no wildcard, or that ends in <c>/</c>, covers everything below the folder of that name.
/// What those dialects read differently is refused, so that no rule means something else than its author thinks: <c>!</c>, <c>\</c>, <c>**</c> beside other characters, <c>{1..9}</c>.
/// Own code: the framework's matcher knows no sets and no alternatives, and a rule of a policy must not be slow on a hostile path.
/// </remarks>
public sealed class Glob
{
    private readonly Lazy<Regex> regex;

    private Glob(string pattern, string expression)
    {
        Pattern = pattern;
        // An automaton: time grows with the path alone, whatever the pattern. It takes ten milliseconds to build.
        regex = new(() => new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture));
    }

    /// <summary>The text as written.</summary>
    public string Pattern { get; }

    /// <returns>Exactly one of glob and error is null.</returns>
    public static (Glob? Value, GlobError? Error) Parse(string pattern)
    {
        var (expression, error) = GlobTranslator.Translate(pattern);
        if (error is not null)
        {
            return (null, error);
        }

        try
        {
            return (new Glob(pattern, expression).Built(), null);
        }
        catch (NotSupportedException)
        {
            return (null, new GlobError(1, "it is too large for an automaton: write it as several"));
        }
    }

    /// <summary>A pattern of our own, known to be right: its automaton is built when a path is first compared.</summary>
    internal static Glob Trusted(string pattern) => new(pattern, GlobTranslator.Translate(pattern).Expression);

    /// <param name="path">Repository-relative, <c>/</c> between folders.</param>
    public bool Matches(string path) => regex.Value.IsMatch(path);

    public override string ToString() => Pattern;

    private Glob Built()
    {
        _ = regex.Value;
        return this;
    }
}
