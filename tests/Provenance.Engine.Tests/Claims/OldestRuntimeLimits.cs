using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Marks;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Claims;

/// <summary>.NET 8, on which the package runs too, refuses automata that later runtimes build. This assembly's tests all run with its limit.</summary>
public sealed class OldestRuntimeLimits
{
    [Fact]
    public void APatternThatNet8Refuses_IsRefusedInTheseTests() =>
        Assert.Throws<NotSupportedException>(() => new Regex("[a-z]{1,999}x[a-z]{1,999}", RegexOptions.NonBacktracking));

    [Fact]
    public void AGlobThatIsTooLargeForAnAutomaton_IsAnErrorOfThePolicy()
    {
        var (glob, error) = Glob.Parse(string.Concat(Enumerable.Repeat("{ab,cd,ef}", 90)) + "/x.cs");
        Assert.Null(glob);
        Assert.Contains("too large", error!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AReuseTableWithManyLongGlobs_IsRead()
    {
        var globs = string.Join(",\n", Enumerable.Range(0, 40).Select(i => $"\"{string.Concat(Enumerable.Repeat("*a", 25))}{i}\",\n\"{string.Concat(Enumerable.Repeat("*a", 400))}\""));
        var file = ReuseFile.Read(System.Text.Encoding.UTF8.GetBytes($"""
            version = 1
            [[annotations]]
            path = [
            {globs},
            "src/**"]
            SPDX-FileContributor = "GitHub Copilot"
            """), "", Registry.Default, day: 20_000);
        Assert.NotNull(file.Find("src/a.cs", 3));
        Assert.NotNull(file.Find(new string('a', 25) + "39", 3));
        Assert.Null(file.Find("lib/a.cs", 3));
    }

    [ModuleInitializer]
    internal static void Limit() => AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", 1000);
}
