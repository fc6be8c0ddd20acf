using System.Collections.Immutable;
using System.Globalization;

namespace Provenance.Engine.Policy;

/// <summary>Reads a list of commits that line mode looks through, in the form of <c>git blame --ignore-revs-file</c>: a full commit id a line; <c>#</c> begins a comment.</summary>
public static class IgnoreListReader
{
    /// <param name="displayPath">Repeated in the problems; never opened.</param>
    /// <returns>The ids in lower case, none when there is any problem: a list that is read in part would look through some of what it was written for. Then the first problem is PROV821.</returns>
    public static (ImmutableArray<string> Ids, ImmutableArray<PolicyProblem> Problems) Read(string text, string displayPath)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        var problems = ImmutableArray.CreateBuilder<PolicyProblem>();
        var (number, bad) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var content = (line.IndexOf('#') is >= 0 and var comment ? line[..comment] : line).Trim();
            if (content.IsEmpty)
            {
                continue;
            }

            if (content.Length is (40 or 64) && content.IndexOfAnyExcept("0123456789abcdefABCDEF") < 0)
            {
                ids.Add(content.ToString().ToLowerInvariant());
                if (ids.Count > Limits.MaxEntries)
                {
                    return ([], NotUsed(1, [new PolicyProblem(PolicyProblemCatalog.OverLimit, displayPath, number, 1, ["The list", Limits.MaxEntries.ToString(CultureInfo.InvariantCulture)])]));
                }
            }
            else if (++bad <= Limits.MaxProblems)
            {
                problems.Add(new PolicyProblem(PolicyProblemCatalog.BadName, displayPath, number, line.IndexOf(content[0]) + 1, ["The line", "the full id of a commit"]));
            }
        }

        return bad == 0 ? (ids.ToImmutable(), []) : ([], NotUsed(bad, problems.ToImmutable()));

        ImmutableArray<PolicyProblem> NotUsed(int count, ImmutableArray<PolicyProblem> listed) =>
            [new PolicyProblem(PolicyProblemCatalog.IgnoreListNotUsed, displayPath, 1, 1, [count.ToString(CultureInfo.InvariantCulture)]), .. listed];
    }
}
